// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/overlay/sprite_layer.h"

#include <algorithm>

namespace reelout {

void SpriteLayer::set(std::vector<PlacedSprite> sprites, const Rect& clip)
{
    m_clip = clip;
    m_sprites = std::move(sprites);
    std::erase_if(m_sprites, [this](const PlacedSprite& each) { return rectOf(each).isEmpty(); });
}

RowBands SpriteLayer::changed() const
{
    RowBands places;
    const auto addMissing = [&](const std::vector<PlacedSprite>& from, const std::vector<PlacedSprite>& in) {
        for (const PlacedSprite& each : from) {
            if (std::find(in.begin(), in.end(), each) == in.end())
                places.add(rectOf(each));
        }
    };
    addMissing(m_sprites, m_drawn);
    addMissing(m_drawn, m_sprites);
    return places;
}

void SpriteLayer::complete(RowBands& rows) const
{
    // One that is taken in may touch another.
    for (bool grew = true; grew;) {
        const int before = rows.rows();
        for (const PlacedSprite& each : m_sprites) {
            const Rect rect = rectOf(each);
            if (rows.intersects(rect.y, rect.bottom()))
                rows.add(rect.y, rect.bottom());
        }
        grew = rows.rows() != before;
    }
}

void SpriteLayer::draw(const RowBands& rows, Picture& picture) const
{
    for (const PlacedSprite& each : m_sprites) {
        const Rect rect = rectOf(each);
        if (rows.intersects(rect.y, rect.bottom()))
            blendSprite(*each.sprite, each.x, each.y, m_clip, picture);
    }
}

} // namespace reelout
