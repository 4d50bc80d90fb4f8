// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

namespace reelout {

/// Hears what a PulseAudio or PipeWire server has; each call makes a connection of its own.
class PulseBackend final : public SoundBackend {
public:
    QString name() const override { return QStringLiteral("pulse"); }
    Result<std::vector<DeviceInfo>> devices() override;
    Result<std::unique_ptr<AudioSource>> open(const SoundDeviceSpec& spec) override;
};

} // namespace reelout
