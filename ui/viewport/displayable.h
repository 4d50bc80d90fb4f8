// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "image/picture_path.h"
#include "media/picture.h"

#include <memory>

namespace reelout {

/// Makes any picture one a viewport can show directly: Bgra8, Bgrx8 and Rgba8 pass as they are, everything
/// else goes through the picture path to Bgra8 at its own size. One thread at a time.
class DisplayConverter {
public:
    Result<PicturePtr> convert(const PicturePtr& picture);

private:
    std::unique_ptr<PicturePath> m_path;
    PixelFormat m_format = PixelFormat::None;
};

} // namespace reelout
