// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_grabber.h"

#include "base/log.h"
#include "capture/x11/x_connection.h"

#include <xcb/shm.h>

#include <algorithm>

namespace reelout {

namespace {

constexpr std::uint32_t kAllPlanes = ~0U;
constexpr std::size_t kSocketChunk = 1 << 20; // bytes a slow line must bring within one timeout
constexpr std::size_t kReadMargin = 64;       // readers with wide registers may read on past the last row

std::int16_t toProtocol(int coordinate)
{
    return static_cast<std::int16_t>(coordinate);
}
std::uint16_t toProtocolLength(int length)
{
    return static_cast<std::uint16_t>(length);
}

} // namespace

XGrabber::XGrabber(XConnection& connection, const X11Options& options)
    : m_connection(connection),
      m_options(options)
{}

Status XGrabber::setTarget(const Target& target, XFramePool& pool)
{
    const Rect& area = target.area;
    const Rect within = area.intersected({0, 0, target.bounds.width, target.bounds.height});
    const Rect visible =
        within.isEmpty() ? Rect{} : Rect{within.x - area.x, within.y - area.y, within.width, within.height};
    const bool fits = m_isReady && visible == m_visible && area.size() == m_target.area.size() &&
                      target.format == m_target.format;
    m_target = target;
    if (fits)
        return {};
    m_isReady = false;
    m_visible = visible;
    m_stride = static_cast<std::ptrdiff_t>(area.width) * 4;
    if (m_staging && m_staging->segment() != XCB_NONE)
        xcb_shm_detach(m_connection.raw(), m_staging->segment());
    m_staging.reset();
    const Status shared = shareMemory(
        pool, static_cast<std::size_t>(m_stride) * static_cast<std::size_t>(area.height) + kReadMargin);
    m_isReady = shared.hasValue();
    return shared;
}

Status XGrabber::shareMemory(XFramePool& pool, std::size_t frameBytes)
{
    const bool isInPlace =
        m_target.format.layout == XPixelLayout::Bgrx8 && m_visible.width == m_target.area.width;
    std::vector<XMemory::Kind> kinds;
    if (m_connection.isLocal() && !m_visible.isEmpty()) {
        if (m_options.descriptorPassing)
            kinds.push_back(XMemory::Kind::Descriptor);
        if (m_options.sysvMemory)
            kinds.push_back(XMemory::Kind::SysV);
    }
    for (const XMemory::Kind kind : kinds) {
        Status shared;
        if (isInPlace) {
            shared = pool.reset(kind, frameBytes);
        } else {
            auto staging = XMemory::create(m_connection, kind,
                                           m_target.format.rowBytes(m_visible.width) *
                                               static_cast<std::size_t>(m_visible.height));
            if (staging)
                m_staging = std::move(staging.value());
            else
                shared = staging.error();
        }
        if (shared) {
            m_way = isInPlace ? Way::Direct : Way::Staged;
            return isInPlace ? shared : pool.reset(XMemory::Kind::Private, frameBytes);
        }
        if (shared.error().code != ErrorCode::Unsupported)
            return shared;
        logInfo(QStringLiteral("x11"), shared.error().detail);
    }
    m_way = Way::Socket;
    return pool.reset(XMemory::Kind::Private, frameBytes);
}

std::vector<RowBand> XGrabber::visibleBands(const RowBands& bands) const
{
    std::vector<RowBand> visible;
    for (const RowBand& band : bands.bands()) {
        const RowBand part{std::max(band.top, m_visible.y), std::min(band.bottom, m_visible.bottom())};
        if (part.top < part.bottom)
            visible.push_back(part);
    }
    return visible;
}

Status XGrabber::grab(const RowBands& bands, XFrame& frame)
{
    const std::vector<RowBand> parts = visibleBands(bands);
    switch (m_way) {
    case Way::Direct:
        return grabShared(parts, *frame.memory, static_cast<std::size_t>(m_stride));
    case Way::Staged: {
        const std::size_t rowBytes = m_target.format.rowBytes(m_visible.width);
        REELOUT_TRY(grabShared(parts, *m_staging, rowBytes));
        for (const RowBand& band : parts)
            place(band, m_staging->data() + static_cast<std::size_t>(band.top - m_visible.y) * rowBytes,
                  rowBytes, frame);
        return {};
    }
    case Way::Socket:
        break;
    }
    return grabBySocket(parts, frame);
}

Status XGrabber::grabShared(const std::vector<RowBand>& bands, const XMemory& memory, std::size_t rowBytes)
{
    // Row 0 of the memory is row 0 of the picture, or of its visible part when staged.
    const int firstRow = &memory == m_staging.get() ? m_visible.y : 0;
    std::vector<xcb_shm_get_image_cookie_t> cookies;
    cookies.reserve(bands.size());
    for (const RowBand& band : bands) {
        const std::size_t offset = static_cast<std::size_t>(band.top - firstRow) * rowBytes;
        cookies.push_back(xcb_shm_get_image(
            m_connection.raw(), m_target.drawable, toProtocol(m_target.area.x + m_visible.x),
            toProtocol(m_target.area.y + band.top), toProtocolLength(m_visible.width),
            toProtocolLength(band.bottom - band.top), kAllPlanes, XCB_IMAGE_FORMAT_Z_PIXMAP, memory.segment(),
            static_cast<std::uint32_t>(offset)));
    }
    Status outcome;
    for (const auto& cookie : cookies) {
        const auto reply = m_connection.wait<xcb_shm_get_image_reply_t>(cookie, "grab the screen");
        if (!reply && outcome)
            outcome = reply.error();
    }
    return outcome;
}

Status XGrabber::grabBySocket(const std::vector<RowBand>& bands, XFrame& frame)
{
    const std::size_t rowBytes = m_target.format.rowBytes(m_visible.width);
    const int rowsAtOnce =
        static_cast<int>(std::max<std::size_t>(1, kSocketChunk / std::max<std::size_t>(rowBytes, 1)));
    for (const RowBand& band : bands) {
        for (int top = band.top; top < band.bottom; top += rowsAtOnce) {
            const RowBand part{top, std::min(band.bottom, top + rowsAtOnce)};
            const int rows = part.bottom - part.top;
            const auto reply = m_connection.wait<xcb_get_image_reply_t>(
                xcb_get_image(m_connection.raw(), XCB_IMAGE_FORMAT_Z_PIXMAP, m_target.drawable,
                              toProtocol(m_target.area.x + m_visible.x),
                              toProtocol(m_target.area.y + part.top), toProtocolLength(m_visible.width),
                              toProtocolLength(rows), kAllPlanes),
                "grab the screen");
            if (!reply)
                return reply.error();
            const int length = xcb_get_image_data_length(reply->get());
            if (length < 0 || static_cast<std::size_t>(length) < rowBytes * static_cast<std::size_t>(rows))
                return makeError(
                    ErrorCode::Internal, QStringLiteral("grab the screen"),
                    QStringLiteral("the X server sent %1 bytes for %2 rows").arg(length).arg(rows));
            place(part, xcb_get_image_data(reply->get()), rowBytes, frame);
        }
    }
    return {};
}

void XGrabber::place(const RowBand& band, const std::uint8_t* rows, std::size_t rowBytes, XFrame& frame) const
{
    std::uint8_t* to =
        frame.memory->data() + m_stride * band.top + static_cast<std::ptrdiff_t>(m_visible.x) * 4;
    for (int y = band.top; y < band.bottom; ++y, rows += rowBytes, to += m_stride)
        convertRow(m_target.format.layout, rows, to, m_visible.width);
}

} // namespace reelout
