// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/display_maker.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

using Depth = StorageFormat::Depth;

PixelFormat holderOf(const StorageFormat& storage)
{
    switch (storage.depth) {
    case Depth::Fixed8:
    case Depth::Srgb8:
        return PixelFormat::Bgra8;
    case Depth::Fixed16:
    case Depth::Rgb10A2:
        return PixelFormat::Rgba16;
    case Depth::Float11:
    case Depth::Float16:
        return PixelFormat::RgbaF16;
    case Depth::Float32:
        break;
    }
    return PixelFormat::RgbaF32;
}

/// In what colour a path's result is held: what is stored in whole numbers of linear light stays that.
ColourSpec heldColour(const Picture& source, const std::optional<StorageFormat>& storage)
{
    if (pixelFormatInfo(source.format).isYuv || (storage && storage->depth == Depth::Srgb8))
        return kScreenColour;
    return source.colour;
}

bool isIdentity(const PicturePathSpec& spec, const Picture& source)
{
    return spec.size == source.size && spec.via.empty() && !spec.storage && (spec.channelMask & 0xFU) == 0xFU;
}

Size within(Size size, int side)
{
    const int longest = std::max(size.width, size.height);
    if (longest <= side)
        return size;
    const auto shrunk = [&](int length) {
        return std::max(1, static_cast<int>(std::lround(double(length) * side / longest)));
    };
    return {shrunk(size.width), shrunk(size.height)};
}

} // namespace

PixelFormat displayFormat(PixelFormat from, bool keepsRange)
{
    switch (from) {
    case PixelFormat::Bgra8:
    case PixelFormat::Bgrx8:
    case PixelFormat::Rgba8:
    case PixelFormat::Rgba16:
    case PixelFormat::RgbaF16:
    case PixelFormat::RgbaF32:
        return from;
    default:
        break;
    }
    const PixelFormatInfo& info = pixelFormatInfo(from);
    if (info.isFloat)
        return PixelFormat::RgbaF32;
    if (info.isYuv && (info.bitsPerComponent > 8 || keepsRange))
        return PixelFormat::RgbaF16;
    if (info.bitsPerComponent > 8)
        return PixelFormat::Rgba16;
    return info.hasAlpha ? PixelFormat::Bgra8 : PixelFormat::Bgrx8;
}

void DisplayMaker::reset()
{
    m_written = {};
    m_shown = {};
}

Result<PicturePtr> DisplayMaker::throughPath(const PicturePtr& source, const RecordPlan& plan)
{
    if (!m_written.path || m_written.size != source->size || m_written.format != source->format ||
        m_written.colour != source->colour) {
        const ColourSpec colour = heldColour(*source, plan.storage);
        PicturePathSpec spec = picturePathFor(plan, *source, PixelFormat::None, {}, colour);
        if (!isIdentity(spec, *source)) {
            spec.outputFormat = plan.storage ? holderOf(*plan.storage) : displayFormat(source->format, false);
            spec.outputColour = colour;
        }
        m_written = {std::make_unique<PicturePath>(spec), source->size, source->format, source->colour,
                     spec.outputFormat};
    }
    return m_written.path->process(source);
}

Result<PicturePtr> DisplayMaker::showable(const PicturePtr& picture, const DisplayRequest& request)
{
    PixelFormat format = displayFormat(picture->format, request.keepsRange);
    if (format == PixelFormat::Rgba16 && !request.limits.takesRgba16)
        format = PixelFormat::RgbaF32;
    const Size size = within(picture->size, request.limits.greatestSide);
    if (format == picture->format && size == picture->size)
        return picture;
    if (!m_shown.path || m_shown.size != picture->size || m_shown.format != picture->format ||
        m_shown.colour != picture->colour || m_shown.target != format) {
        PicturePathSpec spec;
        spec.size = size;
        spec.smoothness = Smoothness::Mipmap;
        spec.outputFormat = format;
        spec.outputColour = pixelFormatInfo(picture->format).isYuv ? kScreenColour : picture->colour;
        m_shown = {std::make_unique<PicturePath>(spec), picture->size, picture->format, picture->colour,
                   format};
    }
    return m_shown.path->process(picture);
}

Result<DisplayPicture> DisplayMaker::make(const PicturePtr& source, const DisplayRequest& request)
{
    DisplayPicture made;
    made.source = source;
    made.values = source;
    if (request.path) {
        Result<PicturePtr> written = throughPath(source, *request.path);
        if (!written)
            return written.error();
        made.values = std::move(written).value();
        if (m_written.target != PixelFormat::None)
            made.storage = request.path->storage;
    }
    Result<PicturePtr> shown = showable(made.values, request);
    if (!shown)
        return shown.error();
    made.shown = std::move(shown).value();
    return made;
}

} // namespace reelout
