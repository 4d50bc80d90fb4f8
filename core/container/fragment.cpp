// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/fragment.h"

#include <algorithm>

namespace reelout {

namespace {

// tfhd flags (8.8.7)
constexpr std::uint32_t kBaseDataOffset = 0x01;
constexpr std::uint32_t kDescriptionIndex = 0x02;
constexpr std::uint32_t kDefaultDuration = 0x08;
constexpr std::uint32_t kDefaultSize = 0x10;
constexpr std::uint32_t kDefaultFlags = 0x20;
constexpr std::uint32_t kDefaultBaseIsMoof = 0x020000;
// trun flags (8.8.8)
constexpr std::uint32_t kDataOffset = 0x01;
constexpr std::uint32_t kFirstFlags = 0x04;
constexpr std::uint32_t kDurations = 0x0100;
constexpr std::uint32_t kSizes = 0x0200;
constexpr std::uint32_t kFlags = 0x0400;
constexpr std::uint32_t kOffsets = 0x0800;
// sample flags (8.8.3.1)
constexpr std::uint32_t kIsNonSync = 0x010000;

// Samples that cost no byte anywhere could be promised without end.
constexpr std::uint32_t kMostEmptySamples = 4096;

/// One trun, checked: its rows are all there.
struct TrackRun {
    std::uint32_t count = 0;
    std::uint32_t flags = 0;
    std::uint32_t firstFlags = 0;
    SampleDefaults defaults;
    std::uint64_t position = 0; ///< of the first sample in the file
    ByteSpan rows;
};

struct TrackFragment {
    Track* track = nullptr;
    std::optional<std::uint64_t> decodeTime;
    std::vector<TrackRun> runs;
};

Error damaged(const char* what)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("read fragment"), QString::fromLatin1(what));
}

std::size_t rowWidth(std::uint32_t flags)
{
    std::size_t width = 0;
    for (const std::uint32_t flag : {kDurations, kSizes, kFlags, kOffsets})
        width += (flags & flag) != 0 ? 4 : 0;
    return width;
}

/// Gives the samples of a run one after the other.
class RunWalk {
public:
    explicit RunWalk(const TrackRun& run) : m_run(run), m_reader(run.rows) {}

    SampleRun next()
    {
        SampleRun sample;
        sample.count = 1;
        sample.duration = (m_run.flags & kDurations) != 0 ? m_reader.u32() : m_run.defaults.duration;
        sample.size = (m_run.flags & kSizes) != 0 ? m_reader.u32() : m_run.defaults.size;
        std::uint32_t flags = (m_run.flags & kFlags) != 0 ? m_reader.u32() : m_run.defaults.flags;
        if (m_index++ == 0 && (m_run.flags & kFirstFlags) != 0)
            flags = m_run.firstFlags;
        sample.isSync = (flags & kIsNonSync) == 0;
        // Signed in version 0 too: negative ones are found there, and 2^31 units never are.
        sample.offset = (m_run.flags & kOffsets) != 0 ? m_reader.i32() : 0;
        return sample;
    }

private:
    const TrackRun& m_run;
    ByteReader m_reader;
    std::uint32_t m_index = 0;
};

std::uint64_t byteCount(const TrackRun& run)
{
    if ((run.flags & kSizes) == 0)
        return std::uint64_t{run.count} * run.defaults.size;
    std::uint64_t bytes = 0;
    RunWalk walk(run);
    for (std::uint32_t i = 0; i < run.count; ++i)
        bytes += walk.next().size;
    return bytes;
}

/// Reads the trafs of one moof; keeps the place where the data of the next would begin.
class MoofParser {
public:
    MoofParser(Movie& movie, std::uint64_t moofOffset)
        : m_movie(movie),
          m_moofOffset(moofOffset),
          m_next(moofOffset)
    {}

    Result<std::vector<TrackFragment>> parse(ByteSpan payload)
    {
        std::vector<TrackFragment> fragments;
        BoxWalk walk(payload);
        while (const auto box = walk.next()) {
            if (box->type != boxType("traf"))
                continue;
            Result<TrackFragment> fragment = parseTraf(box->payload);
            if (!fragment)
                return fragment.error();
            fragments.push_back(std::move(*fragment));
        }
        return fragments;
    }

private:
    Result<TrackFragment> parseTraf(ByteSpan payload)
    {
        TrackFragment fragment;
        const auto header = findBox(payload, boxType("tfhd"));
        if (!header)
            return damaged("a fragment of a track has no header");
        SampleDefaults defaults;
        REELOUT_TRY(parseHeader(header->payload, fragment, defaults));
        BoxWalk walk(payload);
        while (const auto box = walk.next()) {
            if (box->type == boxType("tfdt")) {
                ByteReader reader(box->payload);
                const FullBox full = readFullBox(reader);
                fragment.decodeTime = reader.u32or64(full.version == 1);
                if (!reader.isOk())
                    return damaged("a decode time is cut");
            } else if (box->type == boxType("trun")) {
                Result<TrackRun> run = parseRun(box->payload, defaults);
                if (!run)
                    return run.error();
                fragment.runs.push_back(*run);
            }
        }
        return fragment;
    }

    Status parseHeader(ByteSpan payload, TrackFragment& fragment, SampleDefaults& defaults)
    {
        ByteReader reader(payload);
        const FullBox box = readFullBox(reader);
        fragment.track = m_movie.track(reader.u32());
        if (!fragment.track)
            return damaged("a fragment belongs to no track");
        m_base = (box.flags & kDefaultBaseIsMoof) != 0 ? m_moofOffset : m_next;
        if ((box.flags & kBaseDataOffset) != 0)
            m_base = reader.u64();
        m_next = m_base;
        if ((box.flags & kDescriptionIndex) != 0)
            reader.skip(4);
        defaults = fragment.track->defaults;
        if ((box.flags & kDefaultDuration) != 0)
            defaults.duration = reader.u32();
        if ((box.flags & kDefaultSize) != 0)
            defaults.size = reader.u32();
        if ((box.flags & kDefaultFlags) != 0)
            defaults.flags = reader.u32();
        return reader.isOk() ? Status() : Status(damaged("the header of a track's fragment is cut"));
    }

    Result<TrackRun> parseRun(ByteSpan payload, const SampleDefaults& defaults)
    {
        ByteReader reader(payload);
        TrackRun run;
        run.flags = readFullBox(reader).flags;
        run.count = reader.u32();
        run.defaults = defaults;
        run.position = m_next;
        if ((run.flags & kDataOffset) != 0)
            run.position = m_base + static_cast<std::uint64_t>(std::int64_t{reader.i32()});
        if ((run.flags & kFirstFlags) != 0)
            run.firstFlags = reader.u32();
        const std::size_t width = rowWidth(run.flags);
        if (!reader.isOk() || (width > 0 && reader.remaining() / width < run.count))
            return damaged("a run promises more samples than it lists");
        if (width == 0 && defaults.size == 0 && run.count > kMostEmptySamples)
            return damaged("a run promises endless empty samples");
        run.rows = reader.bytes(run.count * width);
        m_next = run.position + byteCount(run);
        return run;
    }

    Movie& m_movie;
    const std::uint64_t m_moofOffset;
    std::uint64_t m_base = 0;
    std::uint64_t m_next;
};

/// Takes the samples of one run that lie below the limit; false when one did not.
bool takeRun(const TrackRun& run, std::uint64_t dataLimit, SampleTable& table, FragmentOutcome& outcome)
{
    RunWalk walk(run);
    std::uint64_t position = run.position;
    std::uint32_t index = 0;
    while (index < run.count) {
        SampleRun samples = walk.next();
        // Without rows all but the first are alike; a row each would take minutes for hostile counts.
        if (run.rows.empty() && index > 0)
            samples.count = run.count - index;
        const std::uint64_t room = position <= dataLimit ? dataLimit - position : 0;
        const std::uint64_t fitting =
            samples.size == 0 ? samples.count : std::min<std::uint64_t>(samples.count, room / samples.size);
        const SampleRun taken{position <= dataLimit ? fitting : 0, samples.duration, samples.size,
                              samples.offset, samples.isSync};
        if (!table.append(position, taken))
            return false;
        outcome.samples += taken.count;
        position += taken.count * taken.size;
        if (taken.count > 0)
            outcome.dataEnd = std::max(outcome.dataEnd, position);
        if (taken.count < samples.count) {
            outcome.dropped += run.count - index - taken.count;
            return false;
        }
        index += static_cast<std::uint32_t>(samples.count);
    }
    return true;
}

} // namespace

Result<FragmentOutcome> addFragment(Movie& movie, ByteSpan moof, std::uint64_t moofOffset,
                                    std::uint64_t dataLimit)
{
    BoxWalk outer(moof);
    const auto box = outer.next();
    if (!box || box->type != boxType("moof"))
        return damaged("no fragment");
    const Result<std::vector<TrackFragment>> fragments = MoofParser(movie, moofOffset).parse(box->payload);
    if (!fragments)
        return fragments.error();
    FragmentOutcome outcome;
    for (const TrackFragment& fragment : *fragments) {
        SampleTable& table = fragment.track->samples;
        const bool hasData = std::any_of(fragment.runs.begin(), fragment.runs.end(),
                                         [&](const TrackRun& run) { return run.position < dataLimit; });
        if (fragment.decodeTime && hasData)
            table.setDecodeTime(*fragment.decodeTime);
        bool isWhole = true;
        for (const TrackRun& run : fragment.runs) {
            if (isWhole)
                isWhole = takeRun(run, dataLimit, table, outcome);
            else
                outcome.dropped += run.count;
        }
    }
    if (outcome.samples > 0)
        ++movie.fragments;
    return outcome;
}

} // namespace reelout
