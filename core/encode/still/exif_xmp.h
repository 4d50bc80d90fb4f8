// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/specs.h"

#include <QByteArray>

namespace reelout {

/// A take's metadata in the two forms that photo programs read, made by exiv2.
struct PhotoMetadata {
    QByteArray exif; ///< a TIFF structure (Exif 2.32, 4.5.2), without the "Exif" mark of JPEG
    QByteArray xmp;  ///< an XMP packet (ISO 16684-1)
};

/// Title, Description, Artist or Author, Copyright, Software, Comment and Date go where Exif and Dublin Core
/// have a place for them; every pair is also in XMP under the program's own name space, its key's other
/// characters as underscores. EncoderRejected when exiv2 refuses. Any thread.
Result<PhotoMetadata> makePhotoMetadata(const Metadata& metadata);

} // namespace reelout
