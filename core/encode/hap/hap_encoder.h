// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "encode/hap/hap_frame.h"
#include "media/picture.h"

#include <memory>
#include <span>
#include <vector>

namespace reelout {

/// The Hap family, by what its frames hold.
enum class HapVariant {
    Hap,       ///< BC1, opaque
    HapAlpha,  ///< BC3
    HapQ,      ///< scaled YCoCg in BC3, opaque
    HapQAlpha, ///< scaled YCoCg in BC3, and BC4 alpha
    HapR,      ///< BC7 with alpha
    HapHdr,    ///< unsigned BC6H, opaque
};

/// The four letters a movie names it by ("Hap1").
const char* hapFourCc(HapVariant variant);

struct HapSettings {
    HapVariant variant = HapVariant::Hap;
    Size size;      ///< 1 to 16384 a side; frames hold it rounded up to multiples of 4
    int chunks = 1; ///< 1 to 64 pieces that a player can decompress at the same time
    HapCompressor compressor =
        HapCompressor::Snappy; ///< chunks it doesn't make smaller are stored as they are
    int threads = 1;           ///< 1 to 64; blocks and chunks are made in parallel
};

/// Makes Hap frames. All memory but Snappy's own and the frames' is taken in create(); blocks use the best
/// instruction set of the processor (image/cpu_level.h), which never changes the bytes. One thread at a time.
class HapEncoder {
public:
    /// InvalidParameter for settings out of range; Internal when memory is short.
    static Result<std::unique_ptr<HapEncoder>> create(const HapSettings& settings);
    ~HapEncoder();
    HapEncoder(const HapEncoder&) = delete;
    HapEncoder& operator=(const HapEncoder&) = delete;

    /// Bytes of memory that a frame is made in; the frame has fewer.
    std::size_t frameMemory() const;
    /// One frame from a picture of the size agreed on: Bgra8, Bgrx8 or Rgba8, for Hap HDR RgbaF16 or RgbaF32.
    /// It is made in `memory`, of frameMemory() bytes, and is the part of it that is returned.
    Result<std::span<std::uint8_t>> encode(const Picture& picture, std::uint8_t* memory);
    /// The same in memory of its own.
    Result<std::vector<std::uint8_t>> encode(const Picture& picture);

    const HapSettings& settings() const;

private:
    struct State;
    explicit HapEncoder(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace reelout
