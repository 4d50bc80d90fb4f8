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

} // namespace

QJsonObject RecordReport::toJson() const
{
    QJsonObject json{
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
    };
    if (error) {
        json.insert(QStringLiteral("error"), QJsonObject{
                                                 {QStringLiteral("code"), errorCodeName(error->code)},
                                                 {QStringLiteral("step"), error->step},
                                                 {QStringLiteral("detail"), error->detail},
                                                 {QStringLiteral("text"), describe(*error)},
                                             });
    } else {
        json.insert(QStringLiteral("error"), QJsonValue::Null);
    }
    return json;
}

} // namespace reelout
