// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/exif_xmp.h"
#include "encode/still/still_encoders.h"
#include "encode/still/still_rows.h"

#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>

namespace reelout {

namespace {

constexpr std::size_t kStripBytes = 256 * 1024;
/// Offsets of TIFF 6.0 have 32 bits; the directory and texts want some of them.
constexpr std::uint64_t kLargestClassic = 0xFFFFFFFFU - 64 * 1024 * 1024;

struct Memory {
    StillBytes bytes;
    std::size_t position = 0;
    QString message;

    Error failure() const
    {
        return stillError(message.isEmpty() ? QStringLiteral("libtiff gave no reason") : message);
    }
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

bool setText(TIFF* tiff, std::uint32_t tag, const QString& text)
{
    return text.isEmpty() || TIFFSetField(tiff, tag, text.toUtf8().constData()) == 1;
}

/// The tags TIFF 6.0 has, everything else as lines in ImageDescription; all of it as XMP (tag 700) as well.
Status setTexts(TIFF* tiff, const Metadata& metadata, const Memory& memory)
{
    const QStringList placed{QStringLiteral("Artist"), QStringLiteral("Copyright"),
                             QStringLiteral("Software")};
    bool isSet = setText(tiff, TIFFTAG_SOFTWARE, stillSoftware(metadata)) &&
                 setText(tiff, TIFFTAG_ARTIST, metadataValue(metadata, placed[0])) &&
                 setText(tiff, TIFFTAG_COPYRIGHT, metadataValue(metadata, placed[1])) &&
                 setText(tiff, TIFFTAG_IMAGEDESCRIPTION, metadataText(metadata, placed));
    if (isSet && !metadata.empty()) {
        const Result<PhotoMetadata> photo = makePhotoMetadata(metadata);
        if (!photo)
            return photo.error();
        isSet = TIFFSetField(tiff, TIFFTAG_XMLPACKET, static_cast<std::uint32_t>(photo->xmp.size()),
                             photo->xmp.constData()) == 1;
    }
    return isSet ? Status() : memory.failure();
}

bool setFields(TIFF* tiff, const StillJob& job, std::uint32_t stripRows)
{
    const auto set = [tiff](std::uint32_t tag, auto value) { return TIFFSetField(tiff, tag, value) == 1; };
    const Picture& picture = job.picture;
    const StillLayout& layout = job.layout;
    const int bits = layout.isFloat() ? 32 : layout.sample == StillSample::Bits8 ? 8 : 16;
    const bool isMono = layout.channelCount() < 3;
    bool isSet = set(TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(picture.size.width)) &&
                 set(TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(picture.size.height)) &&
                 set(TIFFTAG_SAMPLESPERPIXEL, layout.channelCount()) && set(TIFFTAG_BITSPERSAMPLE, bits) &&
                 set(TIFFTAG_SAMPLEFORMAT, layout.isFloat() ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT) &&
                 set(TIFFTAG_PHOTOMETRIC, isMono ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB) &&
                 set(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
                 set(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) && set(TIFFTAG_ROWSPERSTRIP, stripRows) &&
                 set(TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE) &&
                 set(TIFFTAG_PREDICTOR, layout.isFloat() ? PREDICTOR_FLOATINGPOINT : PREDICTOR_HORIZONTAL) &&
                 set(TIFFTAG_ZIPQUALITY, job.effort == StillEffort::Quick ? 1 : 6);
    if (layout.hasAlpha()) {
        const std::uint16_t kind = EXTRASAMPLE_UNASSALPHA;
        isSet = isSet && TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind) == 1;
    }
    if (hasPixelAspect(picture.pixelAspect))
        isSet = isSet && set(TIFFTAG_RESOLUTIONUNIT, RESUNIT_NONE) && set(TIFFTAG_XRESOLUTION, 1.0) &&
                set(TIFFTAG_YRESOLUTION, picture.pixelAspect);
    return isSet;
}

bool writeStrips(TIFF* tiff, const StillRows& rows, int height, int stripRows)
{
    // The predictor works in the buffer it is given.
    std::vector<std::uint8_t> strip(rows.rowBytes() * static_cast<std::size_t>(stripRows) + 64);
    std::uint32_t number = 0;
    for (int top = 0; top < height; top += stripRows) {
        const int count = std::min(stripRows, height - top);
        for (int row = 0; row < count; ++row)
            rows.read(top + row, strip.data() + rows.rowBytes() * static_cast<std::size_t>(row));
        const auto size = static_cast<tmsize_t>(rows.rowBytes() * static_cast<std::size_t>(count));
        if (TIFFWriteEncodedStrip(tiff, number++, strip.data(), size) != size)
            return false;
    }
    return TIFFWriteDirectory(tiff) == 1;
}

} // namespace

Result<StillBytes> encodeTiff(const StillJob& job)
{
    const StillRows rows(job.picture, job.layout);
    const int height = job.picture.size.height;
    const bool isBig = tiffNeedsBig(rows.rowBytes() * static_cast<std::uint64_t>(height));
    Memory memory;
    const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
    if (!options)
        return memory.failure();
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, &memory);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, nullptr);
    // Little-endian whatever the machine, no memory mapping.
    std::unique_ptr<TIFF, CloseTiff> tiff(TIFFClientOpenExt("still", isBig ? "wlm8" : "wlm", &memory, onRead,
                                                            onWrite, onSeek, onClose, onSize, nullptr,
                                                            nullptr, options.get()));
    if (!tiff)
        return memory.failure();

    const auto stripRows = static_cast<int>(std::max<std::size_t>(kStripBytes / rows.rowBytes(), 1));
    if (!setFields(tiff.get(), job, static_cast<std::uint32_t>(stripRows)))
        return memory.failure();
    REELOUT_TRY(setTexts(tiff.get(), job.spec.metadata, memory));
    if (!writeStrips(tiff.get(), rows, height, stripRows))
        return memory.failure();
    tiff.reset();
    if (!memory.message.isEmpty())
        return memory.failure();
    return std::move(memory.bytes);
}

bool tiffNeedsBig(std::uint64_t pixelBytes)
{
    return pixelBytes + pixelBytes / 64 > kLargestClassic;
}

} // namespace reelout
