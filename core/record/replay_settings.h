// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/replay_store.h"
#include "record/source_specs.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace reelout {

class ParamSet;

/// What a replay buffer was begun with, to be compared with what is asked for now. Main thread.
struct ReplaySettings {
    QJsonObject recorder; ///< its parameters as the project stores them, without those about files and takes
    QString container;    ///< extension of File
    std::optional<PictureSourceSpec> picture;
    std::vector<std::optional<AudioSourceSpec>> sounds;

    static ReplaySettings of(const Operator& sink);

    friend bool operator==(const ReplaySettings&, const ReplaySettings&) = default;
};

/// Of a recorder's parameters.
ReplayLimits replayLimits(const ParamSet& params);

} // namespace reelout
