// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/row_bands.h"

#include <algorithm>

namespace reelout {

RowBands RowBands::whole(int height)
{
    RowBands bands;
    bands.add(0, height);
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
    if (m_changes.empty() || older + 1 < m_firstSerial)
        return RowBands::whole(height);
    RowBands changed;
    for (std::size_t index = static_cast<std::size_t>(older + 1 - m_firstSerial); index < m_changes.size();
         ++index)
        changed.add(m_changes[index]);
    return changed;
}

} // namespace reelout
