// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/still/png_rows.h"

#include <cstring>
#include <utility>

// The kernels of png_rows.h, written once for vectors of any width: `V` has the vector's type and the few
// operations needed.

namespace reelout::pngrows {

/// A row is as good as empty when this share of its bytes is all that differs.
constexpr std::size_t kPaethWorthwhile = 32;

template <class V>
std::uint64_t filterSub(const PngRow& row, std::uint8_t* out)
{
    typename V::Sum sum = V::noSum();
    for (std::size_t i = 0; i < row.bytes; i += V::kBytes) {
        const auto difference = V::subtract(V::load(row.row + i), V::load(row.row + i - row.step));
        V::store(out + i, difference);
        sum = V::addMagnitudes(sum, V::first(difference, row.bytes - i));
    }
    return V::total(sum);
}

template <class V>
std::uint64_t filterUp(const PngRow& row, std::uint8_t* out)
{
    typename V::Sum sum = V::noSum();
    for (std::size_t i = 0; i < row.bytes; i += V::kBytes) {
        const auto difference = V::subtract(V::load(row.row + i), V::load(row.above + i));
        V::store(out + i, difference);
        sum = V::addMagnitudes(sum, V::first(difference, row.bytes - i));
    }
    return V::total(sum);
}

template <class V>
std::uint64_t filterPaeth(const PngRow& row, std::uint8_t* out)
{
    typename V::Sum sum = V::noSum();
    for (std::size_t i = 0; i < row.bytes; i += V::kBytes) {
        const auto predicted = V::paeth(V::load(row.row + i - row.step), V::load(row.above + i),
                                        V::load(row.above + i - row.step));
        const auto difference = V::subtract(V::load(row.row + i), predicted);
        V::store(out + i, difference);
        sum = V::addMagnitudes(sum, V::first(difference, row.bytes - i));
    }
    return V::total(sum);
}

template <class V>
const std::uint8_t* filter(const PngRow& row, std::uint8_t* out, std::uint8_t* scratch)
{
    out[0] = 1;
    scratch[0] = 2;
    std::uint64_t best = filterSub<V>(row, out + 1);
    const std::uint64_t up = filterUp<V>(row, scratch + 1);
    if (up <= best) {
        std::swap(out, scratch);
        best = up;
    }
    if (best * kPaethWorthwhile <= row.bytes)
        return out;
    scratch[0] = 4;
    return filterPaeth<V>(row, scratch + 1) < best ? scratch : out;
}

} // namespace reelout::pngrows
