// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/still/png_rows.h"

#include <algorithm>
#include <cstring>
#include <utility>

// The kernels of png_rows.h, written once for vectors of any width: `V` has the vector's type and the few
// operations needed.

namespace reelout::pngrows {

/// A row is as good as empty when this share of its bytes is all that differs.
constexpr std::size_t kPaethWorthwhile = 32;
/// Drawings: fewer than every fourth byte differs from that of the pixel before, or every second one and then
/// by much; half a row of photograph differs as often, but by little. The bytes themselves repeat then, all
/// differences but those to a row nearly equal only make them rarer.
constexpr std::size_t kFlat = 4;
constexpr std::size_t kFlatBetweenEdges = 2;
constexpr std::uint64_t kEdge = 24;
constexpr std::size_t kNearlyEqual = 8;

struct RowSums {
    std::uint64_t magnitudes = 0;
    std::uint64_t changes = 0; ///< bytes that are not 0
};

template <class V>
RowSums filterSub(const PngRow& row, std::uint8_t* out)
{
    typename V::Sum sum = V::noSum();
    typename V::Sum changes = V::noSum();
    for (std::size_t i = 0; i < row.bytes; i += V::kBytes) {
        const auto difference = V::subtract(V::load(row.row + i), V::load(row.row + i - row.step));
        V::store(out + i, difference);
        const auto counted = V::first(difference, row.bytes - i);
        sum = V::addMagnitudes(sum, counted);
        changes = V::addChanges(changes, counted);
    }
    return {V::total(sum), V::total(changes)};
}

template <class V>
RowSums filterUp(const PngRow& row, std::uint8_t* out)
{
    typename V::Sum sum = V::noSum();
    typename V::Sum changes = V::noSum();
    for (std::size_t i = 0; i < row.bytes; i += V::kBytes) {
        const auto difference = V::subtract(V::load(row.row + i), V::load(row.above + i));
        V::store(out + i, difference);
        const auto counted = V::first(difference, row.bytes - i);
        sum = V::addMagnitudes(sum, counted);
        changes = V::addChanges(changes, counted);
    }
    return {V::total(sum), V::total(changes)};
}

template <class V>
std::size_t countChanges(const PngRow& row)
{
    typename V::Sum changes = V::noSum();
    for (std::size_t i = 0; i < row.bytes; i += V::kBytes) {
        const auto difference = V::subtract(V::load(row.row + i), V::load(row.row + i - row.step));
        changes = V::addChanges(changes, V::first(difference, row.bytes - i));
    }
    return V::total(changes);
}

template <class V>
bool isFlat(const RowSums& sub, std::size_t bytes)
{
    return sub.changes * kFlat < bytes ||
           (sub.changes * kFlatBetweenEdges < bytes && sub.magnitudes > kEdge * sub.changes);
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
    const RowSums sub = filterSub<V>(row, out + 1);
    const RowSums up = filterUp<V>(row, scratch + 1);
    if (isFlat<V>(sub, row.bytes) && up.changes * kNearlyEqual > sub.changes) {
        out[0] = 0;
        std::memcpy(out + 1, row.row, row.bytes);
        return out;
    }
    if (up.magnitudes <= sub.magnitudes)
        std::swap(out, scratch);
    const std::uint64_t best = std::min(up.magnitudes, sub.magnitudes);
    if (best * kPaethWorthwhile <= row.bytes)
        return out;
    scratch[0] = 4;
    return filterPaeth<V>(row, scratch + 1) < best ? scratch : out;
}

} // namespace reelout::pngrows
