// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <array>
#include <cstdint>
#include <vector>

namespace reelout {

/// The palette of a GIF, made from the pictures themselves by median cut and kept for as long as it fits
/// them, so that flat colours stay exact and nothing flickers. Between two entries colours are dithered in a
/// fixed pattern, which compresses and stands still. Takes Bgrx8 or Bgra8; alpha below one half is
/// transparent. Memory does not grow with the recording. One thread.
class GifPalette {
public:
    static constexpr int kColours = 256;

    /// `hasAlpha` keeps the last entry for what is transparent.
    explicit GifPalette(bool hasAlpha);

    /// One byte a pixel into `out`, rows `stride` apart.
    void index(const Picture& picture, std::uint8_t* out, std::ptrdiff_t stride);

    /// The entries the last picture was drawn with, as 0xAARRGGBB.
    const std::array<std::uint32_t, kColours>& colours() const { return m_colours; }

private:
    /// All pixels of the picture that agree in their upper 5, 6 and 5 bits.
    struct Bin {
        std::uint32_t count = 0;
        std::array<std::uint32_t, 3> sum{}; ///< blue, green, red
    };
    /// How a bin is drawn: with `near`, and with `far` in `share` of 64 places.
    struct Choice {
        std::uint8_t near = 0;
        std::uint8_t far = 0;
        std::uint8_t share = 0;
    };
    using Colour = std::array<int, 3>;

    void count(const Picture& picture);
    Colour meanOf(std::size_t bin) const;
    void rebuild();
    void choose(std::size_t bin);
    int nearest(const Colour& colour) const;
    double meanError() const;

    bool m_hasAlpha;
    int m_used = 0;               ///< entries in use
    double m_errorWhenMade = 0.0; ///< mean squared error of the picture the palette was made from
    std::array<std::uint32_t, kColours> m_colours{};
    std::vector<Colour> m_entries;
    std::vector<Bin> m_bins;
    std::vector<std::uint16_t> m_present; ///< bins of the last picture
    std::vector<Choice> m_choices;
};

} // namespace reelout
