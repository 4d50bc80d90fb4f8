// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/top_level.h"

#include "container/fragment.h"

#include <algorithm>
#include <array>

namespace reelout {

namespace {

// Ten hours in fragments of a tenth of a second are 1.1 million boxes.
constexpr int kMostBoxes = 1 << 24;

Error damaged(const QString& path, const char* what)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("read movie"),
                     QStringLiteral("%1: %2").arg(path, QString::fromLatin1(what)));
}

class Scan {
public:
    explicit Scan(OutputFile& file) : m_file(file) {}

    Result<TopLevel> run()
    {
        const Result<std::uint64_t> size = m_file.size();
        if (!size)
            return size.error();
        m_found.fileSize = *size;
        m_found.endStart = *size;
        std::uint64_t position = 0;
        for (int boxes = 0; position < *size; ++boxes) {
            const Result<std::optional<std::uint64_t>> next = takeBoxAt(position, boxes);
            if (!next)
                return next.error();
            if (!*next)
                break;
            position = **next;
        }
        REELOUT_TRY(takePendingFragment());
        m_found.isOrdinary = m_found.hasMoov && !m_isParsed;
        return std::move(m_found);
    }

private:
    // Where the next box begins; nothing when this was the last.
    Result<std::optional<std::uint64_t>> takeBoxAt(std::uint64_t position, int number)
    {
        std::array<std::byte, 16> bytes{};
        const Result<std::size_t> count = m_file.readAt(position, bytes);
        if (!count)
            return count.error();
        const auto header = parseBoxHeader(ByteSpan(bytes).first(*count));
        const std::uint64_t left = m_found.fileSize - position;
        const bool isOpen = header && header->size == 0 && header->type == boxType("mdat");
        if (!header || number >= kMostBoxes || (header->size == 0 && !isOpen))
            return stop(FileEnd::TornBox, position);
        const bool isTorn = !isOpen && header->size > left;
        if (header->type == boxType("moov") && m_found.hasMoov)
            return takeSecondMoov(position, header->size, isTorn);
        if (header->type == boxType("mdat")) {
            m_mediaEnd = position + (isOpen ? left : std::min(left, header->size));
            m_found.endHeader = *header;
            if (isTorn)
                return stop(FileEnd::TornMedia, position);
        }
        if (isTorn)
            return stop(FileEnd::TornBox, position);
        const std::uint64_t end = isOpen ? m_found.fileSize : position + header->size;
        REELOUT_TRY(takeBox(header->type, position, end - position));
        m_found.usedEnd = end;
        return std::optional(end);
    }

    Status takeBox(BoxType type, std::uint64_t position, std::uint64_t size)
    {
        if (type == boxType("ftyp") && !m_found.hasMoov && size <= kLargestFileType) {
            m_fileTypeOffset = position;
            return read(position, size, m_fileType);
        }
        if (type == boxType("moov"))
            return takeMoov(position, size);
        if (type == boxType("moof")) {
            REELOUT_TRY(takePendingFragment());
            if (size > kLargestMoof || !m_found.hasMoov)
                return {};
            REELOUT_TRY(parseMoov());
            m_fragmentOffset = position;
            m_mediaEnd = 0;
            return read(position, size, m_fragment);
        }
        return {};
    }

    Status takeMoov(std::uint64_t position, std::uint64_t size)
    {
        if (size > kLargestMoov)
            return damaged(m_file.path(), "the movie header is too large to be one");
        m_found.hasMoov = true;
        m_found.movie.moovOffset = position;
        REELOUT_TRY(read(position, size, m_found.movie.moov));
        const bool hasFragments = findBox(m_found.movie.moov, {boxType("moov"), boxType("mvex")}).has_value();
        return hasFragments ? parseMoov() : Status();
    }

    // Ordinary files are left alone however large their tables are, so they are not even read.
    Status parseMoov()
    {
        if (m_isParsed)
            return {};
        Result<Movie> movie = parseMovie(m_found.movie.moov, m_found.movie.moovOffset);
        if (!movie)
            return makeError(movie.error().code, movie.error().step,
                             QStringLiteral("%1: %2").arg(m_file.path(), movie.error().detail));
        m_found.movie = std::move(*movie);
        m_found.movie.fileType = m_fileType;
        m_found.movie.fileTypeOffset = m_fileTypeOffset;
        m_isParsed = true;
        return {};
    }

    // Ours have no mvex and end the file. Others (two files in one) are left where they are.
    Result<std::optional<std::uint64_t>> takeSecondMoov(std::uint64_t position, std::uint64_t size,
                                                        bool isTorn)
    {
        if (isTorn)
            return stop(FileEnd::OldIndex, position);
        std::array<std::byte, 16> behind{};
        const Result<std::size_t> count = m_file.readAt(position + size, behind);
        if (!count)
            return count.error();
        const auto next = parseBoxHeader(ByteSpan(behind).first(*count));
        std::vector<std::byte> moov;
        if (size <= kLargestMoov)
            REELOUT_TRY(read(position, size, moov));
        const bool isOurs = !findBox(moov, {boxType("moov"), boxType("mvex")}).has_value();
        if (isOurs && !(next && next->type == boxType("moof")))
            return stop(FileEnd::OldIndex, position);
        return stop(FileEnd::TornBox, position);
    }

    Status takePendingFragment()
    {
        if (m_fragment.empty())
            return {};
        const Result<FragmentOutcome> outcome =
            addFragment(m_found.movie, m_fragment, m_fragmentOffset, m_mediaEnd);
        m_fragment.clear();
        // One that can't be understood costs its own second only.
        if (!outcome)
            return {};
        if (m_found.end == FileEnd::TornMedia)
            m_found.usedEnd = outcome->samples > 0 ? outcome->dataEnd : m_fragmentOffset;
        return {};
    }

    Result<std::optional<std::uint64_t>> stop(FileEnd end, std::uint64_t position)
    {
        m_found.end = end;
        m_found.endStart = position;
        return std::optional<std::uint64_t>();
    }

    Status read(std::uint64_t position, std::uint64_t size, std::vector<std::byte>& bytes)
    {
        bytes.resize(static_cast<std::size_t>(size));
        const Result<std::size_t> count = m_file.readAt(position, bytes);
        if (!count)
            return count.error();
        return *count == bytes.size() ? Status() : Status(damaged(m_file.path(), "the file became shorter"));
    }

    OutputFile& m_file;
    TopLevel m_found;
    bool m_isParsed = false;
    std::vector<std::byte> m_fileType;
    std::uint64_t m_fileTypeOffset = 0;
    std::vector<std::byte> m_fragment;
    std::uint64_t m_fragmentOffset = 0;
    std::uint64_t m_mediaEnd = 0;
};

} // namespace

Result<TopLevel> readTopLevel(OutputFile& file)
{
    return Scan(file).run();
}

} // namespace reelout
