// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/pulse/pulse_connection.h"
#include "capture/source.h"

#include <vector>

namespace reelout {

/// One source of the server: a microphone, the monitor of a sink, or what one application plays.
struct PulseDevice {
    QString name; ///< the server's, stable; of an application "application:" and its own
    QString description;
    bool isMonitor = false;
    QString sinkName; ///< whose monitor it is
    AudioFormat format;
    bool isApplication = false;
    std::uint32_t playing = PA_INVALID_INDEX; ///< the application's stream (a sink input)
    std::uint32_t sink = PA_INVALID_INDEX;    ///< where it plays
    bool isDefault = false;                   ///< what "the default" means for its kind
};

/// What the server has now. Microphones come first, each kind in the server's order.
Result<std::vector<PulseDevice>> listPulseDevices(PulseConnection& connection, Timestamp deadline,
                                                  const std::stop_token& stop);

/// What applications play now, one entry for each application.
Result<std::vector<PulseDevice>> listPulseApplications(PulseConnection& connection, Timestamp deadline,
                                                       const std::stop_token& stop);
bool isPulseApplication(const QString& name);

/// The device a spec means; NotFound names what there is.
Result<PulseDevice> choosePulseDevice(const std::vector<PulseDevice>& devices, const SoundDeviceSpec& spec);

/// As shown to people.
DeviceInfo pulseDeviceInfo(const PulseDevice& device);

} // namespace reelout
