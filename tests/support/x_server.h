// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"
#include "support/temp_folder.h"

#include <QProcess>
#include <QStringList>

namespace reelout::test {

/// An X server of the test's own on a free display number. Stops exactly the process it started and takes
/// that server's lock and socket away. Main thread.
class XServer {
public:
    enum class Kind {
        Xvfb,      ///< one screen in memory; can only shrink
        XorgDummy, ///< outputs DUMMY0 … DUMMY15, DUMMY0 on with 1920×1080
    };
    struct Options {
        Size size{640, 480}; ///< Xvfb
        int depth = 24;      ///< Xvfb
        QStringList withoutExtensions;
    };

    explicit XServer(Kind kind) : XServer(kind, Options()) {}
    XServer(Kind kind, Options options);
    ~XServer();
    XServer(const XServer&) = delete;
    XServer& operator=(const XServer&) = delete;

    /// Starts the server, after stop() or kill() on the same display; false with error() when it can't.
    bool start();
    void stop();
    /// As if it crashed.
    void kill();
    /// Halts the process (SIGSTOP), and lets it go on.
    void setHalted(bool isHalted);

    /// Of the server while it runs, else 0.
    qint64 processId() const { return m_process.processId(); }
    QString display() const { return m_display; }
    QString error() const { return m_error; }
    /// Runs xrandr on it; false with error() when it fails.
    bool xrandr(const QStringList& arguments);

private:
    bool launch();
    QStringList command() const;
    void removeTraces();

    const Kind m_kind;
    const Options m_options;
    TempFolder m_folder;
    QProcess m_process;
    QString m_display;
    QString m_error;
};

} // namespace reelout::test
