// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/movie.h"

#include "container/sample_entry.h"

#include <algorithm>

namespace reelout {

namespace {

Error damaged(const char* what)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("read movie header"), QString::fromLatin1(what));
}

std::uint32_t trackId(ByteSpan payload)
{
    ByteReader reader(payload);
    const FullBox box = readFullBox(reader);
    reader.skip(box.version == 1 ? 16 : 8);
    return reader.u32();
}

// The same place in mvhd and mdhd.
std::uint32_t timeScale(ByteSpan payload)
{
    ByteReader reader(payload);
    const FullBox box = readFullBox(reader);
    reader.skip(box.version == 1 ? 16 : 8);
    return reader.u32();
}

// A constant size promises any number of samples for free; no real first fragment has more.
constexpr std::uint64_t kMostInitialSamples = std::uint64_t{1} << 24;

Result<Track> parseTrack(ByteSpan payload, std::uint64_t& sampleBudget)
{
    const auto header = findBox(payload, boxType("tkhd"));
    const auto mediaHeader = findBox(payload, {boxType("mdia"), boxType("mdhd")});
    const auto tables = findBox(payload, {boxType("mdia"), boxType("minf"), boxType("stbl")});
    const auto entries = tables ? findBox(tables->payload, boxType("stsd")) : std::nullopt;
    if (!header || !mediaHeader || !entries)
        return damaged("a track lacks its headers");
    Track track;
    track.id = trackId(header->payload);
    track.timeScale = timeScale(mediaHeader->payload);
    if (track.id == 0 || track.timeScale == 0)
        return damaged("a track has no number or no time scale");
    const SampleEntry entry = readSampleEntry(entries->payload, track.timeScale);
    if (entry.isEncrypted)
        return makeError(ErrorCode::Unsupported, QStringLiteral("read movie header"),
                         QStringLiteral("the file is encrypted"));
    track.pcmFrameBytes = entry.pcmFrameBytes;
    track.isAac = entry.isAac;
    REELOUT_TRY(readSampleTables(tables->payload, track.samples, sampleBudget));
    return track;
}

Status readDefaults(ByteSpan mvex, Movie& movie)
{
    BoxWalk walk(mvex);
    while (const auto box = walk.next()) {
        if (box->type != boxType("trex"))
            continue;
        ByteReader reader(box->payload);
        readFullBox(reader);
        Track* track = movie.track(reader.u32());
        reader.skip(4);
        const SampleDefaults defaults{reader.u32(), reader.u32(), reader.u32()};
        if (!reader.isOk())
            return damaged("a trex box is cut");
        if (track)
            track->defaults = defaults;
    }
    return {};
}

} // namespace

Track* Movie::track(std::uint32_t id)
{
    const auto found = std::find_if(tracks.begin(), tracks.end(), [&](const Track& t) { return t.id == id; });
    return found == tracks.end() ? nullptr : &*found;
}

std::uint64_t Movie::sampleCount() const
{
    std::uint64_t count = 0;
    for (const Track& track : tracks)
        count += track.samples.count();
    return count;
}

Result<Movie> parseMovie(ByteSpan moov, std::uint64_t offset)
{
    BoxWalk outer(moov);
    const auto box = outer.next();
    if (!box || box->type != boxType("moov"))
        return damaged("no movie header");
    Movie movie;
    movie.moovOffset = offset;
    movie.moov.assign(moov.begin(), moov.end());
    const auto header = findBox(box->payload, boxType("mvhd"));
    movie.timeScale = header ? timeScale(header->payload) : 0;
    if (movie.timeScale == 0)
        return damaged("the movie has no time scale");

    std::optional<Box> extends;
    std::uint64_t sampleBudget = kMostInitialSamples;
    BoxWalk walk(box->payload);
    while (const auto child = walk.next()) {
        if (child->type == boxType("mvex"))
            extends = child;
        if (child->type != boxType("trak"))
            continue;
        Result<Track> track = parseTrack(child->payload, sampleBudget);
        if (!track)
            return track.error();
        if (movie.track(track->id))
            return damaged("two tracks have one number");
        movie.tracks.push_back(std::move(*track));
    }
    if (movie.tracks.empty())
        return damaged("the movie has no tracks");
    movie.hasFragments = extends.has_value();
    if (extends)
        REELOUT_TRY(readDefaults(extends->payload, movie));
    return movie;
}

} // namespace reelout
