// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/components.h"

#include "media/half_float.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace reelout {

// The byte tricks of this folder, and the formats themselves, mean little-endian memory.
static_assert(std::endian::native == std::endian::little);

namespace {

FormatLayout packed(std::initializer_list<int> offsets, int step, SampleType type, int bits)
{
    FormatLayout layout;
    for (const int offset : offsets)
        layout.components[static_cast<std::size_t>(layout.count++)] = {0, offset, step, type, 0, 0, 0};
    layout.bits = bits;
    const bool isFloat = type == SampleType::F16 || type == SampleType::F32;
    layout.fullScale = isFloat ? 1.0 : std::ldexp(1.0, bits) - 1.0;
    return layout;
}

FormatLayout planar(const PixelFormatInfo& info, std::initializer_list<int> planes)
{
    const SampleType type = info.bitsPerComponent > 8 ? SampleType::U16 : SampleType::U8;
    const int step = type == SampleType::U16 ? 2 : 1;
    FormatLayout layout = packed({}, step, type, info.bitsPerComponent);
    for (const int plane : planes) {
        ComponentLayout component{plane, 0, step, type, 0, 0, 0};
        if (info.isYuv && (plane == 1 || plane == 2)) {
            component.log2Width = info.log2ChromaWidth;
            component.log2Height = info.log2ChromaHeight;
        }
        layout.components[static_cast<std::size_t>(layout.count++)] = component;
    }
    return layout;
}

FormatLayout semiPlanar(const PixelFormatInfo& info, int leftShift)
{
    FormatLayout layout = planar(info, {0, 1, 1});
    for (ComponentLayout& component : layout.components)
        component.leftShift = leftShift;
    layout.components[1].step *= 2;
    layout.components[2].step *= 2;
    layout.components[2].offset = layout.components[0].step;
    return layout;
}

FormatLayout yuyv()
{
    FormatLayout layout = packed({0, 1, 3}, 4, SampleType::U8, 8);
    layout.components[0].step = 2;
    layout.components[1].log2Width = 1;
    layout.components[2].log2Width = 1;
    return layout;
}

template <typename T>
T load(const std::uint8_t* p)
{
    T value;
    std::memcpy(&value, p, sizeof value);
    return value;
}

template <typename T>
void save(std::uint8_t* p, T value)
{
    std::memcpy(p, &value, sizeof value);
}

/// Code of a sample; NaN and negatives become 0.
std::uint32_t codeOf(float value, float maximum)
{
    if (!(value > 0.0F))
        return 0;
    return static_cast<std::uint32_t>(std::min(value + 0.5F, maximum));
}

/// The float 0.49999997 plus 0.5 rounds up to 1 in float; 16-bit codes need the wider sum.
std::uint32_t wideCodeOf(float value, float maximum)
{
    if (!(value > 0.0F))
        return 0;
    return static_cast<std::uint32_t>(std::min(double(value) + 0.5, double(maximum)));
}

} // namespace

FormatLayout formatLayout(PixelFormat format)
{
    const PixelFormatInfo& info = pixelFormatInfo(format);
    switch (format) {
    case PixelFormat::None:
        return {};
    case PixelFormat::Bgra8:
        return packed({2, 1, 0, 3}, 4, SampleType::U8, 8);
    case PixelFormat::Bgrx8:
        return packed({2, 1, 0}, 4, SampleType::U8, 8);
    case PixelFormat::Rgba8:
        return packed({0, 1, 2, 3}, 4, SampleType::U8, 8);
    case PixelFormat::Rgb8:
        return packed({0, 1, 2}, 3, SampleType::U8, 8);
    case PixelFormat::Argb8:
        return packed({1, 2, 3, 0}, 4, SampleType::U8, 8);
    case PixelFormat::Rgba16:
        return packed({0, 2, 4, 6}, 8, SampleType::U16, 16);
    case PixelFormat::RgbaF16:
        return packed({0, 2, 4, 6}, 8, SampleType::F16, 16);
    case PixelFormat::RgbaF32:
        return packed({0, 4, 8, 12}, 16, SampleType::F32, 32);
    case PixelFormat::Gray8:
        return packed({0}, 1, SampleType::U8, 8);
    case PixelFormat::Gray16:
        return packed({0}, 2, SampleType::U16, 16);
    case PixelFormat::GrayF32:
        return packed({0}, 4, SampleType::F32, 32);
    case PixelFormat::Nv12:
        return semiPlanar(info, 0);
    case PixelFormat::P010:
        return semiPlanar(info, 6);
    case PixelFormat::Yuyv8:
        return yuyv();
    case PixelFormat::Yuv420p8:
    case PixelFormat::Yuv422p8:
    case PixelFormat::Yuv444p8:
    case PixelFormat::Yuv420p10:
    case PixelFormat::Yuv422p10:
    case PixelFormat::Yuv444p10:
    case PixelFormat::Yuv420p12:
    case PixelFormat::Yuv422p12:
    case PixelFormat::Yuv444p12:
        return planar(info, {0, 1, 2});
    case PixelFormat::Yuva420p8:
    case PixelFormat::Yuva444p10:
    case PixelFormat::Yuva444p12:
        return planar(info, {0, 1, 2, 3});
    case PixelFormat::Gbrp8:
    case PixelFormat::Gbrp10:
    case PixelFormat::Gbrp12:
    case PixelFormat::Gbrp16:
        return planar(info, {2, 0, 1});
    case PixelFormat::Gbrap8:
    case PixelFormat::Gbrap10:
    case PixelFormat::Gbrap12:
    case PixelFormat::Gbrap16:
        return planar(info, {2, 0, 1, 3});
    }
    return {};
}

Size componentSize(const ComponentLayout& component, Size size)
{
    return {(size.width + (1 << component.log2Width) - 1) >> component.log2Width,
            (size.height + (1 << component.log2Height) - 1) >> component.log2Height};
}

void readSamples(const Picture& picture, const ComponentLayout& component, int y, int count, float scale,
                 float bias, float* out, int outStep)
{
    const std::uint8_t* in = picture.row(component.plane, y) + component.offset;
    const std::ptrdiff_t step = component.step;
    switch (component.type) {
    case SampleType::U8:
        for (std::ptrdiff_t i = 0; i < count; ++i)
            out[i * outStep] = (static_cast<float>(in[i * step]) - bias) * scale;
        break;
    case SampleType::U16:
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            const int code = load<std::uint16_t>(in + i * step) >> component.leftShift;
            out[i * outStep] = (static_cast<float>(code) - bias) * scale;
        }
        break;
    case SampleType::F16:
        for (std::ptrdiff_t i = 0; i < count; ++i)
            out[i * outStep] = (halfToFloat(load<std::uint16_t>(in + i * step)) - bias) * scale;
        break;
    case SampleType::F32:
        for (std::ptrdiff_t i = 0; i < count; ++i)
            out[i * outStep] = (load<float>(in + i * step) - bias) * scale;
        break;
    }
}

void writeSamples(Picture& picture, const ComponentLayout& component, int y, int count, const float* in,
                  int inStep, float scale, float bias, float maximum)
{
    std::uint8_t* out = picture.row(component.plane, y) + component.offset;
    const std::ptrdiff_t step = component.step;
    switch (component.type) {
    case SampleType::U8:
        for (std::ptrdiff_t i = 0; i < count; ++i)
            out[i * step] = static_cast<std::uint8_t>(codeOf(in[i * inStep] * scale + bias, maximum));
        break;
    case SampleType::U16:
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            const std::uint32_t code = wideCodeOf(in[i * inStep] * scale + bias, maximum);
            save(out + i * step, static_cast<std::uint16_t>(code << component.leftShift));
        }
        break;
    case SampleType::F16:
        for (std::ptrdiff_t i = 0; i < count; ++i)
            save(out + i * step, floatToHalf(in[i * inStep] * scale + bias));
        break;
    case SampleType::F32:
        for (std::ptrdiff_t i = 0; i < count; ++i)
            save(out + i * step, in[i * inStep] * scale + bias);
        break;
    }
}

} // namespace reelout
