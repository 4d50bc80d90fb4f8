// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/split_writer.h"
#include "soak/soak.h"
#include "soak/soak_file.h"
#include "support/fault_files.h"
#include "support/temp_folder.h"
#include "support/virtual_clock.h"

#include <QFile>

#include <algorithm>

namespace reelout::soak {

namespace {

using namespace std::chrono_literals;
using test::FaultFiles;
using test::TempFolder;

constexpr double kSeconds = 8.0;
constexpr int kSplitFrames = 60;     // two seconds
constexpr double kMostLost = 2.0;    // the promise
constexpr double kMostDelayed = 1.0; // in the encoder, at this rate and these settings

/// What one recording did to the disk, and how far it was at each event.
struct Take {
    FaultFiles files;
    QString path;
    QStringList parts; ///< of one that was split
    std::size_t events = 0;
    std::vector<std::size_t> eventsAfter; ///< each 30th of a second
};

void record(const Kind& kind, Take& take, const TempFolder& folder)
{
    test::VirtualClock clock;
    take.path = folder(QStringLiteral("take.%1").arg(kind.extension));
    take.files.keepData();
    take.files.skipSyncs();
    auto writer = open(kind, take.files, take.path, clock);
    if (!writer)
        return;
    const Status fed = feed(kind, **writer, kSeconds, [&](std::int64_t) {
        clock.advance(FrameRate(30, 1).interval());
        take.eventsAfter.push_back(take.files.events().size());
    });
    if (fed)
        static_cast<void>((*writer)->finish(clock.now() + 1h));
    take.events = take.files.events().size();
}

void recordSplit(const Kind& kind, Take& take, const TempFolder& folder)
{
    test::VirtualClock clock;
    take.files.keepData();
    take.files.skipSyncs();
    for (int part = 0; part < static_cast<int>(kSeconds); ++part)
        take.parts += folder(QStringLiteral("part%1.%2").arg(part).arg(kind.extension));
    const auto openPart = [&](int number) -> Result<PartOpener::Opened> {
        auto writer = open(kind, take.files, take.parts[number], clock);
        if (!writer)
            return writer.error();
        return PartOpener::Opened{take.parts[number], std::move(writer).value()};
    };
    SplitSetup setup;
    setup.rate = kind.movie.rate;
    setup.sampleRate = 48000;
    setup.channels = 2;
    setup.limits.frames = kSplitFrames;
    setup.pace = SplitSetup::Pace::Unhurried;
    setup.clock = &clock;
    setup.openNext = [openPart, number = 1]() mutable { return openPart(number++); };
    auto first = openPart(0);
    if (!first)
        return;
    SplitWriter writer(setup, std::move(first).value(), std::make_shared<WriterOrders>());
    const Status fed = feed(kind, writer, kSeconds, [&](std::int64_t) {
        clock.advance(FrameRate(30, 1).interval());
        take.eventsAfter.push_back(take.files.events().size());
    });
    if (fed)
        static_cast<void>(writer.finish(clock.now() + 1h));
    take.events = take.files.events().size();
}

double recordedUntil(const Take& take, std::size_t event)
{
    const auto reached = std::upper_bound(take.eventsAfter.begin(), take.eventsAfter.end(), event);
    return static_cast<double>(reached - take.eventsAfter.begin()) / 30.0;
}

/// The file after the power went at `event`, finished at the next start.
QString cutAt(const Take& take, const Kind& kind, std::size_t event, std::mt19937_64& random,
              const TempFolder& folder)
{
    const unsigned share = random() % 101;
    const QByteArray content = take.files.contentAfterPowerCut(
        take.path, event, [&](std::size_t) { return random() % 100 < share; });
    const double recorded = recordedUntil(take, event);
    const double promised = recorded - kMostLost - kMostDelayed;
    const QString path = folder(QStringLiteral("cut.%1").arg(kind.extension));
    QFile::remove(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return QStringLiteral("the test's own disk is full");
    file.close();
    const Playable playable = finishedAndRead(path);
    if (promised <= 0.0)
        return {};
    if (!playable.problem.isEmpty())
        return QStringLiteral("%1 s in: %2").arg(recorded).arg(playable.problem);
    return playable.seconds >= promised
               ? QString()
               : QStringLiteral("%1 s of %2 s are left").arg(playable.seconds).arg(recorded);
}

/// The same of a recording in several files: together they have what was promised of one.
QString cutBetweenParts(const Take& take, const Kind& kind, std::size_t event, std::mt19937_64& random,
                        const TempFolder& folder)
{
    const unsigned share = random() % 101;
    const double recorded = recordedUntil(take, event);
    const double promised = recorded - kMostLost - kMostDelayed;
    double seconds = 0.0;
    for (int part = 0; part < take.parts.size(); ++part) {
        const QByteArray content = take.files.contentAfterPowerCut(
            take.parts[part], event, [&](std::size_t) { return random() % 100 < share; });
        const QString path = folder(QStringLiteral("cut.%1").arg(kind.extension));
        QFile::remove(path);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return QStringLiteral("the test's own disk is full");
        file.close();
        const Playable playable = content.isEmpty() ? Playable() : finishedAndRead(path);
        seconds += playable.seconds;
        const double begun = part * kSplitFrames / 30.0;
        if (!playable.problem.isEmpty() && begun < promised)
            return QStringLiteral("%1 s in, part %2: %3").arg(recorded).arg(part).arg(playable.problem);
    }
    return seconds >= promised ? QString()
                               : QStringLiteral("%1 s of %2 s are left").arg(seconds).arg(recorded);
}

} // namespace

std::vector<Line> powerCuts(const Effort& effort)
{
    std::mt19937_64 random(effort.seed);
    std::vector<Line> lines;
    for (const Kind& kind : kinds()) {
        // Sound files are put on the disk by the system's clock: no use for a virtual one.
        if (kind.isSound)
            continue;
        const TempFolder folder;
        Take take;
        record(kind, take, folder);
        Line line;
        line.fault = QStringLiteral("power cut, %1").arg(kind.name);
        for (int round = 0; round < effort.rounds; ++round)
            line.count(cutAt(take, kind, random() % (take.events + 1), random, folder));
        lines.push_back(line);

        const TempFolder folderOfParts;
        Take split;
        recordSplit(kind, split, folderOfParts);
        Line ofParts;
        ofParts.fault = QStringLiteral("power cut, split, %1").arg(kind.name);
        for (int round = 0; round < effort.rounds; ++round)
            ofParts.count(cutBetweenParts(split, kind, random() % (split.events + 1), random, folderOfParts));
        lines.push_back(ofParts);
    }
    return lines;
}

} // namespace reelout::soak
