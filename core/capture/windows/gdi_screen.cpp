// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/gdi_screen.h"

#include <utility>

namespace reelout {

namespace {

class ScreenContext {
public:
    ScreenContext() : m_context(GetDC(nullptr)) {}
    ~ScreenContext()
    {
        if (m_context != nullptr)
            ReleaseDC(nullptr, m_context);
    }
    ScreenContext(const ScreenContext&) = delete;
    ScreenContext& operator=(const ScreenContext&) = delete;
    HDC get() const { return m_context; }

private:
    const HDC m_context;
};

} // namespace

HRESULT GdiScreen::look(const Rect& area, std::chrono::milliseconds, Look& look)
{
    if (area.size() != m_size) {
        m_hasBefore = false;
        m_size = {};
        if (const HRESULT made = GdiImage::create(area.size(), m_now); FAILED(made))
            return made;
        if (const HRESULT made = GdiImage::create(area.size(), m_before); FAILED(made))
            return made;
        m_size = area.size();
    }
    std::swap(m_now, m_before);
    const ScreenContext screen;
    if (screen.get() == nullptr)
        return lastFailure();
    const std::int64_t asked = performanceTicks();
    // Beyond the desktop nothing is copied.
    if (PatBlt(m_now->context(), 0, 0, area.width, area.height, BLACKNESS) == FALSE ||
        BitBlt(m_now->context(), 0, 0, area.width, area.height, screen.get(), area.x, area.y,
               SRCCOPY | CAPTUREBLT) == FALSE)
        return lastFailure();
    const CleanImage now = m_now->pixels();
    look.ticks = asked + (performanceTicks() - asked) / 2;
    look.isAllNew = !m_hasBefore;
    look.changed = m_hasBefore ? differingRows(m_before->pixels(), now) : RowBands();
    m_hasBefore = true;
    return S_OK;
}

CleanImage GdiScreen::image() const
{
    return m_now && m_hasBefore ? m_now->pixels() : CleanImage();
}

} // namespace reelout
