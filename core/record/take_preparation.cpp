// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/take_preparation.h"

#include "encode/codec_catalog.h"
#include "record/channel_pattern.h"
#include "record/layer_preparation.h"
#include "record/sound_tracks.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QScopeGuard>

#include <algorithm>

namespace reelout {

namespace {

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Recorder", source);
}

Error refusal(ErrorCode code, const QString& detail)
{
    return makeError(code, QStringLiteral("start recording"), detail);
}

struct Checked {
    RecordPlan plan;
    RecordingName name;
    Overwrite overwrite = Overwrite::Never;
};

Status checkSource(const Operator& source)
{
    if (source.type().family == Family::Top) {
        const Result<PictureSourceSpec> spec = pictureSourceSpec(source);
        return spec ? Status() : Status(spec.error());
    }
    const Result<AudioSourceSpec> spec = audioSourceSpec(source);
    return spec ? Status() : Status(spec.error());
}

// Sound passes in its own time, which pictures that are read one by one don't have.
Status checkNoSound(const Operator& sink, const RecordPlan& plan)
{
    const Result<PictureSourceSpec> spec = pictureSourceSpec(*sink.input(0));
    if (!spec || !isEveryFrame(*spec) || !plan.hasSound())
        return {};
    return refusal(ErrorCode::InvalidParameter,
                   sentence("%1 hands over every frame in no time of its own, so there can be no sound with "
                            "it: empty Audio CHOP of %2, or switch Every Frame off.")
                       .arg(sink.input(0)->name(), sink.name()));
}

Status checkWiring(const Operator& sink, const RecordPlan& plan)
{
    if (!sink.isActive())
        return refusal(ErrorCode::InvalidParameter,
                       sentence("%1 is not armed. Click its light to arm it.").arg(sink.name()));
    if (plan.hasPictures()) {
        if (!sink.input(0))
            return refusal(
                ErrorCode::InvalidParameter,
                sentence(
                    "Nothing is wired to %1. Drag a source of pictures onto it in the list of operators.")
                    .arg(sink.name()));
        REELOUT_TRY(checkSource(*sink.input(0)));
        REELOUT_TRY(checkNoSound(sink, plan));
        REELOUT_TRY(checkLayers(sink, plan));
    }
    for (const QString& name : plan.soundOperators) {
        if (!sink.project().find(name))
            return refusal(
                ErrorCode::NotFound,
                sentence(
                    "Audio CHOP of %1: there is no operator \"%2\". Choose another, or empty it for a movie "
                    "without sound.")
                    .arg(sink.name(), name));
    }
    const std::vector<Operator*> sounds = soundOperators(sink, plan);
    if (plan.kind == RecordPlan::Kind::Sound && sounds.empty())
        return refusal(
            ErrorCode::InvalidParameter,
            sentence("Nothing is wired to %1. Drag a source of sound onto it in the list of operators.")
                .arg(sink.name()));
    for (const Operator* source : sounds)
        REELOUT_TRY(checkSource(*source));
    return {};
}

Status checkPlace(Engine& engine, const RecordingName& name, FileKind kind, Overwrite& overwrite)
{
    FileSystem& files = *engine.services().files;
    if (files.exists(name.path)) {
        if (overwrite == Overwrite::Never)
            return refusal(ErrorCode::AlreadyExists, name.path);
    } else {
        overwrite = Overwrite::Never; // what appears from now on was not meant
    }
    const QString folder = QFileInfo(name.path).absolutePath();
    // The folder of such recordings is ours to make; any other that is missing is the person's to decide.
    const bool isOursToMake =
        !files.exists(folder) && folder == QFileInfo(engine.folderFor(kind)).absoluteFilePath();
    if (isOursToMake)
        return {};
    if (!files.exists(folder))
        return refusal(
            ErrorCode::NotFound,
            sentence("The folder %1 is not there. Make it, or choose another one as File.").arg(folder));
    REELOUT_TRY(files.checkWritable(folder));
    const Result<std::uint64_t> room = files.freeBytes(folder);
    if (!room)
        return room.error();
    if (*room < kLeastFreeBytes)
        return refusal(
            ErrorCode::DiskFull,
            sentence("%1: less than %2 MiB are left on that disk.").arg(folder).arg(kLeastFreeBytes >> 20));
    return {};
}

// What a movie is that goes into memory.
Status makeReplay(RecordPlan& plan, const Operator& sink)
{
    constexpr double kLongestKeyDistance = 2.0; // seconds
    if (plan.kind != RecordPlan::Kind::Movie)
        return refusal(
            ErrorCode::InvalidParameter,
            sentence("The replay buffer keeps a movie: choose Movie as Type of %1.").arg(sink.name()));
    if (plan.movie.codec == QLatin1String("gif"))
        return refusal(
            ErrorCode::InvalidParameter,
            sentence("A GIF can only be written from its beginning on, so there is no replay of it. "
                     "Choose another Video Codec."));
    plan.testMode = true;
    plan.limitFrames.reset();
    plan.split = {};
    const int most = std::max(static_cast<int>(plan.rate.toDouble() * kLongestKeyDistance), 1);
    plan.movie.keyFrameInterval = std::clamp(plan.movie.keyFrameInterval, 1, most);
    const Result<PictureSourceSpec> source =
        sink.input(0) ? pictureSourceSpec(*sink.input(0)) : Result<PictureSourceSpec>(ScreenSpec());
    if (source && isEveryFrame(*source))
        return refusal(ErrorCode::InvalidParameter,
                       sentence("%1 hands over every frame in no time of its own, so there is nothing to be "
                                "replayed: switch Every Frame off.")
                           .arg(sink.input(0)->name()));
    return {};
}

Result<Checked> check(Engine& engine, Operator& sink, Overwrite overwrite, TakeUse use)
{
    Checked checked;
    Result<RecordPlan> plan = makeRecordPlan(sink, engine.services().resolutionMultiplier);
    if (!plan)
        return plan.error();
    checked.plan = std::move(plan).value();
    if (use == TakeUse::Replay)
        REELOUT_TRY(makeReplay(checked.plan, sink));
    REELOUT_TRY(checkWiring(sink, checked.plan));
    Result<RecordingName> name = nextRecordingName(engine, sink, checked.plan, *engine.services().files);
    if (!name)
        return name.error();
    checked.name = std::move(name).value();
    checked.overwrite = overwrite;
    REELOUT_TRY(checkPlan(checked.plan, checked.name.path, std::nullopt, {}));
    if (!checked.plan.testMode)
        REELOUT_TRY(checkPlace(engine, checked.name, checked.plan.fileKind(), checked.overwrite));
    return checked;
}

// What a track is called: the name somebody gave the operator, else what it hears.
QString labelOf(const Operator& source, const AudioFeed& feed)
{
    const QString& type = source.type().token;
    const bool isGivenByUs = source.name().startsWith(type) &&
                             std::all_of(source.name().begin() + type.size(), source.name().end(),
                                         [](QChar letter) { return letter.isDigit(); });
    return isGivenByUs && !feed.label.isEmpty() ? feed.label : source.name();
}

// Which channels of which source are written, by the pattern over all their names.
Result<std::vector<SoundInput>> chooseChannels(std::vector<SoundInput> sources, const QString& scope)
{
    QStringList names;
    for (const SoundInput& source : sources)
        names += source.hub->format().channelNames;
    const Result<ChannelPattern> pattern = ChannelPattern::parse(scope);
    if (!pattern)
        return pattern.error();
    const std::vector<int> chosen = pattern->select(names);
    if (chosen.empty())
        return refusal(ErrorCode::InvalidParameter, sentence("No channel is called \"%1\"; there is %2.")
                                                        .arg(scope, names.join(QStringLiteral(", "))));
    int first = 0;
    for (SoundInput& source : sources) {
        const int end = first + source.hub->format().channels;
        for (const int channel : chosen) {
            if (channel >= first && channel < end)
                source.channels.push_back(channel - first);
        }
        first = end;
    }
    std::erase_if(sources, [](const SoundInput& source) { return source.channels.empty(); });
    return sources;
}

// A clip stands still: there is nothing of it that could pass while recording.
Status checkClip(const Operator& source, const AudioHub& hub, const RecordPlan& plan)
{
    if (!hub.clip() || !plan.timeSlice)
        return {};
    return refusal(
        ErrorCode::InvalidParameter,
        plan.kind == RecordPlan::Kind::Sound
            ? sentence("%1 is a static clip: switch Time Slice off to write it whole, or its Mode to "
                       "Playing.")
                  .arg(source.name())
            : sentence("%1 is a static clip: switch its Mode to Playing.").arg(source.name()));
}

std::vector<int> legalRates(const RecordPlan& plan)
{
    if (plan.kind == RecordPlan::Kind::Sound) {
        const SoundFileType* type = soundFileType(plan.sound.fileType);
        return type ? type->sampleRates : std::vector<int>();
    }
    const AudioCodec* codec = CodecCatalog::instance().audioCodec(plan.soundCodec);
    return codec ? codec->sampleRates : std::vector<int>();
}

Status addSound(TakeSetup& setup, std::vector<SoundInput> sources)
{
    const RecordPlan& plan = setup.plan;
    const bool isFile = plan.kind == RecordPlan::Kind::Sound;
    std::vector<int> rates;
    for (const SoundInput& source : sources)
        rates.push_back(source.hub->format().sampleRate);
    Result<std::vector<SoundInput>> inputs =
        chooseChannels(std::move(sources), isFile ? plan.scope : QStringLiteral("*"));
    if (!inputs)
        return inputs.error();
    setup.sounds = std::move(inputs).value();
    const Result<int> rate =
        trackRateFor(rates, isFile ? plan.rateMatch : QStringLiteral("max"), legalRates(plan));
    if (!rate)
        return rate.error();
    setup.trackRate = *rate;
    return {};
}

// Once more with what is known now: the picture's size and the sound's channels.
Status checkFinally(const TakeSetup& setup)
{
    return checkPlan(setup.plan, setup.name.path,
                     setup.present ? std::optional<Size>(setup.present->size) : std::nullopt,
                     soundTracksFor(setup.plan, setup.sounds, setup.trackRate));
}

} // namespace

namespace {

FileExpression fileExpression(Operator& sink)
{
    return [&sink](const QString& suffix) -> Result<QString> {
        const QString before = sink.fileSuffix();
        const auto restore = qScopeGuard([&] { sink.setFileSuffix(before); });
        sink.setFileSuffix(suffix);
        const QString path = sink.params().text(QStringLiteral("file"));
        const QString problem = sink.params().errorText(QStringLiteral("file"));
        if (!problem.isEmpty())
            return refusal(ErrorCode::InvalidParameter,
                           sentence("The expression of File doesn't work: %1").arg(problem));
        return path;
    };
}

} // namespace

Result<RecordingName> nextRecordingName(Engine& engine, Operator& sink, const RecordPlan& plan,
                                        FileSystem& files)
{
    return nextName(files, plan.name, fileExpression(sink), engine.folderFor(plan.fileKind()));
}

Result<ReplayPlace> replayPlace(Engine& engine, Operator& sink)
{
    const Result<RecordPlan> plan = makeRecordPlan(sink, engine.services().resolutionMultiplier);
    if (!plan)
        return plan.error();
    const Result<RecordingName> next = nextRecordingName(engine, sink, *plan, *engine.services().files);
    if (!next)
        return next.error();
    ReplayPlace place;
    place.container = extensionOf(next->path);
    place.firstIndex = plan->name.firstIndex;
    place.folder = QFileInfo(engine.folderFor(plan->fileKind())).absoluteFilePath();
    place.names = replayNames(*engine.services().files, plan->name, fileExpression(sink), *next,
                              engine.folderFor(plan->fileKind()));
    return place;
}

Status checkRecording(Engine& engine, Operator& sink, Overwrite overwrite)
{
    const Result<Checked> checked = check(engine, sink, overwrite, TakeUse::File);
    return checked ? Status() : Status(checked.error());
}

Result<PreparedTake> prepareRecording(Engine& engine, Operator& sink, Overwrite overwrite,
                                      Timestamp recordInstant, TakeUse use)
{
    Result<Checked> checked = check(engine, sink, overwrite, use);
    if (!checked)
        return checked.error();
    const EngineServices& services = engine.services();
    PreparedTake prepared;
    TakeSetup& setup = prepared.setup;
    setup.op = sink.name();
    setup.plan = checked->plan;
    setup.name = checked->name;
    if (setup.plan.kind != RecordPlan::Kind::Image && use == TakeUse::File)
        setup.partNames = partNames(*services.files, setup.plan.name, fileExpression(sink), setup.name,
                                    engine.folderFor(setup.plan.fileKind()));
    setup.overwrite = checked->overwrite;
    setup.recordInstant = recordInstant;
    setup.clock = services.clock;
    setup.files = services.files;
    setup.openWriter = services.openWriter;
    setup.formatOfWriter = services.formatOfWriter;
    setup.space = services.space;
    setup.stopTimeout = services.stopTimeout;

    // Sound first: it takes a moment to flow, and is then there when the first picture comes.
    std::vector<SoundInput> heard;
    for (Operator* source : soundOperators(sink, setup.plan)) {
        Result<AudioFeed> feed = engine.recordSound(*source);
        if (!feed)
            return feed.error();
        REELOUT_TRY(checkClip(*source, *feed->hub, setup.plan));
        heard.push_back({feed->hub, {}, source->name(), labelOf(*source, *feed)});
        prepared.sources.push_back(std::move(feed->running));
    }
    if (setup.plan.hasPictures()) {
        REELOUT_TRY(openLayers(engine, sink, prepared));
        Result<PictureFeed> feed = engine.recordPicture(*sink.input(0));
        if (!feed)
            return feed.error();
        setup.input = sink.input(0)->name();
        setup.pictures = feed->hub;
        setup.paths = engine.sharedPaths();
        setup.present = feed->hub->latest();
        prepared.sources.push_back(std::move(feed->running));
        Result<std::shared_ptr<PictureReader>> reader = engine.readPictures(*sink.input(0));
        if (!reader)
            return reader.error();
        setup.reader = std::move(reader).value();
        REELOUT_TRY(checkLayerSizes(setup));
    }
    if (!heard.empty())
        REELOUT_TRY(addSound(setup, std::move(heard)));
    REELOUT_TRY(checkFinally(setup));

    const QString folder = QFileInfo(setup.name.path).absolutePath();
    if (!setup.plan.testMode && !services.files->exists(folder))
        REELOUT_TRY(services.files->makeFolders(folder));
    return prepared;
}

} // namespace reelout
