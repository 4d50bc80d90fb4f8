// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/avi_scan.h"

#include "container/repair_plan.h"

#include <algorithm>
#include <array>

namespace reelout {

namespace {

constexpr std::uint64_t kLargestHeader = std::uint64_t{1} << 20;
constexpr std::size_t kMostPackets = std::size_t{1} << 24;
constexpr std::size_t kMostStreams = 100;

struct Chunk {
    std::array<char, 4> id{};
    std::uint32_t size = 0;
    std::uint64_t offset = 0;
    std::uint64_t content = 0;
    std::uint64_t end = 0; ///< with the pad byte

    bool is(std::string_view letters) const { return std::string_view(id.data(), 4) == letters; }
    std::uint32_t number() const
    {
        return static_cast<std::uint32_t>(
            numberAt(std::as_bytes(std::span(id.data(), id.size())), 0, 4, ByteOrder::Little));
    }
};

std::optional<Chunk> chunkAt(FileWindow& window, std::uint64_t offset)
{
    const ByteSpan head = window.at(offset, 8);
    if (head.size() < 8)
        return {};
    Chunk chunk;
    std::transform(head.begin(), head.begin() + 4, chunk.id.begin(),
                   [](std::byte byte) { return std::to_integer<char>(byte); });
    chunk.size = static_cast<std::uint32_t>(numberAt(head, 4, 4, ByteOrder::Little));
    chunk.offset = offset;
    chunk.content = offset + 8;
    chunk.end = chunk.content + chunk.size + (chunk.size & 1U);
    return chunk;
}

bool isDigit(char letter)
{
    return letter >= '0' && letter <= '9';
}

// "00dc", "01wb" and such: the number of the stream.
std::optional<std::size_t> streamOf(const Chunk& chunk)
{
    static constexpr std::array<std::string_view, 5> kKinds{"dc", "db", "wb", "pc", "tx"};
    if (!isDigit(chunk.id[0]) || !isDigit(chunk.id[1]) ||
        std::find(kKinds.begin(), kKinds.end(), std::string_view(chunk.id.data() + 2, 2)) == kKinds.end())
        return {};
    return static_cast<std::size_t>((chunk.id[0] - '0') * 10 + chunk.id[1] - '0');
}

// A VOP that is not coded intra (ISO/IEC 14496-2, 6.2.5).
bool isIntra(ByteSpan bytes)
{
    for (std::size_t at = 0; at + 5 <= bytes.size(); ++at) {
        if (numberAt(bytes, at, 4, ByteOrder::Big) == 0x000001B6)
            return (std::to_integer<unsigned>(bytes[at + 4]) >> 6U) == 0;
    }
    return true;
}

class Scan {
public:
    explicit Scan(FileWindow& window) : m_window(window) {}

    Result<AviFile> run()
    {
        std::uint64_t position = 0;
        while (const auto next = part(position))
            position = *next;
        if (!m_found.parts.empty() && !m_found.parts.back().isClosed)
            countPackets();
        REELOUT_TRY(m_window.status());
        if (m_found.parts.empty() || m_found.mainHeader == 0 || m_found.streams.empty())
            return unrepairable(m_window.file(), "it ends before its pictures begin");
        return std::move(m_found);
    }

private:
    // Where the next RIFF begins, if this one is closed.
    std::optional<std::uint64_t> part(std::uint64_t position)
    {
        const auto riff = chunkAt(m_window, position);
        const bool isFirst = m_found.parts.empty();
        if (!riff || !riff->is("RIFF") ||
            !hasLetters(m_window.at(position + 8, 4), 0, isFirst ? "AVI " : "AVIX"))
            return {};
        std::uint64_t child = riff->content + 4;
        while (const auto chunk = chunkAt(m_window, child)) {
            if (isList(*chunk, "movi"))
                return movi(*riff, *chunk);
            if (chunk->end > m_window.size())
                return {};
            if (isFirst && isList(*chunk, "hdrl"))
                header(*chunk);
            child = chunk->end;
        }
        return {};
    }

    bool isList(const Chunk& chunk, std::string_view type)
    {
        return chunk.is("LIST") && hasLetters(m_window.at(chunk.content, 4), 0, type);
    }

    // A closed part is believed: its size is written last.
    std::optional<std::uint64_t> movi(const Chunk& riff, const Chunk& list)
    {
        const std::uint64_t listEnd = list.content + list.size;
        const std::uint64_t riffEnd = riff.content + riff.size;
        const bool isClosed = listEnd <= riffEnd && riffEnd <= m_window.size();
        m_found.parts.push_back({riff.offset, list.content, isClosed ? listEnd : m_window.size(), isClosed});
        if (!isClosed)
            return {};
        std::uint64_t behind = list.end;
        while (const auto chunk = chunkAt(m_window, behind)) {
            if (chunk->offset >= riffEnd || chunk->end > m_window.size())
                break;
            m_found.hasIndex = m_found.hasIndex || chunk->is("idx1");
            behind = chunk->end;
        }
        return riff.end;
    }

    void countPackets()
    {
        for (const AviPart& part : m_found.parts) {
            for (AviStream& stream : m_found.streams) {
                stream.packetsBefore = stream.packets;
                stream.bytesBefore = stream.bytes;
            }
            m_found.packets.clear();
            m_found.end = packets(part.movi, part.end);
        }
    }

    std::uint64_t packets(std::uint64_t type, std::uint64_t end)
    {
        std::uint64_t position = type + 4;
        while (m_found.packets.size() < kMostPackets) {
            const auto chunk = chunkAt(m_window, position);
            if (!chunk)
                break;
            if (isList(*chunk, "rec ")) {
                position = chunk->content + 4;
                continue;
            }
            const auto stream = streamOf(*chunk);
            const bool fits = chunk->end <= end && chunk->offset - type <= 0xFFFFFFFFU;
            if (!stream || *stream >= m_found.streams.size() || !fits)
                break;
            AviStream& owner = m_found.streams[*stream];
            const bool isKey =
                !owner.hasFrameTypes ||
                (chunk->size > 0 && isIntra(m_window.at(chunk->content, std::min(chunk->size, 512U))));
            m_found.packets.push_back(
                {chunk->number(), static_cast<std::uint32_t>(chunk->offset - type), chunk->size, isKey});
            ++owner.packets;
            owner.bytes += chunk->size;
            position = chunk->end;
        }
        return position;
    }

    void header(const Chunk& list)
    {
        if (list.size > kLargestHeader)
            return;
        std::uint64_t position = list.content + 4;
        while (const auto chunk = chunkAt(m_window, position)) {
            if (chunk->end > list.end)
                return;
            const ByteSpan content = m_window.at(chunk->content, 24);
            if (chunk->is("avih") && chunk->size >= 20) {
                m_found.mainHeader = chunk->content;
            } else if (hasLetters(content, 0, "odmldmlh") && chunk->size >= 16) {
                m_found.odml = chunk->offset;
            } else if (isList(*chunk, "strl") && m_found.streams.size() < kMostStreams) {
                stream(*chunk);
            }
            position = chunk->end;
        }
    }

    void stream(const Chunk& list)
    {
        AviStream stream;
        std::uint64_t position = list.content + 4;
        while (const auto chunk = chunkAt(m_window, position)) {
            if (chunk->end > list.end)
                break;
            const ByteSpan content = m_window.at(chunk->content, 48);
            const auto number = [&](std::size_t at) {
                return static_cast<std::uint32_t>(numberAt(content, at, 4, ByteOrder::Little));
            };
            if (chunk->is("strh") && chunk->size >= 48) {
                stream.header = chunk->content;
                stream.isVideo = hasLetters(content, 0, "vids");
                stream.scale = std::max(number(20), 1U);
                stream.rate = std::max(number(24), 1U);
                stream.declared = number(32);
                stream.sampleSize = number(44);
            } else if (chunk->is("strf") && stream.isVideo) {
                static constexpr std::array<std::string_view, 5> kTypes{"FMP4", "XVID", "DIVX", "DX50",
                                                                        "mp4v"};
                stream.hasFrameTypes = std::any_of(kTypes.begin(), kTypes.end(), [&](std::string_view type) {
                    return hasLetters(content, 16, type);
                });
            } else if ((chunk->is("indx") || chunk->is("JUNK")) && chunk->size >= 24 && number(0) == 4) {
                stream.superIndex = chunk->offset;
                stream.indexRoom = (chunk->size - 24) / 16;
            }
            position = chunk->end;
        }
        m_found.streams.push_back(stream);
    }

    FileWindow& m_window;
    AviFile m_found;
};

} // namespace

Result<AviFile> scanAvi(FileWindow& window)
{
    return Scan(window).run();
}

} // namespace reelout
