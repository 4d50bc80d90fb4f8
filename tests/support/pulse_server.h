// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/temp_folder.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <memory>
#include <vector>

namespace reelout::test {

/// A sound server of the test's own, PulseAudio or PipeWire with WirePlumber and pipewire-pulse, in a private
/// runtime folder, without hardware. It begins with one null sink, "speakers" ("Test Speakers"), as default.
/// Stops exactly the processes it has started. Main thread.
class PulseServer {
public:
    enum class Kind { PulseAudio, PipeWire };

    explicit PulseServer(Kind kind);
    ~PulseServer();
    PulseServer(const PulseServer&) = delete;
    PulseServer& operator=(const PulseServer&) = delete;

    /// False when a program is not installed.
    static bool isInstalled(Kind kind);

    /// PipeWire: the frames of a cycle, whatever clients ask for; to be set before start(). A null sink has
    /// no device, so its time is only as exact as its cycle, and what measures sync wants a short one.
    void setCycle(int frames) { m_cycle = frames; }
    /// Starts and waits until it answers and has its sink; false when it does not.
    bool start();
    /// Ends it as a person would.
    void stop();
    /// SIGKILL to every process of it; start() may follow.
    void kill();
    /// SIGSTOP and SIGCONT to what clients talk to: the daemon, or pipewire-pulse.
    void freeze();
    void thaw();

    /// Environment in which clients find this server; useHere() puts it into this process.
    QProcessEnvironment environment() const;
    void useHere() const;

    /// Module index, or -1. `kind` "sink", or "microphone" for a source that is no monitor: what is played to
    /// `name` + "_feed" comes out of it.
    int addNullSink(const QString& name, const QString& description);
    int addMicrophone(const QString& name, const QString& description);
    bool unloadModule(int index);
    /// The module that made a null sink of that name, or -1.
    int moduleOf(const QString& sink);
    bool setDefaultSink(const QString& name);

    /// Plays a stereo sine of that amplitude until stopPlaying() or the end of the server.
    /// `application`: who it says it is.
    bool play(const QString& sink, double frequency, double amplitude,
              const QString& application = QStringLiteral("Player"));
    /// Ends the players of that name.
    void stopPlaying(const QString& application);
    void stopPlaying();

    /// Runs pactl against this server; empty when it fails.
    QByteArray pactl(const QStringList& arguments);

private:
    bool writeCycle() const;
    bool launch(const QString& program, const QStringList& arguments);
    bool waitForAnswer();

    const Kind m_kind;
    int m_cycle = 0; ///< 0 = the server's own
    TempFolder m_folder;
    std::vector<std::unique_ptr<QProcess>> m_servers;
    struct Player {
        QString application;
        std::unique_ptr<QProcess> process;
    };
    std::vector<Player> m_players;
};

} // namespace reelout::test
