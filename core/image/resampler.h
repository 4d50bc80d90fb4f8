// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/axis_taps.h"
#include "media/picture.h"

#include <array>
#include <vector>

namespace reelout {

/// Scales pictures of Bgra8, Bgrx8, Rgba8 and RgbaF32. Filters the code values as they are, not linear light:
/// so do graphics cards with 8-bit textures (what the viewport shows) and video scalers, and text keeps its
/// weight. Pictures tagged linear are filtered linear for the same reason. Colours are weighed by their
/// alpha, so that what is invisible doesn't bleed; where the result is fully transparent the colour is 0.
/// Scratch is three rows of floats. One thread.
class Resampler {
public:
    explicit Resampler(Smoothness smoothness) : m_smoothness(smoothness) {}

    /// Draws all of `source` into `where` of `target`, which lies inside it. Same format.
    void draw(const Picture& source, Picture& target, const Rect& where);

private:
    void prepare(Size source, Size target);
    void drawNearest(const Picture& source, Picture& target, const Rect& where) const;
    const float* sourceRow(const Picture& source, int y);
    void loadRow(const Picture& source, int y, float* row) const;
    const float* combineRows(const Picture& source, const AxisTaps::Run& run);
    void storeRow(const float* combined, Picture& target, const Rect& where, int y) const;

    Smoothness m_smoothness;
    Size m_sourceSize;
    Size m_targetSize;
    AxisTaps m_columns;
    AxisTaps m_rows;
    std::array<std::vector<float>, 2> m_cache; ///< the two source rows used last, premultiplied
    std::array<int, 2> m_cachedRow{-1, -1};
    std::size_t m_nextSlot = 0;
    bool m_isOpaque = false; ///< the picture being drawn, so that no pixel needs its alpha looked at
    std::vector<float> m_sum;
};

/// Makes the whole picture opaque black. Formats as Resampler.
void fillBlack(Picture& picture);

/// The largest rectangle of the shape of `content` centred in `frame`, at least one pixel.
Rect fitCentred(Size content, Size frame);

} // namespace reelout
