// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/countdown.h"

#include <algorithm>

namespace reelout {

namespace {
// Of the last second: enough for the compositor to show the screen without the figure and for a capture at a
// few pictures a second to have seen it.
constexpr double kClearShare = 0.35;
} // namespace

Countdown::Countdown(QObject* parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Countdown::tick);
}

void Countdown::start(int seconds)
{
    m_isRunning = true;
    m_left = std::max(seconds, 1) + 1;
    tick();
}

void Countdown::cancel()
{
    if (!m_isRunning)
        return;
    m_timer.stop();
    m_isRunning = false;
    m_left = 0;
    Q_EMIT changed(0);
}

void Countdown::tick()
{
    if (m_left == 0) {
        m_isRunning = false;
        Q_EMIT elapsed();
        return;
    }
    --m_left;
    const double share = m_left == 0 ? kClearShare : m_left == 1 ? 1.0 - kClearShare : 1.0;
    m_timer.start(static_cast<int>(m_second * share));
    Q_EMIT changed(m_left);
}

} // namespace reelout
