// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/still_layout.h"

#include "media/storage_format.h"

namespace reelout {

namespace {

StillChannels channelsOf(StorageFormat::Channels channels)
{
    switch (channels) {
    case StorageFormat::Channels::Rgba:
        return StillChannels::Rgba;
    case StorageFormat::Channels::Rgb:
        return StillChannels::Rgb;
    case StorageFormat::Channels::Mono:
        return StillChannels::Mono;
    case StorageFormat::Channels::Rg:
        return StillChannels::Rg;
    case StorageFormat::Channels::Alpha:
        return StillChannels::Alpha;
    case StorageFormat::Channels::MonoAlpha:
        break;
    }
    return StillChannels::MonoAlpha;
}

StillSample sampleOf(StorageFormat::Depth depth)
{
    switch (depth) {
    case StorageFormat::Depth::Fixed8:
    case StorageFormat::Depth::Srgb8:
        return StillSample::Bits8;
    case StorageFormat::Depth::Fixed16:
        return StillSample::Bits16;
    case StorageFormat::Depth::Rgb10A2:
        return StillSample::Bits10;
    case StorageFormat::Depth::Float11:
        return StillSample::Float11;
    case StorageFormat::Depth::Float16:
        return StillSample::Half;
    case StorageFormat::Depth::Float32:
        break;
    }
    return StillSample::Float;
}

StillLayout layoutOf(PixelFormat input)
{
    if (input == PixelFormat::None)
        return {};
    const PixelFormatInfo& info = pixelFormatInfo(input);
    StillLayout layout;
    if (info.isFloat)
        layout.sample = info.bitsPerComponent > 16 ? StillSample::Float : StillSample::Half;
    else if (info.bitsPerComponent > 8)
        layout.sample = StillSample::Bits16;
    const bool isGray =
        input == PixelFormat::Gray8 || input == PixelFormat::Gray16 || input == PixelFormat::GrayF32;
    layout.channels = isGray ? StillChannels::Mono : info.hasAlpha ? StillChannels::Rgba : StillChannels::Rgb;
    return layout;
}

/// What Pixel Format asks for, whatever the file type.
StillLayout wantedLayout(const StillSpec& spec)
{
    const std::optional<StorageFormat> storage = storageFormat(spec.pixelFormat);
    if (!storage)
        return layoutOf(spec.inputFormat);
    return {channelsOf(storage->channels), sampleOf(storage->depth),
            storage->depth == StorageFormat::Depth::Srgb8};
}

/// Channels for file types that know colour and grey, each with or without alpha.
StillChannels common(StillChannels channels)
{
    if (channels == StillChannels::Rg)
        return StillChannels::Rgb;
    return channels == StillChannels::Alpha ? StillChannels::Mono : channels;
}

StillChannels coloured(const StillLayout& layout)
{
    return layout.hasAlpha() ? StillChannels::Rgba : StillChannels::Rgb;
}

StillSample wholeNumber(StillSample sample)
{
    return sample == StillSample::Bits8 ? StillSample::Bits8 : StillSample::Bits16;
}

/// TIFF programs know 32-bit floats; half ones are for specialists.
StillSample tiffSample(const StillLayout& layout)
{
    return layout.isFloat() ? StillSample::Float : wholeNumber(layout.sample);
}

/// A half holds 8 bits of sRGB and 10 bits in linear light; 16 bits take a float.
StillSample exrSample(StillSample sample)
{
    return sample == StillSample::Float || sample == StillSample::Bits16 ? StillSample::Float
                                                                         : StillSample::Half;
}

StillLayout blockLayout(const QString& compression, StillLayout layout)
{
    if (compression == QLatin1String("bc6h"))
        return {StillChannels::Rgb, StillSample::Half, false};
    layout.sample = StillSample::Bits8;
    if (compression == QLatin1String("bc4"))
        layout.channels =
            layout.channels == StillChannels::Alpha ? StillChannels::Alpha : StillChannels::Mono;
    else if (compression == QLatin1String("bc5"))
        layout.channels =
            layout.channels == StillChannels::MonoAlpha ? StillChannels::MonoAlpha : StillChannels::Rg;
    else
        layout.channels = compression == QLatin1String("bc1") ? StillChannels::Rgb : coloured(layout);
    return layout;
}

/// Textures come in all sample types, but not in all sets of channels.
StillLayout textureLayout(StillLayout layout)
{
    if (layout.channels == StillChannels::MonoAlpha)
        layout.channels = StillChannels::Rgba;
    if (layout.channels == StillChannels::Alpha && layout.sample != StillSample::Bits8)
        layout.channels = StillChannels::Mono;
    const bool hasThree = layout.sample == StillSample::Float || layout.sample == StillSample::Float11;
    if (layout.channels == StillChannels::Rgb && !hasThree)
        layout.channels = StillChannels::Rgba;
    return layout;
}

} // namespace

bool StillLayout::hasAlpha() const
{
    return channels == StillChannels::Rgba || channels == StillChannels::MonoAlpha;
}

int StillLayout::channelCount() const
{
    switch (channels) {
    case StillChannels::Rgba:
        return 4;
    case StillChannels::Rgb:
        return 3;
    case StillChannels::MonoAlpha:
    case StillChannels::Rg:
        return 2;
    case StillChannels::Mono:
    case StillChannels::Alpha:
        break;
    }
    return 1;
}

StillLayout stillLayout(const StillSpec& spec)
{
    StillLayout layout = wantedLayout(spec);
    const QString& type = spec.type;
    if (type == QLatin1String("dds"))
        return spec.ddsCompression == QLatin1String("none") ? textureLayout(layout)
                                                            : blockLayout(spec.ddsCompression, layout);
    layout.isSrgbTexture = false;
    if (type == QLatin1String("exr")) {
        layout.sample = exrSample(layout.sample);
    } else if (type == QLatin1String("hdr")) {
        layout = {StillChannels::Rgb, StillSample::Float, false};
    } else if (type == QLatin1String("tiff")) {
        layout = {common(layout.channels), tiffSample(layout), false};
    } else if (type == QLatin1String("png")) {
        layout = {common(layout.channels), wholeNumber(layout.sample), false};
    } else if (type == QLatin1String("jpeg")) {
        const bool isGray = layout.channels == StillChannels::Mono ||
                            layout.channels == StillChannels::Alpha ||
                            layout.channels == StillChannels::MonoAlpha;
        layout = {isGray ? StillChannels::Mono : StillChannels::Rgb, StillSample::Bits8, false};
    } else {
        layout = {coloured(layout), StillSample::Bits8, false};
    }
    return layout;
}

PixelFormat stillPictureFormat(const StillSpec& spec)
{
    const StillLayout layout = stillLayout(spec);
    switch (layout.sample) {
    case StillSample::Bits8:
        // What screens deliver: nothing has to be converted.
        return layout.hasAlpha() ? PixelFormat::Bgra8 : PixelFormat::Bgrx8;
    case StillSample::Bits10:
    case StillSample::Bits16:
        return PixelFormat::Rgba16;
    case StillSample::Float11:
    case StillSample::Half:
        return PixelFormat::RgbaF16;
    case StillSample::Float:
        break;
    }
    return PixelFormat::RgbaF32;
}

ColourSpec stillPictureColour(const StillSpec& spec)
{
    ColourSpec colour = kScreenColour;
    if (stillLayout(spec).isFloat())
        colour.transfer = ColourTransfer::Linear;
    return colour;
}

bool isReadable(PixelFormat format, const StillLayout& layout)
{
    switch (format) {
    case PixelFormat::Bgra8:
    case PixelFormat::Bgrx8:
    case PixelFormat::Rgba8:
    case PixelFormat::Rgb8:
        return layout.sample == StillSample::Bits8;
    case PixelFormat::Rgba16:
        return layout.sample == StillSample::Bits10 || layout.sample == StillSample::Bits16;
    case PixelFormat::RgbaF16:
        return layout.sample == StillSample::Float11 || layout.sample == StillSample::Half;
    case PixelFormat::RgbaF32:
        return layout.sample == StillSample::Float;
    default:
        return false;
    }
}

} // namespace reelout
