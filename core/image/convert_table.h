// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "media/storage_format.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace reelout {

/// Converts pictures sample by sample through a table of all codes there are. The table is made by
/// convertFloat(), so that the result is the same bit by bit. One thread at a time.
class TableConverter {
public:
    /// True when each sample follows from the same channel's sample alone: RGB of 8 or 16 bits or half floats
    /// to RGB of these or floats, stored with all its channels.
    static bool canConvert(PixelFormat from, const std::optional<StorageFormat>& storage, PixelFormat to);

    /// Both pictures with their colour set; the target at least as large, padded by repeating the edge. A
    /// channel left out of the mask (R1 G2 B4 A8) becomes 0, alpha opaque.
    void convert(const Picture& source, unsigned channelMask, const std::optional<StorageFormat>& storage,
                 Picture& target);

private:
    struct Key {
        PixelFormat from = PixelFormat::None;
        PixelFormat to = PixelFormat::None;
        bool isLinear = false;
        bool becomesLinear = false;
        std::optional<StorageFormat> storage;

        friend bool operator==(const Key&, const Key&) = default;
    };
    /// Samples of the target in its own type, in the low bytes, for each code of the source.
    struct Tables {
        std::vector<std::uint32_t> colour;
        std::vector<std::uint32_t> alpha;
        std::uint32_t opaque = 0;
    };
    void prepare(const Key& key);

    std::optional<Key> m_key;
    Tables m_tables;
};

} // namespace reelout
