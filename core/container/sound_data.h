// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/byte_order.h"
#include "container/repair_plan.h"

namespace reelout {

/// The samples of a sound file as its header describes them.
struct SoundData {
    std::uint64_t start = 0;      ///< of the first sample; 0 = no data chunk was found
    std::uint64_t size = 0;       ///< as the header says
    std::uint64_t blockBytes = 0; ///< of a sample frame, or a block of compressed ones; 0 = not known
    std::uint64_t blockFrames = 1;
    double sampleRate = 0;

    std::uint64_t end() const { return size > ~start ? ~std::uint64_t{0} : start + size; }
    std::uint64_t frames(std::uint64_t bytes) const
    {
        return blockBytes > 0 ? bytes / blockBytes * blockFrames : 0;
    }
    FinishReport report(std::uint64_t bytes) const;
};

/// The bytes of whole blocks between the start of the data and the end of the file. InvalidData when there is
/// none, or the header does not say how long one is.
Result<std::uint64_t> wholeBlocks(const FileWindow& window, const SoundData& data);

/// The head of a file, changed in memory and written at once.
class HeadPatch {
public:
    HeadPatch(FileWindow& window, std::uint64_t length, ByteOrder order)
        : m_bytes(window.copy(0, static_cast<std::size_t>(length))),
          m_order(order)
    {}
    /// Ignored beyond the head.
    void set(std::uint64_t offset, std::uint64_t value, std::size_t count);
    /// A plan that keeps the data's first `bytes` and pads them with zeros to a multiple of `alignment`.
    RepairPlan plan(const FileWindow& window, const SoundData& data, std::uint64_t bytes,
                    std::uint64_t alignment);

private:
    std::vector<std::byte> m_bytes;
    ByteOrder m_order;
};

constexpr std::uint64_t roundedUp(std::uint64_t value, std::uint64_t alignment)
{
    return (value + alignment - 1) / alignment * alignment;
}

} // namespace reelout
