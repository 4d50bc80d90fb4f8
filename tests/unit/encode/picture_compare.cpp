// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_compare.h"

#include "ffmpeg/av_formats.h"
#include "image/picture_path.h"

#include <cmath>

namespace reelout::test {

namespace {

// The full-range twins that some decoders still give, and a decoder's own palette.
AVPixelFormat plainFormat(int format)
{
    switch (format) {
    case AV_PIX_FMT_YUVJ420P:
        return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
        return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
        return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_RGB0:
        return AV_PIX_FMT_RGBA;
    default:
        return static_cast<AVPixelFormat>(format);
    }
}

PicturePtr asFloat(const PicturePtr& picture)
{
    PicturePathSpec spec;
    spec.outputFormat = PixelFormat::RgbaF32;
    spec.outputColour = kScreenColour;
    PicturePath path(spec);
    const Result<PicturePtr> converted = path.process(picture);
    return converted ? *converted : PicturePtr();
}

PicturePtr viewOf(const AVFrame& frame, const ColourSpec& colour)
{
    auto picture = std::make_shared<Picture>();
    picture->format = fromAvPixelFormat(plainFormat(frame.format));
    picture->size = {frame.width, frame.height};
    picture->colour = colour;
    for (std::size_t plane = 0; plane < picture->planes.size(); ++plane)
        picture->planes[plane] = {frame.data[plane], frame.linesize[plane]};
    return picture;
}

float sceneValue(int channel, int x, int y, Size size, int step)
{
    const float u = static_cast<float>(x) / static_cast<float>(size.width);
    const float v = static_cast<float>(y) / static_cast<float>(size.height);
    if (channel == 3)
        return u;
    const bool isEdge = x > (step * 3) % size.width;
    const bool isText = y > size.height * 3 / 4 && ((x / 3 + y / 5) & 1) == 0;
    if (isText)
        return 0.9F;
    const float ramp = channel == 0 ? u : channel == 1 ? v : 1.0F - u;
    return 0.1F + 0.6F * ramp + (isEdge ? 0.15F : 0.0F);
}

} // namespace

PicturePtr makeScene(PixelFormat format, const ColourSpec& colour, Size size, std::int64_t index)
{
    static PicturePool pool;
    const std::shared_ptr<Picture> scene = pool.acquire(PixelFormat::RgbaF32, size);
    scene->colour = kScreenColour;
    for (int y = 0; y < size.height; ++y) {
        auto* out = static_cast<float*>(static_cast<void*>(scene->row(0, y)));
        for (int x = 0; x < size.width; ++x) {
            for (int channel = 0; channel < 4; ++channel)
                *out++ = sceneValue(channel, x, y, size, static_cast<int>(index));
        }
    }
    PicturePathSpec spec;
    spec.outputFormat = format;
    spec.outputColour = colour;
    PicturePath path(spec);
    return path.process(scene).value();
}

PictureDifference compare(const PicturePtr& expected, const AVFrame& actual)
{
    PictureDifference difference;
    const PicturePtr view = viewOf(actual, expected->colour);
    if (view->format == PixelFormat::None) {
        difference.error = QStringLiteral("frames of format %1").arg(actual.format);
        return difference;
    }
    const PicturePtr first = asFloat(expected);
    const PicturePtr second = asFloat(view);
    double sum = 0.0;
    for (int y = 0; y < expected->size.height; ++y) {
        const auto* a = static_cast<const float*>(static_cast<const void*>(first->row(0, y)));
        const auto* b = static_cast<const float*>(static_cast<const void*>(second->row(0, y)));
        for (std::ptrdiff_t i = 0; i < 4 * std::ptrdiff_t(expected->size.width); ++i) {
            const double error = static_cast<double>(a[i]) - static_cast<double>(b[i]);
            if (i % 4 == 3)
                difference.alphaMaximum = std::max(difference.alphaMaximum, std::abs(error));
            else
                sum += error * error;
        }
    }
    const double mean = sum / (3.0 * expected->size.width * expected->size.height);
    difference.psnr = mean > 0.0 ? -10.0 * std::log10(mean) : 200.0;
    return difference;
}

} // namespace reelout::test
