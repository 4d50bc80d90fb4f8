// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/byte_order.h"
#include "container/checksum.h"
#include "container/repair_plan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace reelout {

namespace {

constexpr std::uint64_t kSmallestTail = 256 * 1024;
constexpr std::uint64_t kLargestTail = std::uint64_t{16} << 20;
constexpr std::uint64_t kMostWork = 16; // times the tail is read for checksums

/// STREAMINFO (RFC 9639, section 8.2).
struct StreamInfo {
    static constexpr std::uint64_t kOffset = 8;
    std::uint64_t longestBlock = 0;
    std::uint64_t rate = 0;
    std::uint64_t channels = 0;
    std::uint64_t bits = 0;
    std::uint64_t samples = 0; ///< 0 = not known
    std::uint64_t firstFrame = 0;
};

std::optional<StreamInfo> readInfo(FileWindow& window)
{
    const std::vector<std::byte> head = window.copy(0, 8 + 34);
    if (head.size() < 8 + 34 || (head[4] & std::byte{0x7F}) != std::byte{0})
        return {};
    StreamInfo info;
    info.longestBlock = numberAt(head, 10, 2, ByteOrder::Big);
    const std::uint64_t packed = numberAt(head, 18, 8, ByteOrder::Big);
    info.rate = packed >> 44;
    info.channels = (packed >> 41 & 7U) + 1;
    info.bits = (packed >> 36 & 31U) + 1;
    info.samples = packed & 0xFFFFFFFFFU;
    std::uint64_t position = 4;
    for (bool isLast = false; !isLast;) {
        const ByteSpan block = window.at(position, 4);
        if (block.size() < 4)
            return {};
        isLast = (block[0] & std::byte{0x80}) != std::byte{0};
        position += 4 + numberAt(block, 1, 3, ByteOrder::Big);
    }
    info.firstFrame = position;
    return info;
}

/// A frame's header (RFC 9639, section 9.1).
struct FrameHeader {
    std::size_t offset = 0; ///< in the tail
    std::uint64_t firstSample = 0;
    std::uint64_t samples = 0;
};

// The coded number, like UTF-8 but up to 36 bits. Its length, 0 = none.
std::size_t codedNumber(ByteSpan bytes, std::uint64_t& value)
{
    if (bytes.empty())
        return 0;
    const auto first = std::to_integer<std::uint8_t>(bytes[0]);
    const auto ones = static_cast<std::size_t>(std::countl_one(first));
    if (ones == 1 || ones == 8 || std::max<std::size_t>(ones, 1) > bytes.size())
        return 0;
    value = ones == 0 ? first : first & (0x7FU >> ones);
    for (std::size_t i = 1; i < ones; ++i) {
        if ((bytes[i] & std::byte{0xC0}) != std::byte{0x80})
            return 0;
        value = value << 6 | std::to_integer<std::uint64_t>(bytes[i] & std::byte{0x3F});
    }
    return std::max<std::size_t>(ones, 1);
}

std::optional<FrameHeader> headerAt(ByteSpan bytes, std::size_t offset, const StreamInfo& info)
{
    const std::uint64_t start = numberAt(bytes, 0, 4, ByteOrder::Big);
    if ((start >> 17) != 0x7FFC || (start >> 12 & 15U) == 0 || (start & 1U) != 0)
        return {};
    const std::uint64_t sizeCode = start >> 12 & 15U;
    const std::uint64_t rateCode = start >> 8 & 15U;
    FrameHeader header;
    header.offset = offset;
    std::uint64_t number = 0;
    const std::size_t coded = codedNumber(bytes.subspan(4), number);
    if (coded == 0 || rateCode == 15)
        return {};
    std::size_t length = 4 + coded;
    if (sizeCode == 1)
        header.samples = 192;
    else if (sizeCode <= 5)
        header.samples = std::uint64_t{576} << (sizeCode - 2);
    else if (sizeCode >= 8)
        header.samples = std::uint64_t{256} << (sizeCode - 8);
    else
        header.samples = numberAt(bytes, length, sizeCode - 5, ByteOrder::Big) + 1;
    length += sizeCode == 6 ? 1 : sizeCode == 7 ? 2 : 0;
    length += rateCode == 12 ? 1 : rateCode >= 13 ? 2 : 0;
    if (bytes.size() <= length ||
        flacCrc8(bytes.first(length)) != std::to_integer<std::uint8_t>(bytes[length]))
        return {};
    const bool isVariable = (start >> 16 & 1U) != 0;
    header.firstSample = isVariable ? number : number * info.longestBlock;
    return header;
}

struct LastFrame {
    FrameHeader header;
    std::uint64_t end = 0;
};

std::vector<FrameHeader> headersIn(ByteSpan tail, const StreamInfo& info)
{
    std::vector<FrameHeader> headers;
    for (std::size_t at = 0; at + 6 < tail.size(); ++at) {
        if (tail[at] != std::byte{0xFF})
            continue;
        if (const auto header =
                headerAt(tail.subspan(at, std::min<std::size_t>(17, tail.size() - at)), at, info))
            headers.push_back(*header);
    }
    return headers;
}

// A frame has no length; it is whole when its checksum holds up to where another one begins, or to the end.
std::optional<LastFrame> lastFrame(ByteSpan tail, std::uint64_t from, const StreamInfo& info)
{
    const std::vector<FrameHeader> headers = headersIn(tail, info);
    std::uint64_t work = 0;
    std::optional<LastFrame> last;
    for (std::size_t i = 0; i < headers.size();) {
        std::uint16_t sum = 0;
        std::size_t done = headers[i].offset;
        std::size_t next = i + 1;
        bool isWhole = false;
        for (; next <= headers.size() && !isWhole && work < kMostWork * tail.size(); ++next) {
            const std::size_t end = next < headers.size() ? headers[next].offset : tail.size();
            sum = flacCrc16(tail.subspan(done, end - done), sum);
            work += end - done + 16;
            done = end;
            isWhole = sum == 0;
        }
        if (isWhole)
            last = LastFrame{headers[i], from + done};
        i = isWhole ? next - 1 : i + 1;
    }
    return last;
}

std::vector<std::byte> withSamples(std::vector<std::byte> info, std::uint64_t samples)
{
    const std::uint64_t packed = numberAt(info, 10, 8, ByteOrder::Big) >> 36 << 36 | (samples & 0xFFFFFFFFFU);
    const std::vector<std::byte> bytes = numberBytes(packed, 8, ByteOrder::Big);
    std::copy(bytes.begin(), bytes.end(), info.begin() + 10);
    // The checksum of all samples is "not known".
    std::fill(info.begin() + 18, info.end(), std::byte{0});
    return info;
}

} // namespace

Result<RepairPlan> planFlac(OutputFile& file)
{
    FileWindow window(file);
    const auto info = readInfo(window);
    REELOUT_TRY(window.status());
    if (!info || info->firstFrame >= window.size())
        return unrepairable(file, "it ends before its sound begins");
    const std::uint64_t longest = info->longestBlock * info->channels * (info->bits / 8 + 1) + 1024;
    const std::uint64_t span =
        std::min(std::clamp(3 * longest, kSmallestTail, kLargestTail), window.size() - info->firstFrame);
    const std::uint64_t from = window.size() - span;
    const std::vector<std::byte> tail = window.copy(from, static_cast<std::size_t>(span));
    REELOUT_TRY(window.status());
    const auto last = lastFrame(tail, from, *info);
    if (!last)
        return unrepairable(file, "no whole frame of sound is at its end");

    RepairPlan plan;
    plan.report.tracks = 1;
    plan.report.samples = last->header.firstSample + last->header.samples;
    if (info->rate > 0)
        plan.report.duration = fromSeconds(
            std::min(static_cast<double>(plan.report.samples) / static_cast<double>(info->rate), 1e9));
    // Tags of other programs may follow the last frame of a finished file.
    if (plan.report.samples == info->samples)
        return completeAsItIs(window, plan.report);
    plan.end = last->end;
    plan.report.bytesDropped = window.size() - plan.end;
    plan.steps.push_back(
        {{StreamInfo::kOffset, withSamples(window.copy(StreamInfo::kOffset, 34), plan.report.samples)}});
    return plan;
}

} // namespace reelout
