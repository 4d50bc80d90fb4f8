// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"
#include "media/picture.h"

#include <cstdint>
#include <deque>
#include <limits>
#include <span>
#include <vector>

namespace reelout {

/// Columns [left, right) of a row; all of them, however many there are, if nothing else is said.
struct ColumnSpan {
    static constexpr int kNoEnd = std::numeric_limits<int>::max();

    int left = 0;
    int right = kNoEnd;

    ColumnSpan united(const ColumnSpan& other) const;
    bool holds(const ColumnSpan& other) const { return left <= other.left && other.right <= right; }
    friend bool operator==(const ColumnSpan&, const ColumnSpan&) = default;
};

/// Rows [top, bottom) of a picture, and which columns of them.
struct RowBand {
    int top = 0;
    int bottom = 0;
    ColumnSpan columns{};

    friend bool operator==(const RowBand&, const RowBand&) = default;
};

/// For each row of a picture the columns from the first to the last one meant, or none. That is how pictures
/// are brought up to date, because X servers write whole rows right into place and conversions go along rows.
/// Held as sorted bands, which touch only where the columns differ. Value type.
class RowBands {
public:
    static RowBands whole(int height);
    /// What of `places` lies in a picture of this size.
    static RowBands of(std::span<const Rect> places, Size size);

    /// Adds `columns` to rows [top, bottom).
    void add(int top, int bottom, const ColumnSpan& columns = {});
    void add(const Rect& place);
    void add(const RowBands& other);
    /// Makes bands that are closer than `gap` rows one: a request costs more than a few rows.
    void closeGaps(int gap);
    /// The same rows, each from its first column to its last.
    RowBands wholeRows() const;
    /// The bands without the rows that `other` covers in all of their columns.
    RowBands without(const RowBands& other) const;
    /// With bands that begin and end at multiples of `step`, or at `height`.
    RowBands aligned(int step, int height) const;

    bool isEmpty() const { return m_bands.empty(); }
    bool intersects(int top, int bottom) const;
    int rows() const;
    const std::vector<RowBand>& bands() const { return m_bands; }
    /// The bands in a picture of this size.
    std::vector<Rect> places(Size size) const { return places(size, size); }
    /// The same, when its last row and column are repeated up to the size `padded`.
    std::vector<Rect> places(Size size, Size padded) const;

private:
    void append(const RowBand& band);

    std::vector<RowBand> m_bands;
};

/// Where `picture` may differ from its source's previous serial.
RowBands changesOf(const Picture& picture);

/// What changed with each of the last pictures, so that memory that holds an older one can be brought up to
/// date.
class ChangeHistory {
public:
    /// `serial` is one above that of the last call, or the history starts anew.
    void record(std::uint64_t serial, RowBands changed);
    void clear() { m_changes.clear(); }
    /// What differs between the pictures `older` and the newest; all `height` rows when that is not known any
    /// more.
    RowBands since(std::uint64_t older, int height) const;
    /// The same for the pictures `older` and `newer`.
    RowBands between(std::uint64_t older, std::uint64_t newer, int height) const;

private:
    static constexpr std::size_t kLength = 64;
    std::uint64_t m_firstSerial = 0;
    std::deque<RowBands> m_changes;
};

} // namespace reelout
