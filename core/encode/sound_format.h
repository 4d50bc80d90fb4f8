// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/codec_catalog.h"

namespace reelout {

/// How a SoundSpec is written with libsndfile.
struct SoundFormat {
    int format = 0;       ///< libsndfile's SF_FORMAT_… combination
    int bits = 0;         ///< of whole-number PCM; 0: samples are handed over as floats
    bool isFloat = false; ///< float samples in the file, which may exceed full scale
    bool isAdpcm = false;
    bool endsAsWav = false;      ///< RF64 that becomes an ordinary WAV below 4 GiB
    bool growsInPlace = true;    ///< its header tells a length, to be brought up to date each second
    std::uint64_t mostBytes = 0; ///< greatest size the type's header can tell; 0 = no limit
    double bytesPerFrame = 0;    ///< exact but for ADPCM
};

/// InvalidParameter or Unsupported with what would fit.
Result<SoundFormat> soundFormat(const SoundSpec& spec, const QString& extension);

/// Whether libsndfile as it is installed here was built with the type.
bool isInLibrary(const SoundFileType& type);

} // namespace reelout
