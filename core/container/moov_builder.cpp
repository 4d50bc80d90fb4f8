// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/moov_builder.h"

#include "container/edit_list.h"
#include "container/table_boxes.h"

#include <algorithm>
#include <initializer_list>
#include <limits>

namespace reelout {

namespace {

// A row per sample for this many is a moov of a gigabyte; 300 hours at 60 per second.
constexpr std::uint64_t kMostRows = std::uint64_t{1} << 26;
constexpr std::uint64_t kFreeRows = 65536;

struct FinishedTrack {
    const Track* track = nullptr;
    std::vector<Edit> edits;
    std::uint64_t duration = 0; ///< movie time scale
};

/// The three headers with a duration agree but for what stands between the times and the duration.
void writeHeader(BoxWriter& writer, const Box& box, std::size_t between, std::uint64_t duration)
{
    ByteReader reader(box.payload);
    const FullBox full = readFullBox(reader);
    const bool wasWide = full.version == 1;
    const std::uint64_t created = reader.u32or64(wasWide);
    const std::uint64_t modified = reader.u32or64(wasWide);
    const ByteSpan middle = reader.bytes(between);
    reader.skip(wasWide ? 8 : 4);
    const bool isWide = wasWide || duration >= std::numeric_limits<std::uint32_t>::max();
    const auto scope = writer.fullBox(box.type, isWide ? 1 : 0, full.flags);
    writer.u32or64(isWide, created);
    writer.u32or64(isWide, modified);
    writer.bytes(middle);
    writer.u32or64(isWide, duration);
    writer.bytes(reader.rest());
}

bool isOneOf(BoxType type, std::initializer_list<BoxType> types)
{
    return std::find(types.begin(), types.end(), type) != types.end();
}

bool isReplacedTable(BoxType type)
{
    return isOneOf(type,
                   {boxType("stts"), boxType("ctts"), boxType("cslg"), boxType("stss"), boxType("stps"),
                    boxType("stsc"), boxType("stsz"), boxType("stz2"), boxType("stco"), boxType("co64"),
                    boxType("sdtp"), boxType("stdp"), boxType("padb"), boxType("sgpd"), boxType("sbgp"),
                    boxType("subs"), boxType("saiz"), boxType("saio"), boxType("free"), boxType("skip")});
}

/// Lets a header through once; hostile files repeat them to multiply the work.
class Once {
public:
    bool operator()(BoxType wanted, const Box& box)
    {
        const bool isFirst = box.type == wanted && !m_seen;
        m_seen = m_seen || isFirst;
        return isFirst;
    }

private:
    bool m_seen = false;
};

class Builder {
public:
    Builder(const Movie& movie, std::uint64_t fileSize)
        : m_movie(movie),
          m_mostRows(std::min(kMostRows, fileSize + kFreeRows))
    {
        BoxWalk brands(movie.fileType);
        const auto box = brands.next();
        ByteReader reader(box ? box->payload : ByteSpan());
        const BoxType brand = reader.u32();
        m_isQuickTime = brand == boxType("qt  ") || !box;
    }

    Result<BuiltMoov> build()
    {
        BuiltMoov built;
        const auto moov = BoxWalk(m_movie.moov).next();
        std::uint64_t duration = 0;
        std::vector<FinishedTrack> tracks;
        BoxWalk walk(moov->payload);
        while (const auto box = walk.next()) {
            if (box->type != boxType("trak"))
                continue;
            // The parser made one entry per trak, in order.
            const Track& track = m_movie.tracks[tracks.size()];
            FinishedTrack finished{&track, finalEdits(box->payload, track, m_movie.timeScale), 0};
            finished.duration = trackDuration(finished.edits, track, m_movie.timeScale);
            if (track.samples.count() > 0) {
                duration = std::max(duration, finished.duration);
                ++built.tracks;
            }
            tracks.push_back(std::move(finished));
        }
        if (built.tracks == 0)
            return makeError(ErrorCode::InvalidData, QStringLiteral("make index"),
                             QStringLiteral("the file has no complete fragment"));
        REELOUT_TRY(writeMoov(moov->payload, tracks, duration));
        if (!m_writer.isOk())
            return makeError(ErrorCode::InvalidData, QStringLiteral("make index"),
                             QStringLiteral("the index would be larger than a box can be"));
        built.bytes = m_writer.take();
        built.duration = fromSeconds(std::min(1e9, static_cast<double>(duration) / m_movie.timeScale));
        return built;
    }

private:
    Status writeMoov(ByteSpan payload, const std::vector<FinishedTrack>& tracks, std::uint64_t duration)
    {
        const auto scope = m_writer.box(boxType("moov"));
        std::size_t index = 0;
        Once isHeader;
        BoxWalk walk(payload);
        while (const auto box = walk.next()) {
            if (isHeader(boxType("mvhd"), *box))
                writeHeader(m_writer, *box, 4, duration);
            else if (box->type == boxType("trak"))
                REELOUT_TRY(writeTrack(box->payload, tracks[index++]));
            else if (box->type != boxType("mvex") && box->type != boxType("mvhd"))
                m_writer.bytes(box->whole);
        }
        return {};
    }

    Status writeTrack(ByteSpan payload, const FinishedTrack& finished)
    {
        if (finished.track->samples.count() == 0)
            return {};
        const auto scope = m_writer.box(boxType("trak"));
        Once isHeader;
        Once isMedia;
        BoxWalk walk(payload);
        while (const auto box = walk.next()) {
            if (isHeader(boxType("tkhd"), *box)) {
                writeHeader(m_writer, *box, 8, finished.duration);
                if (!finished.edits.empty())
                    writeEdits(m_writer, finished.edits);
            } else if (isMedia(boxType("mdia"), *box)) {
                REELOUT_TRY(writeMedia(box->payload, *finished.track));
            } else if (!isOneOf(box->type, {boxType("edts"), boxType("tkhd"), boxType("mdia")})) {
                m_writer.bytes(box->whole);
            }
        }
        return {};
    }

    Status writeMedia(ByteSpan payload, const Track& track)
    {
        const auto scope = m_writer.box(boxType("mdia"));
        Once isHeader;
        Once isInformation;
        BoxWalk walk(payload);
        while (const auto box = walk.next()) {
            if (isHeader(boxType("mdhd"), *box))
                writeHeader(m_writer, *box, 4, track.samples.mediaDuration());
            else if (isInformation(boxType("minf"), *box))
                REELOUT_TRY(writeMediaInformation(box->payload, track));
            else if (!isOneOf(box->type, {boxType("mdhd"), boxType("minf")}))
                m_writer.bytes(box->whole);
        }
        return {};
    }

    Status writeMediaInformation(ByteSpan payload, const Track& track)
    {
        const auto scope = m_writer.box(boxType("minf"));
        Once isTables;
        BoxWalk walk(payload);
        while (const auto box = walk.next()) {
            if (!isTables(boxType("stbl"), *box)) {
                if (box->type != boxType("stbl"))
                    m_writer.bytes(box->whole);
                continue;
            }
            const auto tables = m_writer.box(boxType("stbl"));
            BoxWalk kept(box->payload);
            while (const auto child = kept.next()) {
                if (!isReplacedTable(child->type))
                    m_writer.bytes(child->whole);
            }
            REELOUT_TRY(writeTables(m_writer, track, m_mostRows, m_isQuickTime));
        }
        return {};
    }

    const Movie& m_movie;
    const std::uint64_t m_mostRows;
    bool m_isQuickTime = false;
    BoxWriter m_writer;
};

} // namespace

Result<BuiltMoov> buildMoov(const Movie& movie, std::uint64_t fileSize)
{
    return Builder(movie, fileSize).build();
}

} // namespace reelout
