// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/report.h"

#include "base/error_text.h"

#include <QJsonArray>

namespace reelout {

namespace {

QJsonObject framesJson(const RecordStats& stats)
{
    const QJsonObject repeated{
        {QStringLiteral("idle"), static_cast<double>(stats.repeatedIdle)},
        {QStringLiteral("late"), static_cast<double>(stats.repeatedLate)},
        {QStringLiteral("busy"), static_cast<double>(stats.repeatedBusy)},
        {QStringLiteral("lost"), static_cast<double>(stats.repeatedLost)},
    };
    return {
        {QStringLiteral("in"), static_cast<double>(stats.framesIn)},
        {QStringLiteral("written"), static_cast<double>(stats.framesWritten)},
        {QStringLiteral("held"), static_cast<double>(stats.framesHeld)},
        {QStringLiteral("repeated"), repeated},
        {QStringLiteral("skipped"), static_cast<double>(stats.skipped)},
    };
}

QJsonObject audioJson(const RecordStats& stats)
{
    return {
        {QStringLiteral("frames"), static_cast<double>(stats.audioFrames)},
        {QStringLiteral("gaps"), stats.audioGaps},
        {QStringLiteral("gapFrames"), static_cast<double>(stats.audioGapFrames)},
        {QStringLiteral("driftPpm"), stats.audioDriftPpm},
        {QStringLiteral("offsetMs"), stats.audioVideoOffsetMs},
    };
}

QJsonValue errorJson(const std::optional<Error>& error)
{
    if (!error)
        return QJsonValue::Null;
    return QJsonObject{
        {QStringLiteral("code"), errorCodeName(error->code)},
        {QStringLiteral("step"), error->step},
        {QStringLiteral("detail"), error->detail},
        {QStringLiteral("text"), describe(*error)},
    };
}

QJsonArray markersJson(const std::vector<Marker>& markers)
{
    QJsonArray list;
    for (const Marker& marker : markers)
        list.append(QJsonObject{{QStringLiteral("time"), toSeconds(marker.at)},
                                {QStringLiteral("name"), marker.name}});
    return list;
}

} // namespace

QJsonObject FileReport::toJson() const
{
    return {
        {QStringLiteral("path"), path},
        {QStringLiteral("complete"), isComplete},
        {QStringLiteral("begin"), toSeconds(begin)},
        {QStringLiteral("duration"), toSeconds(duration)},
        {QStringLiteral("frames"), static_cast<double>(frames)},
        {QStringLiteral("audioFrames"), static_cast<double>(audioFrames)},
        {QStringLiteral("bytes"), static_cast<double>(bytes)},
        {QStringLiteral("markers"), markersJson(markers)},
        {QStringLiteral("warnings"), QJsonArray::fromStringList(warnings)},
        {QStringLiteral("error"), errorJson(error)},
    };
}

RecordReport RecordReport::ofFile(std::size_t index) const
{
    const FileReport& file = files.at(index);
    RecordReport report;
    report.op = op;
    report.path = file.path;
    report.duration = file.duration;
    report.stats.recorded = file.duration;
    report.stats.framesWritten = file.frames;
    report.stats.audioFrames = file.audioFrames;
    report.stats.bytes = file.bytes;
    report.warnings = file.warnings;
    report.error = file.error;
    report.isComplete = file.isComplete;
    report.files = {file};
    report.markers = file.markers;
    return report;
}

QJsonObject RecordReport::toJson() const
{
    QJsonArray parts;
    for (const FileReport& file : files)
        parts.append(file.toJson());
    return {
        {QStringLiteral("operator"), op},
        {QStringLiteral("path"), path},
        {QStringLiteral("complete"), isComplete},
        {QStringLiteral("duration"), toSeconds(duration)},
        {QStringLiteral("frames"), framesJson(stats)},
        {QStringLiteral("audio"), audioJson(stats)},
        {QStringLiteral("bytes"), static_cast<double>(stats.bytes)},
        {QStringLiteral("meanEncodeMs"), stats.meanEncodeMs},
        {QStringLiteral("encodedFramesPerSecond"), encodedFramesPerSecond},
        {QStringLiteral("warnings"), QJsonArray::fromStringList(warnings)},
        {QStringLiteral("files"), parts},
        {QStringLiteral("markers"), markersJson(markers)},
        {QStringLiteral("error"), errorJson(error)},
    };
}

} // namespace reelout
