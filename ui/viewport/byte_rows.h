// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qrgb.h>

#include <cstdint>
#include <vector>

namespace reelout {

/// The samples of one axis that make one device pixel: weights of the first and last, 1 between, all to be
/// multiplied by `factor`.
struct SampleRun {
    int first = 0;
    int last = 0;
    float firstWeight = 1.0F;
    float lastWeight = 0.0F;
    float factor = 1.0F;
};

// The painter's way for what is nearly always shown, pixels of 8 bits with blue first: two steps in code
// values, compiled for the processor there is. Any thread.

/// `out` = `weight` times the row's bytes, or that added to what is there.
void scaleByteRow(const std::uint8_t* row, int bytes, float weight, float* out);
void addByteRow(const std::uint8_t* row, int bytes, float weight, float* out);
/// A device pixel for each run of pixels of the row, whose first is column `from`; opaque.
void shrinkByteRow(const float* row, int from, const std::vector<SampleRun>& columns, QRgb* out);

} // namespace reelout
