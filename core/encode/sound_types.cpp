// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/sound_format.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

SoundFileType soundType(const char* token, const char* label, const char* extension,
                        std::initializer_list<const char*> codecs)
{
    SoundFileType type;
    type.token = QString::fromLatin1(token);
    type.label = QString::fromLatin1(label);
    type.extensions << QString::fromLatin1(extension);
    for (const char* codec : codecs)
        type.codecs << QString::fromLatin1(codec);
    return type;
}

SoundFileType lossyType(const char* token, const char* label, const char* extension, std::vector<int> rates)
{
    SoundFileType type = soundType(token, label, extension, {});
    type.sampleRates = std::move(rates);
    return type;
}

std::vector<SoundFileType> makeTypes()
{
    std::vector<SoundFileType> types{
        soundType("wav", "WAV", "wav", {"pcm16", "pcm24", "pcm32", "float32", "ulaw", "alaw", "adpcm"}),
        lossyType("ogg", "OGG", "ogg",
                  {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000, 176400,
                   192000}),
        // Below 32 kHz MPEG's tables end at 160 kb/s or less, short of what the menu offers.
        lossyType("mp3", "MP3", "mp3", {32000, 44100, 48000}),
        soundType("aiff", "AIFF", "aiff", {"pcm16", "pcm24", "pcm32", "float32", "ulaw", "alaw", "adpcm"}),
        soundType("flac", "FLAC", "flac", {"pcm16", "pcm24"}),
        soundType("caf", "CAF", "caf", {"pcm16", "pcm24", "pcm32", "float32", "ulaw", "alaw"}),
        soundType("w64", "W64", "w64", {"pcm16", "pcm24", "pcm32", "float32", "ulaw", "alaw", "adpcm"}),
        // Opus knows five rates (RFC 6716, 2.1.3); the lower ones only save what its bit rate saves anyway.
        lossyType("opus", "Opus (OGG)", "opus", {48000}),
    };
    for (SoundFileType& type : types) {
        if (type.token == QLatin1String("aiff"))
            type.extensions << QStringLiteral("aif");
        if (type.token == QLatin1String("ogg"))
            type.extensions << QStringLiteral("oga");
        if (type.token == QLatin1String("opus"))
            type.extensions << QStringLiteral("ogg"); // alone it means Vorbis
        if (!isInLibrary(type)) {
            type.unavailable = QCoreApplication::translate(
                "reelout::sound", "The sound file library of this system can't write it.");
        }
    }
    return types;
}

} // namespace

const std::vector<SoundFileType>& soundFileTypes()
{
    static const std::vector<SoundFileType> types = makeTypes();
    return types;
}

const SoundFileType* soundFileType(const QString& token)
{
    const auto& types = soundFileTypes();
    const auto found = std::find_if(types.begin(), types.end(),
                                    [&](const SoundFileType& type) { return type.token == token; });
    return found == types.end() ? nullptr : &*found;
}

const SoundFileType* soundFileTypeForExtension(const QString& extension)
{
    const auto& types = soundFileTypes();
    const auto found = std::find_if(types.begin(), types.end(), [&](const SoundFileType& type) {
        return type.extensions.contains(extension, Qt::CaseInsensitive);
    });
    return found == types.end() ? nullptr : &*found;
}

} // namespace reelout
