// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/row_bands.h"

#include <algorithm>

namespace reelout {

RowBands RowBands::whole(int height)
{
    RowBands bands;
    bands.add(0, height);
    return bands;
}

RowBands RowBands::of(std::span<const Rect> places, int height)
{
    RowBands bands;
    for (const Rect& place : places)
        bands.add(std::max(place.y, 0), std::min(place.bottom(), height));
    return bands;
}

void RowBands::add(int top, int bottom)
{
    if (top >= bottom)
        return;
    const auto first =
        std::find_if(m_bands.begin(), m_bands.end(), [&](const RowBand& band) { return band.bottom >= top; });
    auto last = first;
    while (last != m_bands.end() && last->top <= bottom) {
        top = std::min(top, last->top);
        bottom = std::max(bottom, last->bottom);
        ++last;
    }
    m_bands.insert(m_bands.erase(first, last), RowBand{top, bottom});
}

void RowBands::add(const RowBands& other)
{
    for (const RowBand& band : other.m_bands)
        add(band.top, band.bottom);
}

void RowBands::closeGaps(int gap)
{
    std::vector<RowBand> closed;
    for (const RowBand& band : m_bands) {
        if (!closed.empty() && band.top - closed.back().bottom < gap)
            closed.back().bottom = band.bottom;
        else
            closed.push_back(band);
    }
    m_bands = std::move(closed);
}

RowBands RowBands::without(const RowBands& other) const
{
    RowBands rest;
    for (const RowBand& band : m_bands) {
        int top = band.top;
        for (const RowBand& hole : other.m_bands) {
            rest.add(top, std::min(band.bottom, hole.top));
            top = std::max(top, hole.bottom);
        }
        rest.add(top, band.bottom);
    }
    return rest;
}

RowBands RowBands::aligned(int step, int height) const
{
    RowBands all;
    for (const RowBand& band : m_bands)
        all.add(band.top / step * step, std::min((band.bottom + step - 1) / step * step, height));
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
