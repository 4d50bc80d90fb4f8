// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/still/still_layout.h"

namespace reelout {

/// Delivers a picture's rows as a file of `layout` has them: the channels one after the other, each sample
/// 8 or 16 bits (also of Bits10, whose codes go up to 65535), a half or a float, in the machine's byte order.
/// isReadable() is the condition. What the picture lacks of alpha is opaque. Any thread.
class StillRows {
public:
    StillRows(const Picture& picture, const StillLayout& layout);

    std::size_t rowBytes() const { return m_rowBytes; }
    int pixelBytes() const { return m_sampleBytes * m_layout.channelCount(); }
    int sampleBytes() const { return m_sampleBytes; }
    /// `out` has rowBytes() and 64 more, which may be written.
    void read(int y, std::uint8_t* out) const;

private:
    template <typename Sample>
    void gather(const std::uint8_t* in, Sample opaque, std::uint8_t* out) const;

    void shuffle(const std::uint8_t* in, std::size_t pixels, std::uint8_t* out) const;

    const Picture& m_picture;
    const StillLayout m_layout;
    int m_sampleBytes = 1;
    std::size_t m_rowBytes = 0;
};

} // namespace reelout
