// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote_state.h"

#include "base/error_text.h"
#include "record/replay_buffer.h"

#include <QJsonArray>

namespace reelout {

QJsonObject statisticsJson(const RecordStats& stats)
{
    const std::int64_t repeated =
        stats.repeatedIdle + stats.repeatedLate + stats.repeatedBusy + stats.repeatedLost;
    return {
        {QStringLiteral("seconds"), toSeconds(stats.recorded)},
        {QStringLiteral("frames"), static_cast<double>(stats.framesWritten)},
        {QStringLiteral("repeated"), static_cast<double>(repeated)},
        {QStringLiteral("skipped"), static_cast<double>(stats.skipped)},
        {QStringLiteral("bytes"), static_cast<double>(stats.bytes)},
    };
}

QJsonObject recorderState(const Recorder& recorder)
{
    QJsonObject state{
        {QStringLiteral("operator"), recorder.sink().name()},
        {QStringLiteral("type"), recorder.sink().type().token},
        {QStringLiteral("state"), recorderStateName(recorder.state())},
        {QStringLiteral("path"), recorder.currentPath()},
        {QStringLiteral("statistics"), statisticsJson(recorder.stats())},
    };
    if (const ReplayBuffer* replay = recorder.replay()) {
        const ReplayLevel level = replay->level();
        state.insert(QStringLiteral("replay"),
                     QJsonObject{{QStringLiteral("running"), replay->isRunning()},
                                 {QStringLiteral("seconds"), toSeconds(level.length)},
                                 {QStringLiteral("bytes"), static_cast<double>(level.bytes)}});
    }
    const Result<QString> next = recorder.nextPath();
    if (next)
        state.insert(QStringLiteral("next"), *next);
    else
        state.insert(QStringLiteral("problem"), describe(next.error()));
    if (const auto& report = recorder.lastReport())
        state.insert(QStringLiteral("report"), report->toJson());
    return state;
}

QJsonObject programState(const Engine& engine)
{
    const Project& project = engine.project();
    QJsonArray recorders;
    for (const Recorder* recorder : engine.recorders())
        recorders.append(recorderState(*recorder));
    return {
        {QStringLiteral("version"), QStringLiteral(REELOUT_VERSION)},
        {QStringLiteral("project"), QJsonObject{{QStringLiteral("name"), project.name()},
                                                {QStringLiteral("path"), project.path()},
                                                {QStringLiteral("rate"), project.rate().toDouble()},
                                                {QStringLiteral("modified"), project.isModified()}}},
        {QStringLiteral("recording"), engine.isAnyRecording()},
        {QStringLiteral("recorders"), recorders},
    };
}

} // namespace reelout
