// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote_controls.h"

#include "base/error_text.h"
#include "base/log.h"
#include "record/replay_buffer.h"

#include <QDBusConnection>
#include <QHostAddress>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace reelout {

namespace {

bool isAnyReplaying(const std::vector<Recorder*>& recorders)
{
    return std::any_of(recorders.begin(), recorders.end(), [](const Recorder* recorder) {
        return recorder->replay() && recorder->replay()->isRunning();
    });
}

} // namespace

RemoteControls::RemoteControls(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_desk(engine),
      m_osc(m_desk, *engine.services().clock),
      m_afterFile(engine)
{
    connect(&m_afterFile, &FinishHook::failed, this,
            [this](const Error& error) { Q_EMIT problem(describe(error)); });
}

void RemoteControls::apply(const RemoteSettings& settings)
{
    const std::optional<RemoteSettings> before = std::exchange(m_settings, settings);
    if (!before || before->socket != settings.socket)
        listenLocally(settings.socket);
    if (!before || before->bus != settings.bus)
        joinBus(settings.bus);
    if (!before || !(before->osc == settings.osc))
        listenToOsc(settings.osc);
    if (!before || before->hotkeys != settings.hotkeys)
        grabHotkeys(settings.hotkeys);
    m_afterFile.setCommand(settings.afterFile);
}

void RemoteControls::tell(const Status& status)
{
    if (status)
        return;
    logWarning(QStringLiteral("remote"), status.error().detail);
    Q_EMIT problem(describe(status.error()));
}

Status RemoteControls::run(const std::vector<RemoteCommand>& commands)
{
    for (const RemoteCommand& command : commands) {
        const Result<QJsonValue> result = m_desk.run(*command.verb, command.arguments);
        if (!result)
            return result.error();
    }
    return {};
}

void RemoteControls::listenLocally(bool isOn)
{
    m_socket.close();
    if (!isOn)
        return;
    // A second program of the same display lets the first one have it.
    const Status listening = m_socket.listen(localRemotePath());
    if (!listening && listening.error().code != ErrorCode::AlreadyExists)
        tell(listening);
}

void RemoteControls::joinBus(bool isOn)
{
    m_bus.close();
    if (!isOn)
        return;
    // Desktops without a bus, and a second program, are no reason to complain.
    if (const Status joined = m_bus.listen(QDBusConnection::sessionBus()); !joined)
        logInfo(QStringLiteral("remote"), joined.error().detail);
}

void RemoteControls::listenToOsc(const RemoteSettings::Osc& osc)
{
    m_osc.close();
    if (osc.isOn)
        tell(m_osc.listen(QHostAddress(osc.address), static_cast<quint16>(osc.port), osc.allowed));
}

void RemoteControls::grabHotkeys(const QMap<QString, QString>& hotkeys)
{
    m_hotkeys.reset();
    m_hotkeyActions.clear();
    const bool isAnySet =
        std::any_of(hotkeys.begin(), hotkeys.end(), [](const QString& keys) { return !keys.isEmpty(); });
    if (!isAnySet)
        return;
    Result<std::unique_ptr<HotkeyGrabber>> made = makeHotkeyGrabber();
    if (!made)
        return tell(made.error());
    m_hotkeys = std::move(made).value();
    connect(m_hotkeys.get(), &HotkeyGrabber::pressed, this, &RemoteControls::onHotkey);
    connect(m_hotkeys.get(), &HotkeyGrabber::refused, this, [this](const Error& error) { tell(error); });
    for (auto hotkey = hotkeys.begin(); hotkey != hotkeys.end(); ++hotkey) {
        if (hotkey.value().isEmpty())
            continue;
        m_hotkeyActions.append(hotkey.key());
        tell(m_hotkeys->grab(static_cast<int>(m_hotkeyActions.size()) - 1, hotkey.value()));
    }
}

void RemoteControls::onHotkey(int id)
{
    const QString action = m_hotkeyActions.value(id);
    const auto all = m_engine.recorders();
    const bool isAnyPaused = std::any_of(all.begin(), all.end(), [](const Recorder* recorder) {
        return recorder->state() == RecorderState::Paused;
    });
    const auto run = [this](Verb verb, const QJsonObject& arguments = {}) {
        const Result<QJsonValue> result = m_desk.run(verb, arguments);
        if (!result)
            tell(result.error());
    };
    if (action == QLatin1String("record"))
        run(Verb::Toggle);
    else if (action == QLatin1String("pause"))
        run(isAnyPaused ? Verb::Resume : Verb::Pause);
    else if (action == QLatin1String("addframe"))
        run(Verb::AddFrame);
    else if (action == QLatin1String("split"))
        run(Verb::Split);
    else if (action == QLatin1String("marker"))
        run(Verb::Marker);
    else if (action == QLatin1String("savereplay"))
        run(Verb::SaveReplay);
    else if (action == QLatin1String("replay"))
        run(isAnyReplaying(all) ? Verb::StopReplay : Verb::StartReplay);
    else if (action == QLatin1String("stopall"))
        run(Verb::Stop);
    else if (action == QLatin1String("showwindow"))
        run(Verb::Show);
    else if (action == QLatin1String("recordall")) {
        for (const Recorder* recorder : all) {
            if (recorder->sink().isActive())
                run(Verb::Start, {{QStringLiteral("operator"), recorder->sink().name()}});
        }
    }
}

void RemoteControls::fillTrayMenu(QMenu& menu)
{
    QAction* before = menu.actions().value(1);
    const auto add = [&](const QString& text, Verb verb) {
        auto* action = new QAction(text, &menu);
        menu.insertAction(before, action);
        connect(action, &QAction::triggered, this, [this, verb] {
            const Result<QJsonValue> result = m_desk.run(verb);
            if (!result)
                tell(result.error());
        });
        return action;
    };
    QAction* start = add(tr("Start Recording"), Verb::Start);
    QAction* pause = add(tr("Pause"), Verb::Pause);
    QAction* resume = add(tr("Resume"), Verb::Resume);
    QAction* frame = add(tr("Add Frame"), Verb::AddFrame);
    QAction* split = add(tr("Split"), Verb::Split);
    QAction* marker = add(tr("Marker"), Verb::Marker);
    QAction* save = add(tr("Save Replay"), Verb::SaveReplay);
    QAction* keep = add(tr("Start Replay Buffer"), Verb::StartReplay);
    QAction* forget = add(tr("Stop Replay Buffer"), Verb::StopReplay);
    connect(&menu, &QMenu::aboutToShow, this, [=, this] {
        const auto all = m_engine.recorders();
        const auto isAny = [&](RecorderState state) {
            return std::any_of(all.begin(), all.end(),
                               [state](const Recorder* recorder) { return recorder->state() == state; });
        };
        start->setEnabled(isAny(RecorderState::Idle) || isAny(RecorderState::Failed));
        pause->setEnabled(isAny(RecorderState::Recording));
        resume->setEnabled(isAny(RecorderState::Paused));
        frame->setEnabled(isAny(RecorderState::Paused));
        const bool isRunning = isAny(RecorderState::Recording) || isAny(RecorderState::Paused);
        split->setEnabled(isRunning);
        marker->setEnabled(isRunning);
        const bool isKept = isAnyReplaying(all);
        save->setEnabled(isKept);
        keep->setVisible(!isKept);
        forget->setVisible(isKept);
    });
}

} // namespace reelout
