// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/local_remote.h"
#include "remote/osc_remote.h"
#include "script/script_engine.h"
#include "soak/soak.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QLocalSocket>
#include <QUdpSocket>

#include <atomic>
#include <functional>
#include <thread>

namespace reelout::soak {

namespace {

using namespace std::chrono_literals;
using test::TempFolder;

constexpr int kPacketsARound = 5000;         // 200 rounds: a million
constexpr qint64 kLineBytesARound = 500'000; // 200 rounds: 100 MB
constexpr Duration kShortest = 3s;           // of a take

/// A take of a test pattern on the real engine, with every remote that listens open to it.
class Stage {
public:
    Stage()
    {
        set(*pattern, "resolution", QVariantList{320, 240});
        set(*sink, "videocodec", QStringLiteral("mjpa"));
        set(*sink, "audiochop", QString());
        set(*sink, "fps", 30);
        if (!project.connectInput(*sink, 0, pattern) ||
            !sink->params().setExpression(QStringLiteral("file"), QStringLiteral("'take' + me.fileSuffix")) ||
            !osc.listen(QHostAddress::LocalHost, 0, {}) || !local.listen(socketPath()))
            qFatal("the stage can't be set");
    }
    static void set(Operator& op, const char* name, const QVariant& value)
    {
        if (const Status done = op.params().set(QString::fromLatin1(name), value); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    QString socketPath() const { return folder(QStringLiteral("socket")); }
    EngineServices services() const
    {
        EngineServices made;
        made.moviesFolder = folder.path();
        return made;
    }

    /// Records while `attack` goes on, at least kShortest. Nothing when there is no report.
    std::optional<RecordReport> record(const std::function<void(const std::atomic<bool>&)>& attack,
                                       const std::function<void()>& onMain = {})
    {
        Recorder* recorder = engine.recorder(*sink);
        recorder->record();
        if (!reach([&] { return recorder->state() == RecorderState::Recording; }))
            return std::nullopt;
        std::atomic<bool> isOver{false};
        std::atomic<bool> stop{false};
        std::thread attacker([&] {
            attack(stop);
            isOver = true;
        });
        const Timestamp begun = systemClock().now();
        const bool ended = reach([&] {
            if (onMain)
                onMain();
            return isOver && systemClock().now() - begun >= kShortest;
        });
        stop = true;
        attacker.join();
        recorder->stop();
        if (!ended || !reach([&] {
                return recorder->state() == RecorderState::Idle || recorder->state() == RecorderState::Failed;
            }))
            return std::nullopt;
        return recorder->lastReport();
    }
    static bool reach(const std::function<bool()>& isReached)
    {
        const Timestamp patience = systemClock().now() + 30min;
        while (!isReached() && systemClock().now() < patience)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
        return isReached();
    }

    TempFolder folder;
    Project project;
    ScriptEngine script{project, systemClock()};
    Engine engine{project, services()};
    Operator* pattern = *project.add(QStringLiteral("testpattern"));
    Operator* sink = *project.add(QStringLiteral("moviefileout"));
    Operator* victim = *project.add(QStringLiteral("moviefileout"));
    VerbDesk desk{engine};
    OscRemote osc{desk, systemClock()};
    LocalRemote local{desk};
};

std::int64_t disturbed(const RecordReport& report)
{
    return report.stats.repeatedLate + report.stats.repeatedBusy + report.stats.framesHeld;
}

/// Takes with and without, one after the other: only what is worse than the machine alone is the attack's.
QString judged(const std::optional<RecordReport>& plain, const std::optional<RecordReport>& attacked)
{
    if (!plain || !attacked)
        return QStringLiteral("no report");
    if (attacked->error || !attacked->isComplete)
        return QStringLiteral("the take failed: %1")
            .arg(attacked->error ? attacked->error->detail : QString());
    const std::size_t frames = test::probeMedia(attacked->path).videoTimes.size();
    if (static_cast<std::int64_t>(frames) != attacked->stats.framesWritten)
        return QStringLiteral("%1 of %2 frames are in the file")
            .arg(frames)
            .arg(attacked->stats.framesWritten);
    const std::int64_t more = disturbed(*attacked) - disturbed(*plain);
    return more > 0 ? QStringLiteral("%1 of %2 frames were repeated, %3 of %4 without it")
                          .arg(disturbed(*attacked))
                          .arg(attacked->stats.framesWritten)
                          .arg(disturbed(*plain))
                          .arg(plain->stats.framesWritten)
                    : QString();
}

QByteArray padded(QByteArray text)
{
    text += '\0';
    while (text.size() % 4 != 0)
        text += '\0';
    return text;
}

/// Noise, messages with torn or lying types, bundles in bundles, and sound questions; nothing that would
/// lawfully stop or pause the take.
QByteArray randomPacket(std::mt19937& random)
{
    const auto number = [&](unsigned most) { return static_cast<int>(random() % most); };
    QByteArray noise(number(400), '\0');
    for (char& byte : noise)
        byte = static_cast<char>(random());
    switch (number(5)) {
    case 0:
        return noise;
    case 1:
        return padded("/moviefileout2/par/n") + padded(",ifsTFb") + noise;
    case 2:
        return padded("#bundle").left(8) + noise;
    case 3:
        return padded("/" + noise.toHex().left(60)) + padded(",s") + padded(noise.toBase64());
    default:
        return padded("/reelout/getstate") + padded(",");
    }
}

void sendPackets(quint16 port, unsigned seed, int count, const std::atomic<bool>& stop)
{
    std::mt19937 random(seed);
    QUdpSocket socket;
    for (int i = 0; i < count && !stop; ++i)
        socket.writeDatagram(randomPacket(random), QHostAddress::LocalHost, port);
}

void sendLine(const QString& path, qint64 bytes, const std::atomic<bool>& stop)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(10000))
        return;
    const QByteArray block(1 << 16, 'a');
    socket.write("{\"verb\": \"Toggle\", \"x\": \"");
    for (qint64 sent = 0; sent < bytes && !stop && socket.state() == QLocalSocket::ConnectedState;
         sent += block.size()) {
        socket.write(block);
        while (socket.bytesToWrite() > 4 * block.size() && socket.waitForBytesWritten(10000)) {
        }
    }
    socket.write("\"}\n");
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(10000)) {
    }
}

void evaluate(Stage& stage, const char* expression)
{
    QJsonObject arguments{{QStringLiteral("operator"), stage.victim->name()},
                          {QStringLiteral("parameter"), QStringLiteral("n")}};
    static_cast<void>(stage.desk.run(Verb::GetParameter, arguments));
    arguments.insert(QStringLiteral("value"), QString(QLatin1Char('=') + QString::fromLatin1(expression)));
    static_cast<void>(stage.desk.run(Verb::SetParameter, arguments));
}

Line attacked(const QString& fault, Stage& stage, const std::function<void(const std::atomic<bool>&)>& attack,
              const std::function<void()>& onMain = {})
{
    Line line;
    line.fault = fault;
    const std::optional<RecordReport> plain = stage.record([](const std::atomic<bool>&) {});
    const std::optional<RecordReport> beside = stage.record(attack, onMain);
    line.count(judged(plain, beside));
    return line;
}

} // namespace

std::vector<Line> hostileRemotes(const Effort& effort)
{
    Stage stage;
    std::vector<Line> lines;
    const int packets = effort.rounds * kPacketsARound;
    lines.push_back(attacked(
        QStringLiteral("take beside %1 random OSC packets").arg(packets), stage,
        [&](const std::atomic<bool>& stop) { sendPackets(stage.osc.port(), effort.seed, packets, stop); }));
    const qint64 bytes = effort.rounds * kLineBytesARound;
    lines.push_back(
        attacked(QStringLiteral("take beside a JSON line of %1 MB").arg(bytes / 1'000'000), stage,
                 [&](const std::atomic<bool>& stop) { sendLine(stage.socketPath(), bytes, stop); }));
    for (const char* expression : {"(function(){while(1);})()", "'a'.repeat(1e9)"}) {
        int left = std::max(effort.rounds / 10, 3);
        lines.push_back(attacked(
            QStringLiteral("take beside the expression %1").arg(QLatin1String(expression)), stage,
            [](const std::atomic<bool>&) {},
            [&] {
                if (left > 0) {
                    --left;
                    evaluate(stage, expression);
                }
            }));
    }
    return lines;
}

} // namespace reelout::soak
