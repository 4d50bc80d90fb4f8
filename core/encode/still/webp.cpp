// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/exif_xmp.h"
#include "encode/still/still_encoders.h"

#include <webp/encode.h>
#include <webp/mux.h>

#include <algorithm>
#include <memory>

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

bool import(WebPPicture& target, const Picture& picture, bool withAlpha)
{
    const std::uint8_t* pixels = picture.row(0, 0);
    const auto stride = static_cast<int>(picture.planes[0].stride);
    switch (picture.format) {
    case PixelFormat::Bgra8:
        return (withAlpha ? WebPPictureImportBGRA : WebPPictureImportBGRX)(&target, pixels, stride) != 0;
    case PixelFormat::Bgrx8:
        return WebPPictureImportBGRX(&target, pixels, stride) != 0;
    case PixelFormat::Rgba8:
        return (withAlpha ? WebPPictureImportRGBA : WebPPictureImportRGBX)(&target, pixels, stride) != 0;
    default:
        return WebPPictureImportRGB(&target, pixels, stride) != 0;
    }
}

/// Levels of WebPConfigLosslessPreset() and lossy methods: what a sequence keeps up with, what is small.
Status configure(WebPConfig& config, const StillJob& job)
{
    const double quality = std::clamp(job.spec.quality, 0.0, 1.0);
    const bool isQuick = job.effort == StillEffort::Quick;
    if (job.spec.webpLossless || quality >= 1.0) {
        if (WebPConfigLosslessPreset(&config, isQuick ? 0 : 3) == 0)
            return stillError(QStringLiteral("libwebp refuses lossless"));
        config.exact = 1; // colours under transparent pixels too
    } else {
        config.quality = static_cast<float>(100.0 * quality);
        config.method = isQuick ? 2 : 4;
    }
    return {};
}

struct FreeMux {
    void operator()(WebPMux* mux) const { WebPMuxDelete(mux); }
};

/// The extended file format (RFC 9649, 2.7) with the metadata in it.
Result<StillBytes> withMetadata(const StillBytes& plain, const PhotoMetadata& photo)
{
    const auto dataOf = [](const auto& bytes) {
        return WebPData{reinterpret_cast<const std::uint8_t*>(bytes.data()),
                        static_cast<std::size_t>(bytes.size())};
    };
    const WebPData image = dataOf(plain);
    const WebPData exif = dataOf(photo.exif);
    const WebPData xmp = dataOf(photo.xmp);
    const std::unique_ptr<WebPMux, FreeMux> mux(WebPMuxCreate(&image, 0));
    WebPData file{};
    if (!mux || WebPMuxSetChunk(mux.get(), "EXIF", &exif, 0) != WEBP_MUX_OK ||
        WebPMuxSetChunk(mux.get(), "XMP ", &xmp, 0) != WEBP_MUX_OK ||
        WebPMuxAssemble(mux.get(), &file) != WEBP_MUX_OK)
        return stillError(QStringLiteral("libwebpmux can't add the metadata"));
    const auto* begin = reinterpret_cast<const std::byte*>(file.bytes);
    StillBytes bytes(begin, begin + file.size);
    WebPDataClear(&file);
    return bytes;
}

} // namespace

Result<StillBytes> encodeWebp(const StillJob& job)
{
    const Picture& picture = job.picture;
    WebpJob webp;
    if (!webp.isValid)
        return stillError(QStringLiteral("libwebp is of another version than it was built for"));
    REELOUT_TRY(configure(webp.config, job));
    webp.picture.use_argb = webp.config.lossless;
    webp.picture.width = picture.size.width;
    webp.picture.height = picture.size.height;
    StillBytes bytes;
    webp.picture.writer = onWrite;
    webp.picture.custom_ptr = &bytes;
    if (!import(webp.picture, picture, job.layout.hasAlpha()) || WebPEncode(&webp.config, &webp.picture) == 0)
        return stillError(QStringLiteral("libwebp: error %1").arg(int(webp.picture.error_code)));
    if (job.spec.metadata.empty())
        return bytes;
    const Result<PhotoMetadata> photo = makePhotoMetadata(job.spec.metadata);
    if (!photo)
        return photo.error();
    return withMetadata(bytes, *photo);
}

} // namespace reelout
