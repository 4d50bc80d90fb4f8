// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/specs.h"

struct AVFormatContext;

namespace reelout {

/// True when all keys have a place of their own in MP4 and in MOV; others need the key-value box, which fewer
/// players read.
bool areCommonTags(const Metadata& metadata);

/// Metadata and the time of creation (milliseconds since 1970, UTC) into the container's tags.
Status setContainerTags(AVFormatContext& context, const Metadata& metadata, std::int64_t wallMilliseconds);

} // namespace reelout
