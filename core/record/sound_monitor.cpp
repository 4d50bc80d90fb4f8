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

Result<std::vector<DeviceInfo>> listed(SoundOutputBackend& backend)
{
    const Result<std::vector<SoundOutputInfo>> outputs = backend.outputs();
    if (!outputs)
        return outputs.error();
    std::vector<DeviceInfo> devices;
    for (const SoundOutputInfo& output : *outputs) {
        DeviceInfo& device = devices.emplace_back();
        device.id = output.id;
        device.label = output.label;
        device.kind = QStringLiteral("output");
        device.isDefault = output.isDefault;
    }
    return devices;
}

} // namespace

SoundMonitor::SoundMonitor(Engine& engine, std::shared_ptr<SoundOutputBackend> backend, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_backend(backend ? std::move(backend) : makeSoundOutputBackend()),
      m_bell(std::make_shared<Doorbell>(this, [this] { onOutputsSettled(); }))
{
    engine.devices().setLookup(DeviceLists::Kind::Outputs,
                               [outputs = m_backend] { return listed(*outputs); });
    connect(&engine.devices(), &DeviceLists::changed, this, [this](DeviceLists::Kind kind) {
        if (kind == DeviceLists::Kind::Outputs)
            Q_EMIT outputsChanged();
    });
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
    connect(&engine, &Engine::soundOpened, this, [this] {
        if (!m_opening.empty())
            restart();
    });
    // At once: what this plays must not get into what begins to be captured.
    connect(&engine, &Engine::soundJoined, this, &SoundMonitor::watchOver);
}

SoundMonitor::~SoundMonitor()
{
    m_bell->close();
}

const DeviceLists::List& SoundMonitor::outputs() const
{
    return m_engine.devices().look(DeviceLists::Kind::Outputs);
}

void SoundMonitor::setOperator(Operator* op)
{
    if (op == m_operator)
        return;
    if (m_operator)
        disconnect(m_operator, &QObject::destroyed, this, nullptr);
    m_operator = op;
    if (op)
        connect(op, &QObject::destroyed, this, [this] { letGo(); });
    letGo();
    if (m_isOn)
        m_restart.start();
}

void SoundMonitor::letGo()
{
    m_heard.clear();
    m_opening.clear();
    m_outputs.reset();
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
    const std::vector<AudioFeed> opening = std::exchange(m_opening, {}); // until they are asked for again
    letGo();
    if (!m_isOn)
        return;
    if (const Status started = start(); !started)
        giveUp(started.error());
}

Status SoundMonitor::start()
{
    if (!m_operator)
        return refused("Choose what is to be heard.");
    Result<std::vector<AudioFeed>> feeds = m_engine.watchSounds(*m_operator);
    if (!feeds)
        return feeds.error();
    const auto isOpening = [](const AudioFeed& feed) { return !feed.hub; };
    if (std::any_of(feeds->begin(), feeds->end(), isOpening)) {
        m_opening = std::move(feeds).value();
        return {};
    }
    for (const AudioFeed& feed : *feeds) {
        if (feed.hub->clip())
            return refused("A clip that stands can't be listened to; let it play.");
    }
    openOutputs(std::move(feeds).value());
    return {};
}

void SoundMonitor::openOutputs(std::vector<AudioFeed> feeds)
{
    // Muted at first: whether it may be heard there is known once it is open.
    const auto open = [backend = m_backend, id = m_output,
                       feeds = std::move(feeds)]() -> Result<std::unique_ptr<Outputs>> {
        auto opened = std::make_unique<Outputs>();
        for (const AudioFeed& feed : feeds) {
            Result<std::unique_ptr<SoundOutput>> output = backend->open(id);
            if (!output)
                return output.error();
            (*output)->setMuted(true);
            REELOUT_TRY((*output)->start(feed.hub));
            opened->heard.push_back({feed, std::move(output).value()});
        }
        return opened;
    };
    m_outputs = std::make_unique<Opening<Outputs>>();
    if (m_engine.services().opening == EngineServices::Opening::InBackground)
        m_outputs->start(open, [bell = m_bell](const Status&) { bell->ring(); });
    else
        m_outputs->startHere(open);
    onOutputsSettled();
}

void SoundMonitor::onOutputsSettled()
{
    if (!m_outputs || !m_outputs->isSettled())
        return;
    const std::unique_ptr<Opening<Outputs>> settled = std::move(m_outputs);
    Status status = settled->settle();
    if (const std::unique_ptr<Outputs> outputs = settled->take())
        status = play(std::move(*outputs));
    if (!status)
        giveUp(status.error());
}

Status SoundMonitor::play(Outputs outputs)
{
    for (const Heard& heard : outputs.heard)
        REELOUT_TRY(checkFeedback(heard.output->device()));
    m_heard = std::move(outputs.heard);
    for (const Heard& heard : m_heard) {
        heard.output->setVolume(m_volume);
        heard.output->setMuted(m_isMuted);
    }
    m_watch.start();
    return {};
}

void SoundMonitor::Outputs::stop()
{
    for (const Heard& each : heard)
        each.output->stop();
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
    letGo();
    m_isOn = false;
    m_problem = describe(error);
    Q_EMIT changed();
    Q_EMIT stopped(m_problem);
}

} // namespace reelout
