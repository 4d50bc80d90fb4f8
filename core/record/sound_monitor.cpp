// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/sound_monitor.h"

#include "base/error_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kRestartDelay = 250; ///< ms
constexpr int kWatchInterval = 250;

Error refused(const char* sentence)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("listen"),
                     QCoreApplication::translate("reelout::SoundMonitor", sentence));
}

} // namespace

SoundMonitor::SoundMonitor(Engine& engine, std::unique_ptr<SoundOutputBackend> backend, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_backend(std::move(backend))
{
    m_restart.setSingleShot(true);
    m_restart.setInterval(kRestartDelay);
    m_watch.setInterval(kWatchInterval);
    connect(&m_restart, &QTimer::timeout, this, &SoundMonitor::restart);
    connect(&m_watch, &QTimer::timeout, this, &SoundMonitor::watchOver);
    const auto lookAgain = [this] {
        if (m_isOn)
            m_restart.start();
    };
    connect(&engine.project(), &Project::wiringChanged, this, lookAgain);
    connect(&engine, &Engine::feedOutdated, this, lookAgain);
    connect(&engine.project(), &Project::paramChanged, this,
            [this, lookAgain](Operator* op, const QString& name) {
                if (op == m_operator &&
                    (name == QStringLiteral("audiochop") || name == QStringLiteral("audiosources")))
                    lookAgain();
            });
    // At once: what this plays must not get into what begins to be captured.
    connect(&engine, &Engine::soundJoined, this, &SoundMonitor::watchOver);
}

SoundMonitor::~SoundMonitor() = default;

SoundOutputBackend& SoundMonitor::backend()
{
    if (!m_backend)
        m_backend = makeSoundOutputBackend();
    return *m_backend;
}

Result<std::vector<SoundOutputInfo>> SoundMonitor::outputs()
{
    return backend().outputs();
}

void SoundMonitor::setOperator(Operator* op)
{
    if (op == m_operator)
        return;
    if (m_operator)
        disconnect(m_operator, &QObject::destroyed, this, nullptr);
    m_operator = op;
    if (op)
        connect(op, &QObject::destroyed, this, [this] { m_heard.clear(); });
    m_heard.clear();
    if (m_isOn)
        m_restart.start();
}

void SoundMonitor::setOn(bool on)
{
    if (on == m_isOn)
        return;
    m_isOn = on;
    m_problem.clear();
    restart();
    Q_EMIT changed();
}

void SoundMonitor::setVolume(double volume)
{
    m_volume = std::clamp(volume, 0.0, 1.0);
    for (const Heard& heard : m_heard)
        heard.output->setVolume(m_volume);
    Q_EMIT changed();
}

void SoundMonitor::setMuted(bool muted)
{
    m_isMuted = muted;
    for (const Heard& heard : m_heard)
        heard.output->setMuted(muted);
    Q_EMIT changed();
}

void SoundMonitor::setOutput(const QString& id)
{
    if (id == m_output)
        return;
    m_output = id;
    restart();
    Q_EMIT changed();
}

void SoundMonitor::restart()
{
    m_restart.stop();
    m_watch.stop();
    m_heard.clear();
    if (!m_isOn)
        return;
    if (const Status started = start(); !started)
        giveUp(started.error());
    else
        m_watch.start();
}

Status SoundMonitor::start()
{
    if (!m_operator)
        return refused("Choose what is to be heard.");
    Result<std::vector<AudioFeed>> feeds = m_engine.watchSounds(*m_operator);
    if (!feeds)
        return feeds.error();
    for (AudioFeed& feed : *feeds)
        REELOUT_TRY(hear(std::move(feed)));
    return {};
}

Status SoundMonitor::hear(AudioFeed feed)
{
    if (feed.hub->clip())
        return refused("A clip that stands can't be listened to; let it play.");
    Result<std::unique_ptr<SoundOutput>> output = backend().open(m_output);
    if (!output)
        return output.error();
    REELOUT_TRY(checkFeedback((*output)->device()));
    (*output)->setVolume(m_volume);
    (*output)->setMuted(m_isMuted);
    REELOUT_TRY((*output)->start(feed.hub));
    m_heard.push_back({std::move(feed), std::move(output).value()});
    return {};
}

Status SoundMonitor::checkFeedback(const QString& output) const
{
    if (!m_engine.heardOutputs().contains(output))
        return {};
    return refused(
        "The sound of this very output is being captured: what you listen to would be captured again, "
        "round and round. Choose another output.");
}

void SoundMonitor::watchOver()
{
    for (const Heard& heard : m_heard) {
        if (const std::optional<Error> failure = heard.output->failure())
            return giveUp(*failure);
        if (const Status allowed = checkFeedback(heard.output->device()); !allowed)
            return giveUp(allowed.error());
    }
}

void SoundMonitor::giveUp(const Error& error)
{
    m_watch.stop();
    m_heard.clear();
    m_isOn = false;
    m_problem = describe(error);
    Q_EMIT changed();
    Q_EMIT stopped(m_problem);
}

} // namespace reelout
