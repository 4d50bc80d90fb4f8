// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace reelout {

/// Which ways of control from outside are open, and how. A value.
struct RemoteSettings {
    struct Osc {
        bool isOn = false;
        QString address = QStringLiteral("127.0.0.1");
        int port = 9000;
        QStringList allowed; ///< addresses and networks; empty = all that reach the address
        friend bool operator==(const Osc&, const Osc&) = default;
    };
    bool socket = true;
    bool bus = true;
    Osc osc;
    /// Keys by what they do: "record", "pause", "addframe", "recordall", "stopall", "showwindow". Without
    /// keys it is not grabbed.
    QMap<QString, QString> hotkeys;
    QStringList afterFile; ///< program and arguments that are run after each file; empty = none
};

} // namespace reelout
