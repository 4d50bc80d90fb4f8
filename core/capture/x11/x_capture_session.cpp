// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_capture_session.h"

#include "base/log.h"
#include "capture/x11/x_desktop.h"

#include <xcb/randr.h>

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

constexpr int kGapWorthARequest = 32; // rows
constexpr int kLongestSide = 65536;   // of a Picture

} // namespace

Result<std::unique_ptr<XCaptureSession>> XCaptureSession::open(const XCaptureTarget& target,
                                                               const X11Options& options, Clock& clock,
                                                               const WakeDescriptor& wake)
{
    auto connection = XConnection::open(target.display, clock, options.timeout, wake);
    if (!connection)
        return connection.error();
    const Result<XPixelFormat> format = rootPixelFormat(**connection);
    if (!format)
        return format.error();
    return std::unique_ptr<XCaptureSession>(
        new XCaptureSession(target, options, *format, std::move(connection.value())));
}

XCaptureSession::XCaptureSession(const XCaptureTarget& target, const X11Options& options, XPixelFormat format,
                                 std::unique_ptr<XConnection> connection)
    : m_target(target),
      m_connection(std::move(connection)),
      m_pool(*m_connection),
      m_grabber(*m_connection, format, options),
      m_damage(*m_connection),
      m_pointer(*m_connection, target.spec.cursor)
{
    watchLayout();
}

void XCaptureSession::watchLayout()
{
    // The root window's own events tell of a new size even without RandR.
    const std::uint32_t mask = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
    xcb_change_window_attributes(m_connection->raw(), m_connection->root(), XCB_CW_EVENT_MASK, &mask);
    if (m_connection->randr().present)
        xcb_randr_select_input(m_connection->raw(), m_connection->root(),
                               XCB_RANDR_NOTIFY_MASK_SCREEN_CHANGE | XCB_RANDR_NOTIFY_MASK_CRTC_CHANGE |
                                   XCB_RANDR_NOTIFY_MASK_OUTPUT_CHANGE);
}

void XCaptureSession::takeEvents()
{
    while (const auto event = m_connection->pollEvent())
        handleEvent(*event);
}

void XCaptureSession::handleEvent(const xcb_generic_event_t& event)
{
    const int type = event.response_type & 127;
    if (event.response_type == 0) {
        const auto& error = *static_cast<const xcb_generic_error_t*>(static_cast<const void*>(&event));
        logDebug(QStringLiteral("x11"), QStringLiteral("X error %1 of request %2.%3")
                                            .arg(error.error_code)
                                            .arg(error.major_code)
                                            .arg(error.minor_code));
        return;
    }
    if (m_damage.handleEvent(event) || m_pointer.handleEvent(event))
        return;
    const XConnection::Extension& randr = m_connection->randr();
    const bool isRandr = randr.present && (type == randr.firstEvent + XCB_RANDR_SCREEN_CHANGE_NOTIFY ||
                                           type == randr.firstEvent + XCB_RANDR_NOTIFY);
    if (isRandr || type == XCB_CONFIGURE_NOTIFY)
        m_isLayoutNew = true;
}

bool XCaptureSession::waitUntil(Timestamp deadline)
{
    for (;;) {
        takeEvents();
        switch (m_connection->waitForInput(deadline)) {
        case XConnection::Wait::Deadline:
            return true;
        case XConnection::Wait::Events:
            break;
        case XConnection::Wait::Woken:
        case XConnection::Wait::Broken:
            return false;
        }
    }
}

Status XCaptureSession::updateLayout(ScreenFeed& feed)
{
    m_isLayoutNew = false;
    const Result<XDesktop> desktop = readDesktop(*m_connection);
    if (!desktop) {
        m_isLayoutNew = true;
        return desktop.error();
    }
    const Result<Rect> area = resolveArea(m_target.spec, m_target.monitorId, *desktop);
    if (!area) {
        m_isAway = true;
        m_isAllNew = true;
        if (area.error().code != ErrorCode::NotFound)
            return area.error();
        feed.lost(m_target.name + QStringLiteral(" is gone"));
        return {};
    }
    if (m_isAway)
        m_isAllNew = true;
    m_isAway = false;
    if (*area == m_area && desktop->root == m_root)
        return {};
    m_area = *area;
    m_root = desktop->root;
    m_isAllNew = true;
    m_last.reset();
    m_history.clear();
    const Status prepared =
        m_area.width <= kLongestSide && m_area.height <= kLongestSide
            ? m_grabber.setArea(m_area, m_root, m_pool)
            : makeError(ErrorCode::Unsupported, QStringLiteral("prepare for screen size"),
                        QStringLiteral("%1×%2 pixels").arg(m_area.width).arg(m_area.height));
    if (!prepared)
        m_area = {};
    return prepared;
}

Status XCaptureSession::tick(ScreenFeed& feed)
{
    takeEvents();
    if (m_isLayoutNew || m_area.isEmpty())
        REELOUT_TRY(updateLayout(feed));
    if (m_isAway)
        return m_connection->isBroken() ? m_connection->sync("look at the screen") : Status();
    const Timestamp asked = m_connection->clock().now();
    REELOUT_TRY(look());
    // Word of damage may come with the answers of the first look.
    if (m_damage.hasNews() && m_changed.isEmpty())
        REELOUT_TRY(look());
    notePointer();
    if (!m_isAllNew && m_changed.isEmpty()) {
        feed.unchanged(asked);
        return {};
    }
    const Status made = makePicture(feed);
    if (!made) {
        // Most likely the screen shrank and word of it has not come yet.
        m_isAllNew = true;
        m_isLayoutNew = true;
    }
    return made;
}

Status XCaptureSession::look()
{
    if (m_damage.hasNews())
        m_damage.request();
    m_pointer.request();
    const Result<XDamage::Change> change = m_damage.collect();
    REELOUT_TRY(m_pointer.collect());
    if (!change)
        return change.error();
    noteDamage(*change);
    takeEvents();
    return {};
}

void XCaptureSession::noteDamage(const XDamage::Change& change)
{
    if (!m_damage.isAvailable() || change.whole)
        m_changed.add(0, m_area.height);
    const Rect visible = m_grabber.visible();
    for (const Rect& place : change.places) {
        const Rect inPicture = Rect{place.x - m_area.x, place.y - m_area.y, place.width, place.height};
        const Rect part = inPicture.intersected(visible);
        m_changed.add(part.y, part.bottom());
    }
}

Rect XCaptureSession::pointerInPicture() const
{
    if (!m_pointer.isVisible())
        return {};
    const Rect place = m_pointer.place();
    return Rect{place.x - m_area.x, place.y - m_area.y, place.width, place.height}.intersected(
        m_grabber.visible());
}

void XCaptureSession::notePointer()
{
    const Rect pointer = pointerInPicture();
    const bool hasMoved = pointer != m_lastPointer;
    const bool hasNewLook = !pointer.isEmpty() && m_pointer.look() != m_lastLook;
    if (!hasMoved && !hasNewLook)
        return;
    m_changed.add(m_lastPointer.y, m_lastPointer.bottom());
    m_changed.add(pointer.y, pointer.bottom());
}

// All of the rows under the pointer or none of them, because it is blended into clean rows only.
RowBands XCaptureSession::rowsToGrab() const
{
    if (m_isAllNew || !m_last)
        return RowBands::whole(m_area.height);
    RowBands rows = m_changed;
    rows.closeGaps(kGapWorthARequest);
    const Rect pointer = pointerInPicture();
    if (rows.intersects(pointer.y, pointer.bottom()))
        rows.add(pointer.y, pointer.bottom());
    if (rows.rows() >= m_area.height / 4 * 3)
        return RowBands::whole(m_area.height);
    return rows;
}

Status XCaptureSession::makePicture(ScreenFeed& feed)
{
    std::unique_ptr<XFrame> frame = m_pool.acquire();
    if (!frame) {
        if (!m_last)
            return makeError(ErrorCode::Internal, QStringLiteral("grab the screen"),
                             QStringLiteral("no memory for a picture"));
        return {}; // readers hold everything: what changed stays noted for a later tick
    }
    const RowBands rows = rowsToGrab();
    Clock& clock = m_connection->clock();
    const Timestamp asked = clock.now();
    const Status grabbed = m_grabber.grab(rows, *frame);
    const Timestamp answered = clock.now();
    if (!grabbed) {
        frame->serial = 0;
        m_pool.giveBack(std::move(frame));
        return grabbed;
    }
    copyOlderRows(rows, *frame);

    const std::uint64_t serial = feed.nextSerial();
    std::shared_ptr<Picture> picture = describe(*frame, rows, serial);
    picture->captured = asked + (answered - asked) / 2;
    const Rect pointer = pointerInPicture();
    if (rows.intersects(pointer.y, pointer.bottom())) {
        const Rect place = m_pointer.place();
        blendCursor(m_pointer.image(), place.x - m_area.x, place.y - m_area.y, m_grabber.visible(), *picture);
    }
    frame->serial = serial;
    picture->owner = m_pool.share(std::move(frame));

    m_history.record(serial, rows);
    m_isAllNew = false;
    m_changed = {};
    m_lastPointer = pointer;
    m_lastLook = m_pointer.look();
    m_last = picture;
    feed.publish(std::move(picture), m_target.name);
    return {};
}

void XCaptureSession::copyOlderRows(const RowBands& grabbed, XFrame& frame) const
{
    if (!m_last)
        return;
    const RowBands stale =
        frame.serial == 0 ? RowBands::whole(m_area.height) : m_history.since(frame.serial, m_area.height);
    const RowBands missing = stale.without(grabbed);
    for (const RowBand& band : missing.bands()) {
        const std::ptrdiff_t offset = m_grabber.stride() * band.top;
        std::memcpy(frame.memory->data() + offset, m_last->row(0, band.top),
                    static_cast<std::size_t>(m_grabber.stride()) *
                        static_cast<std::size_t>(band.bottom - band.top));
    }
}

std::shared_ptr<Picture> XCaptureSession::describe(XFrame& frame, const RowBands& grabbed,
                                                   std::uint64_t serial) const
{
    auto picture = std::make_shared<Picture>();
    picture->format = PixelFormat::Bgrx8;
    picture->size = m_area.size();
    picture->planes[0] = {frame.memory->data(), m_grabber.stride()};
    picture->colour = kScreenColour;
    picture->serial = serial;
    picture->damageKnown = m_last && !m_isAllNew && m_damage.isAvailable();
    if (picture->damageKnown) {
        for (const RowBand& band : grabbed.bands())
            picture->damage.push_back({0, band.top, m_area.width, band.bottom - band.top});
    }
    return picture;
}

} // namespace reelout
