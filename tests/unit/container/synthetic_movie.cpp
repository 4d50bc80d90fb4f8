// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic_movie.h"

#include <QtEndian>

#include <algorithm>

namespace reelout::test {

namespace {

void zeros(BoxWriter& writer, int words)
{
    for (int i = 0; i < words; ++i)
        writer.u32(0);
}

QByteArray toBytes(const BoxWriter& writer)
{
    return {reinterpret_cast<const char*>(writer.data().data()), qsizetype(writer.data().size())};
}

void writeTables(BoxWriter& writer, const SyntheticTrack& track)
{
    const auto scope = writer.box(boxType("stbl"));
    {
        const auto entries = writer.fullBox(boxType("stsd"), 0);
        writer.u32(1);
        const auto entry = writer.box(track.isSound ? boxType("sowt") : boxType("rle "));
        writer.u32(0);
        writer.u32(1);
        if (track.isSound) {
            zeros(writer, 2);
            writer.u16(2);
            writer.u16(16);
            writer.u32(0);
            writer.u32(std::uint64_t{track.timeScale} << 16);
        } else {
            zeros(writer, 17);
            writer.u16(24);
        }
    }
    for (const BoxType type : {boxType("stts"), boxType("stsc"), boxType("stco")}) {
        const auto table = writer.fullBox(type, 0);
        writer.u32(0);
    }
    const auto sizes = writer.fullBox(boxType("stsz"), 0);
    zeros(writer, 2);
}

void writeTrack(BoxWriter& writer, const SyntheticTrack& track)
{
    const auto scope = writer.box(boxType("trak"));
    {
        const auto header = writer.fullBox(boxType("tkhd"), 0, 3);
        zeros(writer, 2);
        writer.u32(track.id);
        zeros(writer, 17);
    }
    if (track.mediaTime) {
        const auto edits = writer.box(boxType("edts"));
        const auto list = writer.fullBox(boxType("elst"), 0);
        writer.u32(1);
        writer.u32(0);
        writer.u32(static_cast<std::uint32_t>(*track.mediaTime));
        writer.u32(0x10000);
    }
    const auto media = writer.box(boxType("mdia"));
    {
        const auto header = writer.fullBox(boxType("mdhd"), 0);
        zeros(writer, 2);
        writer.u32(track.timeScale);
        zeros(writer, 2);
    }
    const auto information = writer.box(boxType("minf"));
    writeTables(writer, track);
}

void writeRun(BoxWriter& writer, const SyntheticRun& run, std::uint64_t moofOffset, std::uint32_t dataOffset,
              BaseOffset base)
{
    const auto scope = writer.box(boxType("traf"));
    const SyntheticSample first = run.samples.empty() ? SyntheticSample() : run.samples.front();
    {
        const std::uint32_t flags = base == BaseOffset::Moof       ? 0x020038
                                    : base == BaseOffset::Explicit ? 0x39
                                                                   : 0x38;
        const auto header = writer.fullBox(boxType("tfhd"), 0, flags);
        writer.u32(run.track);
        if (base == BaseOffset::Explicit)
            writer.u64(moofOffset);
        writer.u32(first.duration);
        writer.u32(first.size);
        writer.u32(first.isSync ? 0x02000000 : 0x01010000);
    }
    {
        const auto time = writer.fullBox(boxType("tfdt"), 1);
        writer.u64(run.decodeTime);
    }
    const bool hasOffset = base != BaseOffset::Implied;
    const auto rows = writer.fullBox(boxType("trun"), 1, (run.rowsForAll ? 0xf00 : 0) | (hasOffset ? 1 : 0));
    writer.u32(run.countLie != 0 ? run.countLie : run.samples.size());
    if (hasOffset)
        writer.u32(dataOffset);
    for (const SyntheticSample& sample : run.samples) {
        if (!run.rowsForAll)
            break;
        writer.u32(sample.duration);
        writer.u32(sample.size);
        writer.u32(sample.isSync ? 0x02000000 : 0x01010000);
        writer.u32(static_cast<std::uint32_t>(sample.offset));
    }
}

std::uint64_t bytesOfRun(const SyntheticRun& run)
{
    std::uint64_t bytes = 0;
    for (const SyntheticSample& sample : run.samples)
        bytes += sample.size;
    return bytes;
}

QByteArray moof(std::uint64_t offset, const std::vector<SyntheticRun>& runs, BaseOffset base,
                std::uint32_t dataOffset)
{
    BoxWriter writer;
    {
        const auto scope = writer.box(boxType("moof"));
        {
            const auto header = writer.fullBox(boxType("mfhd"), 0);
            writer.u32(1);
        }
        for (const SyntheticRun& run : runs) {
            writeRun(writer, run, offset, dataOffset, base);
            dataOffset += static_cast<std::uint32_t>(bytesOfRun(run));
        }
    }
    return toBytes(writer);
}

} // namespace

QByteArray movieHeader(const std::vector<SyntheticTrack>& tracks, bool fragmented)
{
    BoxWriter writer;
    {
        const auto brands = writer.box(boxType("ftyp"));
        writer.u32(boxType("qt  "));
        writer.u32(512);
        writer.u32(boxType("qt  "));
    }
    {
        const auto scope = writer.box(boxType("moov"));
        {
            const auto header = writer.fullBox(boxType("mvhd"), 0);
            zeros(writer, 2);
            writer.u32(1000);
            zeros(writer, 21);
        }
        for (const SyntheticTrack& track : tracks)
            writeTrack(writer, track);
        if (fragmented) {
            const auto extends = writer.box(boxType("mvex"));
            for (const SyntheticTrack& track : tracks) {
                const auto defaults = writer.fullBox(boxType("trex"), 0);
                writer.u32(track.id);
                writer.u32(1);
                zeros(writer, 3);
            }
        }
    }
    return toBytes(writer);
}

QByteArray fragment(std::uint64_t offset, const std::vector<SyntheticRun>& runs, BaseOffset base,
                    DataSize dataSize, char fill)
{
    const int headerSize = dataSize == DataSize::Long ? 16 : 8;
    const qsizetype length = moof(offset, runs, base, 0).size();
    QByteArray result = moof(offset, runs, base, static_cast<std::uint32_t>(length + headerSize));
    std::uint64_t bytes = 0;
    for (const SyntheticRun& run : runs)
        bytes += bytesOfRun(run);
    QByteArray header(headerSize, '\0');
    qToBigEndian(quint32(dataSize == DataSize::Real   ? bytes + 8
                         : dataSize == DataSize::Long ? 1
                                                      : 0),
                 header.data());
    std::copy_n("mdat", 4, header.data() + 4);
    if (dataSize == DataSize::Long)
        qToBigEndian(quint64(bytes + 16), header.data() + 8);
    result += header;
    result += QByteArray(qsizetype(bytes), fill);
    return result;
}

QByteArray box(const char* type, const QByteArray& payload)
{
    QByteArray result(8, '\0');
    qToBigEndian(quint32(payload.size() + 8), result.data());
    std::copy_n(type, 4, result.data() + 4);
    return result + payload;
}

} // namespace reelout::test
