// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/writer_request.h"

namespace reelout {

/// Writers whose recordings have a manifest in `folder` (files/take_manifest.h) from before their file opens
/// until it is complete and on the disk. Stills have none: each appears only when it is whole. A manifest
/// that can't be written is no reason not to record: the finished file's warnings say so.
OpenWriter journaled(OpenWriter open, const QString& folder);

} // namespace reelout
