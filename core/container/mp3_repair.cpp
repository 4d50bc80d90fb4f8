// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/byte_order.h"
#include "container/repair_plan.h"

#include <algorithm>
#include <array>
#include <optional>

namespace reelout {

namespace {

/// The header of a Layer III frame (ISO/IEC 11172-3, 2.4.1.3; ISO/IEC 13818-3, 2.4.1.3).
struct Frame {
    std::uint64_t length = 0;
    std::uint64_t samples = 0;
    std::uint64_t rate = 0;
    bool isMono = false;
    bool isMpeg1 = false;
};

std::optional<Frame> frameOf(ByteSpan bytes)
{
    static constexpr std::array<std::uint64_t, 16> kMpeg1{0,   32,  40,  48,  56,  64,  80,  96,
                                                          112, 128, 160, 192, 224, 256, 320, 0};
    static constexpr std::array<std::uint64_t, 16> kMpeg2{0,  8,  16, 24,  32,  40,  48,  56,
                                                          64, 80, 96, 112, 128, 144, 160, 0};
    static constexpr std::array<std::uint64_t, 4> kRates{44'100, 48'000, 32'000, 0};
    const std::uint64_t header = numberAt(bytes, 0, 4, ByteOrder::Big);
    const std::uint64_t version = header >> 19 & 3U;
    if ((header >> 21) != 0x7FF || version == 1 || (header >> 17 & 3U) != 1)
        return {};
    Frame frame;
    frame.isMpeg1 = version == 3;
    const std::uint64_t kilobits = (frame.isMpeg1 ? kMpeg1 : kMpeg2)[header >> 12 & 15U];
    frame.rate = kRates[header >> 10 & 3U] / (frame.isMpeg1 ? 1 : version == 2 ? 2 : 4);
    if (kilobits == 0 || frame.rate == 0)
        return {};
    frame.samples = frame.isMpeg1 ? 1152 : 576;
    frame.length = frame.samples / 8 * kilobits * 1000 / frame.rate + (header >> 9 & 1U);
    frame.isMono = (header >> 6 & 3U) == 3;
    return frame;
}

std::uint64_t tagLength(ByteSpan head)
{
    if (!hasLetters(head, 0, "ID3") || head.size() < 10)
        return 0;
    std::uint64_t length = 0;
    for (std::size_t at = 6; at < 10; ++at)
        length = length << 7 | (std::to_integer<std::uint64_t>(head[at]) & 0x7FU);
    const bool hasFooter = (head[5] & std::byte{0x10}) != std::byte{0};
    return 10 + length + (hasFooter ? 10 : 0);
}

class Walk {
public:
    explicit Walk(FileWindow& window) : m_window(window) {}

    Result<RepairPlan> run()
    {
        m_position = tagLength(m_window.at(0, 10));
        m_end = m_position;
        while (m_position < m_window.size() && !isEndTag()) {
            const auto frame = frameOf(m_window.at(m_position, 4));
            if (frame && frame->length <= m_window.size() - m_position)
                take(*frame);
            else if (!resynchronise())
                break;
        }
        REELOUT_TRY(m_window.status());
        if (m_report.samples == 0)
            return unrepairable(m_window.file(), "no sound is in it");
        m_report.tracks = 1;
        m_report.duration = fromSeconds(static_cast<double>(m_report.samples) / static_cast<double>(m_rate));
        return plan();
    }

private:
    bool isEndTag()
    {
        const ByteSpan head = m_window.at(m_position, 8);
        return hasLetters(head, 0, "TAG") || hasLetters(head, 0, "APETAGEX") ||
               hasLetters(head, 0, "LYRICSBEGIN");
    }

    // The first frame may hold no sound but a count of those behind it.
    void take(const Frame& frame)
    {
        const std::size_t side = frame.isMpeg1 ? (frame.isMono ? 17 : 32) : (frame.isMono ? 9 : 17);
        const ByteSpan bytes = m_window.at(m_position, 4 + side + 16);
        const bool isTag = hasLetters(bytes, 4 + side, "Info") || hasLetters(bytes, 4 + side, "Xing");
        if (m_rate == 0 && isTag) {
            m_tag = m_position;
            m_tagFields = m_position + 4 + side + 4;
            const std::uint64_t flags = numberAt(bytes, 4 + side + 4, 4, ByteOrder::Big);
            m_hasCounts = (flags & 3U) == 3;
            m_countedFrames = numberAt(bytes, 4 + side + 8, 4, ByteOrder::Big);
        } else {
            ++m_frames;
            m_report.samples += frame.samples;
        }
        m_rate = frame.rate;
        m_position += frame.length;
        m_end = m_position;
    }

    // Damage with sound behind it is left where it is: decoders step over it.
    bool resynchronise()
    {
        for (std::uint64_t at = m_position + 1; at + 4 <= m_window.size(); ++at) {
            const auto frame = frameOf(m_window.at(at, 4));
            if (!frame || (m_rate != 0 && frame->rate != m_rate))
                continue;
            const auto next = frameOf(m_window.at(at + frame->length, 4));
            if ((next && next->rate == frame->rate) || at + frame->length == m_window.size()) {
                m_position = at;
                return true;
            }
        }
        return false;
    }

    RepairPlan plan()
    {
        const bool isCounted = !m_hasCounts || m_countedFrames == m_frames;
        const bool endsWhole = m_end == m_window.size() || isEndTag();
        if (endsWhole && (isCounted || m_position < m_window.size()))
            return completeAsItIs(m_window, m_report);
        RepairPlan plan;
        plan.report = m_report;
        plan.end = m_end;
        plan.report.bytesDropped = m_window.size() - m_end;
        std::vector<Patch> step;
        if (m_hasCounts) {
            std::vector<std::byte> counts = numberBytes(m_frames, 4, ByteOrder::Big);
            append(counts, numberBytes(m_end - m_tag, 4, ByteOrder::Big));
            step.push_back({m_tagFields + 4, std::move(counts)});
        }
        plan.steps.push_back(std::move(step));
        return plan;
    }

    FileWindow& m_window;
    FinishReport m_report;
    std::uint64_t m_position = 0;
    std::uint64_t m_end = 0; ///< of the last whole frame
    std::uint64_t m_rate = 0;
    std::uint64_t m_frames = 0;
    std::uint64_t m_tag = 0;
    std::uint64_t m_tagFields = 0;
    std::uint64_t m_countedFrames = 0;
    bool m_hasCounts = false;
};

} // namespace

Result<RepairPlan> planMp3(OutputFile& file)
{
    FileWindow window(file);
    return Walk(window).run();
}

} // namespace reelout
