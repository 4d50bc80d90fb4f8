// SPDX-License-Identifier: GPL-3.0-or-later
#include "ffmpeg/av_frame_wrap.h"

#include "ffmpeg/av_formats.h"

namespace reelout {

namespace {

void releasePicture(void* holder, std::uint8_t* /*data*/)
{
    delete static_cast<PicturePtr*>(holder);
}

} // namespace

Result<AvFramePtr> wrapPicture(const PicturePtr& picture)
{
    const QString step = QStringLiteral("wrap picture");
    const AVPixelFormat format = toAvPixelFormat(picture->format);
    if (format == AV_PIX_FMT_NONE)
        return makeError(ErrorCode::Unsupported, step, pixelFormatName(picture->format));
    AvFramePtr frame(av_frame_alloc());
    if (!frame)
        return outOfMemory(step);

    auto holder = std::make_unique<PicturePtr>(picture);
    // The buffer exists to hold the picture; its size only has to cover the first plane.
    const auto bytes =
        static_cast<std::size_t>(picture->planes[0].stride) * static_cast<std::size_t>(picture->size.height);
    frame->buf[0] = av_buffer_create(picture->planes[0].data, bytes, &releasePicture, holder.get(),
                                     AV_BUFFER_FLAG_READONLY);
    if (frame->buf[0] == nullptr)
        return outOfMemory(step);
    static_cast<void>(holder.release());

    frame->format = format;
    frame->width = picture->size.width;
    frame->height = picture->size.height;
    const int planes = pixelFormatInfo(picture->format).planes;
    for (int plane = 0; plane < planes; ++plane) {
        const auto index = static_cast<std::size_t>(plane);
        frame->data[plane] = picture->planes[index].data;
        frame->linesize[plane] = static_cast<int>(picture->planes[index].stride);
    }
    const AvColour colour = toAvColour(picture->colour);
    frame->color_primaries = colour.primaries;
    frame->color_trc = colour.transfer;
    frame->colorspace = colour.matrix;
    frame->color_range = colour.range;
    return frame;
}

} // namespace reelout
