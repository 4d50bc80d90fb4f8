// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/picture_watcher.h"

#include "base/error_text.h"

#include <algorithm>

namespace reelout {

namespace {
constexpr int kIdleInterval = 16; ///< ms
constexpr int kRecordingInterval = 33;
constexpr int kRestartDelay = 200; ///< while a person drags a slider of the source
} // namespace

PictureWatcher::PictureWatcher(Engine& engine, QObject* parent) : QObject(parent), m_engine(engine)
{
    m_look.setTimerType(Qt::PreciseTimer);
    m_count.setInterval(1000);
    m_restart.setSingleShot(true);
    m_restart.setInterval(kRestartDelay);
    connect(&m_look, &QTimer::timeout, this, &PictureWatcher::look);
    connect(&m_count, &QTimer::timeout, this, &PictureWatcher::countRate);
    connect(&m_restart, &QTimer::timeout, this, [this] {
        if (m_running)
            start();
    });
    Project& project = engine.project();
    connect(&project, &Project::wiringChanged, &m_restart, qOverload<>(&QTimer::start));
    // A source that could not be opened may be there with other values.
    connect(&project, &Project::paramChanged, this, [this](Operator* op) {
        if (!m_feed && !op->type().isSink)
            m_restart.start();
    });
    connect(&engine, &Engine::feedOutdated, this, [this](Operator* source) {
        if (!m_feed || !m_operator)
            return;
        const auto sources = m_engine.project().sourcesOf(*m_operator);
        if (source == m_operator || std::find(sources.begin(), sources.end(), source) != sources.end())
            m_restart.start();
    });
}

void PictureWatcher::setOperator(Operator* op)
{
    if (op == m_operator)
        return;
    stop();
    if (m_operator)
        disconnect(m_operator, nullptr, this, nullptr);
    m_operator = op;
    if (op) {
        connect(op, &Operator::activeChanged, &m_restart, qOverload<>(&QTimer::start));
        connect(op, &QObject::destroyed, this, &PictureWatcher::stop);
    }
    if (m_running)
        start();
}

void PictureWatcher::setRunning(bool running)
{
    if (running == m_running)
        return;
    m_running = running;
    if (running)
        start();
    else
        stop();
}

void PictureWatcher::start()
{
    if (!m_operator) {
        stop();
        Q_EMIT pictureMissing(tr("nothing is selected"));
        return;
    }
    if (m_operator->type().family != Family::Top) {
        stop();
        Q_EMIT pictureMissing(tr("%1 has no picture").arg(m_operator->name()));
        return;
    }
    // The new feed is taken before the old one is let go, so that a source in use goes on running.
    Result<PictureFeed> feed = m_engine.watchPicture(*m_operator);
    if (!feed) {
        stop();
        Q_EMIT pictureMissing(describe(feed.error()));
        return;
    }
    const bool isSame = m_feed && m_feed->hub == feed->hub;
    m_feed = std::move(feed).value();
    if (!isSame) {
        m_serial = 0;
        m_serialAtCount = 0;
        m_rate = 0.0;
        Q_EMIT pictureMissing({});
    }
    m_look.start(kIdleInterval);
    m_count.start();
}

void PictureWatcher::stop()
{
    m_look.stop();
    m_count.stop();
    m_restart.stop();
    m_feed.reset();
    m_serial = 0;
    m_rate = 0.0;
}

void PictureWatcher::look()
{
    if (!m_feed)
        return;
    const int interval = m_engine.isAnyRecording() ? kRecordingInterval : kIdleInterval;
    if (m_look.interval() != interval)
        m_look.setInterval(interval);
    const PicturePtr picture = m_feed->hub->latest();
    if (!picture || picture->serial == m_serial)
        return;
    if (m_serialAtCount == 0)
        m_serialAtCount = picture->serial;
    m_serial = picture->serial;
    const Result<PicturePtr> shown = m_converter.convert(picture);
    if (shown)
        Q_EMIT pictureArrived(*shown, picture);
    else
        Q_EMIT pictureMissing(describe(shown.error()));
}

void PictureWatcher::countRate()
{
    m_rate = m_serial >= m_serialAtCount ? static_cast<double>(m_serial - m_serialAtCount) : 0.0;
    m_serialAtCount = m_serial;
}

} // namespace reelout
