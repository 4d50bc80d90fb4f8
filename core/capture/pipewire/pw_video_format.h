// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/frame_rate.h"
#include "media/geometry.h"

#include <spa/param/video/raw.h>
#include <spa/pod/builder.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace reelout {

/// How the pictures of a PipeWire stream lie in memory, as far as they are of use here.
struct PwVideoFormat {
    enum class Layout {
        Bgrx8, ///< as our pictures
        Rgbx8, ///< red and blue change places
    };
    Layout layout = Layout::Bgrx8;
    Size size;
    bool isDmabuf = false; ///< in graphics memory

    friend bool operator==(const PwVideoFormat&, const PwVideoFormat&) = default;
};

/// What we take, for the negotiation: 8-bit RGB in both orders, any size, up to `rate`; in ordinary memory
/// first, because reading graphics memory is slow for a processor, then in graphics memory with one of
/// `modifiers`. In `builder`'s memory. Fills `params`, gives how many.
std::uint32_t offerFormats(spa_pod_builder& builder, FrameRate rate,
                           const std::vector<std::uint64_t>& modifiers,
                           std::array<const spa_pod*, 4>& params);

/// What was agreed on; nothing for a format we did not offer.
std::optional<PwVideoFormat> readFormat(const spa_pod* format);

/// Asks for memory we can map, header with time stamps, damage and, when `withCursor`, the pointer beside
/// the picture. Fills `params`, gives how many.
std::uint32_t describeBuffers(spa_pod_builder& builder, const PwVideoFormat& format, bool withCursor,
                              std::array<const spa_pod*, 4>& params);

} // namespace reelout
