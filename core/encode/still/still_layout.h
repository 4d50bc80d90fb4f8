// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "media/specs.h"

namespace reelout {

// What of a picture goes into a still: the Pixel Format the operator chose, as near as the file type can
// hold it. Files of whole numbers carry the sRGB curve, files of floats linear light, which is what other
// programs take them for.

/// The channels that are stored. Mono and Alpha are the picture's red: Pixel Format has made all three the
/// same (media/storage_format.h).
enum class StillChannels { Rgba, Rgb, Mono, MonoAlpha, Rg, Alpha };

/// How a sample is stored. Bits10 and Float11 only mean something to DDS.
enum class StillSample { Bits8, Bits10, Bits16, Float11, Half, Float };

struct StillLayout {
    StillChannels channels = StillChannels::Rgba;
    StillSample sample = StillSample::Bits8;
    bool isSrgbTexture = false; ///< DDS: the kind of texture that graphics cards linearise

    bool isFloat() const { return sample >= StillSample::Float11; }
    bool hasAlpha() const;
    int channelCount() const;

    friend bool operator==(const StillLayout&, const StillLayout&) = default;
};

/// The layout a still of `spec` has in its file; a depth the type lacks becomes the next that loses nothing,
/// else the deepest. "useinput" and unknown tokens mean depth and channels of `spec.inputFormat`, and with
/// PixelFormat::None 8 bits with alpha.
StillLayout stillLayout(const StillSpec& spec);

/// What encodeStill() wants handed over for `spec`: packed RGB of the depth it stores, with alpha when it
/// stores alpha.
PixelFormat stillPictureFormat(const StillSpec& spec);
/// … and in which colour: linear light for files of floats, else sRGB.
ColourSpec stillPictureColour(const StillSpec& spec);

/// True for what the writers of `layout` can read: packed RGB of its depth.
bool isReadable(PixelFormat format, const StillLayout& layout);

} // namespace reelout
