// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace reelout {

/// Counts seconds down before a recording. What is shown of it is gone a moment before it has elapsed, so
/// that a recording of the very screen it is shown on begins without it. Main thread.
class Countdown final : public QObject {
    Q_OBJECT

public:
    explicit Countdown(QObject* parent = nullptr);

    /// From `seconds` (at least 1); begins anew when it runs.
    void start(int seconds);
    void cancel();
    bool isRunning() const { return m_isRunning; }
    /// 0 = nothing is to be shown.
    int secondsLeft() const { return m_left; }
    /// How long a second takes, in milliseconds; for tests.
    void setSecond(int milliseconds) { m_second = milliseconds; }

Q_SIGNALS:
    void changed(int secondsLeft);
    void elapsed();

private:
    void tick();

    QTimer m_timer;
    int m_second = 1000;
    int m_left = 0;
    bool m_isRunning = false;
};

} // namespace reelout
