// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/overlay/key_caps.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr Duration kShown = std::chrono::milliseconds(2000);
constexpr Duration kOneWord = std::chrono::milliseconds(1000); // between two characters
constexpr std::size_t kMostChips = 3;
constexpr qsizetype kLongestTyping = 32;

bool isHeldKind(const KeyStroke& key)
{
    return key.kind == KeyStroke::Kind::Modifier || key.kind == KeyStroke::Kind::Shift;
}

} // namespace

QStringList KeyCaps::held() const
{
    QStringList labels;
    for (const KeyStroke& key : m_held)
        labels += key.label;
    return labels;
}

void KeyCaps::press(const KeyStroke& key, Timestamp now)
{
    if (m_mode == ScreenSpec::Keys::None)
        return;
    if (isHeldKind(key)) {
        const bool isKnown = std::any_of(m_held.begin(), m_held.end(),
                                         [&](const KeyStroke& each) { return each.label == key.label; });
        if (!isKnown)
            m_held.push_back(key);
        return;
    }
    const bool isShortcut = std::any_of(m_held.begin(), m_held.end(), [](const KeyStroke& each) {
        return each.kind == KeyStroke::Kind::Modifier;
    });
    if (key.kind == KeyStroke::Kind::Typing && !isShortcut) {
        if (m_mode == ScreenSpec::Keys::All)
            show(key.label, true, now);
        return;
    }
    const QString cap = key.kind == KeyStroke::Kind::Typing ? key.cap : key.label;
    show((held() << cap).join(QStringLiteral(" + ")), false, now);
}

void KeyCaps::release(const KeyStroke& key, Timestamp)
{
    std::erase_if(m_held, [&](const KeyStroke& each) { return each.label == key.label; });
}

void KeyCaps::show(const QString& text, bool isTyping, Timestamp now)
{
    if (!m_chips.empty()) {
        Chip& last = m_chips.back();
        const bool isRecent = now - last.last < kShown;
        if (isTyping && last.isTyping && now - last.last < kOneWord) {
            last.text = QString(last.text + text).right(kLongestTyping);
            last.last = now;
            return;
        }
        if (!isTyping && !last.isTyping && isRecent && last.text == text) {
            ++last.times;
            last.last = now;
            return;
        }
    }
    m_chips.push_back({text, isTyping, 1, now});
    if (m_chips.size() > kMostChips)
        m_chips.pop_front();
}

QStringList KeyCaps::texts(Timestamp now)
{
    while (!m_chips.empty() && now - m_chips.front().last >= kShown)
        m_chips.pop_front();
    QStringList texts;
    for (const Chip& chip : m_chips)
        texts += chip.times > 1 ? QStringLiteral("%1  ×%2").arg(chip.text).arg(chip.times) : chip.text;
    return texts;
}

} // namespace reelout
