// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/specs.h"

#include <QStringList>

#include <cstddef>
#include <vector>

namespace reelout {

using StillBytes = std::vector<std::byte>;

/// Where to spend: a sequence has to keep up with the frame rate, a single still may take its time.
enum class StillEffort { Quick, Small };

/// Value of a metadata key, upper or lower case, or empty.
QString metadataValue(const Metadata& metadata, const QString& key);
/// "key: value" lines of all pairs whose keys are not in `except`.
QString metadataText(const Metadata& metadata, const QStringList& except = {});
/// The program's name and version, for formats that have a place for it.
QString stillSoftware(const Metadata& metadata);

/// Keys every still format has a place for, each once, and none that the format of `spec` needs for itself;
/// values a typed place can hold. The detail names the first that can't be written.
Status checkMetadata(const StillSpec& spec);

Error stillError(const QString& detail);

/// True when pixels aren't square.
bool hasPixelAspect(double pixelAspect);

} // namespace reelout
