// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/picture_watcher.h"

#include "base/error_text.h"

#include <algorithm>

namespace reelout {

namespace {
constexpr double kRecordingRate = 30.0; ///< pictures a second: a preview never slows a recording
constexpr int kRestartDelay = 200;      ///< ms, while a person drags a slider of the source
constexpr int kCountInterval = 1000;    ///< ms
} // namespace

PictureWatcher::PictureWatcher(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_thread(*engine.services().clock,
               [this] { QMetaObject::invokeMethod(this, &PictureWatcher::take, Qt::QueuedConnection); })
{
    m_count.setInterval(kCountInterval);
    m_restart.setSingleShot(true);
    m_restart.setInterval(kRestartDelay);
    m_reread.setSingleShot(true);
    m_reread.setInterval(0);
    connect(&m_count, &QTimer::timeout, this, &PictureWatcher::countRate);
    connect(&m_restart, &QTimer::timeout, this, [this] {
        if (m_running)
            start();
    });
    connect(&m_reread, &QTimer::timeout, this, &PictureWatcher::order);
    Project& project = engine.project();
    connect(&project, &Project::wiringChanged, &m_restart, qOverload<>(&QTimer::start));
    connect(&project, &Project::paramChanged, this, [this](Operator* op) {
        // A source that could not be opened may be there with other values.
        if (!m_feed && !op->type().isSink)
            m_restart.start();
        if (op == m_operator)
            readPathLater();
    });
    connect(&engine, &Engine::feedOutdated, this, [this](Operator* source) {
        if (!m_feed || !m_operator)
            return;
        const auto sources = m_engine.project().sourcesOf(*m_operator);
        if (source == m_operator || std::find(sources.begin(), sources.end(), source) != sources.end())
            m_restart.start();
    });
}

PictureWatcher::~PictureWatcher() = default;

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

void PictureWatcher::setPathSide(PathSide side)
{
    if (side == m_side)
        return;
    m_side = side;
    order();
}

void PictureWatcher::setKeepsRange(bool keeps)
{
    if (keeps == m_keepsRange)
        return;
    m_keepsRange = keeps;
    order();
}

void PictureWatcher::setRate(double picturesPerSecond)
{
    m_wantedRate = picturesPerSecond;
    setInterval();
}

void PictureWatcher::setScreenRate(double picturesPerSecond)
{
    m_screenRate = picturesPerSecond;
    setInterval();
}

void PictureWatcher::setDrawTime(Duration time)
{
    m_drawTime = time;
    setInterval();
}

void PictureWatcher::setInterval()
{
    double rate = m_screenRate > 1.0 ? m_screenRate : 60.0;
    if (m_wantedRate > 0.0)
        rate = std::min(rate, m_wantedRate);
    if (m_engine.isAnyRecording())
        rate = std::min(rate, kRecordingRate);
    m_thread.setInterval(std::max(fromSeconds(1.0 / rate), 2 * m_drawTime));
}

// What the path does depends on the parameters, and a preset sets dozens at once.
void PictureWatcher::readPathLater()
{
    if (m_feed && m_side == PathSide::Written)
        m_reread.start();
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
    m_count.start();
    order();
}

void PictureWatcher::stop()
{
    m_thread.rest();
    m_count.stop();
    m_restart.stop();
    m_reread.stop();
    m_feed.reset();
    m_serial = 0;
    m_rate = 0.0;
}

Result<DisplayRequest> PictureWatcher::request() const
{
    DisplayRequest request;
    request.keepsRange = m_keepsRange;
    request.limits = viewportLimits();
    if (m_side == PathSide::Written && m_operator->type().isSink) {
        Result<RecordPlan> plan = makeRecordPlan(*m_operator, m_engine.services().resolutionMultiplier);
        if (!plan)
            return plan.error();
        request.path = std::move(plan).value();
    }
    return request;
}

void PictureWatcher::order()
{
    if (!m_feed || !m_operator)
        return;
    setInterval();
    Result<DisplayRequest> wanted = request();
    if (!wanted) {
        m_thread.rest();
        Q_EMIT pictureMissing(describe(wanted.error()));
        return;
    }
    m_thread.show(m_feed->hub, std::move(wanted).value());
}

void PictureWatcher::take()
{
    const std::optional<DisplayThread::Made> made = m_thread.take();
    if (!made || !m_feed)
        return;
    if (!made->picture) {
        Q_EMIT pictureMissing(describe(made->picture.error()));
        return;
    }
    m_serial = made->picture->source->serial;
    if (m_serialAtCount == 0)
        m_serialAtCount = m_serial;
    Q_EMIT pictureArrived(*made->picture, made->stream);
}

void PictureWatcher::countRate()
{
    m_rate = m_serial >= m_serialAtCount ? static_cast<double>(m_serial - m_serialAtCount) : 0.0;
    m_serialAtCount = m_serial;
    setInterval();
    // What is opened in the background says by the hub that it can't be.
    if (m_feed && m_serial == 0 && m_feed->hub->isLost())
        Q_EMIT pictureMissing(m_feed->hub->lossText());
}

} // namespace reelout
