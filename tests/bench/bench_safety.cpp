// SPDX-License-Identifier: GPL-3.0-or-later
#include "candidates.h"
#include "ffmpeg/av_log_bridge.h"
#include "record/engine.h"
#include "support/fault_files.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace reelout;
using namespace reelout::bench;
using namespace reelout::test;

// bench_safety [FOLDER]: what it costs that a take is on the disk each second. The same recordings of a
// moving test pattern with sound by the whole program, with and without its calls of fsync, in turns;
// processor time of this process a second recorded. What the disk's own threads do is not in it; that nobody
// waits for them shows in the pictures repeated because the writer was behind. FOLDER is where the files go
// (default: the temporary folder), which should be on a real disk.

namespace {

constexpr int kRounds = 3;
constexpr double kSeconds = 6.0;
constexpr double kGoal = 0.03;

struct Movie {
    const char* name;
    const char* container;
    std::initializer_list<std::pair<const char*, const char*>> settings;
};

struct Cost {
    std::vector<double> processor; ///< seconds a second, one per round
    std::int64_t repeated = 0;
    int syncs = 0;
};

Status wire(Project& project, const Movie& movie, const QString& path)
{
    const Result<Operator*> pattern = project.add(QStringLiteral("testpattern"));
    const Result<Operator*> tone = project.add(QStringLiteral("audiooscillator"));
    const Result<Operator*> sink = project.add(QStringLiteral("moviefileout"));
    for (const Result<Operator*>* op : {&pattern, &tone, &sink}) {
        if (!*op)
            return op->error();
    }
    REELOUT_TRY(project.connectInput(**sink, 0, *pattern));
    REELOUT_TRY((*sink)->params().set(QStringLiteral("audiochop"), (*tone)->name()));
    REELOUT_TRY((*sink)->params().set(QStringLiteral("file"), path));
    for (const auto& [name, value] : movie.settings)
        REELOUT_TRY((*sink)->params().set(QString::fromLatin1(name), QString::fromLatin1(value)));
    return {};
}

/// Turns the event loop until the recorder stops by its Limit Length.
Result<RecordReport> take(Recorder& recorder)
{
    QEventLoop loop;
    QObject::connect(&recorder, &Recorder::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(std::chrono::seconds(60), &loop, &QEventLoop::quit);
    QTimer::singleShot(static_cast<int>(kSeconds * 1000.0), &recorder, [&recorder] { recorder.stop(); });
    recorder.record();
    loop.exec();
    if (recorder.lastError())
        return *recorder.lastError();
    if (!recorder.lastReport())
        return makeError(ErrorCode::Internal, QStringLiteral("record"), QStringLiteral("no report came"));
    return *recorder.lastReport();
}

Status measure(const Movie& movie, const QString& path, bool syncs, Cost& cost)
{
    FaultFiles files;
    if (!syncs)
        files.skipSyncs();
    EngineServices services;
    services.files = &files;
    Project project;
    Engine engine(project, services);
    REELOUT_TRY(wire(project, movie, path));
    Recorder* recorder = nullptr;
    for (Recorder* candidate : engine.recorders())
        recorder = candidate;
    recorder->setOverwriteAllowed(true);
    const std::clock_t start = std::clock();
    const Result<RecordReport> report = take(*recorder);
    if (!report)
        return report.error();
    cost.processor.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC /
                             toSeconds(report->duration));
    cost.repeated += report->stats.repeatedBusy + report->stats.framesHeld;
    cost.syncs += files.count(FileCall::Sync);
    return {};
}

Status compare(const Movie& movie, const QString& folder)
{
    const QString path = QStringLiteral("%1/safety.%2").arg(folder, QString::fromLatin1(movie.container));
    Cost with;
    Cost without;
    Cost warm;
    REELOUT_TRY(measure(movie, path, true, warm));
    for (int round = 0; round < kRounds; ++round) {
        REELOUT_TRY(measure(movie, path, true, with));
        REELOUT_TRY(measure(movie, path, false, without));
    }
    QFile::remove(path);
    const double more = median(with.processor) / median(without.processor) - 1.0;
    std::printf("%-22s %8.3f %8.3f   %+6.2f %%  %8s   %5d %9lld %9lld\n", movie.name, median(with.processor),
                median(without.processor), 100.0 * more, more <= kGoal ? "met" : "MISSED",
                with.syncs / kRounds, static_cast<long long>(with.repeated),
                static_cast<long long>(without.repeated));
    std::fflush(stdout);
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    installAvLogBridge();
    const QTemporaryDir temporary;
    const QString folder = application.arguments().value(1, temporary.path());
    const Movie movies[] = {
        {"ProRes 422, MOV", "mov", {{"videocodec", "prores"}}},
        {"H.264, MP4", "mp4", {{"videocodec", "h264"}}},
        {"FFV1, MKV", "mkv", {{"videocodec", "ffv1"}}},
    };
    std::printf("1280x720, 30 pictures a second, %.0f s, %d rounds each; CPU seconds a second\n", kSeconds,
                kRounds);
    std::printf("%-22s %8s %8s   %8s  %8s   %5s %9s %9s\n", "", "synced", "not", "cost", "<= 3 %", "syncs",
                "repeated", "not sync.");
    for (const Movie& movie : movies) {
        if (const Status compared = compare(movie, folder); !compared) {
            std::fprintf(stderr, "%s: %s\n", movie.name, qPrintable(compared.error().detail));
            return 1;
        }
    }
    return 0;
}
