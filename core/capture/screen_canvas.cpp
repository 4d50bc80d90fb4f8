// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/screen_canvas.h"

#include <cstring>

namespace reelout {

namespace {

constexpr int kGapWorthABand = 8; // rows

std::size_t rowBytes(Size size)
{
    return static_cast<std::size_t>(size.width) * 4;
}

} // namespace

void ScreenCanvas::reset(Size size)
{
    m_isAllNew = true;
    m_changed = {};
    if (size == m_size)
        return;
    m_size = size;
    m_stock.reset(size);
    m_history.clear();
    m_last.reset();
}

void ScreenCanvas::change(const RowBands& places)
{
    m_changed.add(RowBands::of(places.places(m_size), m_size));
}

void ScreenCanvas::place(std::vector<PlacedSprite> sprites)
{
    m_sprites.set(std::move(sprites), {0, 0, m_size.width, m_size.height});
    m_changed.add(m_sprites.changed());
}

// All of the rows under a sprite or none of them, because it is blended into clean rows only.
RowBands ScreenCanvas::rowsToDraw() const
{
    if (m_isAllNew || !m_last)
        return RowBands::whole(m_size.height);
    RowBands rows = m_changed.wholeRows();
    rows.closeGaps(kGapWorthABand);
    m_sprites.complete(rows);
    return rows;
}

std::shared_ptr<Picture> ScreenCanvas::draw(const CleanImage& image, std::uint64_t serial)
{
    if (image.size != m_size || m_size.isEmpty())
        return nullptr;
    std::unique_ptr<StockedFrame> frame = m_stock.acquire();
    if (!frame)
        return nullptr;
    auto picture = std::make_shared<Picture>();
    picture->format = PixelFormat::Bgrx8;
    picture->size = m_size;
    picture->planes = frame->memory->planes;
    picture->colour = kScreenColour;
    picture->serial = serial;

    const RowBands rows = rowsToDraw();
    const auto copy = [&](const RowBand& band, const auto& source) {
        for (int y = band.top; y < band.bottom; ++y)
            std::memcpy(picture->row(0, y), source(y), rowBytes(m_size));
    };
    for (const RowBand& band : rows.bands())
        copy(band, [&](int y) { return image.row(y); });
    if (m_last) {
        // What this memory missed of the pictures between is in the last one, sprites and all.
        const RowBands stale = frame->serial == 0 ? RowBands::whole(m_size.height)
                                                  : m_history.since(frame->serial, m_size.height);
        const RowBands missed = stale.without(rows);
        for (const RowBand& band : missed.bands())
            copy(band, [&](int y) { return m_last->row(0, y); });
    }
    m_sprites.draw(rows, *picture);
    picture->damageKnown = m_last && !m_isAllNew && m_isDamageKnown;
    if (picture->damageKnown) {
        m_changed.closeGaps(kGapWorthABand);
        picture->damage = m_changed.places(m_size);
    }
    frame->serial = serial;
    picture->owner = m_stock.share(std::move(frame));

    m_history.record(serial, rows);
    m_sprites.settle();
    m_isAllNew = false;
    m_changed = {};
    m_last = picture;
    return picture;
}

RowBands differingRows(const CleanImage& left, const CleanImage& right)
{
    RowBands rows;
    const std::size_t bytes = rowBytes(left.size);
    for (int y = 0; y < left.size.height; ++y) {
        if (std::memcmp(left.row(y), right.row(y), bytes) != 0)
            rows.add(y, y + 1);
    }
    return rows;
}

} // namespace reelout
