// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/chapter_track.h"

#include <algorithm>
#include <numeric>

namespace reelout {

namespace {

constexpr std::uint32_t kTimeScale = 1000;
constexpr std::uint32_t kUndetermined = 0x55C4; // language "und"
constexpr std::size_t kMediaHeader = 8;

std::int64_t milliseconds(Duration time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

/// Cut between characters, at most `most` bytes.
QByteArray titleBytes(const Marker& chapter, qsizetype most)
{
    QByteArray title = chapter.name.toUtf8();
    if (title.size() <= most)
        return title;
    qsizetype end = most;
    while (end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80U)
        --end;
    return title.left(end);
}

void writeBytes(BoxWriter& writer, const QByteArray& bytes)
{
    writer.bytes(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

void writeZeros(BoxWriter& writer, std::size_t count)
{
    writer.bytes(std::vector<std::byte>(count));
}

void writeByte(BoxWriter& writer, unsigned value)
{
    const std::byte byte{static_cast<unsigned char>(value)};
    writer.bytes(std::span(&byte, 1));
}

void writeMatrix(BoxWriter& writer)
{
    for (const std::uint32_t value : {0x10000U, 0U, 0U, 0U, 0x10000U, 0U, 0U, 0U, 0x40000000U})
        writer.u32(value);
}

void writeHandler(BoxWriter& writer, BoxType kind, BoxType type)
{
    const auto scope = writer.fullBox(boxType("hdlr"), 0);
    writer.u32(kind);
    writer.u32(type);
    writeZeros(writer, 13); // manufacturer, flags, mask and an empty name
}

// Base media information of a media without one of its own, and the place of text in it.
void writeTextHeader(BoxWriter& writer)
{
    const auto scope = writer.box(boxType("gmhd"));
    {
        const auto base = writer.fullBox(boxType("gmin"), 0);
        writer.u16(0x40); // copy
        for (int i = 0; i < 3; ++i)
            writer.u16(0x8000);
        writer.u32(0);
    }
    const auto text = writer.box(boxType("text"));
    writeMatrix(writer);
}

void writeDescription(BoxWriter& writer)
{
    const auto scope = writer.fullBox(boxType("stsd"), 0);
    writer.u32(1);
    const auto entry = writer.box(boxType("text"));
    writeZeros(writer, 6);
    writer.u16(1);          // data reference
    writer.u32(0);          // display flags
    writer.u32(1);          // centred
    writeZeros(writer, 35); // colours, box, font and an empty name of it
}

void writeReferences(BoxWriter& writer)
{
    const auto scope = writer.box(boxType("dinf"));
    const auto list = writer.fullBox(boxType("dref"), 0);
    writer.u32(1);
    const auto here = writer.fullBox(boxType("url "), 0, 1);
}

} // namespace

ChapterTrack::ChapterTrack(std::vector<Marker> chapters, Duration duration) : m_chapters(std::move(chapters))
{
    BoxWriter media;
    {
        const auto scope = media.box(boxType("free"));
        for (std::size_t i = 0; i < m_chapters.size(); ++i) {
            const Duration end = i + 1 < m_chapters.size() ? m_chapters[i + 1].at : duration;
            const std::int64_t length = milliseconds(end) - milliseconds(m_chapters[i].at);
            m_durations.push_back(static_cast<std::uint32_t>(std::max<std::int64_t>(length, 1)));
            const QByteArray title = titleBytes(m_chapters[i], 1024);
            const std::size_t before = media.data().size();
            media.u16(static_cast<std::uint16_t>(title.size()));
            writeBytes(media, title);
            const auto encoding = media.box(boxType("encd"));
            media.u32(0x100); // UTF-8
            m_sizes.push_back(static_cast<std::uint32_t>(media.data().size() - before));
        }
    }
    if (!m_chapters.empty())
        m_media = media.take();
}

void ChapterTrack::writeReference(BoxWriter& writer) const
{
    const auto scope = writer.box(boxType("tref"));
    const auto chapters = writer.box(boxType("chap"));
    writer.u32(m_id);
}

void ChapterTrack::writeTables(BoxWriter& writer, std::uint64_t mediaOffset) const
{
    const auto scope = writer.box(boxType("stbl"));
    writeDescription(writer);
    {
        const auto times = writer.fullBox(boxType("stts"), 0);
        writer.u32(m_durations.size());
        for (const std::uint32_t duration : m_durations) {
            writer.u32(1);
            writer.u32(duration);
        }
    }
    {
        const auto chunks = writer.fullBox(boxType("stsc"), 0);
        writer.u32(1);
        writer.u32(1);
        writer.u32(m_sizes.size());
        writer.u32(1);
    }
    {
        const auto sizes = writer.fullBox(boxType("stsz"), 0);
        writer.u32(0);
        writer.u32(m_sizes.size());
        for (const std::uint32_t size : m_sizes)
            writer.u32(size);
    }
    const auto offsets = writer.fullBox(boxType("co64"), 0);
    writer.u32(1);
    writer.u64(mediaOffset + kMediaHeader);
}

void ChapterTrack::writeTrack(BoxWriter& writer, std::uint64_t movieDuration, std::uint64_t mediaOffset) const
{
    const std::uint64_t length = std::accumulate(m_durations.begin(), m_durations.end(), std::uint64_t{0});
    const auto scope = writer.box(boxType("trak"));
    {
        constexpr std::uint32_t kInMovie = 2; // and not enabled: nobody shows the text
        const auto header = writer.fullBox(boxType("tkhd"), 1, kInMovie);
        writer.u64(0);
        writer.u64(0);
        writer.u32(m_id);
        writer.u32(0);
        writer.u64(movieDuration);
        writeZeros(writer, 16);
        writeMatrix(writer);
        writeZeros(writer, 8);
    }
    const auto media = writer.box(boxType("mdia"));
    {
        const auto header = writer.fullBox(boxType("mdhd"), 1);
        writer.u64(0);
        writer.u64(0);
        writer.u32(kTimeScale);
        writer.u64(length);
        writer.u16(kUndetermined);
        writer.u16(0);
    }
    writeHandler(writer, boxType("mhlr"), boxType("text"));
    const auto information = writer.box(boxType("minf"));
    writeTextHeader(writer);
    writeReferences(writer);
    writeTables(writer, mediaOffset);
}

void ChapterTrack::writeList(BoxWriter& writer) const
{
    const auto scope = writer.fullBox(boxType("chpl"), 1);
    writer.u32(0);
    writeByte(writer, static_cast<unsigned>(m_chapters.size()));
    for (const Marker& chapter : m_chapters) {
        const QByteArray title = titleBytes(chapter, 255);
        writer.u64(static_cast<std::uint64_t>(chapter.at.count() / 100));
        writeByte(writer, static_cast<unsigned>(title.size()));
        writeBytes(writer, title);
    }
}

} // namespace reelout
