// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_capture_session.h"

#include "base/log.h"
#include "capture/x11/x_screen_subject.h"
#include "capture/x11/x_window_subject.h"

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

constexpr int kGapWorthARequest = 32;   // rows
constexpr int kLongestSide = 65536;     // of a Picture
constexpr std::size_t kMostPlaces = 64; // whose columns are worth telling apart
constexpr Duration kDrawingPatience = std::chrono::milliseconds(400);
constexpr Duration kDrawingQuiet = std::chrono::milliseconds(60);
constexpr Duration kResizingPause = std::chrono::milliseconds(500); // sooner, another size is near
constexpr Duration kPaintingTime = std::chrono::milliseconds(2);    // from the first stroke to the last

Result<std::unique_ptr<XSubject>> makeSubject(const XCaptureTarget& target, xcb_window_t window,
                                              XConnection& connection)
{
    if (target.spec.area != ScreenSpec::Area::Window) {
        const Result<XPixelFormat> format = rootPixelFormat(connection);
        if (!format)
            return format.error();
        return std::unique_ptr<XSubject>(std::make_unique<XScreenSubject>(connection, *format, target.spec,
                                                                          target.monitorId, target.name));
    }
    const Result<XAtoms> atoms = XAtoms::ask(connection);
    if (!atoms)
        return atoms.error();
    return std::unique_ptr<XSubject>(std::make_unique<XWindowSubject>(
        connection, *atoms, target.spec.windowId, target.spec.windowFrame, window));
}

} // namespace

Result<std::unique_ptr<XCaptureSession>> XCaptureSession::open(const XCaptureTarget& target,
                                                               xcb_window_t window, const X11Options& options,
                                                               Clock& clock, const WakeDescriptor& wake)
{
    auto connection = XConnection::open(target.display, clock, options.timeout, wake);
    if (!connection)
        return connection.error();
    std::unique_ptr<XCaptureSession> session(
        new XCaptureSession(target, options, std::move(connection.value())));
    auto subject = makeSubject(target, window, *session->m_connection);
    if (!subject)
        return subject.error();
    session->m_subject = std::move(subject.value());
    session->m_subject->watch();
    return session;
}

XCaptureSession::XCaptureSession(const XCaptureTarget& target, const X11Options& options,
                                 std::unique_ptr<XConnection> connection)
    : m_target(target),
      m_connection(std::move(connection)),
      m_pool(*m_connection),
      m_grabber(*m_connection, options),
      m_damage(*m_connection),
      m_pointer(*m_connection, target.spec.cursor, target.spec.cursorScale),
      m_input(*m_connection, target.spec)
{}

QStringList XCaptureSession::shortcomings() const
{
    QStringList all;
    if (m_target.spec.cursor && !m_connection->xfixes().present)
        all += QStringLiteral("the mouse pointer can't be captured: the X server has no XFIXES");
    if (!m_input.state())
        all += m_input.state().error().detail;
    return all;
}

void XCaptureSession::takeEvents()
{
    while (const auto event = m_connection->pollEvent())
        handleEvent(*event);
}

void XCaptureSession::handleEvent(const xcb_generic_event_t& event)
{
    if (event.response_type == 0) {
        const auto& error = *static_cast<const xcb_generic_error_t*>(static_cast<const void*>(&event));
        logDebug(QStringLiteral("x11"), QStringLiteral("X error %1 of request %2.%3")
                                            .arg(error.error_code)
                                            .arg(error.major_code)
                                            .arg(error.minor_code));
        return;
    }
    if (m_damage.handleEvent(event) || m_pointer.handleEvent(event) || m_input.handleEvent(event))
        return;
    if (m_subject->handleEvent(event))
        m_isSightOld = true;
}

bool XCaptureSession::waitFor(const LookSchedule& schedule)
{
    Timestamp deadline = schedule.regular();
    bool hasWord = false;
    for (;;) {
        takeEvents();
        if (m_damage.hasNews() && !hasWord) {
            hasWord = true;
            const Timestamp painted = m_connection->clock().now() + kPaintingTime;
            deadline = std::min(deadline, std::max(schedule.onWord(), painted));
        }
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

void XCaptureSession::tellAway(const XSight& sight, ScreenFeed& feed)
{
    m_absence = sight.why;
    m_isAllNew = true;
    const bool endsTakes = sight.state == XSight::State::Gone &&
                           m_target.spec.area == ScreenSpec::Area::Window && !m_target.spec.holdsClosedWindow;
    if (endsTakes)
        feed.ended(sight.why);
    else
        feed.lost(sight.why);
}

Status XCaptureSession::updateSight(ScreenFeed& feed)
{
    m_isSightOld = false;
    const Result<XSight> sight = m_subject->look();
    if (!sight) {
        m_isSightOld = true;
        return sight.error();
    }
    if (sight->state != XSight::State::There) {
        tellAway(*sight, feed);
        return {};
    }
    if (!m_absence.isEmpty())
        m_isAllNew = true;
    m_absence.clear();
    if (m_subject->mayBeBlank())
        m_drawnBy = m_connection->clock().now() + kDrawingPatience;
    return aim(*sight);
}

Status XCaptureSession::aim(const XSight& sight)
{
    const bool isSame =
        sight.drawable == m_sight.drawable && sight.area == m_sight.area && sight.bounds == m_sight.bounds;
    const bool isOfSameSize = sight.area.size() == m_sight.area.size();
    m_damage.watch(sight.damaged);
    m_sight = sight;
    if (isSame)
        return {};
    m_isAllNew = true;
    if (!isOfSameSize) {
        const Timestamp now = m_connection->clock().now();
        const bool isResizing = now - m_resized < kResizingPause;
        m_pool.setFirstFrames(isResizing ? 1 : 2);
        m_resized = now;
        m_last.reset();
        m_history.clear();
    }
    const Rect& area = sight.area;
    const Status prepared =
        area.width <= kLongestSide && area.height <= kLongestSide
            ? m_grabber.setTarget({sight.drawable, sight.format, sight.bounds, area}, m_pool)
            : makeError(ErrorCode::Unsupported, QStringLiteral("prepare for screen size"),
                        QStringLiteral("%1×%2 pixels").arg(area.width).arg(area.height));
    if (!prepared)
        m_sight = {};
    return prepared;
}

Status XCaptureSession::tick(ScreenFeed& feed)
{
    takeEvents();
    m_hasChanged = m_damage.hasNews();
    const Timestamp asked = m_connection->clock().now();
    if (m_isSightOld || m_sight.area.isEmpty() || m_subject->wantsLook(asked))
        REELOUT_TRY(updateSight(feed));
    if (!m_absence.isEmpty())
        return m_connection->isBroken() ? m_connection->sync("look at the screen") : Status();
    REELOUT_TRY(look());
    // Word of damage may come with the answers of the first look.
    if (m_damage.hasNews() && m_changed.isEmpty())
        REELOUT_TRY(look());
    if (awaitsDrawing(asked))
        return {};
    REELOUT_TRY(follow(asked));
    noteOverlay(asked);
    if (!m_isAllNew && m_changed.isEmpty()) {
        feed.unchanged(asked);
        return {};
    }
    m_hasChanged = true;
    const Status made = makePicture(feed);
    if (!made) {
        // Most likely the screen shrank and word of it has not come yet.
        m_isAllNew = true;
        m_isSightOld = true;
    }
    return made;
}

// A window draws itself anew when the server begins to keep it apart, in several steps.
bool XCaptureSession::awaitsDrawing(Timestamp now)
{
    if (now >= m_drawnBy || !m_damage.isAvailable())
        return false;
    if (m_changed.isEmpty() || now - m_lastChange < kDrawingQuiet)
        return true;
    m_drawnBy = {};
    return false;
}

Status XCaptureSession::look()
{
    REELOUT_TRY(m_input.update());
    if (m_damage.hasNews())
        m_damage.request();
    m_pointer.request();
    const Result<XDamage::Change> change = m_damage.collect();
    REELOUT_TRY(m_pointer.collect());
    if (!change)
        return change.error();
    m_input.setModifiers(m_pointer.modifiers());
    m_input.movePointer(m_pointer.x(), m_pointer.y());
    if (!change->places.empty() || change->whole)
        m_lastChange = m_connection->clock().now();
    noteDamage(*change);
    takeEvents();
    return {};
}

Status XCaptureSession::follow(Timestamp now)
{
    XSight sight = m_sight;
    m_subject->follow(m_pointer.x(), m_pointer.y(), now, sight);
    return sight.area == m_sight.area ? Status() : aim(sight);
}

void XCaptureSession::noteDamage(const XDamage::Change& change)
{
    if (!m_damage.isAvailable() || change.whole)
        m_changed.add(0, m_sight.area.height);
    const Rect visible = m_grabber.visible();
    const bool isScattered = change.places.size() > kMostPlaces;
    for (const Rect& place : change.places) {
        const Rect inPicture{place.x + m_sight.damageX - m_sight.area.x,
                             place.y + m_sight.damageY - m_sight.area.y, place.width, place.height};
        const Rect part = inPicture.intersected(visible);
        if (isScattered)
            m_changed.add(part.y, part.bottom());
        else
            m_changed.add(part);
    }
}

void XCaptureSession::noteOverlay(Timestamp now)
{
    const int left = m_sight.rootX + m_sight.area.x;
    const int top = m_sight.rootY + m_sight.area.y;
    std::vector<PlacedSprite> sprites;
    const auto add = [&](PlacedSprite placed) {
        placed.x -= left;
        placed.y -= top;
        sprites.push_back(std::move(placed));
    };
    if (m_subject->isPointedAt(m_pointer.over())) {
        for (PlacedSprite& ring : m_input.rings(now))
            add(std::move(ring));
        add(m_pointer.placed());
    }
    sprites.push_back(m_input.keys(m_sight.area.size(), now));
    m_overlay.set(std::move(sprites), m_grabber.visible());
    m_changed.add(m_overlay.changed());
}

// All of the rows under a sprite or none of them, because it is blended into clean rows only.
RowBands XCaptureSession::rowsToGrab() const
{
    const int height = m_sight.area.height;
    if (m_isAllNew || !m_last)
        return RowBands::whole(height);
    RowBands rows = m_changed.wholeRows();
    rows.closeGaps(kGapWorthARequest);
    m_overlay.complete(rows);
    if (rows.rows() >= height / 4 * 3)
        rows.closeGaps(height);
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
    // Rows are grabbed in their whole width: what was drawn after the server was asked for the changes and
    // before it gave the pixels may be anywhere in them. Its notice came before the pixels.
    takeEvents();
    if (m_changed.bands().size() > kMostPlaces)
        m_changed.closeGaps(kGapWorthARequest);
    const RowBands& changed = m_damage.hasNews() ? rows : m_changed;

    const std::uint64_t serial = feed.nextSerial();
    std::shared_ptr<Picture> picture = describe(*frame, changed, serial);
    picture->captured = asked + (answered - asked) / 2;
    m_overlay.draw(rows, *picture);
    frame->serial = serial;
    picture->owner = m_pool.share(std::move(frame));

    m_history.record(serial, rows);
    m_isAllNew = false;
    m_changed = {};
    m_overlay.settle();
    m_last = picture;
    feed.publish(std::move(picture), m_target.name);
    return {};
}

void XCaptureSession::copyOlderRows(const RowBands& grabbed, XFrame& frame) const
{
    if (!m_last)
        return;
    const RowBands stale = frame.serial == 0 ? RowBands::whole(m_sight.area.height)
                                             : m_history.since(frame.serial, m_sight.area.height);
    const RowBands missing = stale.without(grabbed);
    for (const RowBand& band : missing.bands()) {
        const std::ptrdiff_t offset = m_grabber.stride() * band.top;
        std::memcpy(frame.memory->data() + offset, m_last->row(0, band.top),
                    static_cast<std::size_t>(m_grabber.stride()) *
                        static_cast<std::size_t>(band.bottom - band.top));
    }
}

std::shared_ptr<Picture> XCaptureSession::describe(XFrame& frame, const RowBands& changed,
                                                   std::uint64_t serial) const
{
    auto picture = std::make_shared<Picture>();
    picture->format = PixelFormat::Bgrx8;
    picture->size = m_sight.area.size();
    picture->planes[0] = {frame.memory->data(), m_grabber.stride()};
    picture->colour = kScreenColour;
    picture->serial = serial;
    picture->damageKnown = m_last && !m_isAllNew && m_damage.isAvailable();
    if (picture->damageKnown)
        picture->damage = changed.places(picture->size);
    return picture;
}

} // namespace reelout
