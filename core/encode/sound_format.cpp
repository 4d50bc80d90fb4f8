// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sound_format.h"

#include "encode/codec_check.h"

#include <QCoreApplication>

#include <sndfile.h>

#include <algorithm>

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

struct TypeRow {
    const char* token;
    int format;         ///< with the coding, for the types that have their own
    bool growsInPlace;  ///< the others' headers tell no length, or are spoilt by a rewrite (OGG)
    bool endsAtFourGiB; ///< 32-bit sizes in the header
};
constexpr TypeRow kTypes[] = {{"wav", SF_FORMAT_RF64, true, false},
                              {"ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, false, false},
                              {"mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, false, false},
                              {"aiff", SF_FORMAT_AIFF, true, true},
                              {"flac", SF_FORMAT_FLAC, false, false},
                              {"caf", SF_FORMAT_CAF, true, false},
                              {"w64", SF_FORMAT_W64, true, false},
                              {"opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, false, false}};

struct CodecRow {
    const char* token;
    int subtype;
    int bits;
    int bytes; ///< of one sample, at most
};
constexpr CodecRow kCodecs[] = {{"pcm16", SF_FORMAT_PCM_16, 16, 2},  {"pcm24", SF_FORMAT_PCM_24, 24, 3},
                                {"pcm32", SF_FORMAT_PCM_32, 32, 4},  {"float32", SF_FORMAT_FLOAT, 0, 4},
                                {"ulaw", SF_FORMAT_ULAW, 0, 1},      {"alaw", SF_FORMAT_ALAW, 0, 1},
                                {"adpcm", SF_FORMAT_IMA_ADPCM, 0, 1}};

// A little below 4 GiB: the last header has to fit behind as well.
constexpr std::uint64_t kMostBytes = 0xFFFF'0000U - (1U << 20);

template <typename Rows>
auto* rowOf(const Rows& rows, const QString& token)
{
    for (const auto& row : rows) {
        if (token == QLatin1String(row.token))
            return &row;
    }
    return static_cast<decltype(&rows[0])>(nullptr);
}

QString usableTypes()
{
    QStringList tokens;
    for (const SoundFileType& type : soundFileTypes()) {
        if (type.unavailable.isEmpty())
            tokens << type.token;
    }
    return tokens.join(QStringLiteral(", "));
}

Status checkType(const SoundSpec& spec, const SoundFileType* type, const QString& extension)
{
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
    if (!type->extensions.contains(extension, Qt::CaseInsensitive)) {
        return refusal(ErrorCode::InvalidParameter,
                       text("The extension .%1 does not fit the file type %2; it is .%3")
                           .arg(extension, type->label, type->extensions.front()));
    }
    if (!type->codecs.isEmpty() && !type->codecs.contains(spec.codec)) {
        return refusal(ErrorCode::InvalidParameter,
                       text("%1 holds no codec \"%2\"; it holds %3")
                           .arg(type->label, spec.codec, type->codecs.join(QStringLiteral(", "))));
    }
    return checkMetadata(spec.metadata);
}

bool canHold(int format, int channels, int sampleRate)
{
    SF_INFO info{};
    info.format = format;
    info.channels = channels;
    info.samplerate = sampleRate;
    return sf_format_check(&info) != 0;
}

} // namespace

bool isInLibrary(const SoundFileType& type)
{
    const TypeRow* row = rowOf(kTypes, type.token);
    const int coding = type.codecs.isEmpty() ? 0 : SF_FORMAT_PCM_16;
    return row != nullptr && canHold(row->format | coding, 1, 48000);
}

Result<SoundFormat> soundFormat(const SoundSpec& spec, const QString& extension)
{
    const SoundFileType* type = soundFileType(spec.fileType);
    REELOUT_TRY(checkType(spec, type, extension));
    const TypeRow& row = *rowOf(kTypes, spec.fileType);
    SoundFormat result;
    result.format = row.format;
    result.growsInPlace = row.growsInPlace;
    bool endsAtFourGiB = row.endsAtFourGiB;
    if (!type->codecs.isEmpty()) {
        const CodecRow& codec = *rowOf(kCodecs, spec.codec);
        result.bits = codec.bits;
        result.isFloat = codec.subtype == SF_FORMAT_FLOAT;
        result.isAdpcm = codec.subtype == SF_FORMAT_IMA_ADPCM;
        result.bytesPerFrame = static_cast<double>(codec.bytes) * spec.channels;
        if (row.format == SF_FORMAT_RF64) {
            // RF64 has no ADPCM.
            result.endsAsWav = !spec.plainWav && !result.isAdpcm;
            endsAtFourGiB = !result.endsAsWav;
            if (!result.endsAsWav)
                result.format = SF_FORMAT_WAV;
        }
        result.format |= codec.subtype;
    }
    if (endsAtFourGiB)
        result.mostBytes = spec.splitBytes > 0 ? std::min(spec.splitBytes, kMostBytes) : kMostBytes;
    if (!canHold(result.format, spec.channels, spec.sampleRate)) {
        const QString name =
            type->codecs.isEmpty() ? type->label : text("%1 with %2").arg(type->label, spec.codec);
        return refusal(
            ErrorCode::Unsupported,
            text("%1 can't hold %2 channels at %3 Hz").arg(name).arg(spec.channels).arg(spec.sampleRate));
    }
    return result;
}

Status checkSoundFile(const SoundSpec& spec, const QString& extension)
{
    const Result<SoundFormat> format = soundFormat(spec, extension);
    return format ? Status() : Status(format.error());
}

} // namespace reelout
