// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/collector_state.h"
#include "container/finisher.h"
#include "container/index_switch.h"

#include "container/fragment.h"

#include <algorithm>

namespace reelout {

namespace {

Error misfit(const char* what)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("follow the muxer"), QString::fromLatin1(what));
}

} // namespace

Status FragmentCollector::Impl::feed(std::uint64_t offset, ByteSpan bytes)
{
    if (offset > fed)
        return misfit("a hole in the file");
    if (offset < boxStart)
        return misfit("a change in what was complete");
    patch(offset, bytes);
    if (offset + bytes.size() <= fed)
        return takeCompleteBoxes();
    bytes = bytes.subspan(static_cast<std::size_t>(fed - offset));
    while (!bytes.empty()) {
        const std::size_t taken = append(bytes);
        bytes = bytes.subspan(taken);
        REELOUT_TRY(takeCompleteBoxes());
    }
    return {};
}

void FragmentCollector::Impl::patch(std::uint64_t offset, ByteSpan bytes)
{
    const auto at = static_cast<std::size_t>(std::min<std::uint64_t>(offset - boxStart, buffer.size()));
    const std::size_t count = std::min(bytes.size(), buffer.size() - at);
    std::copy_n(bytes.begin(), count, buffer.begin() + static_cast<std::ptrdiff_t>(at));
}

// Never takes more than belongs to the box, nor keeps the payload of one that is not wanted.
std::size_t FragmentCollector::Impl::append(ByteSpan bytes)
{
    constexpr std::size_t kHeader = 16;
    std::uint64_t taken = bytes.size();
    if (buffer.size() < 8) {
        taken = std::min<std::uint64_t>(taken, 8 - buffer.size());
    } else if (const auto header = parseBoxHeader(buffer); header) {
        const std::uint64_t inBox = fed - boxStart;
        if (header->size != 0)
            taken = std::min(taken, header->size - inBox);
        if (!isWanted(header->type) && buffer.size() >= kHeader) {
            fed += taken;
            return static_cast<std::size_t>(taken);
        }
        if (!isWanted(header->type))
            taken = std::min<std::uint64_t>(taken, kHeader - buffer.size());
    } else {
        taken = std::min<std::uint64_t>(taken, kHeader - std::min(kHeader, buffer.size()));
    }
    buffer.insert(buffer.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
    fed += taken;
    return static_cast<std::size_t>(taken);
}

bool FragmentCollector::Impl::isWanted(BoxType type)
{
    return type == boxType("ftyp") || type == boxType("moov") || type == boxType("moof");
}

Status FragmentCollector::Impl::takeCompleteBoxes()
{
    if (buffer.size() < 8)
        return {};
    const auto header = parseBoxHeader(buffer);
    if (!header) {
        const bool isLong = ByteReader(buffer).u32() == 1;
        return isLong && buffer.size() < 16 ? Status() : Status(misfit("a box smaller than its header"));
    }
    if (isWanted(header->type) && std::max<std::uint64_t>(header->size, buffer.size()) > kLargestMoov)
        return misfit("a header that is too large");
    // 0 stands there until the muxer knows better.
    if (header->size == 0 || fed - boxStart < header->size)
        return {};
    if (fed - boxStart > header->size)
        return misfit("a box that ends before what was written into it");
    REELOUT_TRY(takeBox(header->type));
    buffer.clear();
    boxStart = fed;
    return {};
}

Status FragmentCollector::Impl::takeBox(BoxType type)
{
    if (type == boxType("ftyp") && !hasMovie && buffer.size() <= kLargestFileType) {
        fileType = buffer;
        fileTypeOffset = boxStart;
    } else if (type == boxType("moov")) {
        if (hasMovie)
            return misfit("a second movie header");
        Result<Movie> parsed = parseMovie(buffer, boxStart);
        if (!parsed)
            return parsed.error();
        movie = std::move(*parsed);
        movie.fileType = fileType;
        movie.fileTypeOffset = fileTypeOffset;
        hasMovie = true;
        completeEnd = fed;
    } else if (type == boxType("moof")) {
        if (!hasMovie)
            return misfit("a fragment without a movie header");
        fragment.swap(buffer);
        fragmentOffset = boxStart;
    } else if (type == boxType("mdat")) {
        if (!fragment.empty()) {
            const Result<FragmentOutcome> outcome = addFragment(movie, fragment, fragmentOffset, fed);
            if (!outcome)
                return outcome.error();
            if (outcome->dropped > 0)
                return misfit("samples outside their fragment");
            fragment.clear();
        }
        completeEnd = fed;
    } else if (fragment.empty()) {
        completeEnd = fed;
    }
    return {};
}

FragmentCollector::FragmentCollector() : m_impl(std::make_unique<Impl>()) {}
FragmentCollector::~FragmentCollector() = default;
FragmentCollector::FragmentCollector(FragmentCollector&&) noexcept = default;
FragmentCollector& FragmentCollector::operator=(FragmentCollector&&) noexcept = default;

Status FragmentCollector::feed(std::uint64_t offset, std::span<const std::byte> bytes)
{
    return m_impl->feed(offset, bytes);
}

int FragmentCollector::completeFragments() const
{
    return m_impl->movie.fragments;
}

Result<FinishReport> finishInPlace(OutputFile& file, const FragmentCollector& collector,
                                   const std::vector<Marker>& markers)
{
    const FragmentCollector::Impl& state = collector.impl();
    const QString step = QStringLiteral("finish movie");
    if (!state.hasMovie)
        return makeError(ErrorCode::InvalidData, step,
                         QStringLiteral("%1: nothing was written").arg(file.path()));
    const Result<std::uint64_t> size = file.size();
    if (!size)
        return size.error();
    if (*size < state.completeEnd)
        return makeError(ErrorCode::InvalidData, step,
                         QStringLiteral("%1: is shorter than what was written to it").arg(file.path()));
    if (!state.movie.hasFragments) {
        FinishReport complete;
        complete.wasComplete = true;
        return complete;
    }
    const Result<BuiltMoov> built = buildMoov(state.movie, state.completeEnd, markers);
    if (!built)
        return built.error();
    Result<FinishReport> report = writeIndexAndSwitch(file, state.movie, *built, state.completeEnd);
    if (report)
        report->bytesDropped = *size - state.completeEnd;
    return report;
}

} // namespace reelout
