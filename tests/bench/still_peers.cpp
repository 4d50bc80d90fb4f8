// SPDX-License-Identifier: GPL-3.0-or-later
#include "still_peers.h"

#include "ffmpeg/av_ptr.h"
#include "media/half_float.h"

extern "C" {
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

#include <OpenEXR/ImfChannelList.h>
#include <OpenEXR/ImfCompression.h>
#include <OpenEXR/ImfFrameBuffer.h>
#include <OpenEXR/ImfHeader.h>
#include <OpenEXR/ImfIO.h>
#include <OpenEXR/ImfOutputFile.h>
#include <png.h>
#include <tiffio.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#include <QFileInfo>
#include <QTemporaryDir>

#include <cstring>
#include <string>
#include <vector>

namespace reelout::bench {

namespace {

class CountingStream final : public Imf::OStream {
public:
    CountingStream() : Imf::OStream("peer") {}
    void write(const char data[], int count) override
    {
        const auto bytes = static_cast<std::size_t>(count);
        if (m_position + bytes > m_bytes.size())
            m_bytes.resize(m_position + bytes);
        std::memcpy(m_bytes.data() + m_position, data, bytes);
        m_position += bytes;
    }
    std::uint64_t tellp() override { return m_position; }
    void seekp(std::uint64_t position) override { m_position = position; }
    std::size_t size() const { return m_bytes.size(); }

private:
    std::vector<char> m_bytes;
    std::size_t m_position = 0;
};

Imf::Compression exrCompression(const std::string& name)
{
    const std::pair<const char*, Imf::Compression> table[] = {
        {"none", Imf::NO_COMPRESSION}, {"rle", Imf::RLE_COMPRESSION},   {"zips", Imf::ZIPS_COMPRESSION},
        {"zip", Imf::ZIP_COMPRESSION}, {"piz", Imf::PIZ_COMPRESSION},   {"pxr24", Imf::PXR24_COMPRESSION},
        {"b44", Imf::B44_COMPRESSION}, {"dwaa", Imf::DWAA_COMPRESSION},
    };
    for (const auto& [token, compression] : table) {
        if (name == token)
            return compression;
    }
    return Imf::ZIP_COMPRESSION;
}

struct Encoder {
    const char* type;
    const char* codec;
    AVPixelFormat format;
    const char* option;
    const char* value;
};

constexpr Encoder kEncoders[] = {
    {"png", "png", AV_PIX_FMT_RGB24, "compression_level", "1"},
    {"tiff", "tiff", AV_PIX_FMT_RGB24, "compression_algo", "deflate"},
    {"jpeg", "mjpeg", AV_PIX_FMT_YUVJ420P, "qmin", "2"},
    {"bmp", "bmp", AV_PIX_FMT_BGR24, nullptr, nullptr},
    {"webp", "libwebp", AV_PIX_FMT_YUV420P, "quality", "90"},
    {"exr", "exr", AV_PIX_FMT_GBRAPF32, "compression", "zip16"},
};

/// Planar floats, which is what FFmpeg's EXR encoder takes.
void copyFloats(const Picture& picture, AVFrame& frame)
{
    const bool isHalf = picture.format == PixelFormat::RgbaF16;
    constexpr int kPlanes[] = {2, 0, 1, 3};
    for (int y = 0; y < picture.size.height; ++y) {
        const std::uint8_t* row = picture.row(0, y);
        for (std::ptrdiff_t x = 0; x < picture.size.width; ++x) {
            for (std::ptrdiff_t i = 0; i < 4; ++i) {
                float value = 0.0F;
                if (isHalf) {
                    std::uint16_t half = 0;
                    std::memcpy(&half, row + 2 * (4 * x + i), sizeof half);
                    value = halfToFloat(half);
                } else {
                    std::memcpy(&value, row + 4 * (4 * x + i), sizeof value);
                }
                const int plane = kPlanes[i];
                std::memcpy(frame.data[plane] + frame.linesize[plane] * static_cast<std::ptrdiff_t>(y) +
                                4 * x,
                            &value, sizeof value);
            }
        }
    }
}

void copyPixels(const Picture& picture, AVFrame& frame, AVPixelFormat format)
{
    if (format == AV_PIX_FMT_GBRAPF32)
        return copyFloats(picture, frame);
    SwsContext* scaler =
        sws_getContext(picture.size.width, picture.size.height, AV_PIX_FMT_BGR0, picture.size.width,
                       picture.size.height, format, SWS_POINT, nullptr, nullptr, nullptr);
    const std::uint8_t* in[4] = {picture.row(0, 0)};
    const int stride[4] = {static_cast<int>(picture.planes[0].stride)};
    sws_scale(scaler, in, stride, 0, picture.size.height, frame.data, frame.linesize);
    sws_freeContext(scaler);
}

} // namespace

std::size_t plainPng(const Picture& picture, int level)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    std::vector<std::uint8_t> bytes;
    bytes.reserve(1U << 22);
    png_set_write_fn(
        png, &bytes,
        [](png_structp writer, png_bytep data, png_size_t length) {
            auto& out = *static_cast<std::vector<std::uint8_t>*>(png_get_io_ptr(writer));
            out.insert(out.end(), data, data + length);
        },
        [](png_structp) {});
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.size.width),
                 static_cast<png_uint_32>(picture.size.height), 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, level);
    png_write_info(png, info);
    png_set_bgr(png);
    png_set_filler(png, 0, PNG_FILLER_AFTER);
    for (int y = 0; y < picture.size.height; ++y)
        png_write_row(png, picture.row(0, y));
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes.size();
}

std::size_t plainTiff(const Picture& picture)
{
    static const QTemporaryDir folder;
    const QByteArray path = folder.filePath(QStringLiteral("peer.tif")).toUtf8();
    TIFF* tiff = TIFFOpen(path.constData(), "w");
    if (tiff == nullptr)
        return 0;
    const int width = picture.size.width;
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, picture.size.height);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 3);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
    TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(tiff, 0));
    std::vector<std::uint8_t> row(3 * static_cast<std::size_t>(width));
    for (int y = 0; y < picture.size.height; ++y) {
        const std::uint8_t* in = picture.row(0, y);
        for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
            row[3 * x] = in[4 * x + 2];
            row[3 * x + 1] = in[4 * x + 1];
            row[3 * x + 2] = in[4 * x];
        }
        TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0);
    }
    TIFFClose(tiff);
    return static_cast<std::size_t>(QFileInfo(QString::fromUtf8(path)).size());
}

std::size_t plainJpeg(const Picture& picture, int quality)
{
    static const tjhandle handle = tjInitCompress();
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const int code =
        tjCompress2(handle, picture.row(0, 0), picture.size.width, static_cast<int>(picture.planes[0].stride),
                    picture.size.height, TJPF_BGRX, &bytes, &size, TJSAMP_420, quality, TJFLAG_ACCURATEDCT);
    tjFree(bytes);
    return code == 0 ? size : 0;
}

std::size_t plainWebp(const Picture& picture, float quality)
{
    std::uint8_t* bytes = nullptr;
    const std::size_t size = WebPEncodeBGRA(picture.row(0, 0), picture.size.width, picture.size.height,
                                            static_cast<int>(picture.planes[0].stride), quality, &bytes);
    WebPFree(bytes);
    return size;
}

PicturePtr readPng(const char* path)
{
    static PicturePool pool;
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, path) == 0)
        return nullptr;
    image.format = PNG_FORMAT_BGRA;
    const Size size{static_cast<int>(image.width), static_cast<int>(image.height)};
    const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgrx8, size);
    if (!picture || png_image_finish_read(&image, nullptr, picture->row(0, 0),
                                          static_cast<int>(picture->planes[0].stride), nullptr) == 0)
        return nullptr;
    return picture;
}

std::size_t plainExr(const Picture& picture, const char* compression)
{
    const bool isHalf = picture.format == PixelFormat::RgbaF16;
    const Imf::PixelType type = isHalf ? Imf::HALF : Imf::FLOAT;
    const std::size_t bytes = isHalf ? 2 : 4;
    Imf::Header header(picture.size.width, picture.size.height);
    header.compression() = exrCompression(compression);
    Imf::FrameBuffer frame;
    auto* base = const_cast<char*>(reinterpret_cast<const char*>(picture.row(0, 0)));
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string name(1, "RGBA"[i]);
        header.channels().insert(name, Imf::Channel(type));
        frame.insert(name, Imf::Slice(type, base + i * bytes, 4 * bytes,
                                      static_cast<std::size_t>(picture.planes[0].stride)));
    }
    CountingStream stream;
    {
        Imf::OutputFile file(stream, header, 0);
        file.setFrameBuffer(frame);
        file.writePixels(picture.size.height);
    }
    return stream.size();
}

std::size_t ffmpegStill(const Picture& picture, const char* type)
{
    for (const Encoder& encoder : kEncoders) {
        if (std::strcmp(encoder.type, type) != 0)
            continue;
        const AVCodec* codec = avcodec_find_encoder_by_name(encoder.codec);
        if (codec == nullptr)
            return 0;
        const AvCodecContextPtr context(avcodec_alloc_context3(codec));
        context->width = picture.size.width;
        context->height = picture.size.height;
        context->pix_fmt = encoder.format;
        context->time_base = {1, 25};
        context->thread_count = 1;
        if (encoder.option != nullptr)
            av_opt_set(context.get(), encoder.option, encoder.value, AV_OPT_SEARCH_CHILDREN);
        const AvFramePtr frame(av_frame_alloc());
        const AvPacketPtr packet(av_packet_alloc());
        frame->format = encoder.format;
        frame->width = picture.size.width;
        frame->height = picture.size.height;
        if (avcodec_open2(context.get(), codec, nullptr) < 0 || av_frame_get_buffer(frame.get(), 64) < 0)
            return 0;
        copyPixels(picture, *frame, encoder.format);
        if (avcodec_send_frame(context.get(), frame.get()) < 0 ||
            avcodec_receive_packet(context.get(), packet.get()) < 0)
            return 0;
        return static_cast<std::size_t>(packet->size);
    }
    return 0;
}

} // namespace reelout::bench
