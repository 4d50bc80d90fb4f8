// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still_codecs.h"

#include <webp/encode.h>

#include <algorithm>

namespace reelout {

namespace {

/// What libwebp wants to be freed, freed.
struct WebpJob {
    WebpJob() { isValid = WebPPictureInit(&picture) != 0 && WebPConfigInit(&config) != 0; }
    ~WebpJob()
    {
        if (isValid)
            WebPPictureFree(&picture);
    }
    WebpJob(const WebpJob&) = delete;
    WebpJob& operator=(const WebpJob&) = delete;

    WebPPicture picture;
    WebPConfig config;
    bool isValid = false;
};

int onWrite(const std::uint8_t* data, std::size_t size, const WebPPicture* picture)
{
    auto& bytes = *static_cast<StillBytes*>(picture->custom_ptr);
    const auto* begin = reinterpret_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), begin, begin + size);
    return 1;
}

bool import(WebPPicture& target, const Picture& picture)
{
    const std::uint8_t* pixels = picture.row(0, 0);
    const auto stride = static_cast<int>(picture.planes[0].stride);
    switch (picture.format) {
    case PixelFormat::Bgra8:
        return WebPPictureImportBGRA(&target, pixels, stride) != 0;
    case PixelFormat::Bgrx8:
        return WebPPictureImportBGRX(&target, pixels, stride) != 0;
    case PixelFormat::Rgba8:
        return WebPPictureImportRGBA(&target, pixels, stride) != 0;
    default:
        return WebPPictureImportRGB(&target, pixels, stride) != 0;
    }
}

} // namespace

Result<StillBytes> encodeWebp(const Picture& picture, const StillSpec& spec, StillEffort effort)
{
    WebpJob job;
    if (!job.isValid)
        return stillError(QStringLiteral("libwebp is of another version than it was built for"));
    const double quality = std::clamp(spec.quality, 0.0, 1.0);
    const bool isQuick = effort == StillEffort::Quick;
    if (quality >= 1.0) {
        if (WebPConfigLosslessPreset(&job.config, isQuick ? 0 : 3) == 0)
            return stillError(QStringLiteral("libwebp refuses lossless"));
        job.config.exact = 1; // colours under transparent pixels too
    } else {
        job.config.quality = static_cast<float>(100.0 * quality);
        job.config.method = isQuick ? 2 : 4;
    }
    job.picture.use_argb = quality >= 1.0 ? 1 : 0;
    job.picture.width = picture.size.width;
    job.picture.height = picture.size.height;
    StillBytes bytes;
    job.picture.writer = onWrite;
    job.picture.custom_ptr = &bytes;
    if (!import(job.picture, picture) || WebPEncode(&job.config, &job.picture) == 0)
        return stillError(QStringLiteral("libwebp: error %1").arg(int(job.picture.error_code)));
    return bytes;
}

} // namespace reelout
