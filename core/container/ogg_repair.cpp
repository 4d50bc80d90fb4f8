// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/byte_order.h"
#include "container/checksum.h"
#include "container/repair_plan.h"

#include <algorithm>
#include <optional>

namespace reelout {

namespace {

// RFC 3533, section 6.
constexpr std::size_t kPageHeader = 27;
constexpr std::size_t kLongestPage = kPageHeader + 255 + 255 * 255;
constexpr std::size_t kFlags = 5;
constexpr std::size_t kGranule = 6;
constexpr std::size_t kChecksum = 22;
constexpr auto kLastPage = std::byte{4};

struct Page {
    std::uint64_t offset = 0;
    std::uint64_t granule = 0;
    bool isLast = false;
    bool endsPacket = false; ///< its last packet does not go on in the next page
    std::vector<std::byte> bytes;

    std::uint64_t end() const { return offset + bytes.size(); }
};

std::uint32_t checksumOf(std::vector<std::byte> page)
{
    std::fill_n(page.begin() + kChecksum, 4, std::byte{0});
    return oggCrc32(page);
}

std::optional<Page> pageAt(ByteSpan bytes, std::uint64_t offset)
{
    if (bytes.size() < kPageHeader || !hasLetters(bytes, 0, "OggS"))
        return {};
    const auto segments = std::to_integer<std::size_t>(bytes[26]);
    if (segments == 0 || bytes.size() < kPageHeader + segments)
        return {};
    std::size_t length = kPageHeader + segments;
    for (std::size_t i = 0; i < segments; ++i)
        length += std::to_integer<std::size_t>(bytes[kPageHeader + i]);
    if (bytes.size() < length)
        return {};
    Page page;
    page.offset = offset;
    page.bytes.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
    page.granule = numberAt(bytes, kGranule, 8, ByteOrder::Little);
    page.isLast = (bytes[kFlags] & kLastPage) != std::byte{0};
    page.endsPacket = bytes[kPageHeader + segments - 1] != std::byte{255};
    if (checksumOf(page.bytes) != numberAt(bytes, kChecksum, 4, ByteOrder::Little))
        return {};
    return page;
}

// The last sound page that a player can stop at. Only the end of the file is read.
std::optional<Page> lastPage(FileWindow& window)
{
    const std::uint64_t span = std::min<std::uint64_t>(window.size(), 4 * kLongestPage);
    const std::uint64_t from = window.size() - span;
    const std::vector<std::byte> tail = window.copy(from, static_cast<std::size_t>(span));
    for (std::size_t at = tail.size(); at-- > 0;) {
        const auto page = pageAt(ByteSpan(tail).subspan(at), from + at);
        const bool isSound = page && page->granule > 0 && static_cast<std::int64_t>(page->granule) > 0;
        if (isSound && page->endsPacket)
            return page;
    }
    return {};
}

// What granules count (RFC 7845, section 4; Vorbis I, 4.2.2).
FinishReport reportOf(FileWindow& window, std::uint64_t granule)
{
    const ByteSpan head = window.at(0, kPageHeader + 1 + 30);
    FinishReport report;
    report.tracks = 1;
    report.samples = granule;
    std::uint64_t rate = 0;
    if (hasLetters(head, kPageHeader + 1, "OpusHead")) {
        rate = 48'000;
        report.samples -= std::min(granule, numberAt(head, kPageHeader + 1 + 10, 2, ByteOrder::Little));
    } else if (hasLetters(head, kPageHeader + 2, "vorbis")) {
        rate = numberAt(head, kPageHeader + 1 + 12, 4, ByteOrder::Little);
    }
    if (rate > 0)
        report.duration =
            fromSeconds(std::min(static_cast<double>(report.samples) / static_cast<double>(rate), 1e9));
    return report;
}

} // namespace

Result<RepairPlan> planOgg(OutputFile& file)
{
    FileWindow window(file);
    std::optional<Page> page = lastPage(window);
    REELOUT_TRY(window.status());
    if (!page)
        return unrepairable(file, "no whole page of sound is at its end");
    FinishReport report = reportOf(window, page->granule);
    if (page->isLast && page->end() == window.size())
        return completeAsItIs(window, report);
    RepairPlan plan;
    plan.report = report;
    plan.end = page->end();
    plan.report.bytesDropped = window.size() - plan.end;
    page->bytes[kFlags] |= kLastPage;
    const std::vector<std::byte> sum = numberBytes(checksumOf(page->bytes), 4, ByteOrder::Little);
    std::copy(sum.begin(), sum.end(), page->bytes.begin() + kChecksum);
    page->bytes.resize(kPageHeader);
    plan.steps.push_back({{page->offset, std::move(page->bytes)}});
    return plan;
}

} // namespace reelout
