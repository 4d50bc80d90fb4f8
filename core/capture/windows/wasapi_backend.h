// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

namespace reelout {

/// Hears microphones and what outputs play, by WASAPI in shared mode. What one application plays is not heard
/// apart yet: only Windows 11 lets anybody.
class WasapiBackend final : public SoundBackend {
public:
    QString name() const override { return QStringLiteral("WASAPI"); }
    Result<std::vector<DeviceInfo>> devices() override;
    Result<std::unique_ptr<AudioSource>> open(const SoundDeviceSpec& spec) override;
};

} // namespace reelout
