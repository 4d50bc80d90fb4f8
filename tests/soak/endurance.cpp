// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/engine.h"
#include "soak/soak.h"
#include "soak/soak_file.h"
#include "support/fake_writer.h"
#include "support/fault_files.h"
#include "support/temp_folder.h"
#include "support/virtual_clock.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <functional>
#include <thread>

namespace reelout::soak {

namespace {

using namespace std::chrono_literals;
using test::TempFolder;

/// What a process holds, from /proc.
struct Holdings {
    qint64 kilobytes = 0;
    int descriptors = 0;
    int threads = 0;
};

Holdings holdings()
{
    Holdings found;
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : status.readAll().split('\n')) {
            const QByteArray value = line.mid(line.indexOf(':') + 1).simplified();
            if (line.startsWith("VmRSS:"))
                found.kilobytes = value.left(value.indexOf(' ')).toLongLong();
            else if (line.startsWith("Threads:"))
                found.threads = value.toInt();
        }
    }
    found.descriptors =
        static_cast<int>(QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size());
    return found;
}

QString growth(const Holdings& before, const Holdings& after, qint64 mayGrowKilobytes)
{
    if (after.threads > before.threads)
        return QStringLiteral("%1 more threads").arg(after.threads - before.threads);
    if (after.descriptors > before.descriptors)
        return QStringLiteral("%1 more descriptors").arg(after.descriptors - before.descriptors);
    if (after.kilobytes > before.kilobytes + mayGrowKilobytes)
        return QStringLiteral("%1 kB more memory").arg(after.kilobytes - before.kilobytes);
    return {};
}

/// A recorder of a small test pattern on the real engine.
class Studio {
    FileSystem& m_files;
    const Duration m_stopTimeout;

public:
    TempFolder folder;
    Project project;
    Engine engine{project, services()};
    Operator* pattern = *project.add(QStringLiteral("testpattern"));
    Operator* sink = *project.add(QStringLiteral("moviefileout"));
    Recorder* recorder = engine.recorder(*sink);

    explicit Studio(FileSystem& files = systemFiles(), Duration stopTimeout = 5s)
        : m_files(files),
          m_stopTimeout(stopTimeout)
    {
        static_cast<void>(project.connectInput(*sink, 0, pattern));
        set(*pattern, "resolution", QVariantList{64, 48});
        set(*sink, "videocodec", QStringLiteral("mjpa"));
        set(*sink, "file", folder(QStringLiteral("take.mov")));
        set(*sink, "fps", 60);
    }
    EngineServices services()
    {
        EngineServices services;
        services.files = &m_files;
        services.stopTimeout = m_stopTimeout;
        services.moviesFolder = folder.path();
        services.takesFolder = folder(QStringLiteral("takes"));
        return services;
    }
    static void set(Operator& op, const char* name, const QVariant& value)
    {
        if (const Status done = op.params().set(QString::fromLatin1(name), value); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    bool reach(RecorderState state, int milliseconds = 10000) const
    {
        QElapsedTimer timer;
        timer.start();
        while (recorder->state() != state && !timer.hasExpired(milliseconds))
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
        return recorder->state() == state;
    }
};

QString recordOnce(Studio& studio)
{
    studio.recorder->setOverwriteAllowed(true);
    studio.recorder->record();
    if (!studio.reach(RecorderState::Recording))
        return QStringLiteral("did not begin");
    studio.recorder->stop();
    if (!studio.recorder->waitUntilIdle(10s) || !studio.reach(RecorderState::Idle))
        return QStringLiteral("did not end");
    const std::optional<RecordReport>& report = studio.recorder->lastReport();
    return report && report->error ? report->error->detail : QString();
}

Line startStop(int cycles)
{
    Line line;
    line.fault = QStringLiteral("start and stop, holding nothing back");
    Studio studio;
    // What is held once only: code, fonts, pools.
    for (int cycle = 0; cycle < 20; ++cycle)
        static_cast<void>(recordOnce(studio));
    const Holdings before = holdings();
    for (int cycle = 0; cycle < cycles; ++cycle)
        line.count(recordOnce(studio));
    line.count(growth(before, holdings(), 4096));
    return line;
}

Line pauseResume(int times)
{
    Line line;
    line.fault = QStringLiteral("pause and resume in one take");
    Studio studio;
    studio.recorder->setOverwriteAllowed(true);
    studio.recorder->record();
    if (!studio.reach(RecorderState::Recording)) {
        line.count(QStringLiteral("did not begin"));
        return line;
    }
    const Holdings before = holdings();
    for (int time = 0; time < times; ++time) {
        studio.recorder->setPaused(true);
        QCoreApplication::processEvents();
        studio.recorder->setPaused(false);
        QCoreApplication::processEvents();
        line.count(studio.recorder->state() == RecorderState::Recording ? QString()
                                                                        : QStringLiteral("not recording"));
    }
    line.count(growth(before, holdings(), 8192));
    studio.recorder->stop();
    line.count(studio.recorder->waitUntilIdle(10s) && studio.recorder->lastReport() &&
                       !studio.recorder->lastReport()->error
                   ? finishedAndRead(studio.recorder->lastReport()->path).problem
                   : QStringLiteral("did not end"));
    return line;
}

/// Runs the program's events for a while.
void let(Duration time)
{
    QElapsedTimer timer;
    timer.start();
    while (!timer.hasExpired(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()))
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
}

/// A take that was left behind goes on when the disk does; its file is locked until it is done.
bool waitUntilReleased(const QString& path)
{
    for (int attempt = 0; attempt < 1000; ++attempt) {
        if (systemFiles().open(path, OpenMode::Edit))
            return true;
        let(10ms);
    }
    return false;
}

/// A disk that takes a long time over each write: nobody waits longer than a stop may take, the recording
/// keeps its length, and what there is can be finished.
QString recordOnSlowDisk(const std::function<void()>& beforeWrite, const std::function<void()>& afterwards)
{
    constexpr Duration kStop = 1s;
    // The thread of such a take may outlive everything here.
    static std::vector<std::unique_ptr<test::FaultFiles>> disks;
    test::FaultFiles& files = *disks.emplace_back(std::make_unique<test::FaultFiles>());
    QString path;
    {
        Studio studio(files, kStop);
        studio.recorder->setOverwriteAllowed(true);
        studio.recorder->record();
        if (!studio.reach(RecorderState::Recording))
            return QStringLiteral("did not begin");
        let(1500ms);
        files.setBeforeWrite([&](const QString& written) {
            if (written.endsWith(QLatin1String(".mov")))
                beforeWrite();
        });
        let(1500ms);
        QElapsedTimer timer;
        timer.start();
        studio.recorder->stop();
        const bool ended =
            studio.reach(RecorderState::Idle, 5000) || studio.reach(RecorderState::Failed, 1000);
        const qint64 waited = timer.elapsed();
        afterwards();
        files.setBeforeWrite({});
        path = studio.recorder->lastReport() ? studio.recorder->lastReport()->path : QString();
        if (!ended)
            return QStringLiteral("Stop takes more than %1 ms").arg(waited);
        if (!waitUntilReleased(path))
            return QStringLiteral("the file is still being written");
        const QString kept = QDir::tempPath() + QStringLiteral("/soak-slow.mov");
        QFile::remove(kept);
        if (path.isEmpty() || !QFile::copy(path, kept))
            return QStringLiteral("no file is left");
        const QString problem = finishedAndRead(kept).problem;
        QFile::remove(kept);
        return problem;
    }
}

Line slowDisk(int rounds)
{
    Line line;
    line.fault = QStringLiteral("a write that takes 200 ms each");
    for (int round = 0; round < rounds; ++round)
        line.count(recordOnSlowDisk([] { std::this_thread::sleep_for(200ms); }, [] {}));
    return line;
}

Line hangingDisk(int rounds)
{
    Line line;
    line.fault = QStringLiteral("a write that hangs until long after Stop");
    for (int round = 0; round < rounds; ++round) {
        test::Gate gate(false);
        line.count(recordOnSlowDisk([&] { gate.pass(); }, [&] { gate.open(); }));
    }
    return line;
}

/// A million packets in a file that grows for eight hours of its own time.
Line longTake(std::int64_t pictures)
{
    Line line;
    line.fault = QStringLiteral("%1 pictures in one take, finished within a second").arg(pictures);
    const TempFolder folder;
    test::FaultFiles files;
    files.skipSyncs();
    test::VirtualClock clock;
    MovieSpec movie = kinds().front().movie;
    movie.codec = QStringLiteral("hap");
    movie.size = {16, 16};
    movie.sounds.clear();
    movie.rate = FrameRate(35, 1);
    const QString path = folder(QStringLiteral("long.mov"));
    auto writer = openMovieWriter(files, path, movie, Overwrite::Never, clock);
    if (!writer) {
        line.count(writer.error().detail);
        return line;
    }
    PicturePool pool;
    const std::shared_ptr<Picture> made = pool.acquire((*writer)->pictureFormat(), (*writer)->pictureSize());
    const Holdings before = holdings();
    Status status;
    for (std::int64_t index = 0; index < pictures && status; ++index) {
        clock.advance(movie.rate.interval());
        status = (*writer)->writePicture(made, index);
    }
    // The index of a million pictures, and a fragment.
    line.count(status ? growth(before, holdings(), 96 * 1024) : status.error().detail);
    QElapsedTimer timer;
    timer.start();
    const Result<WrittenFile> written = (*writer)->finish(clock.now() + 1h);
    const qint64 milliseconds = timer.elapsed();
    if (!written)
        line.count(written.error().detail);
    else if (written->frames != pictures)
        line.count(QStringLiteral("%1 pictures are in the file").arg(written->frames));
    else
        line.count(milliseconds <= 1000 ? QString() : QStringLiteral("%1 ms to finish").arg(milliseconds));
    return line;
}

} // namespace

std::vector<Line> endurance(const Effort& effort)
{
    return {startStop(5 * effort.rounds), pauseResume(50 * effort.rounds), slowDisk(1 + effort.rounds / 20),
            hangingDisk(1 + effort.rounds / 20), longTake(effort.rounds >= 100 ? 1'008'000 : 20'000)};
}

} // namespace reelout::soak
