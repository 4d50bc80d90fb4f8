// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still_codecs.h"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstring>

namespace reelout {

namespace {

// libpng leaves by longjmp, past which no destructor runs: what has one lives outside writePng().
struct Job {
    const Picture* picture = nullptr;
    StillEffort effort = StillEffort::Small;
    std::vector<png_text> texts;
    std::vector<const std::uint8_t*> rows;
    StillBytes bytes;
    char message[160] = {};
};

void onError(png_structp png, png_const_charp message)
{
    auto& job = *static_cast<Job*>(png_get_error_ptr(png));
    std::strncpy(job.message, message, sizeof job.message - 1);
    png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {}

void onWrite(png_structp png, png_bytep data, png_size_t length)
{
    auto& job = *static_cast<Job*>(png_get_io_ptr(png));
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    job.bytes.insert(job.bytes.end(), bytes, bytes + length);
}

void onFlush(png_structp) {}

bool writePng(Job& job)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &job, onError, onWarning);
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
    if (info == nullptr || setjmp(png_jmpbuf(png)) != 0) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    const Picture& picture = *job.picture;
    const bool isDeep = picture.format == PixelFormat::Rgba16;
    const bool hasAlpha = pixelFormatInfo(picture.format).hasAlpha;
    const bool isQuick = job.effort == StillEffort::Quick;

    png_set_write_fn(png, &job, onWrite, onFlush);
    png_set_user_limits(png, 0x7FFFFFFF, 0x7FFFFFFF);
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.size.width),
                 static_cast<png_uint_32>(picture.size.height), isDeep ? 16 : 8,
                 hasAlpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, isQuick ? 1 : 6);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, isQuick ? PNG_FILTER_UP : PNG_ALL_FILTERS);
    if (picture.colour.transfer == ColourTransfer::Linear)
        png_set_gAMA(png, info, 1.0);
    else
        png_set_sRGB_gAMA_and_cHRM(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (std::abs(picture.pixelAspect - 1.0) > 1e-6)
        png_set_pHYs(png, info, 10000, static_cast<png_uint_32>(std::lround(10000.0 * picture.pixelAspect)),
                     PNG_RESOLUTION_UNKNOWN);
    png_set_text(png, info, job.texts.data(), static_cast<int>(job.texts.size()));
    png_write_info(png, info);

    if (picture.format == PixelFormat::Bgra8 || picture.format == PixelFormat::Bgrx8)
        png_set_bgr(png);
    if (picture.format == PixelFormat::Bgrx8)
        png_set_filler(png, 0, PNG_FILLER_AFTER);
    if (isDeep)
        png_set_swap(png);
    for (const std::uint8_t* row : job.rows)
        png_write_row(png, row);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return true;
}

} // namespace

Result<StillBytes> encodePng(const Picture& picture, const StillSpec& spec, StillEffort effort)
{
    Metadata metadata = spec.metadata;
    if (metadataValue(metadata, QStringLiteral("Software")).isEmpty())
        metadata.emplace_back(QStringLiteral("Software"), stillSoftware(metadata));
    std::vector<std::pair<QByteArray, QByteArray>> texts;
    texts.reserve(metadata.size());
    for (const auto& [key, value] : metadata)
        texts.emplace_back(key.toLatin1(), value.toUtf8());

    Job job;
    job.picture = &picture;
    job.effort = effort;
    char empty[] = "";
    for (auto& [key, value] : texts) {
        png_text text{};
        text.compression = PNG_ITXT_COMPRESSION_NONE;
        text.key = key.data();
        text.text = value.data();
        text.text_length = 0;
        text.itxt_length = static_cast<png_size_t>(value.size());
        text.lang = empty;
        text.lang_key = empty;
        job.texts.push_back(text);
    }
    for (int y = 0; y < picture.size.height; ++y)
        job.rows.push_back(picture.row(0, y));
    job.bytes.reserve(1 << 20);
    if (!writePng(job))
        return stillError(QStringLiteral("libpng: %1").arg(QString::fromLatin1(job.message)));
    return std::move(job.bytes);
}

} // namespace reelout
