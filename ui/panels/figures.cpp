// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/figures.h"

#include "base/error_text.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace reelout {

namespace {
QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}
} // namespace

QString durationText(Duration duration)
{
    const auto tenths = std::max<std::int64_t>(0, duration / std::chrono::milliseconds(100));
    const auto two = [](std::int64_t number) {
        return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
    };
    return QStringLiteral("%1:%2:%3.%4")
        .arg(two(tenths / 36000), two(tenths / 600 % 60), two(tenths / 10 % 60))
        .arg(tenths % 10);
}

QString bytesText(std::uint64_t bytes)
{
    static constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
    double size = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (size >= 999.5 && unit + 1 < std::size(kUnits)) {
        size /= 1000.0;
        ++unit;
    }
    return QStringLiteral("%1 %2")
        .arg(size, 0, 'f', unit == 0 || size >= 99.95 ? 0 : 1)
        .arg(QLatin1String(kUnits[unit]));
}

std::int64_t repeatedFrames(const RecordStats& stats)
{
    return stats.repeatedIdle + stats.repeatedLate + stats.repeatedBusy + stats.repeatedLost;
}

QString repeatedText(const RecordStats& stats)
{
    return tr("Repeated: %1 still screen, %2 late source, %3 busy encoder, %4 lost source")
        .arg(stats.repeatedIdle)
        .arg(stats.repeatedLate)
        .arg(stats.repeatedBusy)
        .arg(stats.repeatedLost);
}

QString skippedText(const RecordStats& stats)
{
    return tr("Skipped: %1 came faster than Movie FPS, %2 busy encoder")
        .arg(stats.skipped)
        .arg(stats.framesHeld);
}

QStringList repeatCauses()
{
    return {tr("late source"), tr("busy encoder"), tr("lost source")};
}

QString worstRepeatCause(const RecordStats& stats)
{
    const std::array<std::int64_t, 3> counts{stats.repeatedLate, stats.repeatedBusy, stats.repeatedLost};
    const auto worst = std::max_element(counts.begin(), counts.end());
    return *worst > 0 ? repeatCauses().at(worst - counts.begin()) : QString();
}

QString roomText(Duration left)
{
    constexpr Duration kMost = std::chrono::hours(1000);
    if (left >= kMost)
        return tr("> 999 h");
    const auto minutes = std::chrono::floor<std::chrono::minutes>(left).count();
    return tr("%1 h %2 m").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString progressText(const RecordStats& stats)
{
    if (stats.framesTotal <= 0)
        return {};
    const std::int64_t percent = 100 * std::min(stats.framesWritten, stats.framesTotal) / stats.framesTotal;
    if (!stats.timeLeft)
        return tr("%1 %").arg(percent);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*stats.timeLeft).count();
    return tr("%1 %, %2:%3:%4 left")
        .arg(percent)
        .arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString stateText(RecorderState state)
{
    switch (state) {
    case RecorderState::Idle:
        return tr("Ready");
    case RecorderState::Opening:
        return tr("Opening");
    case RecorderState::Recording:
        return tr("Recording");
    case RecorderState::Paused:
        return tr("Paused");
    case RecorderState::Finalising:
        return tr("Finishing");
    case RecorderState::Failed:
        return tr("Failed");
    }
    return {};
}

QString reportSentence(const RecordReport& report)
{
    if (report.error && report.path.isEmpty())
        return tr("%1: %2").arg(report.op, describe(*report.error));
    const QString name = QFileInfo(report.path).fileName();
    if (report.error)
        return tr("%1, %2, ended early: %3")
            .arg(name, durationText(report.duration), describe(*report.error));
    if (report.path.isEmpty())
        return tr("Encode test: %1 frames in %2, the encoder held %3 frames/s")
            .arg(report.stats.framesWritten)
            .arg(durationText(report.duration))
            .arg(report.encodedFramesPerSecond, 0, 'f', 1);
    QString text =
        tr("Saved %1, %2, %3").arg(name, durationText(report.duration), bytesText(report.stats.bytes));
    if (report.files.size() > 1)
        text += tr(", in %1 files").arg(report.files.size());
    if (!report.warnings.isEmpty())
        text += tr(". Note: %1").arg(report.warnings.constFirst());
    return text;
}

QString reportDetails(const RecordReport& report)
{
    const RecordStats& stats = report.stats;
    QStringList lines;
    if (!report.path.isEmpty())
        lines += report.path;
    lines += tr("Duration: %1").arg(durationText(report.duration));
    lines += tr("Frames: %1 in, %2 written").arg(stats.framesIn).arg(stats.framesWritten);
    lines += repeatedText(stats);
    lines += skippedText(stats);
    if (stats.audioFrames > 0)
        lines += tr("Sound: %1 gaps, drift %2 ppm, offset %3 ms")
                     .arg(stats.audioGaps)
                     .arg(stats.audioDriftPpm, 0, 'f', 1)
                     .arg(stats.audioVideoOffsetMs, 0, 'f', 1);
    lines += tr("Encoding: %1 ms a frame").arg(stats.meanEncodeMs, 0, 'f', 2);
    if (report.files.size() > 1) {
        lines += tr("Files:");
        for (const FileReport& file : report.files) {
            lines += tr("  %1, %2, %3").arg(file.path, durationText(file.duration), bytesText(file.bytes));
            if (file.error)
                lines += QStringLiteral("    ") + describe(*file.error);
        }
    }
    if (!report.markers.empty())
        lines += tr("Markers:");
    for (const Marker& marker : report.markers)
        lines += QStringLiteral("  %1  %2").arg(durationText(marker.at), marker.name);
    lines += report.warnings;
    return lines.join(QLatin1Char('\n'));
}

} // namespace reelout
