// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace reelout {

/// Chooses how coarsely each band of a frame is quantised, so that frames fill their budget and none is
/// larger. They are even: in a frame of moving pictures no two bands are more than one step apart. What a
/// step saves is learnt from what it saved. Pure; one thread.
///
/// For each frame: encode the bands with quantisers(), say what came of it to correct(), encode the bands it
/// names again, and so on until it names none; then settle().
class ProResRate {
public:
    /// What a quantiser can be; in RDD 36 up to 224, in libavcodec when it is fixed up to 64.
    static constexpr int kCoarsest = 64;

    /// `budget` in bytes a frame; `finest` from 1: the quantiser that more bytes don't change.
    ProResRate(std::size_t budget, int bands, int finest);

    /// From the top.
    std::span<const int> quantisers() const { return m_quantisers; }
    /// `sizes` in bytes, of all bands with quantisers(). Returns the bands, by number, that need other
    /// quantisers for this frame, which quantisers() has then.
    std::vector<int> correct(std::span<const std::size_t> sizes);
    /// Another frame begins, with quantisers() as they are. Not needed after settle().
    void begin();
    /// The frame is done: `sizes` as in the last correct(). quantisers() are those to begin the next with.
    void settle(std::span<const std::size_t> sizes);

private:
    double growth(int quantiser) const;
    void learn(std::span<const std::size_t> sizes);
    auto inOrder(const std::vector<double>& predicted) const;
    void coarsen(std::vector<double>& predicted, double target);
    void refine(std::vector<double>& predicted, double target);
    std::vector<int> differing(const std::vector<int>& before) const;

    const double m_budget;
    const int m_finest;
    std::vector<int> m_quantisers;
    std::vector<int> m_tried; ///< what the sizes of the last correct() were made with
    std::vector<std::size_t> m_triedSizes;
    /// By quantiser: logarithm of how many times larger a band is expected to get with the next finer one.
    std::array<double, kCoarsest + 1> m_growth{};
    bool m_isRefined = false; ///< in this frame
};

} // namespace reelout
