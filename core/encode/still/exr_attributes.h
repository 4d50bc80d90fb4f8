// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/picture.h"
#include "media/specs.h"

#include <OpenEXR/ImfHeader.h>

namespace reelout {

// Attributes of OpenEXR's header. Private to this folder: shows the library's types.

/// True for names that the file needs for itself, upper and lower case being different as everywhere in
/// OpenEXR.
bool isExrReserved(const QString& name);

/// InvalidParameter for a standard attribute that has to be a number and isn't one.
Status checkExrValue(const QString& name, const QString& value);

/// The pairs as attributes: a whole number as int, another number as float, anything else as string; what
/// OpenEXR has a type for by that type.
void addMetadata(Imf::Header& header, const Metadata& metadata);

/// Chromaticities, rate, capture date and time code (both local time, at the picture's capture), software and
/// the mark of point clouds: the attribute `pointCloud`, an int of 1, says that R, G and B of each pixel are
/// the x, y and z of a point.
void addTakeAttributes(Imf::Header& header, const Picture& picture, const StillSpec& spec);

} // namespace reelout
