// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sound_rate.h"

#include <algorithm>
#include <array>

namespace reelout {

namespace {

// Nominal kb/s of one channel at the qualities 0, 0.1 … 1, 44.1 and 48 kHz (Xiph's documentation of
// libvorbis).
using QualityRates = std::array<double, 11>;
constexpr QualityRates kStereo{32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 250};
constexpr QualityRates kSurround{20, 28, 38, 46, 54, 75, 96, 120, 140, 180, 240};
constexpr QualityRates kSeparate{48, 60, 70, 80, 86, 96, 110, 120, 140, 160, 240};

bool setLevel(SNDFILE* file, double level)
{
    level = std::clamp(level, 0.0, 1.0);
    return sf_command(file, SFC_SET_COMPRESSION_LEVEL, &level, sizeof(level)) == SF_TRUE;
}

// LAME at 32 kHz and above: level 0 is 320 kb/s, level 1 is 32.
bool setMp3Rate(SNDFILE* file, int bitsPerSecond)
{
    int mode = SF_BITRATE_MODE_CONSTANT;
    sf_command(file, SFC_SET_BITRATE_MODE, &mode, sizeof(mode)); // answers with the mode, which is 0
    return setLevel(file, (320e3 - bitsPerSecond) / 288e3);
}

// libsndfile spreads 6 to 256 kb/s of each channel over the levels 1 to 0.
bool setOpusRate(SNDFILE* file, int bitsPerSecond, int channels)
{
    return setLevel(file, 1.0 - (static_cast<double>(bitsPerSecond) / channels - 6e3) / 250e3);
}

bool setVorbisRate(SNDFILE* file, int bitsPerSecond, int channels)
{
    double quality = vorbisQuality(bitsPerSecond, channels);
    return sf_command(file, SFC_SET_VBR_ENCODING_QUALITY, &quality, sizeof(quality)) == SF_TRUE;
}

} // namespace

double vorbisQuality(int bitsPerSecond, int channels)
{
    const QualityRates& rates = channels == 2 ? kStereo : channels == 6 ? kSurround : kSeparate;
    const double wanted = bitsPerSecond / 1e3 / channels;
    for (std::size_t i = 1; i < rates.size(); ++i) {
        if (wanted < rates[i])
            return std::max(
                0.0,
                (static_cast<double>(i) - 1 + (wanted - rates[i - 1]) / (rates[i] - rates[i - 1])) / 10.0);
    }
    return 1.0;
}

bool setSoundBitRate(SNDFILE* file, int format, const SoundSpec& spec)
{
    switch (format & SF_FORMAT_SUBMASK) {
    case SF_FORMAT_MPEG_LAYER_III:
        return setMp3Rate(file, spec.bitRate);
    case SF_FORMAT_OPUS:
        return setOpusRate(file, spec.bitRate, spec.channels);
    case SF_FORMAT_VORBIS:
        return setVorbisRate(file, spec.bitRate, spec.channels);
    default:
        return true;
    }
}

} // namespace reelout
