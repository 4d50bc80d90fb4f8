// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qrgb.h>

#include <cstddef>
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

/// The same in 65536ths, for pixels of 8 bits. Together the weights are 1, less what 65536 itself lacks in 16
/// bits.
struct ByteRun {
    int first = 0;
    int last = 0;
    std::uint16_t firstWeight = 0xFFFF;
    std::uint16_t betweenWeight = 0;
    std::uint16_t lastWeight = 0;
};
ByteRun byteRun(const SampleRun& run);

// The painter's way for what is nearly always shown, pixels of 8 bits with blue first: two steps in 256ths of
// a code value, within a tenth of a code. Any thread.

/// `out` = the weighted sum of the rows of `run`; `row` is run.first's, `stride` bytes lead to the next one.
void combineByteRows(const std::uint8_t* row, std::ptrdiff_t stride, const ByteRun& run, int bytes,
                     std::uint16_t* out);

/// A device pixel for each run of pixels of a combined row. All runs are as long as the longest, in whole
/// pairs of pixels, with weights of nothing: a loop whose length changes from pixel to pixel costs more than
/// the work.
class ByteColumns {
public:
    /// `from` is the column of a combined row's first pixel.
    void prepare(const std::vector<SampleRun>& runs, int from);
    /// Pixels of nothing in particular that have to be behind the combined row.
    int padding() const { return 2 * m_pairs; }
    /// As many pixels as there were runs; opaque.
    void shrink(const std::uint16_t* row, QRgb* out) const;

private:
    template <int kPairs>
    void shrinkFrom(std::size_t from, const std::uint16_t* row, QRgb* out) const;
    template <int kPairs>
    std::size_t shrinkVectors(const std::uint16_t* row, QRgb* out) const;
    template <int kPairs>
    void shrinkAll(const std::uint16_t* row, QRgb* out) const;

    int m_taps = 0;  ///< pixels of the longest run
    int m_pairs = 0; ///< of them, rounded up
    std::size_t m_count = 0;
    std::vector<std::ptrdiff_t> m_firsts; ///< in samples
    /// For each device pixel, for each pair of pixels: four times the weight of the one, four of the other.
    std::vector<std::uint16_t> m_weights;
};

} // namespace reelout
