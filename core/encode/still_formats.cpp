// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"

#include "encode/codec_tables.h"

#include <algorithm>

namespace reelout {

namespace {

StillFormat still(const char* token, const char* label, const QStringList& extensions, PixelFormat format,
                  bool isLossy, const QString& unavailable = {})
{
    return {QString::fromLatin1(token), QString::fromLatin1(label), extensions, format, isLossy, unavailable};
}

} // namespace

const std::vector<StillFormat>& stillFormats()
{
    static const std::vector<StillFormat> formats{
        still("tiff", "TIFF", {QStringLiteral("tiff"), QStringLiteral("tif")}, PixelFormat::Rgba8, false),
        still("jpeg", "JPEG", {QStringLiteral("jpg"), QStringLiteral("jpeg")}, PixelFormat::Bgrx8, true),
        still("bmp", "BMP", {QStringLiteral("bmp")}, PixelFormat::Bgra8, false),
        still("exr", "OpenEXR", {QStringLiteral("exr")}, PixelFormat::RgbaF16, false, arrivesLater()),
        still("png", "PNG", {QStringLiteral("png")}, PixelFormat::Rgba8, false),
        still("dds", "DDS", {QStringLiteral("dds")}, PixelFormat::Rgba8, false, arrivesLater()),
        still("webp", "WebP", {QStringLiteral("webp")}, PixelFormat::Rgba8, true),
        still("hdr", "Radiance HDR", {QStringLiteral("hdr")}, PixelFormat::RgbaF32, false, arrivesLater()),
    };
    return formats;
}

const StillFormat* stillFormat(const QString& token)
{
    const auto& formats = stillFormats();
    const auto found = std::find_if(formats.begin(), formats.end(),
                                    [&](const StillFormat& format) { return format.token == token; });
    return found == formats.end() ? nullptr : &*found;
}

const StillFormat* stillFormatForExtension(const QString& extension)
{
    const auto& formats = stillFormats();
    const auto found = std::find_if(formats.begin(), formats.end(), [&](const StillFormat& format) {
        return format.extensions.contains(extension, Qt::CaseInsensitive);
    });
    return found == formats.end() ? nullptr : &*found;
}

} // namespace reelout
