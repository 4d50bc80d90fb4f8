// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still_codecs.h"

#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>

namespace reelout {

namespace {

constexpr std::size_t kStripBytes = 256 * 1024;

struct Memory {
    StillBytes bytes;
    std::size_t position = 0;
    QString message;
};

tmsize_t onRead(thandle_t handle, void* buffer, tmsize_t size)
{
    auto& memory = *static_cast<Memory*>(handle);
    const std::size_t left = memory.bytes.size() - std::min(memory.position, memory.bytes.size());
    const std::size_t count = std::min(static_cast<std::size_t>(size), left);
    std::memcpy(buffer, memory.bytes.data() + memory.position, count);
    memory.position += count;
    return static_cast<tmsize_t>(count);
}

tmsize_t onWrite(thandle_t handle, void* buffer, tmsize_t size)
{
    auto& memory = *static_cast<Memory*>(handle);
    const std::size_t end = memory.position + static_cast<std::size_t>(size);
    if (end > memory.bytes.size())
        memory.bytes.resize(end);
    std::memcpy(memory.bytes.data() + memory.position, buffer, static_cast<std::size_t>(size));
    memory.position = end;
    return size;
}

toff_t onSeek(thandle_t handle, toff_t offset, int whence)
{
    auto& memory = *static_cast<Memory*>(handle);
    const std::size_t base = whence == SEEK_CUR   ? memory.position
                             : whence == SEEK_END ? memory.bytes.size()
                                                  : 0;
    memory.position = base + static_cast<std::size_t>(offset);
    return memory.position;
}

int onClose(thandle_t)
{
    return 0;
}

toff_t onSize(thandle_t handle)
{
    return static_cast<Memory*>(handle)->bytes.size();
}

int onError(TIFF*, void* user, const char* module, const char* format, va_list arguments)
{
    auto& memory = *static_cast<Memory*>(user);
    char text[256] = {};
    std::vsnprintf(text, sizeof text, format, arguments);
    if (memory.message.isEmpty())
        memory.message = QStringLiteral("libtiff: %1: %2")
                             .arg(QString::fromLocal8Bit(module), QString::fromLocal8Bit(text));
    return 1;
}

int onWarning(TIFF*, void*, const char*, const char*, va_list)
{
    return 1;
}

struct FreeOptions {
    void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};
struct CloseTiff {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

/// Copies a row into `out` in the order R G B (A).
void copyRow(const Picture& picture, int y, std::uint8_t* out)
{
    const std::uint8_t* in = picture.row(0, y);
    const bool isBgr = picture.format == PixelFormat::Bgra8 || picture.format == PixelFormat::Bgrx8;
    if (!isBgr) {
        std::memcpy(out, in, planeRowBytes(picture.format, picture.size, 0));
        return;
    }
    const std::ptrdiff_t bytes = picture.format == PixelFormat::Bgra8 ? 4 : 3;
    for (std::ptrdiff_t x = 0; x < picture.size.width; ++x) {
        std::uint8_t* pixel = out + bytes * x;
        pixel[0] = in[4 * x + 2];
        pixel[1] = in[4 * x + 1];
        pixel[2] = in[4 * x];
        if (bytes == 4)
            pixel[3] = in[4 * x + 3];
    }
}

bool setText(TIFF* tiff, std::uint32_t tag, const QString& text)
{
    return text.isEmpty() || TIFFSetField(tiff, tag, text.toUtf8().constData()) == 1;
}

bool setTexts(TIFF* tiff, const Metadata& metadata)
{
    const QStringList placed{QStringLiteral("Artist"), QStringLiteral("Copyright"),
                             QStringLiteral("Software")};
    return setText(tiff, TIFFTAG_SOFTWARE, stillSoftware(metadata)) &&
           setText(tiff, TIFFTAG_ARTIST, metadataValue(metadata, placed[0])) &&
           setText(tiff, TIFFTAG_COPYRIGHT, metadataValue(metadata, placed[1])) &&
           setText(tiff, TIFFTAG_IMAGEDESCRIPTION, metadataText(metadata, placed));
}

bool setFields(TIFF* tiff, const Picture& picture, int samples, int bits, std::uint32_t stripRows,
               StillEffort effort)
{
    const auto set = [tiff](std::uint32_t tag, auto value) { return TIFFSetField(tiff, tag, value) == 1; };
    bool isSet =
        set(TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(picture.size.width)) &&
        set(TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(picture.size.height)) &&
        set(TIFFTAG_SAMPLESPERPIXEL, samples) && set(TIFFTAG_BITSPERSAMPLE, bits) &&
        set(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB) && set(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
        set(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) && set(TIFFTAG_ROWSPERSTRIP, stripRows) &&
        set(TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE) && set(TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL) &&
        set(TIFFTAG_ZIPQUALITY, effort == StillEffort::Quick ? 1 : 6);
    if (samples == 4) {
        const std::uint16_t kind = EXTRASAMPLE_UNASSALPHA;
        isSet = isSet && TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind) == 1;
    }
    if (std::abs(picture.pixelAspect - 1.0) > 1e-6)
        isSet = isSet && set(TIFFTAG_RESOLUTIONUNIT, RESUNIT_NONE) && set(TIFFTAG_XRESOLUTION, 1.0) &&
                set(TIFFTAG_YRESOLUTION, picture.pixelAspect);
    return isSet;
}

} // namespace

Result<StillBytes> encodeTiff(const Picture& picture, const StillSpec& spec, StillEffort effort)
{
    Memory memory;
    const auto failure = [&memory] {
        return stillError(memory.message.isEmpty() ? QStringLiteral("libtiff gave no reason")
                                                   : memory.message);
    };
    const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
    if (!options)
        return failure();
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, &memory);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, nullptr);
    // Little-endian whatever the machine, no memory mapping.
    std::unique_ptr<TIFF, CloseTiff> tiff(TIFFClientOpenExt(
        "still", "wlm", &memory, onRead, onWrite, onSeek, onClose, onSize, nullptr, nullptr, options.get()));
    if (!tiff)
        return failure();

    const int samples = pixelFormatInfo(picture.format).hasAlpha ? 4 : 3;
    const int bits = picture.format == PixelFormat::Rgba16 ? 16 : 8;
    const std::size_t rowBytes =
        static_cast<std::size_t>(picture.size.width) * static_cast<std::size_t>(samples * bits / 8);
    const auto stripRows = static_cast<int>(std::max<std::size_t>(kStripBytes / rowBytes, 1));
    if (!setFields(tiff.get(), picture, samples, bits, static_cast<std::uint32_t>(stripRows), effort) ||
        !setTexts(tiff.get(), spec.metadata))
        return failure();

    // The predictor works in the buffer it is given, so it gets a copy.
    std::vector<std::uint8_t> strip(rowBytes * static_cast<std::size_t>(stripRows));
    std::uint32_t number = 0;
    for (int top = 0; top < picture.size.height; top += stripRows) {
        const int rows = std::min(stripRows, picture.size.height - top);
        for (int row = 0; row < rows; ++row)
            copyRow(picture, top + row, strip.data() + rowBytes * static_cast<std::size_t>(row));
        const auto size = static_cast<tmsize_t>(rowBytes * static_cast<std::size_t>(rows));
        if (TIFFWriteEncodedStrip(tiff.get(), number++, strip.data(), size) != size)
            return failure();
    }
    if (TIFFWriteDirectory(tiff.get()) != 1)
        return failure();
    tiff.reset();
    if (!memory.message.isEmpty())
        return failure();
    return std::move(memory.bytes);
}

} // namespace reelout
