// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/pulse/pulse_connection.h"
#include "capture/source.h"

#include <vector>

namespace reelout {

/// One source of the server: a microphone, or the monitor of a sink.
struct PulseDevice {
    QString name; ///< the server's, stable
    QString description;
    bool isMonitor = false;
    QString sinkName; ///< whose monitor it is
    AudioFormat format;
    bool isDefault = false; ///< what "the default" means for its kind
};

/// What the server has now. Microphones come first, each kind in the server's order.
Result<std::vector<PulseDevice>> listPulseDevices(PulseConnection& connection, Timestamp deadline,
                                                  const std::stop_token& stop);

/// The device a spec means; NotFound names what there is.
Result<PulseDevice> choosePulseDevice(const std::vector<PulseDevice>& devices, const SoundDeviceSpec& spec);

/// As shown to people.
DeviceInfo pulseDeviceInfo(const PulseDevice& device);

} // namespace reelout
