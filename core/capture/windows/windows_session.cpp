// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/windows_session.h"

#include "base/windows_error.h"

#include <algorithm>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("capture the screen");
constexpr Duration kOpeningEvery = std::chrono::milliseconds(250);

QpcTime calibrate(Clock& clock)
{
    LARGE_INTEGER frequency{};
    QueryPerformanceFrequency(&frequency); // does not fail since Windows XP
    return {performanceTicks(), frequency.QuadPart, clock.now()};
}

// While the lock screen, UAC or Ctrl+Alt+Del are shown, nobody but the system sees anything.
bool isSecureDesktop(HRESULT outcome)
{
    return outcome == E_ACCESSDENIED || outcome == HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE);
}

// After the desktop was switched this thread still looks at the old one.
void followInputDesktop()
{
    const HDESK desktop = OpenInputDesktop(0, FALSE, GENERIC_ALL);
    if (desktop == nullptr)
        return; // the secure one: it is looked for again
    // Refused when it is the same, which is as well.
    (void)SetThreadDesktop(desktop);
    CloseDesktop(desktop);
}

std::unique_ptr<WindowsSubject> makeSubject(const WindowsTarget& target)
{
    if (target.spec.area == ScreenSpec::Area::Window)
        return std::make_unique<WindowSubject>(target);
    return std::make_unique<DesktopSubject>(target);
}

} // namespace

WindowsSession::WindowsSession(const WindowsTarget& target, Clock& clock)
    : m_target(target),
      m_clock(clock),
      m_time(calibrate(clock)),
      m_subject(makeSubject(target)),
      m_pointer(target.spec.cursor, target.spec.cursorScale),
      m_input(target.spec, m_time)
{}

QStringList WindowsSession::shortcomings() const
{
    return m_input.state() ? QStringList() : QStringList(m_input.state().error().detail);
}

void WindowsSession::tellAway(const WindowsSubject::Sight& sight, ScreenFeed& feed)
{
    m_absence = sight.why;
    m_grabber.reset();
    const bool endsTakes = sight.state == WindowsSubject::State::Gone &&
                           m_target.spec.area == ScreenSpec::Area::Window && !m_target.spec.holdsClosedWindow;
    if (endsTakes)
        feed.ended(sight.why);
    else
        feed.lost(sight.why);
}

Status WindowsSession::failed(HRESULT outcome)
{
    m_grabber.reset();
    if (isSecureDesktop(outcome))
        return makeError(
            ErrorCode::PermissionDenied, kStep,
            QStringLiteral(
                "Windows shows its secure desktop (lock screen, UAC), which no program may record."));
    return windowsError(outcome, kStep, m_target.name);
}

Status WindowsSession::openGrabber(const Rect& area, Timestamp now)
{
    if (m_grabber)
        return {};
    // To make a graphics device costs more than a frame's time.
    if (now < m_nextOpening)
        return makeError(ErrorCode::DeviceLost, kStep, m_target.name);
    m_nextOpening = now + kOpeningEvery;
    followInputDesktop();
    if (const HRESULT outcome = m_subject->makeGrabber(area, m_grabber); FAILED(outcome))
        return failed(outcome);
    m_canvas.changeAll();
    return {};
}

void WindowsSession::place(const Rect& area, Timestamp now)
{
    std::vector<PlacedSprite> sprites;
    const auto add = [&](PlacedSprite placed) {
        placed.x -= area.x;
        placed.y -= area.y;
        sprites.push_back(std::move(placed));
    };
    if (m_subject->isPointedAt(m_pointer.x(), m_pointer.y())) {
        for (PlacedSprite& ring : m_input.rings(now))
            add(std::move(ring));
        add(m_pointer.placed());
    }
    sprites.push_back(m_input.keys(area.size(), now));
    m_canvas.place(std::move(sprites));
}

void WindowsSession::publish(std::int64_t ticks, ScreenFeed& feed)
{
    const CleanImage image = m_grabber->image();
    if (image.data == nullptr)
        return; // the first one is still to come
    std::shared_ptr<Picture> picture = m_canvas.draw(image, feed.nextSerial());
    if (!picture)
        return; // readers hold everything: what changed stays noted
    m_hasChanged = true;
    picture->captured = std::min(m_time.ofTicks(ticks), m_clock.now());
    feed.publish(std::move(picture), m_target.name);
}

Status WindowsSession::tick(Duration wait, ScreenFeed& feed)
{
    m_hasChanged = false;
    const Timestamp asked = m_clock.now();
    const Result<WindowsSubject::Sight> sight = m_subject->look(asked);
    if (!sight)
        return sight.error();
    if (sight->state != WindowsSubject::State::There) {
        tellAway(*sight, feed);
        return {};
    }
    m_absence.clear();
    m_pointer.look();
    m_input.update(m_pointer.x(), m_pointer.y());
    const Rect area = m_subject->follow(sight->area, m_pointer.x(), m_pointer.y(), asked);
    REELOUT_TRY(openGrabber(area, asked));

    ScreenGrabber::Look look;
    const auto patience =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::max(wait, Duration::zero()));
    const HRESULT looked = m_grabber->look(area, patience, look);
    if (looked == HRESULT_FROM_WIN32(ERROR_RETRY))
        return {};
    if (FAILED(looked))
        return failed(looked);
    if (area.size() != m_size) {
        m_size = area.size();
        m_canvas.reset(m_size);
    }
    if (look.isAllNew)
        m_canvas.changeAll();
    m_canvas.change(look.changed);
    const bool isScreenNew = m_canvas.isChanged();
    // What was waited for has moved the pointer, too.
    if (waitsForChanges()) {
        m_pointer.look();
        m_input.update(m_pointer.x(), m_pointer.y());
    }
    place(area, m_clock.now());
    if (m_canvas.isChanged())
        publish(isScreenNew ? look.ticks : performanceTicks(), feed);
    else
        feed.unchanged(asked);
    return {};
}

} // namespace reelout
