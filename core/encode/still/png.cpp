// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/deflate.h"
#include "encode/still/exif_xmp.h"
#include "encode/still/flat_deflate.h"
#include "encode/still/png_rows.h"
#include "encode/still/still_encoders.h"
#include "encode/still/still_rows.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace reelout {

namespace {

// Section numbers are those of the PNG specification, third edition.

constexpr std::size_t kBatchBytes = 256 * 1024;
constexpr std::size_t kMargin = 64; ///< what the kernels want before and after a row
constexpr std::size_t kLongestChunk = 0x40000000;
constexpr int kLookEvery = 16;         // rows, to see what kind of picture it is
constexpr std::size_t kDrawnShare = 8; // one of so many bytes may differ from the pixel before

class ChunkWriter {
public:
    explicit ChunkWriter(std::size_t expected)
    {
        static constexpr std::uint8_t kSignature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        m_bytes.reserve(expected);
        append(kSignature);
    }

    void write(const char (&type)[5], std::span<const std::uint8_t> data)
    {
        std::array<std::uint8_t, 8> head{};
        putBig(head.data(), static_cast<std::uint32_t>(data.size()));
        std::copy_n(type, 4, head.begin() + 4);
        append(head);
        append(data);
        std::array<std::uint8_t, 4> check{};
        putBig(check.data(), crc32(crc32(0, std::span(head).last(4)), data));
        append(check);
    }

    static void putBig(std::uint8_t* to, std::uint32_t value)
    {
        for (int i = 0; i < 4; ++i)
            to[i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
    }

    StillBytes take() { return std::move(m_bytes); }

private:
    void append(std::span<const std::uint8_t> data)
    {
        const auto bytes = std::as_bytes(data);
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }

    StillBytes m_bytes;
};

/// 11.2.1
void writeHeader(ChunkWriter& chunks, const StillJob& job)
{
    std::uint8_t colourType = 2;
    if (job.layout.channels == StillChannels::Mono)
        colourType = 0;
    else if (job.layout.channels == StillChannels::MonoAlpha)
        colourType = 4;
    else if (job.layout.channels == StillChannels::Rgba)
        colourType = 6;
    std::array<std::uint8_t, 13> header{};
    ChunkWriter::putBig(header.data(), static_cast<std::uint32_t>(job.picture.size.width));
    ChunkWriter::putBig(header.data() + 4, static_cast<std::uint32_t>(job.picture.size.height));
    header[8] = job.layout.sample == StillSample::Bits8 ? 8 : 16;
    header[9] = colourType;
    chunks.write("IHDR", header);
}

/// 11.3.2: sRGB with the two chunks old programs read in its place, cICP for any other transfer.
void writeColour(ChunkWriter& chunks, const Picture& picture)
{
    std::uint32_t gamma = 45455;
    if (picture.colour.transfer == ColourTransfer::Srgb) {
        chunks.write("sRGB", std::array<std::uint8_t, 1>{0});
    } else {
        const bool isLinear = picture.colour.transfer == ColourTransfer::Linear;
        gamma = isLinear ? 100000 : 51962; // BT.709's curve nearest to a power: 1 / 1.9245
        // ITU-T H.273: primaries BT.709, the transfer, matrix identity, full range
        chunks.write("cICP",
                     std::array<std::uint8_t, 4>{1, isLinear ? std::uint8_t{8} : std::uint8_t{1}, 0, 1});
    }
    std::array<std::uint8_t, 4> gammaChunk{};
    ChunkWriter::putBig(gammaChunk.data(), gamma);
    chunks.write("gAMA", gammaChunk);
    static constexpr std::uint32_t kBt709[] = {31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000};
    std::array<std::uint8_t, 32> primaries{};
    for (std::size_t i = 0; i < 8; ++i)
        ChunkWriter::putBig(primaries.data() + 4 * i, kBt709[i]);
    chunks.write("cHRM", primaries);
}

/// 11.3.4.3: a pixel that is twice as wide as high makes half as many a unit across as down.
void writeAspect(ChunkWriter& chunks, double pixelAspect)
{
    std::array<std::uint8_t, 9> density{};
    ChunkWriter::putBig(density.data(), 10000);
    ChunkWriter::putBig(density.data() + 4, static_cast<std::uint32_t>(std::lround(10000.0 * pixelAspect)));
    chunks.write("pHYs", density);
}

/// 11.3.3.4, without compression and language.
void writeText(ChunkWriter& chunks, const QByteArray& key, const QByteArray& value)
{
    const QByteArray text = key + QByteArray(5, '\0') + value;
    chunks.write("iTXt", {reinterpret_cast<const std::uint8_t*>(text.constData()),
                          static_cast<std::size_t>(text.size())});
}

Status writeTexts(ChunkWriter& chunks, const Metadata& metadata)
{
    if (metadataValue(metadata, QStringLiteral("Software")).isEmpty())
        writeText(chunks, "Software", stillSoftware(metadata).toUtf8());
    for (const auto& [key, value] : metadata)
        writeText(chunks, key.toLatin1(), value.toUtf8());
    if (metadata.empty())
        return {};
    const Result<PhotoMetadata> photo = makePhotoMetadata(metadata);
    if (!photo)
        return photo.error();
    writeText(chunks, "XML:com.adobe.xmp", photo->xmp);
    return {};
}

/// Delivers filtered rows, one after the other.
class FilteredRows {
public:
    explicit FilteredRows(const StillJob& job)
        : m_rows(job.picture, job.layout),
          m_height(job.picture.size.height),
          m_kernels(pngRowKernels(cpuLevel())),
          m_current(m_rows.rowBytes() + 2 * kMargin),
          m_above(m_current.size()),
          m_scratch(1 + m_rows.rowBytes() + kMargin)
    {}

    std::size_t bytes() const { return 1 + m_rows.rowBytes(); }
    int pixelBytes() const { return m_rows.pixelBytes(); }

    /// True for windows and drawings, whose rows are mostly runs of one pixel: FlatDeflate is better there.
    bool isDrawn()
    {
        std::size_t changes = 0;
        std::size_t bytes = 0;
        for (int y = std::min(kLookEvery / 2, m_height - 1); y < m_height; y += kLookEvery) {
            m_rows.read(y, m_current.data() + kMargin);
            changes += m_kernels.countChanges(row());
            bytes += m_rows.rowBytes();
        }
        return changes * kDrawnShare <= bytes;
    }

    /// `out` has bytes() and kMargin more.
    void next(std::uint8_t* out)
    {
        std::uint8_t* current = m_current.data() + kMargin;
        m_rows.read(m_y++, current);
        if constexpr (std::endian::native == std::endian::little) {
            if (m_rows.sampleBytes() == 2)
                exchangeBytes(current);
        }
        const std::uint8_t* best = m_kernels.filter(row(), out, m_scratch.data());
        if (best != out)
            std::memcpy(out, best, bytes());
        m_current.swap(m_above);
    }

private:
    PngRow row() const
    {
        return {m_current.data() + kMargin, m_above.data() + kMargin, m_rows.rowBytes(), m_rows.pixelBytes()};
    }

    void exchangeBytes(std::uint8_t* row) const
    {
        for (std::size_t i = 0; i + 1 < m_rows.rowBytes(); i += 2)
            std::swap(row[i], row[i + 1]);
    }

    StillRows m_rows;
    int m_height;
    const PngRowKernels& m_kernels;
    std::vector<std::uint8_t> m_current;
    std::vector<std::uint8_t> m_above;
    std::vector<std::uint8_t> m_scratch;
    int m_y = 0;
};

/// `add` compresses a batch of rows; FlatDeflate::kWindow bytes of those before lie in front of them.
template <typename Add>
Status filterInBatches(FilteredRows& rows, int height, Add&& add)
{
    const auto batch = static_cast<int>(std::clamp<std::size_t>(kBatchBytes / rows.bytes(), 1, 65536));
    constexpr std::size_t kBefore = FlatDeflate::kWindow;
    std::vector<std::uint8_t> filtered(kBefore + rows.bytes() * static_cast<std::size_t>(batch) + kMargin);
    for (int top = 0; top < height; top += batch) {
        const int count = std::min(batch, height - top);
        for (int row = 0; row < count; ++row)
            rows.next(filtered.data() + kBefore + rows.bytes() * static_cast<std::size_t>(row));
        const std::size_t used = rows.bytes() * static_cast<std::size_t>(count);
        REELOUT_TRY(add(std::span(filtered).subspan(kBefore, used), top + count == height));
        std::memmove(filtered.data(), filtered.data() + used, kBefore);
    }
    return {};
}

Status writeQuick(ChunkWriter& chunks, const StillJob& job)
{
    FilteredRows rows(job);
    const auto write = [&](std::span<const std::uint8_t> piece) { chunks.write("IDAT", piece); };
    if (rows.isDrawn()) {
        FlatDeflate deflate(rows.pixelBytes(), write);
        return filterInBatches(rows, job.picture.size.height,
                               [&](std::span<const std::uint8_t> bytes, bool isLast) {
                                   deflate.add(bytes, isLast);
                                   return Status();
                               });
    }
    QuickDeflate deflate(write);
    return filterInBatches(
        rows, job.picture.size.height,
        [&](std::span<const std::uint8_t> bytes, bool isLast) { return deflate.add(bytes, isLast); });
}

Status writeSmall(ChunkWriter& chunks, const StillJob& job)
{
    FilteredRows rows(job);
    const auto height = static_cast<std::size_t>(job.picture.size.height);
    std::vector<std::uint8_t> filtered(rows.bytes() * height + kMargin);
    for (std::size_t row = 0; row < height; ++row)
        rows.next(filtered.data() + rows.bytes() * row);
    const auto packed = smallDeflate(std::span(filtered).first(rows.bytes() * height));
    if (!packed)
        return packed.error();
    for (std::size_t from = 0; from < packed->size(); from += kLongestChunk)
        chunks.write("IDAT",
                     std::span(*packed).subspan(from, std::min(kLongestChunk, packed->size() - from)));
    return {};
}

} // namespace

Result<StillBytes> encodePng(const StillJob& job)
{
    const Size size = job.picture.size;
    ChunkWriter chunks(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) + 4096);
    writeHeader(chunks, job);
    writeColour(chunks, job.picture);
    if (hasPixelAspect(job.picture.pixelAspect))
        writeAspect(chunks, job.picture.pixelAspect);
    REELOUT_TRY(writeTexts(chunks, job.spec.metadata));
    REELOUT_TRY(job.effort == StillEffort::Quick ? writeQuick(chunks, job) : writeSmall(chunks, job));
    chunks.write("IEND", {});
    return chunks.take();
}

} // namespace reelout
