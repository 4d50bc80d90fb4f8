// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/dxgi_screen.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr std::ptrdiff_t kPixel = 4;

} // namespace

DxgiScreen::DxgiScreen(const Rect& covered)
    : m_covered(covered),
      m_pixels(static_cast<std::size_t>(covered.width) * static_cast<std::size_t>(covered.height) * kPixel)
{}

HRESULT DxgiScreen::open(const Rect& covered, std::unique_ptr<ScreenGrabber>& screen)
{
    constexpr int kLongestSide = 65536; // of a Picture
    if (covered.isEmpty() || covered.width > kLongestSide || covered.height > kLongestSide)
        return E_INVALIDARG;
    std::vector<std::unique_ptr<DxgiOutput>> outputs;
    if (const HRESULT failed = DxgiOutput::openAll(covered, outputs); FAILED(failed))
        return failed;
    std::unique_ptr<DxgiScreen> made(new DxgiScreen(covered));
    made->m_outputs = std::move(outputs);
    screen = std::move(made);
    return S_OK;
}

HRESULT DxgiScreen::look(const Rect& area, std::chrono::milliseconds wait, Look& look)
{
    const Rect inside = area.intersected(m_covered);
    if (inside != area)
        return E_INVALIDARG;
    look.ticks = performanceTicks();
    look.isAllNew = area != m_area;
    m_area = area;
    const PixelTarget target{m_pixels.data(), m_covered.width * kPixel};
    const bool waits = isToldOfChanges() && m_hasPicture;
    bool haveAll = true;
    for (const std::unique_ptr<DxgiOutput>& output : m_outputs) {
        DxgiOutput::News news;
        // The first picture is there at once or soon after.
        constexpr std::chrono::milliseconds kFirst(100);
        const std::chrono::milliseconds patience = m_hasPicture ? (waits ? wait : wait * 0) : kFirst;
        if (const HRESULT failed = output->take(patience, m_covered, target, news); FAILED(failed))
            return failed;
        haveAll = haveAll && (m_hasPicture || news.hasPicture);
        if (!news.hasPicture)
            continue;
        if (news.ticks != 0)
            look.ticks = news.ticks;
        for (const Rect& place : news.changed) {
            const Rect part = place.intersected(area);
            look.changed.add({part.x - area.x, part.y - area.y, part.width, part.height});
        }
    }
    m_hasPicture = m_hasPicture || haveAll;
    return S_OK;
}

CleanImage DxgiScreen::image() const
{
    if (!m_hasPicture || m_area.isEmpty())
        return {};
    const std::ptrdiff_t stride = m_covered.width * kPixel;
    return {m_pixels.data() + (m_area.y - m_covered.y) * stride + (m_area.x - m_covered.x) * kPixel, stride,
            m_area.size()};
}

} // namespace reelout
