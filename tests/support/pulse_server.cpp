// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pulse_server.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QThread>

#include <sys/prctl.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstring>
#include <numbers>

namespace reelout::test {

namespace {

constexpr int kRate = 48000;
constexpr int kToneSeconds = 60;
constexpr int kAnswerLimit = 15000; ///< ms

/// A sine as raw 32-bit float stereo; whole cycles, so that players may loop it.
bool writeTone(const QString& path, double frequency, double amplitude)
{
    QByteArray bytes(static_cast<qsizetype>(kRate) * kToneSeconds * 8, Qt::Uninitialized);
    char* out = bytes.data();
    for (int i = 0; i < kRate * kToneSeconds; ++i) {
        const auto value =
            static_cast<float>(amplitude * std::sin(2.0 * std::numbers::pi * frequency * i / kRate));
        std::memcpy(out, &value, 4);
        std::memcpy(out + 4, &value, 4);
        out += 8;
    }
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

void endProcess(QProcess& process, bool gently)
{
    if (process.state() == QProcess::NotRunning)
        return;
    if (gently) {
        process.terminate();
        if (process.waitForFinished(3000))
            return;
    }
    process.kill();
    process.waitForFinished(5000);
}

bool waitForFile(const QString& path)
{
    QElapsedTimer timer;
    timer.start();
    while (!QFile::exists(path) && timer.elapsed() < kAnswerLimit)
        QThread::msleep(10);
    return QFile::exists(path);
}

void signalProcess(const QProcess& process, int number)
{
    if (process.processId() > 0)
        ::kill(static_cast<pid_t>(process.processId()), number);
}

} // namespace

PulseServer::PulseServer(Kind kind) : m_kind(kind) {}

PulseServer::~PulseServer()
{
    stop();
}

bool PulseServer::isInstalled(Kind kind)
{
    const QStringList programs =
        kind == Kind::PulseAudio
            ? QStringList{QStringLiteral("pulseaudio"), QStringLiteral("pacat"), QStringLiteral("pactl")}
            : QStringList{QStringLiteral("dbus-daemon"), QStringLiteral("pipewire"),
                          QStringLiteral("wireplumber"), QStringLiteral("pipewire-pulse"),
                          QStringLiteral("pacat"),       QStringLiteral("pactl")};
    return std::all_of(programs.begin(), programs.end(), [](const QString& program) {
        return !QStandardPaths::findExecutable(program).isEmpty();
    });
}

bool PulseServer::writeCycle() const
{
    const QString folder = m_folder(QStringLiteral("config/pipewire/pipewire.conf.d"));
    QFile file(folder + QStringLiteral("/cycle.conf"));
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly))
        return false;
    const QByteArray frames = QByteArray::number(m_cycle);
    return file.write("context.properties = { default.clock.quantum = " + frames +
                      " default.clock.min-quantum = " + frames + " default.clock.max-quantum = " + frames +
                      " }\n") > 0;
}

QProcessEnvironment PulseServer::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder(QStringLiteral("config")));
    environment.insert(QStringLiteral("XDG_STATE_HOME"), m_folder(QStringLiteral("state")));
    environment.insert(QStringLiteral("HOME"), m_folder.path());
    environment.insert(QStringLiteral("PULSE_SERVER"),
                       QStringLiteral("unix:%1").arg(m_folder(QStringLiteral("pulse/native"))));
    environment.insert(QStringLiteral("PULSE_COOKIE"), m_folder(QStringLiteral("cookie")));
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                       m_kind == Kind::PipeWire
                           ? QStringLiteral("unix:path=%1").arg(m_folder(QStringLiteral("bus")))
                           : QStringLiteral("disabled:"));
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), QStringLiteral("disabled:"));
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("PULSE_SINK"));
    environment.remove(QStringLiteral("PULSE_SOURCE"));
    return environment;
}

void PulseServer::useHere() const
{
    const QProcessEnvironment own = environment();
    for (const char* name : {"XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_COOKIE"})
        qputenv(name, own.value(QString::fromLatin1(name)).toLocal8Bit());
}

bool PulseServer::launch(const QString& program, const QStringList& arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment());
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setStandardOutputFile(m_folder(QStringLiteral("%1.log").arg(program)), QIODevice::Append);
    // A test that is killed must not leave its servers behind.
    process->setChildProcessModifier([] { (void)::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process->start(program, arguments);
    const bool started = process->waitForStarted(5000);
    m_servers.push_back(std::move(process));
    return started;
}

bool PulseServer::start()
{
    if (!QDir().mkpath(m_folder(QStringLiteral("pulse"))))
        return false;
    if (m_kind == Kind::PulseAudio) {
        const QString socket = m_folder(QStringLiteral("pulse/native"));
        QFile::remove(socket);
        const bool started = launch(
            QStringLiteral("pulseaudio"),
            {QStringLiteral("-n"), QStringLiteral("--daemonize=no"), QStringLiteral("--exit-idle-time=-1"),
             QStringLiteral("--use-pid-file=no"), QStringLiteral("-L"),
             QStringLiteral("module-native-protocol-unix socket=%1 auth-anonymous=1").arg(socket)});
        if (!started)
            return false;
    } else {
        const QString bus = m_folder(QStringLiteral("bus"));
        const QString socket = m_folder(QStringLiteral("pipewire-0"));
        QFile::remove(bus);
        QFile::remove(socket);
        if (m_cycle > 0 && !writeCycle())
            return false;
        // WirePlumber gives up when there is no session bus, or when it comes before the socket.
        if (!launch(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                     QStringLiteral("--address=unix:path=%1").arg(bus)}) ||
            !waitForFile(bus) || !launch(QStringLiteral("pipewire"), {}) || !waitForFile(socket) ||
            !launch(QStringLiteral("wireplumber"), {}) || !launch(QStringLiteral("pipewire-pulse"), {}))
            return false;
    }
    return waitForAnswer() && addNullSink(QStringLiteral("speakers"), QStringLiteral("Test Speakers")) >= 0 &&
           setDefaultSink(QStringLiteral("speakers"));
}

bool PulseServer::waitForAnswer()
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kAnswerLimit) {
        if (!pactl({QStringLiteral("info")}).isEmpty())
            return true;
        QThread::msleep(50);
    }
    return false;
}

void PulseServer::stop()
{
    thaw();
    stopPlaying();
    for (auto process = m_servers.rbegin(); process != m_servers.rend(); ++process)
        endProcess(**process, true);
    m_servers.clear();
}

void PulseServer::kill()
{
    for (const auto& process : m_servers)
        process->kill();
    for (const auto& process : m_servers)
        process->waitForFinished(5000);
    m_servers.clear();
    stopPlaying();
}

void PulseServer::freeze()
{
    if (!m_servers.empty())
        signalProcess(*m_servers.back(), SIGSTOP);
}

void PulseServer::thaw()
{
    if (!m_servers.empty())
        signalProcess(*m_servers.back(), SIGCONT);
}

QByteArray PulseServer::pactl(const QStringList& arguments)
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral("pactl"), arguments);
    if (!process.waitForFinished(10000) || process.exitCode() != 0) {
        endProcess(process, false);
        return {};
    }
    // Commands that succeed silently must not look like failures.
    return process.readAllStandardOutput() + '\n';
}

int PulseServer::addNullSink(const QString& name, const QString& description)
{
    const QByteArray answer =
        pactl({QStringLiteral("load-module"), QStringLiteral("module-null-sink"),
               QStringLiteral("sink_name=%1").arg(name), QStringLiteral("rate=48000"),
               QStringLiteral("sink_properties=\"device.description='%1'\"").arg(description)});
    bool isNumber = false;
    const int index = answer.trimmed().toInt(&isNumber);
    return isNumber ? index : -1;
}

int PulseServer::addMicrophone(const QString& name, const QString& description)
{
    if (addNullSink(name + QStringLiteral("_feed"), QStringLiteral("Feed")) < 0)
        return -1;
    const QByteArray answer =
        pactl({QStringLiteral("load-module"), QStringLiteral("module-remap-source"),
               QStringLiteral("source_name=%1").arg(name), QStringLiteral("master=%1_feed.monitor").arg(name),
               QStringLiteral("source_properties=\"device.description='%1'\"").arg(description)});
    bool isNumber = false;
    const int index = answer.trimmed().toInt(&isNumber);
    return isNumber ? index : -1;
}

bool PulseServer::unloadModule(int index)
{
    return !pactl({QStringLiteral("unload-module"), QString::number(index)}).isEmpty();
}

int PulseServer::moduleOf(const QString& sink)
{
    for (const QByteArray& line :
         pactl({QStringLiteral("list"), QStringLiteral("short"), QStringLiteral("modules")}).split('\n')) {
        if (line.contains("module-null-sink") &&
            line.contains(QByteArray("sink_name=" + sink.toUtf8() + ' ')))
            return line.split('\t').front().toInt();
    }
    return -1;
}

bool PulseServer::setDefaultSink(const QString& name)
{
    QElapsedTimer timer;
    timer.start();
    // PipeWire names the sink a moment after the module is loaded.
    while (timer.elapsed() < kAnswerLimit) {
        if (!pactl({QStringLiteral("set-default-sink"), name}).isEmpty() &&
            pactl({QStringLiteral("get-default-sink")}).trimmed() == name.toUtf8())
            return true;
        QThread::msleep(50);
    }
    return false;
}

bool PulseServer::play(const QString& sink, double frequency, double amplitude, const QString& application)
{
    const QString path =
        m_folder(QStringLiteral("tone-%1-%2.raw").arg(frequency).arg(static_cast<int>(m_players.size())));
    if (!writeTone(path, frequency, amplitude))
        return false;
    auto player = std::make_unique<QProcess>();
    player->setProcessEnvironment(environment());
    player->start(QStringLiteral("pacat"),
                  {QStringLiteral("--playback"), QStringLiteral("--raw"), QStringLiteral("--device"), sink,
                   QStringLiteral("--rate=48000"), QStringLiteral("--channels=2"),
                   QStringLiteral("--format=float32le"), QStringLiteral("--latency-msec=400"),
                   QStringLiteral("--client-name=") + application, path});
    const bool started = player->waitForStarted(5000);
    m_players.push_back({application, std::move(player)});
    return started;
}

void PulseServer::stopPlaying()
{
    for (const Player& player : m_players)
        endProcess(*player.process, false);
    m_players.clear();
}

void PulseServer::stopPlaying(const QString& application)
{
    for (const Player& player : m_players) {
        if (player.application == application)
            endProcess(*player.process, false);
    }
    std::erase_if(m_players, [&](const Player& player) { return player.application == application; });
}

} // namespace reelout::test
