// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_video_format.h"

#include <spa/buffer/buffer.h>
#include <spa/buffer/meta.h>
#include <spa/param/buffers.h>
#include <spa/param/video/format-utils.h>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr std::uint32_t kLongestSide = 16384;
constexpr int kFewestBuffers = 4;
constexpr int kBuffers = 8;
constexpr int kMostBuffers = 16;
constexpr int kDamageRects = 16;
constexpr int kSmallestCursor = 64;
constexpr int kBiggestCursor = 512;

int cursorBytes(int side)
{
    return static_cast<int>(sizeof(spa_meta_cursor) + sizeof(spa_meta_bitmap)) + side * side * 4;
}

const spa_pod* asPod(void* pod)
{
    return static_cast<const spa_pod*>(pod);
}

} // namespace

namespace {

// The format's object; `modifiers` empty = ordinary memory.
const spa_pod* offerFormat(spa_pod_builder& builder, FrameRate rate,
                           const std::vector<std::uint64_t>& modifiers)
{
    spa_rectangle usual = SPA_RECTANGLE(1920, 1080);
    spa_rectangle smallest = SPA_RECTANGLE(1, 1);
    spa_rectangle biggest = SPA_RECTANGLE(kLongestSide, kLongestSide);
    const auto most = static_cast<std::uint32_t>(std::max(1.0, std::ceil(rate.toDouble())));
    // 0 means "whenever something changes", which is what screens do.
    spa_fraction variable = SPA_FRACTION(0, 1);
    spa_fraction limit = SPA_FRACTION(most, 1);
    spa_fraction none = SPA_FRACTION(1, 1);
    spa_pod_frame object{};
    spa_pod_builder_push_object(&builder, &object, SPA_TYPE_OBJECT_Format, SPA_PARAM_EnumFormat);
    spa_pod_builder_add(&builder, SPA_FORMAT_mediaType, SPA_POD_Id(SPA_MEDIA_TYPE_video),
                        SPA_FORMAT_mediaSubtype, SPA_POD_Id(SPA_MEDIA_SUBTYPE_raw), SPA_FORMAT_VIDEO_format,
                        SPA_POD_CHOICE_ENUM_Id(5, SPA_VIDEO_FORMAT_BGRx, SPA_VIDEO_FORMAT_BGRx,
                                               SPA_VIDEO_FORMAT_BGRA, SPA_VIDEO_FORMAT_RGBx,
                                               SPA_VIDEO_FORMAT_RGBA),
                        0);
    if (!modifiers.empty()) {
        spa_pod_frame choice{};
        const bool isChoice = modifiers.size() > 1;
        spa_pod_builder_prop(&builder, SPA_FORMAT_VIDEO_modifier,
                             SPA_POD_PROP_FLAG_MANDATORY | (isChoice ? SPA_POD_PROP_FLAG_DONT_FIXATE : 0U));
        if (isChoice) {
            spa_pod_builder_push_choice(&builder, &choice, SPA_CHOICE_Enum, 0);
            spa_pod_builder_long(&builder, static_cast<std::int64_t>(modifiers.front())); // the usual one
        }
        for (const std::uint64_t modifier : modifiers)
            spa_pod_builder_long(&builder, static_cast<std::int64_t>(modifier));
        if (isChoice)
            spa_pod_builder_pop(&builder, &choice);
    }
    spa_pod_builder_add(
        &builder, SPA_FORMAT_VIDEO_size, SPA_POD_CHOICE_RANGE_Rectangle(&usual, &smallest, &biggest),
        SPA_FORMAT_VIDEO_framerate, SPA_POD_CHOICE_RANGE_Fraction(&variable, &variable, &limit),
        SPA_FORMAT_VIDEO_maxFramerate, SPA_POD_CHOICE_RANGE_Fraction(&limit, &none, &limit), 0);
    return asPod(spa_pod_builder_pop(&builder, &object));
}

} // namespace

std::uint32_t offerFormats(spa_pod_builder& builder, FrameRate rate,
                           const std::vector<std::uint64_t>& modifiers, std::array<const spa_pod*, 4>& params)
{
    params[0] = offerFormat(builder, rate, {});
    if (modifiers.empty())
        return 1;
    params[1] = offerFormat(builder, rate, modifiers);
    return 2;
}

std::optional<PwVideoFormat> readFormat(const spa_pod* format)
{
    std::uint32_t mediaType = 0;
    std::uint32_t mediaSubtype = 0;
    if (spa_format_parse(format, &mediaType, &mediaSubtype) < 0 || mediaType != SPA_MEDIA_TYPE_video ||
        mediaSubtype != SPA_MEDIA_SUBTYPE_raw)
        return std::nullopt;
    spa_video_info_raw raw{};
    if (spa_format_video_raw_parse(format, &raw) < 0 || raw.size.width == 0 || raw.size.height == 0 ||
        raw.size.width > kLongestSide || raw.size.height > kLongestSide)
        return std::nullopt;
    PwVideoFormat found;
    found.isDmabuf = spa_pod_find_prop(format, nullptr, SPA_FORMAT_VIDEO_modifier) != nullptr;
    found.size = {static_cast<int>(raw.size.width), static_cast<int>(raw.size.height)};
    switch (raw.format) {
    case SPA_VIDEO_FORMAT_BGRx:
    case SPA_VIDEO_FORMAT_BGRA:
        found.layout = PwVideoFormat::Layout::Bgrx8;
        return found;
    case SPA_VIDEO_FORMAT_RGBx:
    case SPA_VIDEO_FORMAT_RGBA:
        found.layout = PwVideoFormat::Layout::Rgbx8;
        return found;
    default:
        return std::nullopt;
    }
}

std::uint32_t describeBuffers(spa_pod_builder& builder, const PwVideoFormat& format, bool withCursor,
                              std::array<const spa_pod*, 4>& params)
{
    const int stride = format.size.width * 4;
    std::uint32_t count = 0;
    params[count++] = asPod(spa_pod_builder_add_object(
        &builder, SPA_TYPE_OBJECT_ParamBuffers, SPA_PARAM_Buffers, SPA_PARAM_BUFFERS_buffers,
        SPA_POD_CHOICE_RANGE_Int(kBuffers, kFewestBuffers, kMostBuffers), SPA_PARAM_BUFFERS_blocks,
        SPA_POD_Int(1), SPA_PARAM_BUFFERS_size,
        SPA_POD_CHOICE_RANGE_Int(stride * format.size.height, 0, INT32_MAX), SPA_PARAM_BUFFERS_dataType,
        SPA_POD_CHOICE_FLAGS_Int(format.isDmabuf ? 1 << SPA_DATA_DmaBuf
                                                 : (1 << SPA_DATA_MemPtr) | (1 << SPA_DATA_MemFd))));
    params[count++] = asPod(spa_pod_builder_add_object(
        &builder, SPA_TYPE_OBJECT_ParamMeta, SPA_PARAM_Meta, SPA_PARAM_META_type, SPA_POD_Id(SPA_META_Header),
        SPA_PARAM_META_size, SPA_POD_Int(sizeof(spa_meta_header))));
    params[count++] = asPod(spa_pod_builder_add_object(
        &builder, SPA_TYPE_OBJECT_ParamMeta, SPA_PARAM_Meta, SPA_PARAM_META_type,
        SPA_POD_Id(SPA_META_VideoDamage), SPA_PARAM_META_size,
        SPA_POD_CHOICE_RANGE_Int(kDamageRects * static_cast<int>(sizeof(spa_meta_region)),
                                 static_cast<int>(sizeof(spa_meta_region)),
                                 kDamageRects * static_cast<int>(sizeof(spa_meta_region)))));
    if (withCursor)
        params[count++] = asPod(
            spa_pod_builder_add_object(&builder, SPA_TYPE_OBJECT_ParamMeta, SPA_PARAM_Meta,
                                       SPA_PARAM_META_type, SPA_POD_Id(SPA_META_Cursor), SPA_PARAM_META_size,
                                       SPA_POD_CHOICE_RANGE_Int(cursorBytes(kSmallestCursor), cursorBytes(1),
                                                                cursorBytes(kBiggestCursor))));
    return count;
}

} // namespace reelout
