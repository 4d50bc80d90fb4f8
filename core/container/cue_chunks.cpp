// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/cue_chunks.h"

#include "container/byte_order.h"

#include <QByteArray>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace reelout {

namespace {

constexpr std::size_t kMostCues = 1000;
constexpr std::uint32_t kIn64Bits = std::numeric_limits<std::uint32_t>::max();

struct Cue {
    std::uint32_t frame = 0;
    QByteArray label;
};

class Chunk {
public:
    Chunk(const char* name, ByteOrder order) : m_order(order)
    {
        letters(name);
        number(0, 4);
    }
    void letters(const char* text) { put(QByteArray(text, 4)); }
    void number(std::uint64_t value, std::size_t count)
    {
        append(m_bytes, numberBytes(value, count, m_order));
    }
    void put(const QByteArray& bytes)
    {
        append(m_bytes, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    }
    /// With its size, padded to whole words.
    std::vector<std::byte> take()
    {
        const std::vector<std::byte> size = numberBytes(m_bytes.size() - 8, 4, m_order);
        std::copy(size.begin(), size.end(), m_bytes.begin() + 4);
        if (m_bytes.size() % 2 != 0)
            m_bytes.push_back({});
        return std::move(m_bytes);
    }

private:
    ByteOrder m_order;
    std::vector<std::byte> m_bytes;
};

std::vector<Cue> cuesOf(const std::vector<Marker>& markers, double sampleRate)
{
    std::vector<Cue> cues;
    for (const Marker& marker : markers) {
        const double frame = std::round(toSeconds(marker.at) * sampleRate);
        if (frame < 0.0 || frame > static_cast<double>(kIn64Bits - 1) || cues.size() >= kMostCues)
            continue;
        cues.push_back({static_cast<std::uint32_t>(frame), marker.name.toUtf8().left(250)});
    }
    std::stable_sort(cues.begin(), cues.end(), [](const Cue& a, const Cue& b) { return a.frame < b.frame; });
    return cues;
}

// Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0: Cue-Points and Associated
// Data Chunks.
std::vector<std::byte> waveChunks(const std::vector<Cue>& cues)
{
    Chunk points("cue ", ByteOrder::Little);
    points.number(cues.size(), 4);
    Chunk list("LIST", ByteOrder::Little);
    list.letters("adtl");
    for (std::size_t i = 0; i < cues.size(); ++i) {
        points.number(i + 1, 4);
        points.number(cues[i].frame, 4);
        points.letters("data");
        points.number(0, 4);
        points.number(0, 4);
        points.number(cues[i].frame, 4);
        Chunk label("labl", ByteOrder::Little);
        label.number(i + 1, 4);
        label.put(cues[i].label + '\0');
        const std::vector<std::byte> bytes = label.take();
        list.put(
            QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    }
    std::vector<std::byte> chunks = points.take();
    append(chunks, list.take());
    return chunks;
}

// Apple, Audio Interchange File Format 1.3: Marker Chunk.
std::vector<std::byte> aiffChunk(const std::vector<Cue>& cues)
{
    Chunk marks("MARK", ByteOrder::Big);
    marks.number(cues.size(), 2);
    for (std::size_t i = 0; i < cues.size(); ++i) {
        marks.number(i + 1, 2);
        marks.number(cues[i].frame, 4);
        const QByteArray& label = cues[i].label;
        marks.number(static_cast<std::uint64_t>(label.size()), 1);
        marks.put(label.size() % 2 == 0 ? QByteArray(label + '\0') : label);
    }
    return marks.take();
}

/// Content of the first chunk of that name among the first ones.
ByteSpan chunkAt(FileWindow& window, const char* name, ByteOrder order)
{
    std::uint64_t position = 12;
    for (int i = 0; i < 64; ++i) {
        const ByteSpan header = window.at(position, 8);
        if (header.size() < 8)
            return {};
        if (hasLetters(header, 0, name))
            return window.at(position + 8, 32);
        position += 8 + (numberAt(header, 4, 4, order) + 1) / 2 * 2;
    }
    return {};
}

// IEEE 754 extended precision, 80 bits.
double extendedNumber(ByteSpan bytes)
{
    const auto exponent = static_cast<int>(numberAt(bytes, 0, 2, ByteOrder::Big) & 0x7FFFU);
    const auto mantissa = static_cast<double>(numberAt(bytes, 2, 8, ByteOrder::Big));
    return std::ldexp(mantissa, exponent - 16383 - 63);
}

std::vector<Patch> added(std::uint64_t size, std::vector<std::byte> chunks)
{
    std::vector<std::byte> end(size % 2); // the chunk before is padded
    append(end, chunks);
    return {{size, std::move(end)}};
}

} // namespace

Result<std::vector<Patch>> cuePatches(OutputFile& file, const std::vector<Marker>& markers)
{
    if (markers.empty())
        return std::vector<Patch>();
    FileWindow window(file);
    const std::uint64_t size = window.size();
    const ByteSpan head = window.at(0, 12);
    const bool isRf64 = hasLetters(head, 0, "RF64");
    const bool isWave = (isRf64 || hasLetters(head, 0, "RIFF")) && hasLetters(head, 8, "WAVE");
    const bool isAiff = hasLetters(head, 0, "FORM") && hasLetters(head, 8, "AIF");
    std::vector<Patch> steps;
    if (isWave) {
        const ByteSpan format = chunkAt(window, "fmt ", ByteOrder::Little);
        const std::vector<Cue> cues =
            cuesOf(markers, static_cast<double>(numberAt(format, 4, 4, ByteOrder::Little)));
        if (!cues.empty())
            steps = added(size, waveChunks(cues));
    } else if (isAiff) {
        const ByteSpan common = chunkAt(window, "COMM", ByteOrder::Big);
        const std::vector<Cue> cues =
            common.size() >= 18 ? cuesOf(markers, extendedNumber(common.subspan(8, 10))) : std::vector<Cue>();
        if (!cues.empty())
            steps = added(size, aiffChunk(cues));
    }
    REELOUT_TRY(window.status());
    if (steps.empty())
        return steps;
    const std::uint64_t end = size + steps.front().bytes.size() - 8;
    if (isRf64)
        steps.push_back({20, numberBytes(end, 8, ByteOrder::Little)}); // ds64 comes first
    else if (end < kIn64Bits)
        steps.push_back({4, numberBytes(end, 4, isAiff ? ByteOrder::Big : ByteOrder::Little)});
    else
        steps.clear();
    return steps;
}

} // namespace reelout
