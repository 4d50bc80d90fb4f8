// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/pixel_probe.h"

#include "image/components.h"
#include "image/yuv_matrix.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

using Channels = StorageFormat::Channels;
using Depth = StorageFormat::Depth;
using Component = PixelValues::Component;

QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}

double sampleAt(const Picture& picture, const ComponentLayout& component, int x, int y)
{
    // One sample at the component's own place: the row reader wants a count from the row's start.
    ComponentLayout moved = component;
    moved.offset += component.step * (x >> component.log2Width);
    float value = 0.0F;
    readSamples(picture, moved, y >> component.log2Height, 1, 1.0F, 0.0F, &value, 1);
    return value;
}

std::array<int, 3> rgbOf(const Picture& picture, const std::vector<Component>& yuv, int bits)
{
    const ColourSpec colour = yuvColour(picture.colour);
    const YuvCodes codes = yuvCodes(colour.range, bits);
    const LumaWeights weights = lumaWeights(colour.matrix);
    const double luma = (yuv[0].value - codes.lumaOffset) / codes.lumaRange;
    const double cb = (yuv[1].value - codes.chromaOffset) / codes.chromaRange;
    const double cr = (yuv[2].value - codes.chromaOffset) / codes.chromaRange;
    const double red = luma + 2.0 * (1.0 - weights.red) * cr;
    const double blue = luma + 2.0 * (1.0 - weights.blue) * cb;
    const double green = (luma - weights.red * red - weights.blue * blue) / weights.green();
    const auto code = [&](double value) { return static_cast<int>(std::lround(value * codes.maximum)); };
    return {code(red), code(green), code(blue)};
}

/// The greatest code of a channel that is stored in whole numbers; 0 for floats.
int greatestCode(const StorageFormat& storage, bool isAlpha)
{
    switch (storage.depth) {
    case Depth::Fixed8:
    case Depth::Srgb8:
        return 255;
    case Depth::Rgb10A2:
        return isAlpha ? 3 : 1023;
    case Depth::Fixed16:
        return 65535;
    case Depth::Float11:
    case Depth::Float16:
    case Depth::Float32:
        break;
    }
    return 0;
}

/// The channels a Pixel Format stores, out of R, G, B, A.
std::vector<Component> storedChannels(const StorageFormat& storage, const std::vector<Component>& rgba)
{
    switch (storage.channels) {
    case Channels::Rgb:
        return {rgba[0], rgba[1], rgba[2]};
    case Channels::Rg:
        return {rgba[0], rgba[1]};
    case Channels::Mono:
        return {{"Y", rgba[0].value}};
    case Channels::MonoAlpha:
        return {{"Y", rgba[0].value}, rgba[3]};
    case Channels::Alpha:
        return {{"A", rgba[0].value}};
    case Channels::Rgba:
        break;
    }
    return rgba;
}

void interpretStorage(const StorageFormat& storage, double fullScale, PixelValues& values)
{
    if (values.components.size() == 3)
        values.components.push_back({"A", fullScale});
    if (values.components.size() == 4)
        values.components = storedChannels(storage, values.components);
    values.isFloat = storage.isFloat();
    values.digits = 1;
    for (Component& each : values.components) {
        const bool isAlpha = each.name[0] == 'A' && storage.channels == Channels::Rgba;
        const int greatest = greatestCode(storage, isAlpha);
        if (greatest == 0)
            continue;
        each.value = std::round(each.value / fullScale * greatest);
        values.digits = std::max(values.digits, static_cast<int>(QString::number(greatest).size()));
    }
}

} // namespace

PixelValues readPixel(const Picture& picture, int x, int y, const std::optional<StorageFormat>& storage)
{
    const FormatLayout layout = formatLayout(picture.format);
    const PixelFormatInfo& info = pixelFormatInfo(picture.format);
    PixelValues values;
    values.isFloat = info.isFloat;
    values.digits = static_cast<int>(QString::number(static_cast<int>(layout.fullScale)).size());
    constexpr const char* kRgb[] = {"R", "G", "B", "A"};
    constexpr const char* kYuv[] = {"Y", "Cb", "Cr", "A"};
    for (int index = 0; index < layout.count; ++index) {
        const auto at = static_cast<std::size_t>(index);
        const char* name = info.isYuv ? kYuv[at] : layout.count == 1 ? "Y" : kRgb[at];
        values.components.push_back({name, sampleAt(picture, layout.components[at], x, y)});
    }
    if (info.isYuv)
        values.rgb = rgbOf(picture, values.components, layout.bits);
    if (storage && !info.isYuv)
        interpretStorage(*storage, layout.fullScale, values);
    return values;
}

QString pixelText(const PixelValues& values)
{
    constexpr QChar kFigureSpace(0x2007);
    const auto number = [&](double value) {
        if (values.isFloat) {
            const QString text = std::isfinite(value) && std::abs(value) >= 1e5
                                     ? QString::number(value, 'g', 5)
                                     : QString::number(value, 'f', 4);
            return text.rightJustified(8, kFigureSpace);
        }
        return QString::number(std::lround(value)).rightJustified(values.digits, kFigureSpace);
    };
    QStringList parts;
    for (const Component& each : values.components)
        parts += QLatin1String(each.name) + kFigureSpace + number(each.value);
    QString text = parts.join(QLatin1String("  "));
    if (values.rgb) {
        constexpr const char* kNames[] = {"R", "G", "B"};
        text += QLatin1String("  →");
        for (std::size_t index = 0; index < 3; ++index)
            text += QLatin1String("  ") + QLatin1String(kNames[index]) + kFigureSpace +
                    QString::number((*values.rgb)[index]).rightJustified(values.digits + 1, kFigureSpace);
    }
    return text;
}

QString formatText(PixelFormat format, const ColourSpec& colour)
{
    const PixelFormatInfo& info = pixelFormatInfo(format);
    const FormatLayout layout = formatLayout(format);
    const QString depth =
        info.isFloat ? tr("%1-bit float").arg(layout.bits) : tr("%1-bit").arg(info.bitsPerComponent);
    if (!info.isYuv) {
        const QString channels = layout.count == 1 ? tr("grey") : info.hasAlpha ? tr("RGBA") : tr("RGB");
        const QString light =
            colour.transfer == ColourTransfer::Linear ? QStringLiteral(", ") + tr("linear") : QString();
        return QStringLiteral("%1 %2%3").arg(depth, channels, light);
    }
    const QString sampling = info.log2ChromaHeight == 1  ? QStringLiteral("4:2:0")
                             : info.log2ChromaWidth == 1 ? QStringLiteral("4:2:2")
                                                         : QStringLiteral("4:4:4");
    const ColourSpec meant = yuvColour(colour);
    return QStringLiteral("%1 Y'CbCr%2 %3, %4 %5")
        .arg(depth, info.hasAlpha ? QStringLiteral("A") : QString(), sampling,
             meant.matrix == ColourMatrix::Bt601 ? QStringLiteral("BT.601") : QStringLiteral("BT.709"),
             meant.range == ColourRange::Full ? tr("full") : tr("limited"));
}

} // namespace reelout
