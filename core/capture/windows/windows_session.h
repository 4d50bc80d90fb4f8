// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/screen_canvas.h"
#include "capture/screen_feed.h"
#include "capture/windows/pointer.h"
#include "capture/windows/windows_input.h"
#include "capture/windows/windows_subject.h"

namespace reelout {

/// What a running screen source does at each look: where its target is, what changed there, what is drawn
/// over it. Outlives every loss: of the duplication, of the monitor, of the desktop (lock screen, UAC).
/// Capture thread, which holds PhysicalPixels and has no window.
class WindowsSession {
public:
    /// `target` must outlive it.
    WindowsSession(const WindowsTarget& target, Clock& clock);

    /// Publishes a picture, or that nothing changed, or that the target is away; waits up to `wait` for a
    /// change where Windows tells of changes. An error: nothing could be seen this time.
    Status tick(Duration wait, ScreenFeed& feed);
    bool waitsForChanges() const { return m_grabber && m_grabber->isToldOfChanges(); }
    /// Whether the last tick found a change.
    bool hasChanged() const { return m_hasChanged; }
    /// Why the target is not there; empty while it is.
    const QString& absence() const { return m_absence; }
    /// What of the spec can't be done here.
    QStringList shortcomings() const;

private:
    void tellAway(const WindowsSubject::Sight& sight, ScreenFeed& feed);
    Status openGrabber(const Rect& area, Timestamp now);
    Status failed(HRESULT outcome);
    void place(const Rect& area, Timestamp now);
    void publish(std::int64_t ticks, ScreenFeed& feed);

    const WindowsTarget& m_target;
    Clock& m_clock;
    const QpcTime m_time;
    const std::unique_ptr<WindowsSubject> m_subject;
    std::unique_ptr<ScreenGrabber> m_grabber;
    Timestamp m_nextOpening{};
    ScreenCanvas m_canvas;
    WindowsPointer m_pointer;
    WindowsInput m_input;
    Size m_size;
    QString m_absence;
    bool m_hasChanged = false;
};

} // namespace reelout
