// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/overlay/text_sprite.h"
#include "media/specs.h"

#include <QStringList>

#include <memory>

namespace reelout {

/// The line of pressed keys at the bottom of a picture, drawn anew only when it differs. Belongs to one
/// thread.
class KeyLine {
public:
    explicit KeyLine(std::unique_ptr<TextSprites> text) : m_text(std::move(text)) {}

    /// `texts` for a picture of `size`, in its coordinates; no sprite for no words.
    PlacedSprite draw(const QStringList& texts, Size size);

private:
    std::unique_ptr<TextSprites> m_text;
    QStringList m_shownTexts;
    Size m_shownSize;
    SpritePtr m_shown;
};

} // namespace reelout
