// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/overlay/key_line.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr int kSmallestText = 14;
constexpr int kBiggestText = 48;
constexpr int kTextsAPicture = 28; // letters are this part of the picture's height

} // namespace

PlacedSprite KeyLine::draw(const QStringList& texts, Size size)
{
    const int height = std::clamp(size.height / kTextsAPicture, kSmallestText, kBiggestText);
    if (texts != m_shownTexts || size != m_shownSize) {
        m_shownTexts = texts;
        m_shownSize = size;
        m_shown = m_text->draw(texts, height, size.width - height);
    }
    if (!m_shown)
        return {};
    return {m_shown, (size.width - m_shown->size.width) / 2, size.height - m_shown->size.height - height};
}

} // namespace reelout
