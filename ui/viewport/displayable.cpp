// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/displayable.h"

namespace reelout {

Result<PicturePtr> DisplayConverter::convert(const PicturePtr& picture)
{
    switch (picture->format) {
    case PixelFormat::Bgra8:
    case PixelFormat::Bgrx8:
    case PixelFormat::Rgba8:
        return picture;
    default:
        break;
    }
    if (!m_path || !(m_path->spec().size == picture->size) || m_format != picture->format) {
        PicturePathSpec spec;
        spec.size = picture->size;
        spec.outputSize = picture->size;
        spec.outputFormat = PixelFormat::Bgra8;
        spec.outputColour = kScreenColour;
        m_path = std::make_unique<PicturePath>(spec);
        m_format = picture->format;
    }
    return m_path->process(picture);
}

} // namespace reelout
