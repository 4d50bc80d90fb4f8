// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pickers/region_frame.h"

#include "record/engine.h"

#include <map>

namespace reelout {

/// Shows a frame around each region of the screen that is being recorded, as long as it is. Owned by the
/// window.
class RecordingFrames final : public QObject {
    Q_OBJECT

public:
    RecordingFrames(Engine& engine, QObject* parent);
    ~RecordingFrames() override;

    /// Regions that have a frame now.
    QList<QRect> regions() const;

private:
    void follow(Recorder& recorder);
    void update(Recorder& recorder);

    Engine& m_engine;
    std::map<const Recorder*, std::unique_ptr<RegionFrame>> m_frames;
};

} // namespace reelout
