// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/recording_frames.h"

#include "record/source_specs.h"

#include <optional>

namespace reelout {

namespace {

// The region a recorder's picture comes from, when it is one that stands.
std::optional<QRect> regionOf(const Recorder& recorder)
{
    const Operator* source = recorder.sink().input(0);
    const auto spec = source ? pictureSourceSpec(*source) : Result<PictureSourceSpec>(Error());
    const auto* screen = spec ? std::get_if<ScreenSpec>(&*spec) : nullptr;
    if (!screen || screen->area != ScreenSpec::Area::Region)
        return std::nullopt;
    return QRect(screen->region.x, screen->region.y, screen->region.width, screen->region.height);
}

bool isRunning(RecorderState state)
{
    return state == RecorderState::Opening || state == RecorderState::Recording ||
           state == RecorderState::Paused;
}

} // namespace

RecordingFrames::RecordingFrames(Engine& engine, QObject* parent) : QObject(parent), m_engine(engine)
{
    connect(&engine, &Engine::recorderAdded, this, [this](Recorder* recorder) { follow(*recorder); });
    connect(&engine, &Engine::recorderAboutToBeRemoved, this,
            [this](Recorder* recorder) { m_frames.erase(recorder); });
    for (Recorder* recorder : engine.recorders())
        follow(*recorder);
}

RecordingFrames::~RecordingFrames() = default;

void RecordingFrames::follow(Recorder& recorder)
{
    connect(&recorder, &Recorder::stateChanged, this, [this, watched = &recorder] { update(*watched); });
}

void RecordingFrames::update(Recorder& recorder)
{
    if (!isRunning(recorder.state())) {
        m_frames.erase(&recorder);
        return;
    }
    // The settings of a source that is recorded stay as they were when it began.
    if (m_frames.count(&recorder) > 0)
        return;
    if (const std::optional<QRect> region = regionOf(recorder))
        m_frames[&recorder] = std::make_unique<RegionFrame>(*region);
}

QList<QRect> RecordingFrames::regions() const
{
    QList<QRect> all;
    for (const auto& [recorder, frame] : m_frames)
        all += frame->region();
    return all;
}

} // namespace reelout
