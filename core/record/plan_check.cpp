// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/still_codecs.h"
#include "record/record_plan.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::RecordPlan", source);
}

Error refusal(ErrorCode code, const QString& detail)
{
    return makeError(code, QStringLiteral("check settings"), detail);
}

QString dotted(const QStringList& extensions)
{
    QStringList words;
    for (const QString& extension : extensions)
        words += QStringLiteral(".%1").arg(extension);
    return words.join(QStringLiteral(", "));
}

// The extension of a still or sound file has to be one of its type's.
Status checkExtension(const QString& path, const QString& label, const QStringList& extensions)
{
    const QString extension = extensionOf(path);
    if (extensions.contains(extension, Qt::CaseInsensitive))
        return {};
    return refusal(ErrorCode::InvalidParameter,
                   extension.isEmpty()
                       ? sentence("%1 has no extension. Files of type %2 are called %3: add one to File.")
                             .arg(path, label, dotted(extensions))
                       : sentence("%1 does not fit the type %2, whose files are called %3. "
                                  "Change the end of File, or the type.")
                             .arg(path, label, dotted(extensions)));
}

Status checkStillPlan(const RecordPlan& plan, const QString& path, std::optional<Size> inputSize)
{
    const StillFormat* format = stillFormat(plan.still.type);
    if (!format)
        return refusal(ErrorCode::InvalidParameter, plan.still.type);
    if (!format->unavailable.isEmpty())
        return refusal(ErrorCode::Unsupported,
                       QStringLiteral("%1: %2").arg(format->label, format->unavailable));
    REELOUT_TRY(checkExtension(path, format->label, format->extensions));
    // Any size that every type takes stands in while the input has not shown a picture yet.
    return checkStill(plan.still, inputSize ? plan.size.sizeFor(*inputSize) : Size{64, 64});
}

Status checkSound(const RecordPlan& plan, const QString& path, const std::vector<AudioTrackSpec>& tracks)
{
    const SoundFileType* type = soundFileType(plan.sound.fileType);
    if (type && type->unavailable.isEmpty())
        REELOUT_TRY(checkExtension(path, type->label, type->extensions));
    // Any sound that every type takes stands in while the inputs have not been heard yet.
    SoundSpec sound = plan.sound;
    sound.channels = tracks.empty() ? 1 : tracks.front().channels;
    sound.sampleRate = tracks.empty() ? 48000 : tracks.front().sampleRate;
    return checkSoundFile(sound, extensionOf(path));
}

Status checkMovie(const RecordPlan& plan, const QString& path, std::optional<Size> inputSize,
                  const std::vector<AudioTrackSpec>& tracks)
{
    // Any size that every codec takes stands in while the input has not shown a picture yet.
    constexpr Size kHarmless{640, 480};
    MovieSpec movie = plan.movie;
    movie.size = inputSize ? plan.size.sizeFor(*inputSize) : kHarmless;
    movie.sounds = tracks;
    if (plan.hasSound() && tracks.empty()) {
        const AudioCodec* codec = CodecCatalog::instance().audioCodec(plan.soundCodec);
        AudioTrackSpec harmless{plan.soundCodec, plan.soundBitRate, 48000, 2, {}};
        if (codec && !codec->sampleRates.empty())
            harmless.sampleRate = codec->sampleRates.front();
        movie.sounds.push_back(harmless);
    }
    const QString container = extensionOf(path);
    if (container.isEmpty() && !plan.testMode) {
        const CodecType* type = CodecCatalog::instance().type(movie.codec, movie.codecType);
        const Codec* codec = CodecCatalog::instance().codec(movie.codec);
        return refusal(
            ErrorCode::InvalidParameter,
            sentence("%1 has no extension. %2 goes into %3: add one to File.")
                .arg(path, codec ? codec->label : movie.codec, type ? dotted(type->containers) : QString()));
    }
    return CodecCatalog::instance().check(movie, container);
}

} // namespace

Status checkPlan(const RecordPlan& plan, const QString& path, std::optional<Size> inputSize,
                 const std::vector<AudioTrackSpec>& tracks)
{
    switch (plan.kind) {
    case RecordPlan::Kind::Image:
    case RecordPlan::Kind::ImageSequence:
        return checkStillPlan(plan, path, inputSize);
    case RecordPlan::Kind::Sound:
        return checkSound(plan, path, tracks);
    case RecordPlan::Kind::Movie:
    case RecordPlan::Kind::StopFrame:
        break;
    }
    return checkMovie(plan, path, inputSize, tracks);
}

} // namespace reelout
