// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/gdi_image.h"

namespace reelout {

HRESULT GdiImage::create(Size size, std::unique_ptr<GdiImage>& image)
{
    if (size.isEmpty())
        return E_INVALIDARG;
    std::unique_ptr<GdiImage> made(new GdiImage);
    made->m_size = size;
    made->m_context = CreateCompatibleDC(nullptr);
    if (made->m_context == nullptr)
        return lastFailure();
    BITMAPINFO info{};
    info.bmiHeader.biSize = sizeof info.bmiHeader;
    info.bmiHeader.biWidth = size.width;
    info.bmiHeader.biHeight = -size.height; // from the top
    info.bmiHeader.biPlanes = 1;
    info.bmiHeader.biBitCount = 32;
    info.bmiHeader.biCompression = BI_RGB;
    void* data = nullptr;
    made->m_bitmap = CreateDIBSection(made->m_context, &info, DIB_RGB_COLORS, &data, nullptr, 0);
    if (made->m_bitmap == nullptr || data == nullptr)
        return lastFailure();
    made->m_data = static_cast<std::uint8_t*>(data);
    made->m_before = SelectObject(made->m_context, made->m_bitmap);
    if (made->m_before == nullptr)
        return lastFailure();
    image = std::move(made);
    return S_OK;
}

GdiImage::~GdiImage()
{
    if (m_before != nullptr)
        SelectObject(m_context, m_before);
    if (m_bitmap != nullptr)
        DeleteObject(m_bitmap);
    if (m_context != nullptr)
        DeleteDC(m_context);
}

CleanImage GdiImage::pixels() const
{
    return pixels({0, 0, m_size.width, m_size.height});
}

CleanImage GdiImage::pixels(const Rect& part) const
{
    // GDI keeps what it draws for itself until somebody asks.
    GdiFlush();
    const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(m_size.width) * 4;
    return {m_data + part.y * stride + static_cast<std::ptrdiff_t>(part.x) * 4, stride, part.size()};
}

} // namespace reelout
