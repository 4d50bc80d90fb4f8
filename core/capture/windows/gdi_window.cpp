// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/gdi_window.h"

#include "capture/windows/window_list.h"

#include <cstring>
#include <utility>

namespace reelout {

namespace {

// Since Windows 8.1; not in every header yet.
constexpr UINT kFullContent = 0x2;
constexpr UINT kClientOnly = 0x1;

class WindowContext {
public:
    WindowContext(HWND window, bool isWhole)
        : m_window(window),
          m_context(isWhole ? GetWindowDC(window) : GetDC(window))
    {}
    ~WindowContext()
    {
        if (m_context != nullptr)
            ReleaseDC(m_window, m_context);
    }
    WindowContext(const WindowContext&) = delete;
    WindowContext& operator=(const WindowContext&) = delete;
    HDC get() const { return m_context; }

private:
    const HWND m_window;
    const HDC m_context;
};

bool isBlack(const CleanImage& image)
{
    constexpr std::uint32_t kColour = 0x00FFFFFF;
    for (int y = 0; y < image.size.height; ++y) {
        for (int x = 0; x < image.size.width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, image.row(y) + static_cast<std::ptrdiff_t>(x) * 4, sizeof pixel);
            if ((pixel & kColour) != 0)
                return false;
        }
    }
    return true;
}

} // namespace

// Some say that they have drawn and have not. One that is black can as well be copied.
bool GdiWindow::print() const
{
    const UINT part = m_part == Part::Frame ? 0 : kClientOnly;
    if (PrintWindow(m_window, m_now->context(), kFullContent | part) == FALSE)
        return false;
    return m_hasBefore || !isBlack(m_now->pixels(m_place));
}

HRESULT GdiWindow::draw()
{
    if (m_prints) {
        m_prints = print();
        if (m_prints)
            return S_OK;
    }
    const WindowContext context(m_window, m_part == Part::Frame);
    if (context.get() == nullptr)
        return lastFailure();
    return BitBlt(m_now->context(), 0, 0, m_drawn.width, m_drawn.height, context.get(), 0, 0, SRCCOPY) !=
                   FALSE
               ? S_OK
               : lastFailure();
}

HRESULT GdiWindow::look(const Rect& area, std::chrono::milliseconds, Look& look)
{
    look.ticks = performanceTicks();
    // To print it would wait for it.
    if (m_hasBefore && IsHungAppWindow(m_window) != FALSE)
        return S_OK;
    const WindowPlace now = placeOf(m_window);
    if (now.state == WindowPlace::State::Gone)
        return HRESULT_FROM_WIN32(ERROR_INVALID_WINDOW_HANDLE);
    // Drawn is all of the window or all of its inner part; the frame that is seen is a part of the first.
    const Rect& drawn = m_part == Part::Frame ? now.whole : now.client;
    const Rect place{area.x - drawn.x, area.y - drawn.y, area.width, area.height};
    const bool fits = place.intersected({0, 0, drawn.width, drawn.height}) == place;
    if (!fits || area.isEmpty())
        return HRESULT_FROM_WIN32(ERROR_RETRY); // it changed its size between two questions
    if (drawn.size() != m_drawn || place != m_place) {
        m_hasBefore = false;
        m_prints = true;
        m_drawn = {};
        if (const HRESULT made = GdiImage::create(drawn.size(), m_now); FAILED(made))
            return made;
        if (const HRESULT made = GdiImage::create(drawn.size(), m_before); FAILED(made))
            return made;
        m_drawn = drawn.size();
        m_place = place;
    }
    std::swap(m_now, m_before);
    if (const HRESULT drew = draw(); FAILED(drew))
        return drew;
    look.ticks += (performanceTicks() - look.ticks) / 2;
    look.isAllNew = !m_hasBefore;
    look.changed =
        m_hasBefore ? differingRows(m_before->pixels(m_place), m_now->pixels(m_place)) : RowBands();
    m_hasBefore = true;
    return S_OK;
}

CleanImage GdiWindow::image() const
{
    return m_now && m_hasBefore ? m_now->pixels(m_place) : CleanImage();
}

} // namespace reelout
