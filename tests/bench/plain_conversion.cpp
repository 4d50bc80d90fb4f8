// SPDX-License-Identifier: GPL-3.0-or-later
#include "plain_conversion.h"

#include "image/components.h"
#include "image/yuv_matrix.h"

#include <cmath>
#include <vector>

namespace reelout::bench {

namespace {

float toLinear(float code)
{
    return code <= 0.04045F ? code / 12.92F : std::pow((code + 0.055F) / 1.055F, 2.4F);
}

float toCode(float light)
{
    return light <= 0.0031308F ? 12.92F * light : 1.055F * std::pow(light, 1.0F / 2.4F) - 0.055F;
}

std::vector<float> plainRow(const Picture& picture, int y)
{
    const FormatLayout layout = formatLayout(picture.format);
    const bool isYuv = pixelFormatInfo(picture.format).isYuv;
    const YuvCodes codes = isYuv ? yuvCodes(picture.colour.range, layout.bits) : YuvCodes{};
    const auto width = static_cast<std::size_t>(picture.size.width);
    std::vector<float> rgba(4 * width, 1.0F);
    std::vector<float> samples(width);
    for (std::size_t i = 0; i < static_cast<std::size_t>(layout.count); ++i) {
        const ComponentLayout& component = layout.components[i];
        double scale = 1.0 / layout.fullScale;
        double bias = 0.0;
        if (isYuv && i < 3) {
            scale = 1.0 / (i == 0 ? codes.lumaRange : codes.chromaRange);
            bias = i == 0 ? codes.lumaOffset : codes.chromaOffset;
        }
        readSamples(picture, component, y >> component.log2Height,
                    componentSize(component, picture.size).width, static_cast<float>(scale),
                    static_cast<float>(bias), samples.data(), 1);
        for (std::size_t x = 0; x < width; ++x)
            rgba[4 * x + i] = samples[x >> component.log2Width];
    }
    if (!isYuv)
        return rgba;
    const LumaWeights weights = lumaWeights(picture.colour.matrix);
    for (std::size_t x = 0; x < width; ++x) {
        float* p = &rgba[4 * x];
        const double luma = p[0];
        const double blue = luma + 2.0 * (1.0 - weights.blue) * double(p[1]);
        const double red = luma + 2.0 * (1.0 - weights.red) * double(p[2]);
        p[1] = static_cast<float>((luma - weights.blue * blue - weights.red * red) / weights.green());
        p[0] = static_cast<float>(red);
        p[2] = static_cast<float>(blue);
    }
    return rgba;
}

void write(const std::vector<float>& rgba, int y, Picture& picture)
{
    const FormatLayout layout = formatLayout(picture.format);
    const bool isYuv = pixelFormatInfo(picture.format).isYuv;
    const YuvCodes codes = isYuv ? yuvCodes(picture.colour.range, layout.bits) : YuvCodes{};
    const LumaWeights weights = lumaWeights(isYuv ? picture.colour.matrix : ColourMatrix::Bt709);
    const auto maximum = static_cast<float>(std::ldexp(1.0, layout.bits) - 1.0);
    std::vector<float> samples(static_cast<std::size_t>(picture.size.width));
    for (std::size_t i = 0; i < static_cast<std::size_t>(layout.count); ++i) {
        const ComponentLayout& component = layout.components[i];
        if ((y >> component.log2Height) << component.log2Height != y)
            continue;
        const auto columns = static_cast<std::size_t>(componentSize(component, picture.size).width);
        for (std::size_t x = 0; x < columns; ++x) {
            const float* p = &rgba[4 * (x << component.log2Width)];
            const double luma =
                weights.red * double(p[0]) + weights.green() * double(p[1]) + weights.blue * double(p[2]);
            samples[x] = p[i];
            if (isYuv && i == 0)
                samples[x] = static_cast<float>(luma);
            else if (isYuv && i == 1)
                samples[x] = static_cast<float>((double(p[2]) - luma) / (2.0 * (1.0 - weights.blue)));
            else if (isYuv && i == 2)
                samples[x] = static_cast<float>((double(p[0]) - luma) / (2.0 * (1.0 - weights.red)));
        }
        double scale = layout.fullScale;
        double bias = 0.0;
        if (isYuv && i < 3) {
            scale = i == 0 ? codes.lumaRange : codes.chromaRange;
            bias = i == 0 ? codes.lumaOffset : codes.chromaOffset;
        }
        writeSamples(picture, component, y >> component.log2Height, static_cast<int>(columns), samples.data(),
                     1, static_cast<float>(scale), static_cast<float>(bias), maximum);
    }
}

} // namespace

void convertPlainly(const Picture& source, Picture& target)
{
    const bool isLinear = source.colour.transfer == ColourTransfer::Linear;
    const bool becomesLinear = target.colour.transfer == ColourTransfer::Linear;
    for (int y = 0; y < target.size.height; ++y) {
        std::vector<float> rgba = plainRow(source, y);
        for (std::size_t i = 0; isLinear != becomesLinear && i < rgba.size(); ++i) {
            if (i % 4 != 3)
                rgba[i] = isLinear ? toCode(rgba[i]) : toLinear(rgba[i]);
        }
        write(rgba, y, target);
    }
}

} // namespace reelout::bench
