// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/clean_aperture.h"

#include <array>
#include <cstdint>
#include <optional>

namespace reelout {

namespace {

using Bytes = std::vector<std::byte>;

std::uint32_t read32(const Bytes& bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | std::to_integer<std::uint32_t>(bytes[at + i]);
    return value;
}

void write32(Bytes& bytes, std::size_t at, std::uint32_t value)
{
    for (std::size_t i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<std::byte>(value >> (24 - 8 * i) & 0xFF);
}

constexpr std::uint32_t type(const char (&name)[5])
{
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = value << 8 | static_cast<std::uint8_t>(name[i]);
    return value;
}

struct Box {
    std::size_t start = 0;
    std::size_t end = 0;
    std::uint32_t type = 0;
};

std::vector<Box> boxesIn(const Bytes& bytes, std::size_t start, std::size_t end)
{
    std::vector<Box> boxes;
    while (end - start >= 8) {
        const std::uint32_t size = read32(bytes, start);
        if (size < 8 || size > end - start)
            break;
        boxes.push_back({start, start + size, read32(bytes, start + 4)});
        start += size;
    }
    return boxes;
}

std::optional<Box> child(const Bytes& bytes, const Box& parent, std::uint32_t wanted, std::size_t header = 8)
{
    if (parent.end - parent.start < header)
        return std::nullopt;
    for (const Box& box : boxesIn(bytes, parent.start + header, parent.end)) {
        if (box.type == wanted)
            return box;
    }
    return std::nullopt;
}

// The boxes from the track down to its sample entry.
std::vector<Box> pathToEntry(const Bytes& bytes, const Box& track)
{
    std::vector<Box> path{track};
    for (const std::uint32_t wanted : {type("mdia"), type("minf"), type("stbl"), type("stsd")}) {
        const std::optional<Box> next = child(bytes, path.back(), wanted);
        if (!next)
            return {};
        path.push_back(*next);
    }
    // Version, flags and the number of entries come before the first of them.
    constexpr std::size_t kEntriesAt = 16;
    const Box& descriptions = path.back();
    if (descriptions.end - descriptions.start < kEntriesAt)
        return {};
    const std::vector<Box> entries = boxesIn(bytes, descriptions.start + kEntriesAt, descriptions.end);
    if (entries.empty())
        return {};
    path.push_back(entries.front());
    return path;
}

bool isPictureTrack(const Bytes& bytes, const Box& track)
{
    const std::optional<Box> media = child(bytes, track, type("mdia"));
    const std::optional<Box> handler = media ? child(bytes, *media, type("hdlr")) : std::nullopt;
    return handler && handler->end - handler->start >= 20 &&
           read32(bytes, handler->start + 16) == type("vide");
}

// A visual sample entry's own fields, before its boxes (ISO/IEC 14496-12 §12.1.3.2).
constexpr std::size_t kVisualEntryBytes = 86;
constexpr std::size_t kApertureBytes = 40;

Bytes apertureBox(Size coded, Size visible)
{
    Bytes box(kApertureBytes);
    // The offset is between the centres of both rectangles, so it is half of what is cut off, to the left.
    const std::array<std::uint32_t, 10> words{
        kApertureBytes,
        type("clap"),
        static_cast<std::uint32_t>(visible.width),
        1,
        static_cast<std::uint32_t>(visible.height),
        1,
        static_cast<std::uint32_t>(visible.width - coded.width),
        2,
        static_cast<std::uint32_t>(visible.height - coded.height),
        2,
    };
    for (std::size_t i = 0; i < words.size(); ++i)
        write32(box, i * 4, words[i]);
    return box;
}

// The display size ends the track header, in 16.16 numbers that already hold the pixel aspect.
void setDisplaySize(Bytes& bytes, const Box& header, Size coded, Size visible)
{
    if (header.end - header.start < 92)
        return;
    const auto scaled = [&](std::size_t at, int from, int to) {
        const std::uint64_t value = read32(bytes, at);
        write32(bytes, at,
                static_cast<std::uint32_t>(value * static_cast<std::uint64_t>(to) /
                                           static_cast<std::uint64_t>(from)));
    };
    scaled(header.end - 8, coded.width, visible.width);
    scaled(header.end - 4, coded.height, visible.height);
}

} // namespace

Result<std::vector<std::byte>> withCleanAperture(std::span<const std::byte> header, Size coded, Size visible)
{
    Bytes bytes(header.begin(), header.end());
    for (const Box& movie : boxesIn(bytes, 0, bytes.size())) {
        if (movie.type != type("moov"))
            continue;
        for (const Box& track : boxesIn(bytes, movie.start + 8, movie.end)) {
            if (track.type != type("trak") || !isPictureTrack(bytes, track))
                continue;
            std::vector<Box> path = pathToEntry(bytes, track);
            if (path.empty() || path.back().end - path.back().start < kVisualEntryBytes)
                break;
            if (const std::optional<Box> trackHeader = child(bytes, track, type("tkhd")))
                setDisplaySize(bytes, *trackHeader, coded, visible);
            path.push_back(movie);
            for (const Box& box : path)
                write32(bytes, box.start, read32(bytes, box.start) + kApertureBytes);
            const Box& entry = path[path.size() - 2];
            const Bytes aperture = apertureBox(coded, visible);
            bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(entry.end), aperture.begin(),
                         aperture.end());
            return bytes;
        }
    }
    return makeError(ErrorCode::InvalidData, QStringLiteral("write clean aperture"),
                     QStringLiteral("no picture track"));
}

} // namespace reelout
