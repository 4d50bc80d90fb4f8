// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/moov_builder.h"

#include "container/chapters.h"
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
/// `nextTrack` is put at the very end, where that of a movie has it; 0 = as it was.
void writeHeader(BoxWriter& writer, const Box& box, std::size_t between, std::uint64_t duration,
                 std::uint32_t nextTrack = 0)
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
    const ByteSpan rest = reader.rest();
    const bool isReplaced = nextTrack != 0 && rest.size() >= 4;
    writer.bytes(isReplaced ? rest.first(rest.size() - 4) : rest);
    if (isReplaced)
        writer.u32(nextTrack);
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
    Builder(const Movie& movie, std::uint64_t fileSize, const std::vector<Marker>& markers)
        : m_movie(movie),
          m_markers(markers),
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
        built.duration = fromSeconds(std::min(1e9, static_cast<double>(duration) / m_movie.timeScale));
        makeChapters(built.duration);
        REELOUT_TRY(writeMoov(moov->payload, tracks, duration));
        if (!m_writer.isOk())
            return makeError(ErrorCode::InvalidData, QStringLiteral("make index"),
                             QStringLiteral("the index would be larger than a box can be"));
        built.bytes = m_writer.take();
        built.texts = m_chapters.media();
        built.textOffset = m_textOffset;
        return built;
    }

private:
    void makeChapters(Duration duration)
    {
        m_chapters = ChapterTrack(chaptersOf(m_markers, duration), duration);
        std::uint32_t greatest = 0;
        for (const Track& track : m_movie.tracks)
            greatest = std::max(greatest, track.id);
        // Whoever uses up all numbers has no chapters.
        if (greatest >= std::numeric_limits<std::uint32_t>::max() - 1)
            m_chapters = {};
        m_chapters.setId(greatest + 1);
    }

    void writeChapters(std::uint64_t duration, bool hasUserData)
    {
        if (!hasUserData) {
            const auto scope = m_writer.box(boxType("udta"));
            m_chapters.writeList(m_writer);
        }
        // The place of its texts is the last thing in it.
        m_chapters.writeTrack(m_writer, duration, 0);
        m_textOffset = m_writer.data().size() - sizeof(std::uint64_t);
    }

    Status writeMoov(ByteSpan payload, const std::vector<FinishedTrack>& tracks, std::uint64_t duration)
    {
        const auto scope = m_writer.box(boxType("moov"));
        std::size_t index = 0;
        Once isHeader;
        Once isUserData;
        bool hasUserData = false;
        BoxWalk walk(payload);
        while (const auto box = walk.next()) {
            if (isHeader(boxType("mvhd"), *box)) {
                writeHeader(m_writer, *box, 4, duration, m_chapters.isEmpty() ? 0 : m_chapters.id() + 1);
            } else if (!m_chapters.isEmpty() && isUserData(boxType("udta"), *box)) {
                const auto data = m_writer.box(boxType("udta"));
                m_writer.bytes(box->payload);
                m_chapters.writeList(m_writer);
                hasUserData = true;
            } else if (box->type == boxType("trak")) {
                REELOUT_TRY(writeTrack(box->payload, tracks[index++]));
            } else if (box->type != boxType("mvex") && box->type != boxType("mvhd")) {
                m_writer.bytes(box->whole);
            }
        }
        if (!m_chapters.isEmpty())
            writeChapters(duration, hasUserData);
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
                if (!m_chapters.isEmpty() && !findBox(payload, boxType("tref")))
                    m_chapters.writeReference(m_writer);
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
    const std::vector<Marker>& m_markers;
    ChapterTrack m_chapters;
    std::size_t m_textOffset = 0;
    const std::uint64_t m_mostRows;
    bool m_isQuickTime = false;
    BoxWriter m_writer;
};

} // namespace

Result<BuiltMoov> buildMoov(const Movie& movie, std::uint64_t fileSize, const std::vector<Marker>& markers)
{
    return Builder(movie, fileSize, markers).build();
}

} // namespace reelout
