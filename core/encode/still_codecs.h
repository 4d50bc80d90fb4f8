// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/picture.h"
#include "media/specs.h"

#include <cstddef>
#include <vector>

namespace reelout {

using StillBytes = std::vector<std::byte>;

/// Where to spend: a sequence has to keep up with the frame rate, a single still may take its time.
enum class StillEffort { Quick, Small };

/// One still file in memory, in the format `spec.type`. Takes Bgra8, Bgrx8, Rgba8 and Rgb8, PNG and TIFF also
/// Rgba16 (written with 16 bits); formats with alpha are written with it, straight, except in JPEG, which has
/// none. Pixel aspect and metadata go where the format has a place for them. Any thread.
Result<StillBytes> encodeStill(const Picture& picture, const StillSpec& spec, StillEffort effort);

/// What can be known before the first picture: format, size and metadata fit each other. The detail names
/// what doesn't.
Status checkStill(const StillSpec& spec, Size size);

// The formats one by one; encodeStill() has checked the picture's format.
Result<StillBytes> encodePng(const Picture& picture, const StillSpec& spec, StillEffort effort);
Result<StillBytes> encodeJpeg(const Picture& picture, const StillSpec& spec);
Result<StillBytes> encodeTiff(const Picture& picture, const StillSpec& spec, StillEffort effort);
Result<StillBytes> encodeBmp(const Picture& picture);
Result<StillBytes> encodeWebp(const Picture& picture, const StillSpec& spec, StillEffort effort);

/// Value of a metadata key, upper or lower case, or empty.
QString metadataValue(const Metadata& metadata, const QString& key);
/// "key: value" lines of all pairs whose keys are not in `except`.
QString metadataText(const Metadata& metadata, const QStringList& except = {});
/// The program's name and version, for formats that have a place for it.
QString stillSoftware(const Metadata& metadata);

Error stillError(const QString& detail);

} // namespace reelout
