// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"

#include "encode/codec_tables.h"

#include <algorithm>

namespace reelout {

namespace {

SoundFileType soundType(const char* token, const char* label, const char* extension,
                        std::initializer_list<const char*> codecs, const QString& unavailable = {})
{
    SoundFileType type{QString::fromLatin1(token),
                       QString::fromLatin1(label),
                       {QString::fromLatin1(extension)},
                       {},
                       unavailable};
    for (const char* codec : codecs)
        type.codecs << QString::fromLatin1(codec);
    return type;
}

std::vector<SoundFileType> makeTypes()
{
    std::vector<SoundFileType> types{
        soundType("wav", "WAV", "wav", {"pcm16", "pcm24", "pcm32", "float32", "ulaw", "alaw", "adpcm"}),
        soundType("ogg", "OGG", "ogg", {}, arrivesLater()),
        soundType("mp3", "MP3", "mp3", {}, arrivesLater()),
        soundType("aiff", "AIFF", "aiff", {"pcm16", "pcm24", "pcm32", "float32", "ulaw", "alaw", "adpcm"},
                  arrivesLater()),
        soundType("flac", "FLAC", "flac", {"pcm16", "pcm24"}, arrivesLater()),
        soundType("caf", "CAF", "caf", {"pcm16", "pcm24", "pcm32", "float32", "ulaw", "alaw"},
                  arrivesLater()),
        soundType("w64", "W64", "w64", {"pcm16", "pcm24", "pcm32", "float32", "ulaw", "alaw", "adpcm"},
                  arrivesLater()),
        soundType("opus", "Opus (OGG)", "opus", {}, arrivesLater()),
    };
    for (SoundFileType& type : types) {
        if (type.token == QLatin1String("aiff"))
            type.extensions << QStringLiteral("aif");
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
