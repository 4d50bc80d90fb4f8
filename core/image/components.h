// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <array>
#include <span>

namespace reelout {

enum class SampleType { U8, U16, F16, F32 };

/// Where one component of a picture lies. Samples stand `step` bytes apart, at the component's own width.
struct ComponentLayout {
    int plane = 0;
    int offset = 0; ///< bytes from the start of the row
    int step = 0;
    SampleType type = SampleType::U8;
    int leftShift = 0; ///< P010: 6
    int log2Width = 0; ///< halvings against the picture
    int log2Height = 0;
};

/// All components of a format in the order R G B A, Y Cb Cr A, or just one for the grey ones.
struct FormatLayout {
    std::array<ComponentLayout, 4> components;
    int count = 0;
    int bits = 8;

    /// Code value of 1.0 (1 for float formats).
    double fullScale = 255.0;
};
FormatLayout formatLayout(PixelFormat format);

/// Columns and rows of a component in a picture of `size`.
Size componentSize(const ComponentLayout& component, Size size);

/// out[i * outStep] = (code - bias) * scale for `count` samples of row `y`.
void readSamples(const Picture& picture, const ComponentLayout& component, int y, int count, float scale,
                 float bias, float* out, int outStep);

/// code = in[i * inStep] * scale + bias, for integers rounded to nearest and clamped to 0..maximum.
void writeSamples(Picture& picture, const ComponentLayout& component, int y, int count, const float* in,
                  int inStep, float scale, float bias, float maximum);

} // namespace reelout
