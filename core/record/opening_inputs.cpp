// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/opening_inputs.h"

#include "record/opening.h"

#include <algorithm>

namespace reelout {

OpeningInputs::OpeningInputs(Engine& engine, Operator& sink, Timestamp since)
    : m_engine(engine),
      m_since(since)
{
    if (engine.services().opening == EngineServices::Opening::AtOnce)
        return;
    const Result<RecordPlan> plan = makeRecordPlan(sink, engine.services().resolutionMultiplier);
    if (!plan)
        return;
    for (Operator* source : soundOperators(sink, *plan)) {
        if (source == nullptr)
            continue;
        Result<AudioFeed> feed = engine.watchSound(*source);
        if (!feed)
            continue;
        m_sources.emplace_back(source);
        m_running.push_back(std::move(feed->running));
    }
    if (plan->hasPictures())
        openPictures(sink, *plan);
}

void OpeningInputs::openPictures(Operator& sink, const RecordPlan& plan)
{
    std::vector<Operator*> sources{sink.input(0)};
    for (const StillLayer& layer : plan.still.layers)
        sources.push_back(sink.project().find(layer.op));
    for (Operator* source : sources) {
        if (source == nullptr)
            continue;
        Result<PictureFeed> feed = m_engine.watchPicture(*source);
        if (!feed)
            continue;
        m_sources.emplace_back(source);
        m_running.push_back(std::move(feed->running));
    }
}

bool OpeningInputs::isAnyOpening() const
{
    return std::any_of(m_sources.begin(), m_sources.end(), [this](const QPointer<Operator>& source) {
        return source && m_engine.isOpening(*source);
    });
}

bool OpeningInputs::isSettled() const
{
    return isTimedOut() || !isAnyOpening() || !outcome();
}

Status OpeningInputs::outcome() const
{
    for (const QPointer<Operator>& source : m_sources) {
        if (source)
            REELOUT_TRY(m_engine.openingOutcome(*source));
    }
    if (isTimedOut() && isAnyOpening())
        return makeError(ErrorCode::TimedOut, QStringLiteral("start source"), {});
    return {};
}

bool OpeningInputs::isTimedOut() const
{
    return m_engine.services().clock->now() - m_since >= kOpeningPatience;
}

} // namespace reelout
