// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/picture.h"
#include "media/row_bands.h"
#include "media/storage_format.h"

#include <optional>
#include <vector>

namespace reelout {

/// How a picture is sampled when its size changes; axis_taps.h and resampler.h have the details.
enum class Smoothness { Nearest, Linear, Mipmap };

/// How a recorder's input becomes the encoder's picture (behaviour.md §2).
struct PicturePathSpec {
    Size size;             ///< of the image after resampling; equal to the input's, or empty = none
    std::vector<Size> via; ///< sizes the image goes through before it has `size`: all Passes but the last
    Smoothness smoothness = Smoothness::Linear;
    unsigned channelMask = 0xF;           ///< R1 G2 B4 A8; a channel left out becomes 0, alpha opaque
    std::optional<StorageFormat> storage; ///< the image is kept in this before it goes on; none = as it is
    double pixelAspect = 0.0;             ///< of the output; 0 = the input's
    PixelFormat outputFormat = PixelFormat::None; ///< None = the input's, with the input's colour
    Size outputSize; ///< at least `size`: padded right and below by repeating the edge; empty = `size`
    ColourSpec outputColour; ///< Y'CbCr formats with matrix Rgb are taken as BT.709 limited

    friend bool operator==(const PicturePathSpec&, const PicturePathSpec&) = default;
};

/// Converts pictures of any source format. Keeps its pools and scratch between calls; one thread at a time.
/// When nothing but the format changes, it is one pass over memory. When nothing at all changes the input
/// itself is returned.
class PicturePath {
public:
    explicit PicturePath(const PicturePathSpec& spec);
    ~PicturePath();
    PicturePath(PicturePath&&) noexcept;
    PicturePath& operator=(PicturePath&&) noexcept;

    const PicturePathSpec& spec() const;
    /// Unsupported for a pair of formats without a conversion; Internal when memory is short. Inputs of
    /// another size than the first are scaled into it and centred on black (a screen that changed its mode).
    Result<PicturePtr> process(const PicturePtr& input);
    /// The same for an input that differs from that of the call before in `changed` only: little else is
    /// converted, where the path can do without. Serial and damage of the output count by the calls then;
    /// damage tells of luma, and chroma samples of a column beside it may differ, as they take part of it.
    Result<PicturePtr> process(const PicturePtr& input, const RowBands& changed);
    /// True when the last call did so: serial and damage of its output count by the calls.
    bool wentByRows() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
