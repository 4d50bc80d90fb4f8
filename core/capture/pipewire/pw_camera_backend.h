// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_source.h"

namespace reelout {

/// The cameras of this session's PipeWire server: those of other programs, of the network, and, where the
/// kernel's own may not be opened, these. Sources run on `clock`, which must outlive them.
std::unique_ptr<CameraBackend> makePwCameraBackend(Clock& clock, const CameraSource::Patience& patience);

} // namespace reelout
