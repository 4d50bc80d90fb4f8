// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/pixel_format.h"

namespace reelout {

// Apart from the rest, which links without Qt (tests/windows).
QString pixelFormatName(PixelFormat format)
{
    return QString::fromLatin1(pixelFormatInfo(format).name);
}

} // namespace reelout
