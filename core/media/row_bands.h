// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace reelout {

/// Rows [top, bottom) of a picture, whole width: the unit in which pictures are brought up to date, because X
/// servers write whole rows right into place and conversions work row by row.
struct RowBand {
    int top = 0;
    int bottom = 0;

    friend bool operator==(const RowBand&, const RowBand&) = default;
};

/// Sorted bands that do not touch. Value type.
class RowBands {
public:
    static RowBands whole(int height);
    /// The rows of `places`, as far as there are `height` of them.
    static RowBands of(std::span<const Rect> places, int height);

    /// Adds rows [top, bottom).
    void add(int top, int bottom);
    void add(const RowBands& other);
    /// Makes bands that are closer than `gap` rows one: a request costs more than a few rows.
    void closeGaps(int gap);
    RowBands without(const RowBands& other) const;
    /// With bands that begin and end at multiples of `step`, or at `height`.
    RowBands aligned(int step, int height) const;

    bool isEmpty() const { return m_bands.empty(); }
    bool intersects(int top, int bottom) const;
    int rows() const;
    const std::vector<RowBand>& bands() const { return m_bands; }

private:
    std::vector<RowBand> m_bands;
};

/// Which rows changed with each of the last pictures, so that memory that holds an older one can be brought
/// up to date.
class ChangeHistory {
public:
    /// `serial` is one above that of the last call, or the history starts anew.
    void record(std::uint64_t serial, RowBands changed);
    void clear() { m_changes.clear(); }
    /// Rows that differ between the pictures `older` and the newest; all `height` rows when that is not
    /// known any more.
    RowBands since(std::uint64_t older, int height) const;
    /// The same for the pictures `older` and `newer`.
    RowBands between(std::uint64_t older, std::uint64_t newer, int height) const;

private:
    static constexpr std::size_t kLength = 64;
    std::uint64_t m_firstSerial = 0;
    std::deque<RowBands> m_changes;
};

} // namespace reelout
