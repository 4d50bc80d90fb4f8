// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/byte_order.h"
#include "container/repair_plan.h"

#include <optional>

namespace reelout {

namespace {

// GIF89a, sections 15 to 27.
constexpr std::uint64_t kScreenEnd = 13;
constexpr auto kTrailer = std::byte{0x3B};
constexpr auto kImage = std::byte{0x2C};
constexpr auto kExtension = std::byte{0x21};
constexpr auto kGraphicControl = std::byte{0xF9};

std::uint64_t tableBytes(ByteSpan bytes, std::size_t at)
{
    const std::uint64_t flags = numberAt(bytes, at, 1, ByteOrder::Little);
    return (flags & 0x80U) != 0 ? std::uint64_t{3} << ((flags & 7U) + 1) : 0;
}

class Walk {
public:
    explicit Walk(FileWindow& window) : m_window(window) {}

    Result<RepairPlan> run()
    {
        const std::uint64_t colours = tableBytes(m_window.at(0, kScreenEnd), 10);
        std::uint64_t position = kScreenEnd + colours;
        while (!m_hasTrailer) {
            const auto next = block(position);
            if (!next)
                break;
            position = *next;
        }
        REELOUT_TRY(m_window.status());
        if (m_report.samples == 0)
            return unrepairable(m_window.file(), "no whole picture is in it");
        m_report.tracks = 1;
        if (m_hasTrailer)
            return completeAsItIs(m_window, m_report);
        RepairPlan plan;
        plan.report = m_report;
        plan.end = m_imagesEnd;
        plan.report.bytesDropped = m_window.size() - m_imagesEnd;
        plan.steps.push_back({{m_imagesEnd, {kTrailer}}});
        return plan;
    }

private:
    std::optional<std::uint64_t> block(std::uint64_t position)
    {
        const ByteSpan head = m_window.at(position, 10);
        if (head.empty())
            return {};
        if (head[0] == kTrailer) {
            m_hasTrailer = true;
            return position + 1;
        }
        if (head[0] == kExtension && head.size() > 5) {
            if (head[1] == kGraphicControl)
                m_delay = std::chrono::milliseconds(10 * numberAt(head, 4, 2, ByteOrder::Little));
            return subBlocks(position + 2);
        }
        if (head[0] != kImage || head.size() < 10)
            return {};
        const auto end = subBlocks(position + 10 + tableBytes(head, 9) + 1);
        if (end) {
            m_imagesEnd = *end;
            ++m_report.samples;
            m_report.duration += m_delay;
            m_delay = {};
        }
        return end;
    }

    // Pieces with their length in front; one of no length is the last.
    std::optional<std::uint64_t> subBlocks(std::uint64_t position)
    {
        while (true) {
            const ByteSpan length = m_window.at(position, 1);
            if (length.empty())
                return {};
            position += 1 + std::to_integer<std::uint64_t>(length[0]);
            if (length[0] == std::byte{0})
                return position;
        }
    }

    FileWindow& m_window;
    FinishReport m_report;
    Duration m_delay{};
    std::uint64_t m_imagesEnd = 0;
    bool m_hasTrailer = false;
};

} // namespace

Result<RepairPlan> planGif(OutputFile& file)
{
    FileWindow window(file);
    return Walk(window).run();
}

} // namespace reelout
