// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hardware_probe.h"

#include "base/log.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

using State = HardwareFinding::State;

HardwareFinding nobodyLooks()
{
    return {State::Unusable,
            QCoreApplication::translate("reelout::HardwareProbe", "Hardware encoders are not looked for.")};
}

} // namespace

HardwareProbe::~HardwareProbe()
{
    m_worker.stop();
}

HardwareProbe& HardwareProbe::instance()
{
    static HardwareProbe probe;
    return probe;
}

void HardwareProbe::setTrial(Trial trial)
{
    m_worker.stop();
    const std::lock_guard lock(m_mutex);
    m_worker = Worker();
    m_entries.clear();
    m_trial = std::move(trial);
}

HardwareFinding HardwareProbe::finding(const QString& encoder) const
{
    const std::lock_guard lock(m_mutex);
    if (!m_trial)
        return nobodyLooks();
    const auto found = m_entries.find(encoder);
    return found == m_entries.end() ? HardwareFinding{} : found->second.finding;
}

void HardwareProbe::look(const QString& encoder)
{
    const std::lock_guard lock(m_mutex);
    if (!m_trial || m_entries.contains(encoder))
        return;
    m_entries[encoder] = {{State::Looking, {}}, true};
    if (!m_worker.isRunning())
        m_worker = Worker("hw-probe", [this](std::stop_token stop) { run(stop); });
    m_changed.notify_all();
}

HardwareFinding HardwareProbe::wait(const QString& encoder, Duration longest)
{
    std::unique_lock lock(m_mutex);
    if (!m_trial)
        return nobodyLooks();
    Entry& entry = m_entries[encoder];
    if (entry.finding.state == State::Unknown || entry.isQueued) {
        entry = {{State::Looking, {}}, false};
        const Trial trial = m_trial;
        lock.unlock();
        conclude(encoder, trial, {});
        return finding(encoder);
    }
    const auto isKnown = [&] { return m_entries[encoder].finding.state != State::Looking; };
    m_changed.wait_for(lock, longest, isKnown);
    return m_entries[encoder].finding;
}

void HardwareProbe::run(std::stop_token stop)
{
    const auto nextQueued = [this] {
        return std::find_if(m_entries.begin(), m_entries.end(),
                            [](const auto& entry) { return entry.second.isQueued; });
    };
    for (;;) {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [&] { return nextQueued() != m_entries.end(); }) ||
            stop.stop_requested())
            return;
        const auto next = nextQueued();
        next->second.isQueued = false;
        const QString encoder = next->first;
        const Trial trial = m_trial;
        lock.unlock();
        conclude(encoder, trial, stop);
    }
}

void HardwareProbe::conclude(const QString& encoder, const Trial& trial, std::stop_token stop)
{
    const QString reason = trial(encoder, stop);
    if (stop.stop_requested())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_entries[encoder] = {{reason.isEmpty() ? State::Usable : State::Unusable, reason}, false};
    }
    logInfo(QStringLiteral("encode"), reason.isEmpty() ? QStringLiteral("%1 works here").arg(encoder)
                                                       : QStringLiteral("%1: %2").arg(encoder, reason));
    m_changed.notify_all();
    Q_EMIT found(encoder);
}

} // namespace reelout
