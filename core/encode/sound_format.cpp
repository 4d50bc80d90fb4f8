// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sound_format.h"

#include "encode/codec_check.h"

#include <QCoreApplication>

#include <sndfile.h>

namespace reelout {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::sound", source);
}

Error refusal(ErrorCode code, const QString& detail)
{
    return makeError(code, QStringLiteral("check settings"), detail);
}

struct WavCodec {
    const char* token;
    int subtype;
    int bits;
};
constexpr WavCodec kWavCodecs[] = {{"pcm16", SF_FORMAT_PCM_16, 16},  {"pcm24", SF_FORMAT_PCM_24, 24},
                                   {"pcm32", SF_FORMAT_PCM_32, 32},  {"float32", SF_FORMAT_FLOAT, 0},
                                   {"ulaw", SF_FORMAT_ULAW, 0},      {"alaw", SF_FORMAT_ALAW, 0},
                                   {"adpcm", SF_FORMAT_IMA_ADPCM, 0}};

// A little below 4 GiB: the last header has to fit behind as well.
constexpr std::uint64_t kMostWavBytes = 0xFFFF'0000U - (1U << 20);

QString usableTypes()
{
    QStringList tokens;
    for (const SoundFileType& type : soundFileTypes()) {
        if (type.unavailable.isEmpty())
            tokens << type.token;
    }
    return tokens.join(QStringLiteral(", "));
}

} // namespace

Result<SoundFormat> soundFormat(const SoundSpec& spec, const QString& extension)
{
    const SoundFileType* type = soundFileType(spec.fileType);
    if (type == nullptr) {
        return refusal(
            ErrorCode::InvalidParameter,
            text("There is no audio file type \"%1\"; there is %2").arg(spec.fileType, usableTypes()));
    }
    if (!type->unavailable.isEmpty()) {
        return refusal(
            ErrorCode::Unsupported,
            text("Audio file type %1: %2 Usable: %3").arg(type->label, type->unavailable, usableTypes()));
    }
    if (!type->extensions.contains(extension)) {
        return refusal(ErrorCode::InvalidParameter,
                       text("The extension .%1 does not fit the file type %2; it is .%3")
                           .arg(extension, type->label, type->extensions.front()));
    }
    const WavCodec* codec = nullptr;
    for (const WavCodec& entry : kWavCodecs) {
        if (spec.codec == QLatin1String(entry.token) && type->codecs.contains(spec.codec))
            codec = &entry;
    }
    if (codec == nullptr) {
        return refusal(ErrorCode::InvalidParameter,
                       text("%1 holds no codec \"%2\"; it holds %3")
                           .arg(type->label, spec.codec, type->codecs.join(QStringLiteral(", "))));
    }
    REELOUT_TRY(checkMetadata(spec.metadata));

    SoundFormat result;
    result.bits = codec->bits;
    result.isFloat = codec->subtype == SF_FORMAT_FLOAT;
    result.isAdpcm = codec->subtype == SF_FORMAT_IMA_ADPCM;
    result.endsAsWav = !result.isAdpcm;
    result.format = codec->subtype | (result.endsAsWav ? SF_FORMAT_RF64 : SF_FORMAT_WAV);
    result.mostBytes = result.endsAsWav ? 0 : kMostWavBytes;
    SF_INFO info{};
    info.format = result.format;
    info.samplerate = spec.sampleRate;
    info.channels = spec.channels;
    if (sf_format_check(&info) == 0) {
        return refusal(ErrorCode::Unsupported, text("%1 with %2 can't hold %3 channels at %4 Hz")
                                                   .arg(type->label, spec.codec)
                                                   .arg(spec.channels)
                                                   .arg(spec.sampleRate));
    }
    return result;
}

} // namespace reelout
