// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_camera_format.h"

#include "capture/camera/camera_mode.h"

#include <spa/buffer/meta.h>
#include <spa/param/buffers.h>
#include <spa/param/video/format-utils.h>
#include <spa/pod/iter.h>

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

constexpr std::uint32_t kLongestSide = 16384;
constexpr int kFewestBuffers = 3;
constexpr int kBuffers = 8;
constexpr int kMostBuffers = 16;
constexpr std::uint32_t kMostBlocks = 3;

struct SpaLayout {
    std::uint32_t format;
    CameraLayout layout;
};
constexpr SpaLayout kLayouts[] = {
    {SPA_VIDEO_FORMAT_I420, CameraLayout::I420},        {SPA_VIDEO_FORMAT_YV12, CameraLayout::Yv12},
    {SPA_VIDEO_FORMAT_YUY2, CameraLayout::Yuyv},        {SPA_VIDEO_FORMAT_UYVY, CameraLayout::Uyvy},
    {SPA_VIDEO_FORMAT_YVYU, CameraLayout::Yvyu},        {SPA_VIDEO_FORMAT_VYUY, CameraLayout::Vyuy},
    {SPA_VIDEO_FORMAT_Y42B, CameraLayout::I422},        {SPA_VIDEO_FORMAT_NV12, CameraLayout::Nv12},
    {SPA_VIDEO_FORMAT_NV21, CameraLayout::Nv21},        {SPA_VIDEO_FORMAT_NV16, CameraLayout::Nv16},
    {SPA_VIDEO_FORMAT_P010_10LE, CameraLayout::P010},   {SPA_VIDEO_FORMAT_GRAY8, CameraLayout::Grey},
    {SPA_VIDEO_FORMAT_GRAY16_LE, CameraLayout::Grey16}, {SPA_VIDEO_FORMAT_RGB, CameraLayout::Rgb24},
    {SPA_VIDEO_FORMAT_BGR, CameraLayout::Bgr24},        {SPA_VIDEO_FORMAT_BGRx, CameraLayout::Bgrx},
    {SPA_VIDEO_FORMAT_BGRA, CameraLayout::Bgrx},        {SPA_VIDEO_FORMAT_RGBx, CameraLayout::Rgbx},
    {SPA_VIDEO_FORMAT_RGBA, CameraLayout::Rgbx},
};

const spa_pod* asPod(void* pod)
{
    return static_cast<const spa_pod*>(pod);
}

std::optional<CameraLayout> layoutOf(std::uint32_t format)
{
    const auto* found = std::find_if(std::begin(kLayouts), std::end(kLayouts),
                                     [&](const SpaLayout& each) { return each.format == format; });
    return found == std::end(kLayouts) ? std::nullopt : std::optional(found->layout);
}

/// All values a property may have; a range's least and most.
template <typename T>
struct Values {
    std::vector<T> all;
    bool isRange = false;
};

template <typename T>
Values<T> valuesOf(const spa_pod* format, std::uint32_t key, std::uint32_t type)
{
    Values<T> values;
    const spa_pod_prop* property = spa_pod_find_prop(format, nullptr, key);
    if (!property)
        return values;
    std::uint32_t count = 0;
    std::uint32_t choice = 0;
    const spa_pod* first = spa_pod_get_values(&property->value, &count, &choice);
    if (first->type != type || first->size < sizeof(T) || count == 0)
        return values;
    const auto* body = static_cast<const std::uint8_t*>(SPA_POD_BODY_CONST(first));
    const auto at = [&](std::uint32_t index) {
        T value;
        std::memcpy(&value, body + std::size_t(index) * first->size, sizeof value);
        return value;
    };
    if (choice == SPA_CHOICE_None || count == 1) {
        values.all.push_back(at(0));
    } else if (choice == SPA_CHOICE_Range || choice == SPA_CHOICE_Step) {
        values.isRange = count >= 3;
        for (std::uint32_t index = 1; index < std::min(count, 3U); ++index)
            values.all.push_back(at(index));
    } else {
        for (std::uint32_t index = 1; index < count; ++index) // the first is the usual one, once more
            values.all.push_back(at(index));
    }
    return values;
}

std::vector<CameraLayout> layoutsOf(const spa_pod* format, std::uint32_t subtype)
{
    if (subtype == SPA_MEDIA_SUBTYPE_mjpg)
        return {CameraLayout::Mjpeg};
    if (subtype == SPA_MEDIA_SUBTYPE_h264)
        return {CameraLayout::H264};
    std::vector<CameraLayout> layouts;
    if (subtype != SPA_MEDIA_SUBTYPE_raw)
        return layouts;
    for (const std::uint32_t each :
         valuesOf<std::uint32_t>(format, SPA_FORMAT_VIDEO_format, SPA_TYPE_Id).all) {
        const auto layout = layoutOf(each);
        if (layout && std::find(layouts.begin(), layouts.end(), *layout) == layouts.end())
            layouts.push_back(*layout);
    }
    return layouts;
}

bool isSane(const spa_rectangle& size)
{
    return size.width > 0 && size.height > 0;
}

Size sizeOf(const spa_rectangle& size)
{
    return {static_cast<int>(std::min(size.width, kLongestSide)),
            static_cast<int>(std::min(size.height, kLongestSide))};
}

std::vector<Size> sizesOf(const spa_pod* format)
{
    const auto values = valuesOf<spa_rectangle>(format, SPA_FORMAT_VIDEO_size, SPA_TYPE_Rectangle);
    if (values.isRange && isSane(values.all[0]) && isSane(values.all[1]))
        return usualCameraSizes(sizeOf(values.all[0]), sizeOf(values.all[1]), {1, 1});
    std::vector<Size> sizes;
    for (const spa_rectangle& each : values.all) {
        if (isSane(each))
            sizes.push_back(sizeOf(each));
    }
    return sizes;
}

std::optional<FrameRate> rateOf(const spa_fraction& rate)
{
    constexpr double kMost = 1000.0;
    if (rate.num == 0 || rate.denom == 0 || static_cast<double>(rate.num) / rate.denom > kMost)
        return std::nullopt;
    return FrameRate(rate.num, rate.denom);
}

std::vector<FrameRate> ratesOf(const spa_pod* format)
{
    const FrameRate usual(30, 1);
    const auto values = valuesOf<spa_fraction>(format, SPA_FORMAT_VIDEO_framerate, SPA_TYPE_Fraction);
    if (values.isRange) {
        const std::optional<FrameRate> fastest = rateOf(values.all[1]);
        const FrameRate slowest = rateOf(values.all[0]).value_or(FrameRate(1, 1));
        return fastest ? usualCameraRates(slowest, *fastest) : usualCameraRates(slowest, FrameRate(60, 1));
    }
    std::vector<FrameRate> rates;
    for (const spa_fraction& each : values.all) {
        if (const auto rate = rateOf(each))
            rates.push_back(*rate);
    }
    if (rates.empty())
        rates.push_back(usual); // one that sends whenever it likes
    return rates;
}

ColourSpec colourOf(const spa_video_info_raw& raw)
{
    ColourSpec colour;
    colour.range = raw.color_range == SPA_VIDEO_COLOR_RANGE_0_255 ? ColourRange::Full : ColourRange::Limited;
    colour.matrix =
        raw.color_matrix == SPA_VIDEO_COLOR_MATRIX_BT601 || raw.color_matrix == SPA_VIDEO_COLOR_MATRIX_FCC
            ? ColourMatrix::Bt601
            : ColourMatrix::Bt709;
    colour.transfer =
        raw.transfer_function == SPA_VIDEO_TRANSFER_SRGB ? ColourTransfer::Srgb : ColourTransfer::Bt709;
    return colour;
}

template <typename T>
const T* metaOf(const spa_buffer& buffer, std::uint32_t type)
{
    for (std::uint32_t index = 0; index < buffer.n_metas; ++index) {
        const spa_meta& meta = buffer.metas[index];
        if (meta.type == type)
            return meta.data && meta.size >= sizeof(T) ? static_cast<const T*>(meta.data) : nullptr;
    }
    return nullptr;
}

// GStreamer pads the rows of each plane by itself, so that chroma's are not half as long as luma's.
std::ptrdiff_t gstreamerChromaStride(const PwCameraFormat& format, std::size_t bytes)
{
    const auto upTo4 = [](std::ptrdiff_t value) { return (value + 3) & ~std::ptrdiff_t(3); };
    const std::ptrdiff_t width = format.size.width;
    const std::ptrdiff_t height = format.size.height;
    std::ptrdiff_t chroma = 0;
    std::ptrdiff_t all = 0;
    if (format.layout == CameraLayout::I420 || format.layout == CameraLayout::Yv12) {
        chroma = upTo4((width + 1) / 2);
        all = upTo4(width) * ((height + 1) / 2 * 2) + 2 * chroma * ((height + 1) / 2);
    } else if (format.layout == CameraLayout::I422) {
        chroma = upTo4((width + 1) / 2);
        all = (upTo4(width) + 2 * chroma) * height;
    }
    return static_cast<std::size_t>(all) == bytes ? chroma : 0;
}

const spa_pod* offerMode(spa_pod_builder& builder, const CameraMode& mode, bool isRateExact)
{
    const CameraFormat* format = cameraFormat(mode.format);
    if (!format)
        return nullptr;
    spa_rectangle size = SPA_RECTANGLE(static_cast<std::uint32_t>(mode.size.width),
                                       static_cast<std::uint32_t>(mode.size.height));
    spa_fraction rate = SPA_FRACTION(static_cast<std::uint32_t>(mode.rate.numerator()),
                                     static_cast<std::uint32_t>(mode.rate.denominator()));
    spa_fraction none = SPA_FRACTION(0, 1);
    spa_fraction most = SPA_FRACTION(1000, 1);
    const std::uint32_t subtype = format->layout == CameraLayout::Mjpeg  ? SPA_MEDIA_SUBTYPE_mjpg
                                  : format->layout == CameraLayout::H264 ? SPA_MEDIA_SUBTYPE_h264
                                                                         : SPA_MEDIA_SUBTYPE_raw;
    spa_pod_frame object{};
    spa_pod_builder_push_object(&builder, &object, SPA_TYPE_OBJECT_Format, SPA_PARAM_EnumFormat);
    spa_pod_builder_add(&builder, SPA_FORMAT_mediaType, SPA_POD_Id(SPA_MEDIA_TYPE_video),
                        SPA_FORMAT_mediaSubtype, SPA_POD_Id(subtype), 0);
    if (!format->isCompressed) {
        spa_pod_builder_prop(&builder, SPA_FORMAT_VIDEO_format, 0);
        spa_pod_frame choice{};
        spa_pod_builder_push_choice(&builder, &choice, SPA_CHOICE_Enum, 0);
        bool isFirst = true;
        for (const SpaLayout& each : kLayouts) {
            if (each.layout != format->layout)
                continue;
            if (std::exchange(isFirst, false))
                spa_pod_builder_id(&builder, each.format); // the usual one
            spa_pod_builder_id(&builder, each.format);
        }
        spa_pod_builder_pop(&builder, &choice);
    }
    spa_pod_builder_add(&builder, SPA_FORMAT_VIDEO_size, SPA_POD_Rectangle(&size), 0);
    if (isRateExact)
        spa_pod_builder_add(&builder, SPA_FORMAT_VIDEO_framerate, SPA_POD_Fraction(&rate), 0);
    else
        spa_pod_builder_add(&builder, SPA_FORMAT_VIDEO_framerate,
                            SPA_POD_CHOICE_RANGE_Fraction(&rate, &none, &most), 0);
    return asPod(spa_pod_builder_pop(&builder, &object));
}

} // namespace

std::vector<CameraMode> readCameraModes(const spa_pod* format)
{
    std::vector<CameraMode> modes;
    std::uint32_t type = 0;
    std::uint32_t subtype = 0;
    if (!format || spa_format_parse(format, &type, &subtype) < 0 || type != SPA_MEDIA_TYPE_video)
        return modes;
    const std::vector<Size> sizes = sizesOf(format);
    const std::vector<FrameRate> rates = ratesOf(format);
    for (const CameraLayout layout : layoutsOf(format, subtype)) {
        for (const Size& size : sizes) {
            for (const FrameRate& rate : rates)
                modes.push_back({QString::fromLatin1(cameraFormat(layout).token), size, rate});
        }
    }
    return modes;
}

std::optional<PwCameraFormat> readCameraFormat(const spa_pod* format)
{
    std::uint32_t type = 0;
    std::uint32_t subtype = 0;
    if (spa_format_parse(format, &type, &subtype) < 0 || type != SPA_MEDIA_TYPE_video)
        return std::nullopt;
    const std::vector<CameraLayout> layouts = layoutsOf(format, subtype);
    const auto sizes = valuesOf<spa_rectangle>(format, SPA_FORMAT_VIDEO_size, SPA_TYPE_Rectangle).all;
    const auto rates = valuesOf<spa_fraction>(format, SPA_FORMAT_VIDEO_framerate, SPA_TYPE_Fraction).all;
    if (layouts.size() != 1 || sizes.size() != 1 || !isSane(sizes[0]))
        return std::nullopt;
    PwCameraFormat found;
    found.layout = layouts.front();
    found.size = sizeOf(sizes[0]);
    if (!rates.empty())
        found.rate = rateOf(rates[0]);
    spa_video_info_raw raw{};
    if (subtype != SPA_MEDIA_SUBTYPE_raw || spa_format_video_raw_parse(format, &raw) < 0)
        return found;
    if (!pixelFormatInfo(cameraFormat(found.layout).picture).isYuv) {
        found.isColourKnown = true; // as screens
    } else {
        found.isColourKnown = raw.color_matrix != SPA_VIDEO_COLOR_MATRIX_UNKNOWN;
        found.colour = colourOf(raw);
    }
    return found;
}

std::uint32_t offerCameraMode(spa_pod_builder& builder, const CameraMode& mode,
                              std::array<const spa_pod*, 4>& params)
{
    std::uint32_t count = 0;
    for (const bool isRateExact : {true, false}) {
        if (const spa_pod* offer = offerMode(builder, mode, isRateExact))
            params[count++] = offer;
    }
    return count;
}

std::uint32_t describeCameraBuffers(spa_pod_builder& builder, const PwCameraFormat& format,
                                    std::array<const spa_pod*, 4>& params)
{
    constexpr int kMemory = 1 << SPA_DATA_MemPtr | 1 << SPA_DATA_MemFd | 1 << SPA_DATA_DmaBuf;
    spa_pod_frame object{};
    spa_pod_builder_push_object(&builder, &object, SPA_TYPE_OBJECT_ParamBuffers, SPA_PARAM_Buffers);
    spa_pod_builder_add(&builder, SPA_PARAM_BUFFERS_buffers,
                        SPA_POD_CHOICE_RANGE_Int(kBuffers, kFewestBuffers, kMostBuffers),
                        SPA_PARAM_BUFFERS_dataType, SPA_POD_CHOICE_FLAGS_Int(kMemory), 0);
    // Some makers of compressed pictures take what they are asked for, and take it for enough.
    if (cameraFormat(format.layout).isCompressed)
        spa_pod_builder_add(
            &builder, SPA_PARAM_BUFFERS_size,
            SPA_POD_CHOICE_RANGE_Int(format.size.width * format.size.height * 2, 1, INT32_MAX), 0);
    params[0] = asPod(spa_pod_builder_pop(&builder, &object));
    params[1] = asPod(spa_pod_builder_add_object(&builder, SPA_TYPE_OBJECT_ParamMeta, SPA_PARAM_Meta,
                                                 SPA_PARAM_META_type, SPA_POD_Id(SPA_META_Header),
                                                 SPA_PARAM_META_size, SPA_POD_Int(sizeof(spa_meta_header))));
    return 2;
}

PwCameraFrame readCameraFrame(const spa_buffer& buffer, const PwCameraFormat& format)
{
    PwCameraFrame frame;
    if (const auto* header = metaOf<spa_meta_header>(buffer, SPA_META_Header)) {
        if ((header->flags & SPA_META_HEADER_FLAG_CORRUPTED) != 0)
            return frame;
        if (header->pts > 0)
            frame.captured = Timestamp(Duration(header->pts));
        if (header->seq != UINT64_MAX)
            frame.sequence = header->seq;
    }
    const std::uint32_t blocks = std::min(buffer.n_datas, kMostBlocks);
    for (std::uint32_t block = 0; block < blocks; ++block) {
        const spa_data& data = buffer.datas[block];
        if (!data.data || !data.chunk || (data.chunk->flags & SPA_CHUNK_FLAG_CORRUPTED) != 0)
            return frame;
        const std::uint32_t offset = std::min(data.chunk->offset, data.maxsize);
        const std::uint32_t bytes = std::min(data.chunk->size, data.maxsize - offset);
        if (bytes == 0)
            return frame;
        CameraMemory& memory = frame.memory[block];
        memory.data = static_cast<const std::uint8_t*>(data.data) + offset;
        memory.bytes = bytes;
        memory.stride = std::max(0, data.chunk->stride);
    }
    frame.pieces = blocks;
    if (blocks == 1)
        frame.memory[0].chromaStride = gstreamerChromaStride(format, frame.memory[0].bytes);
    return frame;
}

} // namespace reelout
