// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/row_bands.h"

#include <algorithm>

namespace reelout {

ColumnSpan ColumnSpan::united(const ColumnSpan& other) const
{
    return {std::min(left, other.left), std::max(right, other.right)};
}

RowBands RowBands::whole(int height)
{
    RowBands bands;
    bands.add(0, height);
    return bands;
}

RowBands RowBands::of(std::span<const Rect> places, Size size)
{
    RowBands bands;
    for (const Rect& place : places)
        bands.add(place.intersected({0, 0, size.width, size.height}));
    return bands;
}

void RowBands::append(const RowBand& band)
{
    if (band.top >= band.bottom)
        return;
    if (!m_bands.empty() && m_bands.back().bottom == band.top && m_bands.back().columns == band.columns)
        m_bands.back().bottom = band.bottom;
    else
        m_bands.push_back(band);
}

void RowBands::add(int top, int bottom, const ColumnSpan& columns)
{
    if (top >= bottom || columns.left >= columns.right)
        return;
    // Most come in order, and many are there already.
    if (m_bands.empty() || top >= m_bands.back().bottom)
        return append({top, bottom, columns});
    const auto isThere = [&](const RowBand& band) {
        return band.top <= top && bottom <= band.bottom && band.columns.holds(columns);
    };
    if (std::any_of(m_bands.begin(), m_bands.end(), isThere))
        return;
    RowBands all;
    all.m_bands.reserve(m_bands.size() + 2);
    for (const RowBand& band : m_bands) {
        // What of the new rows lies above this band, then what they share.
        all.append({top, std::min(bottom, band.top), columns});
        all.append({band.top, std::min(band.bottom, top), band.columns});
        const int from = std::max(top, band.top);
        const int to = std::min(bottom, band.bottom);
        all.append({from, to, band.columns.united(columns)});
        all.append({std::max(band.top, bottom), band.bottom, band.columns});
        top = std::max(top, band.bottom);
    }
    all.append({top, bottom, columns});
    m_bands = std::move(all.m_bands);
}

void RowBands::add(const Rect& place)
{
    add(place.y, place.bottom(), {place.x, place.right()});
}

void RowBands::add(const RowBands& other)
{
    for (const RowBand& band : other.m_bands)
        add(band.top, band.bottom, band.columns);
}

void RowBands::closeGaps(int gap)
{
    std::vector<RowBand> closed;
    for (const RowBand& band : m_bands) {
        if (!closed.empty() && band.top - closed.back().bottom < gap) {
            closed.back().bottom = band.bottom;
            closed.back().columns = closed.back().columns.united(band.columns);
        } else {
            closed.push_back(band);
        }
    }
    m_bands = std::move(closed);
}

RowBands RowBands::wholeRows() const
{
    RowBands rows;
    for (const RowBand& band : m_bands)
        rows.append({band.top, band.bottom, {}});
    return rows;
}

RowBands RowBands::without(const RowBands& other) const
{
    RowBands rest;
    for (const RowBand& band : m_bands) {
        int top = band.top;
        for (const RowBand& hole : other.m_bands) {
            if (!hole.columns.holds(band.columns))
                continue;
            rest.append({top, std::min(band.bottom, hole.top), band.columns});
            top = std::max(top, hole.bottom);
        }
        rest.append({top, band.bottom, band.columns});
    }
    return rest;
}

RowBands RowBands::aligned(int step, int height) const
{
    RowBands all;
    for (const RowBand& band : m_bands)
        all.add(band.top / step * step, std::min((band.bottom + step - 1) / step * step, height),
                band.columns);
    return all;
}

bool RowBands::intersects(int top, int bottom) const
{
    return std::any_of(m_bands.begin(), m_bands.end(),
                       [&](const RowBand& band) { return band.top < bottom && top < band.bottom; });
}

int RowBands::rows() const
{
    int rows = 0;
    for (const RowBand& band : m_bands)
        rows += band.bottom - band.top;
    return rows;
}

std::vector<Rect> RowBands::places(Size size, Size padded) const
{
    std::vector<Rect> places;
    for (const RowBand& band : m_bands) {
        const int right = band.columns.right >= size.width ? padded.width : band.columns.right;
        const int bottom = band.bottom >= size.height ? padded.height : band.bottom;
        const Rect place{band.columns.left, band.top, right - band.columns.left, bottom - band.top};
        if (!place.isEmpty())
            places.push_back(place);
    }
    return places;
}

RowBands changesOf(const Picture& picture)
{
    return picture.damageKnown ? RowBands::of(picture.damage, picture.size)
                               : RowBands::whole(picture.size.height);
}

void ChangeHistory::record(std::uint64_t serial, RowBands changed)
{
    if (m_changes.empty() || serial != m_firstSerial + m_changes.size()) {
        m_changes.clear();
        m_firstSerial = serial;
    }
    m_changes.push_back(std::move(changed));
    if (m_changes.size() > kLength) {
        m_changes.pop_front();
        ++m_firstSerial;
    }
}

RowBands ChangeHistory::since(std::uint64_t older, int height) const
{
    return between(older, m_firstSerial + m_changes.size() - 1, height);
}

RowBands ChangeHistory::between(std::uint64_t older, std::uint64_t newer, int height) const
{
    const bool isKnown = !m_changes.empty() && older <= newer && older + 1 >= m_firstSerial &&
                         newer < m_firstSerial + m_changes.size();
    if (!isKnown)
        return RowBands::whole(height);
    RowBands changed;
    for (std::uint64_t serial = older + 1; serial <= newer; ++serial)
        changed.add(m_changes[static_cast<std::size_t>(serial - m_firstSerial)]);
    return changed;
}

} // namespace reelout
