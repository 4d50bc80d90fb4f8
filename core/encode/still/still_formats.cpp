// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/still_formats.h"

#include <algorithm>

namespace reelout {

namespace {

enum class Loss { None, Some };
enum class Texts { None, Some };

StillFormat still(const char* token, const char* label, const QStringList& extensions, Loss loss, Texts texts)
{
    return {QString::fromLatin1(token), QString::fromLatin1(label), extensions,
            loss == Loss::Some,         texts == Texts::Some,       {}};
}

} // namespace

const std::vector<StillFormat>& stillFormats()
{
    static const std::vector<StillFormat> formats{
        still("tiff", "TIFF", {QStringLiteral("tiff"), QStringLiteral("tif")}, Loss::None, Texts::Some),
        still("jpeg", "JPEG", {QStringLiteral("jpg"), QStringLiteral("jpeg")}, Loss::Some, Texts::Some),
        still("bmp", "BMP", {QStringLiteral("bmp")}, Loss::None, Texts::None),
        still("exr", "OpenEXR", {QStringLiteral("exr")}, Loss::None, Texts::Some),
        still("png", "PNG", {QStringLiteral("png")}, Loss::None, Texts::Some),
        still("dds", "DDS", {QStringLiteral("dds")}, Loss::None, Texts::None),
        still("webp", "WebP", {QStringLiteral("webp")}, Loss::Some, Texts::Some),
        still("hdr", "Radiance HDR", {QStringLiteral("hdr")}, Loss::None, Texts::Some),
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
