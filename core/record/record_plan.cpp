// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/record_plan.h"

#include "encode/codec_catalog.h"
#include "operators/project.h"

#include <QCoreApplication>

#include <cmath>

namespace reelout {

namespace {

QString param(const char* name)
{
    return QString::fromLatin1(name);
}

QString textOf(const ParamSet& params, const char* name)
{
    return params.text(param(name));
}

// "b192" is 192 kb/s.
int bitsPerSecond(const QString& token)
{
    return token.mid(1).toInt() * 1000;
}

Result<RecordPlan::Kind> kindOf(const QString& token)
{
    if (token == QLatin1String("movie"))
        return RecordPlan::Kind::Movie;
    if (token == QLatin1String("image"))
        return RecordPlan::Kind::Image;
    if (token == QLatin1String("imagesequence"))
        return RecordPlan::Kind::ImageSequence;
    if (token == QLatin1String("stopframemovie"))
        return RecordPlan::Kind::StopFrame;
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read parameters"),
                     QStringLiteral("type: %1").arg(token));
}

Smoothness smoothnessOf(const QString& token)
{
    if (token == QLatin1String("nearest"))
        return Smoothness::Nearest;
    return token == QLatin1String("mipmap") ? Smoothness::Mipmap : Smoothness::Linear;
}

NamePlan namePlan(const ParamSet& params)
{
    NamePlan name;
    name.uniqueSuffix = params.toggle(param("uniquesuff"));
    name.firstIndex = params.integer(param("n"));
    return name;
}

// The rows of the Header Source DAT: the first column is the key, the second the value.
Metadata metadataOf(const Operator& sink)
{
    Metadata metadata;
    const QString name = sink.params().text(param("headerdat"));
    const Operator* table = name.isEmpty() ? nullptr : sink.project().find(name);
    if (!table || !table->isActive())
        return metadata;
    for (const QStringList& row : table->rows()) {
        if (!row.isEmpty() && !row[0].trimmed().isEmpty())
            metadata.emplace_back(row[0], row.value(1));
    }
    return metadata;
}

} // namespace

MovieSpec movieSettings(const ParamSet& params)
{
    MovieSpec movie;
    movie.codec = textOf(params, "videocodec");
    movie.codecType = textOf(params, "videocodectype");
    movie.pixelFormat = textOf(params, "moviepixelformat");
    movie.quality = params.number(param("quality"));
    movie.profile = textOf(params, "profile");
    movie.preset = textOf(params, "preset");
    movie.bitRateMode = textOf(params, "bitratemode");
    movie.averageBitRate = params.number(param("avgbitrate"));
    movie.peakBitRate = params.number(param("peakbitrate"));
    movie.keyFrameInterval = params.integer(param("keyframeinterval"));
    movie.maxBFrames = params.integer(param("maxbframes"));
    movie.motionPrediction = textOf(params, "motionpredict");
    movie.slices = params.toggle(param("frameslicing")) ? params.integer(param("numslices")) : 0;
    movie.entropyMode = textOf(params, "entropymode");
    movie.secondaryCompression = params.toggle(param("secondarycompression"));
    movie.softwareFallback = params.toggle(param("hardwarefallback"));
    return movie;
}

namespace {

StillSpec stillOf(const ParamSet& params)
{
    StillSpec still;
    still.type = textOf(params, "imagefiletype");
    still.pixelFormat = textOf(params, "format");
    still.quality = params.number(param("quality"));
    still.maxThreads = params.integer(param("maxthread"));
    still.exrCompression = textOf(params, "exrcompression");
    still.dwaLevel = params.number(param("exrdwalevel"));
    still.pointCloud = params.toggle(param("pointcloud"));
    still.ddsCompression = textOf(params, "ddscompression");
    still.mipMaps = params.toggle(param("mipmaps"));
    still.webpLossless = params.toggle(param("webplossless"));
    return still;
}

/// The blocks of Additional Input TOP: those without an operator name the channels of the recorder's own
/// input. Only OpenEXR has a place for them.
void readLayers(const ParamSet& params, RecordPlan& plan)
{
    constexpr const char* kFields[] = {"r", "g", "b", "a"};
    const bool hasPlace = plan.isStill() && plan.still.type == QLatin1String("exr");
    if (hasPlace)
        plan.still.channelNames.fill(QString());
    QStringList left;
    for (const QVariant& block : params.value(param("input")).toList()) {
        const QVariantMap fields = block.toMap();
        std::array<QString, 4> channels;
        for (std::size_t i = 0; i < channels.size(); ++i)
            channels[i] = fields.value(param(kFields[i])).toString();
        const QString top = fields.value(param("top")).toString();
        if (!hasPlace && !top.isEmpty())
            left += top;
        else if (hasPlace && top.isEmpty())
            plan.still.channelNames = channels;
        else if (hasPlace)
            plan.still.layers.push_back({top, channels});
    }
    left.removeDuplicates();
    if (!left.isEmpty())
        plan.notices +=
            QCoreApplication::translate(
                "reelout::RecordPlan",
                "Additional Input TOP (%1) was left out: only OpenEXR images hold further pictures.")
                .arg(left.join(QStringLiteral(", ")));
}

Result<PictureSizePlan> sizeOf(const ParamSet& params, double resolutionMultiplier)
{
    PictureSizePlan size;
    const Result<OutputResolution> mode = parseOutputResolution(textOf(params, "outputresolution"));
    if (!mode)
        return mode.error();
    size.mode = *mode;
    size.resolution = {params.integer(param("resolutionw")), params.integer(param("resolutionh"))};
    size.multiplier = params.toggle(param("resmult")) ? resolutionMultiplier : 1.0;
    size.passes = params.integer(param("npasses"));
    const Result<OutputAspect> aspect = parseOutputAspect(textOf(params, "outputaspect"));
    if (!aspect)
        return aspect.error();
    size.aspectMode = *aspect;
    size.aspect = {params.number(param("aspect1")), params.number(param("aspect2"))};
    return size;
}

std::optional<std::int64_t> limitOf(const ParamSet& params, FrameRate rate, FrameRate projectRate)
{
    if (!params.toggle(param("limitlength")))
        return std::nullopt;
    const double length = params.number(param("length"));
    const QString unit = textOf(params, "lengthunit");
    double frames = length;
    if (unit == QLatin1String("frames"))
        frames = length / projectRate.toDouble() * rate.toDouble();
    else if (unit == QLatin1String("seconds"))
        frames = length * rate.toDouble();
    return std::max<std::int64_t>(std::llround(frames), 1);
}

/// 0 minutes and 0 GB are never.
SplitLimits splitOf(const ParamSet& params, FrameRate rate)
{
    SplitLimits split;
    split.seconds = params.number(param("splittime")) * 60.0;
    if (split.seconds > 0.0)
        split.frames = std::max<std::int64_t>(std::llround(split.seconds * rate.toDouble()), 1);
    split.bytes = static_cast<std::uint64_t>(params.number(param("splitsize")) * 1e9);
    return split;
}

QString defaultExtension(const RecordPlan& plan)
{
    if (plan.isStill()) {
        const StillFormat* format = stillFormat(plan.still.type);
        return format && !format->extensions.isEmpty() ? format->extensions.front() : plan.still.type;
    }
    if (plan.kind == RecordPlan::Kind::Sound) {
        const SoundFileType* type = soundFileType(plan.sound.fileType);
        return type && !type->extensions.isEmpty() ? type->extensions.front() : plan.sound.fileType;
    }
    const CodecType* type = CodecCatalog::instance().type(plan.movie.codec, plan.movie.codecType);
    return type && !type->containers.isEmpty() ? type->containers.front() : QStringLiteral("mp4");
}

Result<RecordPlan> moviePlan(const Operator& sink, double resolutionMultiplier)
{
    const ParamSet& params = sink.params();
    RecordPlan plan;
    const Result<RecordPlan::Kind> kind = kindOf(textOf(params, "type"));
    if (!kind)
        return kind.error();
    plan.kind = *kind;
    plan.name = namePlan(params);
    if (plan.kind == RecordPlan::Kind::ImageSequence) {
        plan.name.kind = NamePlan::Kind::Sequence;
        plan.name.leadingZerosDigits = params.integer(param("leadingzerosdigits"));
    }
    plan.rate = FrameRate::fromDouble(params.number(param("fps")));
    plan.movie = movieSettings(params);
    plan.movie.rate = plan.rate;
    plan.still = stillOf(params);
    readLayers(params, plan);
    plan.still.rate = plan.rate;
    plan.movie.metadata = metadataOf(sink);
    plan.still.metadata = plan.movie.metadata;
    Result<PictureSizePlan> size = sizeOf(params, resolutionMultiplier);
    if (!size)
        return size.error();
    plan.size = *size;
    plan.smoothness = smoothnessOf(textOf(params, "inputfiltertype"));
    plan.storage = storageFormat(plan.still.pixelFormat);
    plan.channelMask = static_cast<unsigned>(params.integer(param("chanmask")));
    const Codec* codec = CodecCatalog::instance().codec(plan.movie.codec);
    if (plan.kind == RecordPlan::Kind::Movie && codec && CodecCatalog::instance().holdsSound(*codec))
        plan.soundOperators = soundSourceNames(params);
    if (textOf(params, "audiotracks") == QLatin1String("separate"))
        plan.soundTracks = SoundTracks::Separate;
    plan.soundCodec = textOf(params, "audiocodec");
    plan.soundBitRate = bitsPerSecond(textOf(params, "audiobitrate"));
    plan.limitFrames = limitOf(params, plan.rate, sink.project().rate());
    if (plan.kind != RecordPlan::Kind::Image)
        plan.split = splitOf(params, plan.rate);
    plan.stallForOpen = params.toggle(param("stallforopen"));
    plan.testMode = params.toggle(param("encodetestmode"));
    plan.name.extension = defaultExtension(plan);
    return plan;
}

RecordPlan soundPlan(const Operator& sink)
{
    const ParamSet& params = sink.params();
    RecordPlan plan;
    plan.kind = RecordPlan::Kind::Sound;
    plan.name = namePlan(params);
    plan.sound.fileType = textOf(params, "filetype");
    plan.sound.codec = textOf(params, "codec");
    plan.sound.bitRate = bitsPerSecond(textOf(params, "bitrate"));
    plan.sound.dither = params.toggle(param("dither"));
    plan.sound.plainWav = params.toggle(param("plainwav"));
    plan.sound.metadata = metadataOf(sink);
    plan.scope = textOf(params, "scope");
    plan.rateMatch = textOf(params, "srselect");
    plan.timeSlice = params.toggle(param("timeslice"));
    if (params.toggle(param("limitlength")))
        plan.limitTime = fromSeconds(params.number(param("length")));
    plan.split = splitOf(params, plan.rate);
    plan.name.extension = defaultExtension(plan);
    return plan;
}

} // namespace

Result<RecordPlan> makeRecordPlan(const Operator& sink, double resolutionMultiplier)
{
    if (sink.type().token == QLatin1String("moviefileout"))
        return moviePlan(sink, resolutionMultiplier);
    if (sink.type().token == QLatin1String("audiofileout"))
        return soundPlan(sink);
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read parameters"),
                     QStringLiteral("%1 does not record").arg(sink.name()));
}

QStringList soundSourceNames(const ParamSet& movieParams)
{
    QStringList names{textOf(movieParams, "audiochop")};
    if (names.front().isEmpty())
        return {}; // the rows of further sources are disabled
    for (const QVariant& block : movieParams.value(param("audiosources")).toList())
        names += block.toMap().value(param("chop")).toString();
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

MovieSpec movieSpecFor(const RecordPlan& plan, const Picture& input, std::vector<AudioTrackSpec> tracks)
{
    MovieSpec movie = plan.movie;
    movie.size = plan.size.sizeFor(input.size);
    movie.pixelAspect = plan.size.pixelAspectFor(input.size, input.pixelAspect, movie.size);
    movie.sounds = std::move(tracks);
    return movie;
}

StillSpec stillSpecFor(const RecordPlan& plan, const Picture& input)
{
    StillSpec still = plan.still;
    still.inputFormat = input.format;
    return still;
}

PicturePathSpec picturePathFor(const RecordPlan& plan, const Picture& input, PixelFormat format, Size size,
                               ColourSpec colour)
{
    PicturePathSpec path;
    path.via = plan.size.passesFor(input.size);
    path.size = path.via.back();
    path.via.pop_back();
    path.storage = plan.storage;
    path.pixelAspect = plan.size.pixelAspectFor(input.size, input.pixelAspect, path.size);
    path.smoothness = plan.smoothness;
    path.channelMask = plan.channelMask;
    path.outputFormat = format;
    path.outputSize = size;
    path.outputColour = colour;
    return path;
}

Result<int> trackRateFor(const std::vector<int>& rates, const QString& rateMatch,
                         const std::vector<int>& legal)
{
    if (rates.empty())
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("match sample rates"),
                         QStringLiteral("there is no sound source"));
    const auto [least, greatest] = std::minmax_element(rates.begin(), rates.end());
    if (rateMatch == QLatin1String("err") && *least != *greatest) {
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("match sample rates"),
                         QStringLiteral("the inputs have %1 and %2 Hz, and Sample Rate Match is set to "
                                        "refuse that")
                             .arg(*least)
                             .arg(*greatest));
    }
    int rate = *greatest;
    if (rateMatch == QLatin1String("first"))
        rate = rates.front();
    else if (rateMatch == QLatin1String("min"))
        rate = *least;
    if (legal.empty() || std::find(legal.begin(), legal.end(), rate) != legal.end())
        return rate;
    int above = 0;
    int below = 0;
    for (const int each : legal) {
        if (each > rate && (above == 0 || each < above))
            above = each;
        if (each < rate)
            below = std::max(below, each);
    }
    return above > 0 ? above : below;
}

std::vector<Operator*> soundOperators(const Operator& sink, const RecordPlan& plan)
{
    std::vector<Operator*> found;
    if (plan.kind == RecordPlan::Kind::Sound) {
        for (int i = 0; i < sink.inputCount(); ++i) {
            if (Operator* input = sink.input(i))
                found.push_back(input);
        }
    } else if (plan.hasSound()) {
        for (const QString& name : plan.soundOperators)
            found.push_back(sink.project().find(name));
    }
    return found;
}

} // namespace reelout
