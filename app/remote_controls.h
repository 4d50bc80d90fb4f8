// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/remote_commands.h"
#include "app/remote_settings.h"
#include "remote/dbus_remote.h"
#include "remote/finish_hook.h"
#include "remote/hotkey_grabber.h"
#include "remote/local_remote.h"
#include "remote/osc_remote.h"

#include <QObject>

#include <optional>

class QMenu;

namespace reelout {

/// All ways to control the program from outside, open as the settings say: local socket, D-Bus, OSC, global
/// hotkeys, tray menu; and the program that is run after each file. Main thread.
class RemoteControls final : public QObject {
    Q_OBJECT

public:
    explicit RemoteControls(Engine& engine, QObject* parent = nullptr);

    /// Opens and closes what differs from before.
    void apply(const RemoteSettings& settings);

    VerbDesk& desk() { return m_desk; }
    /// Adds the verbs of recording to a tray's menu, above what it ends with.
    void fillTrayMenu(QMenu& menu);
    /// What the command line of this very start asked for; the first failure.
    Status run(const std::vector<RemoteCommand>& commands);

Q_SIGNALS:
    /// Something that was asked for can't be had, in a sentence for people.
    void problem(const QString& text);

private:
    void listenLocally(bool isOn);
    void joinBus(bool isOn);
    void listenToOsc(const RemoteSettings::Osc& osc);
    void grabHotkeys(const QMap<QString, QString>& hotkeys);
    void onHotkey(int id);
    void tell(const Status& status);

    Engine& m_engine;
    VerbDesk m_desk;
    LocalRemote m_socket{m_desk};
    DBusRemote m_bus{m_desk};
    OscRemote m_osc;
    std::unique_ptr<HotkeyGrabber> m_hotkeys;
    FinishHook m_afterFile;
    std::optional<RemoteSettings> m_settings; ///< as they are applied
    QStringList m_hotkeyActions;              ///< a grab's id is the place in it
};

} // namespace reelout
