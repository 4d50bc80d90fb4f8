// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace reelout {

/// Storage of the image between input and encoder: an entry of the menu `format` but Use Input.
///
/// How the channels that are not stored are read:
///     Rgb        alpha opaque
///     Mono       red, green and blue are the luma (BT.709's weights of the code values), opaque
///     Rg         blue 0, opaque
///     Alpha      red, green and blue are the alpha, opaque: the matte as a picture
///     MonoAlpha  as Mono, with its alpha
struct StorageFormat {
    enum class Channels { Rgba, Rgb, Mono, Rg, Alpha, MonoAlpha };
    enum class Depth {
        Fixed8,
        Srgb8,   ///< as Fixed8, but linear light is stored through the sRGB curve
        Fixed16,
        Rgb10A2, ///< 10 bits a colour, 2 of alpha
        Float11, ///< no sign, 5 bits of exponent, 6 of fraction (blue: 5)
        Float16,
        Float32,
    };
    Channels channels = Channels::Rgba;
    Depth depth = Depth::Fixed8;

    bool hasAlpha() const { return channels == Channels::Rgba || channels == Channels::MonoAlpha; }
    /// Holds values below 0 or above 1.
    bool isFloat() const
    {
        return depth == Depth::Float11 || depth == Depth::Float16 || depth == Depth::Float32;
    }

    friend bool operator==(const StorageFormat&, const StorageFormat&) = default;
};

/// The entry with this token; nothing for "useinput" and unknown ones.
std::optional<StorageFormat> storageFormat(const QString& token);

} // namespace reelout
