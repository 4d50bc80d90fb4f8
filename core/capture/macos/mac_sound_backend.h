// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

namespace reelout {

/// Hears the input devices of macOS, and what all other programs play. What one application plays is not
/// heard apart yet.
class MacSoundBackend final : public SoundBackend {
public:
    QString name() const override { return QStringLiteral("CoreAudio"); }
    Result<std::vector<DeviceInfo>> devices() override;
    Result<std::unique_ptr<AudioSource>> open(const SoundDeviceSpec& spec) override;
};

} // namespace reelout
