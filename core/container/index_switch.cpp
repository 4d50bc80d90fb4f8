// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/index_switch.h"

#include <algorithm>
#include <limits>

namespace reelout {

namespace {

void put32(std::vector<std::byte>& bytes, std::size_t at, std::uint32_t value)
{
    for (std::size_t i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<std::byte>(value >> (24 - 8 * i));
}

void put64(std::vector<std::byte>& bytes, std::size_t at, std::uint64_t value)
{
    put32(bytes, at, static_cast<std::uint32_t>(value >> 32));
    put32(bytes, at + 4, static_cast<std::uint32_t>(value));
}

// "iso5" and "iso6" ask readers for fragments, which an ordinary file has none of. Same length, so in place.
std::vector<std::byte> ordinaryBrands(std::vector<std::byte> fileType)
{
    constexpr std::size_t kMinorVersion = 12;
    for (std::size_t at = 8; at + 4 <= fileType.size(); at += 4) {
        const BoxType brand = ByteReader(ByteSpan(fileType).subspan(at)).u32();
        if (at == kMinorVersion)
            continue;
        if (brand == boxType("iso5") || (brand == boxType("iso6") && at == 8))
            put32(fileType, at, boxType("isom"));
        else if (brand == boxType("iso6"))
            put32(fileType, at, boxType("iso2"));
    }
    return fileType;
}

// A moov has more than 16 bytes, so the long form fits as well.
std::vector<std::byte> mediaHeader(std::uint64_t size)
{
    const bool isLong = size > std::numeric_limits<std::uint32_t>::max();
    std::vector<std::byte> header(isLong ? 16 : 8);
    put32(header, 0, isLong ? 1 : static_cast<std::uint32_t>(size));
    put32(header, 4, boxType("mdat"));
    if (isLong) {
        put32(header, 8, static_cast<std::uint32_t>(size >> 32));
        put32(header, 12, static_cast<std::uint32_t>(size));
    }
    return header;
}

Status appendIndex(OutputFile& file, const std::vector<std::byte>& moov, std::uint64_t position)
{
    REELOUT_TRY(file.writeAt(position, moov));
    const Result<std::uint64_t> size = file.size();
    if (!size)
        return size.error();
    if (*size > position + moov.size())
        REELOUT_TRY(file.truncate(position + moov.size()));
    return file.sync();
}

} // namespace

Result<FinishReport> writeIndexAndSwitch(OutputFile& file, const Movie& movie, const BuiltMoov& built,
                                         std::uint64_t moovPosition)
{
    // The chapters' texts become media like all before them.
    std::vector<std::byte> end = built.texts;
    end.insert(end.end(), built.bytes.begin(), built.bytes.end());
    if (!built.texts.empty())
        put64(end, built.texts.size() + built.textOffset, moovPosition + 8);
    if (const Status appended = appendIndex(file, end, moovPosition); !appended) {
        // Best effort: half an index does no harm, it is only untidy.
        (void)file.truncate(moovPosition).hasValue();
        return appended.error();
    }

    std::vector<std::byte> head = mediaHeader(moovPosition + built.texts.size() - movie.moovOffset);
    std::uint64_t headPosition = movie.moovOffset;
    if (!movie.fileType.empty() && movie.fileTypeOffset + movie.fileType.size() == movie.moovOffset) {
        // One write, so that a reader never sees one without the other.
        std::vector<std::byte> both = ordinaryBrands(movie.fileType);
        both.insert(both.end(), head.begin(), head.end());
        head = std::move(both);
        headPosition = movie.fileTypeOffset;
    }
    REELOUT_TRY(file.writeAt(headPosition, head));
    REELOUT_TRY(file.sync());

    FinishReport report;
    report.tracks = built.tracks;
    report.fragments = movie.fragments;
    report.samples = movie.sampleCount();
    report.duration = built.duration;
    return report;
}

} // namespace reelout
