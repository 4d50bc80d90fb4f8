// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/deflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>

#include <utility>

namespace reelout {

namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;
constexpr int kSmallLevel = 6;

Error deflateError(const QString& detail)
{
    return makeError(ErrorCode::EncoderRejected, QStringLiteral("encode still"), detail);
}

struct FreeCompressor {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

} // namespace

struct QuickDeflate::State {
    isal_zstream stream;
    std::vector<std::uint8_t> levelMemory = std::vector<std::uint8_t>(ISAL_DEF_LVL1_DEFAULT);
    std::vector<std::uint8_t> piece = std::vector<std::uint8_t>(kPieceBytes);
    Sink sink;

    void flush()
    {
        const std::size_t filled = piece.size() - stream.avail_out;
        if (filled > 0)
            sink(std::span(piece).first(filled));
        stream.next_out = piece.data();
        stream.avail_out = static_cast<std::uint32_t>(piece.size());
    }
};

QuickDeflate::QuickDeflate(Sink sink) : m_state(std::make_unique<State>())
{
    isal_zstream& stream = m_state->stream;
    isal_deflate_init(&stream);
    stream.level = 1;
    stream.level_buf = m_state->levelMemory.data();
    stream.level_buf_size = static_cast<std::uint32_t>(m_state->levelMemory.size());
    stream.gzip_flag = IGZIP_ZLIB;
    stream.next_out = m_state->piece.data();
    stream.avail_out = static_cast<std::uint32_t>(m_state->piece.size());
    m_state->sink = std::move(sink);
}

QuickDeflate::~QuickDeflate() = default;

Status QuickDeflate::add(std::span<const std::uint8_t> bytes, bool isLast)
{
    isal_zstream& stream = m_state->stream;
    stream.next_in = const_cast<std::uint8_t*>(bytes.data()); // the library only reads
    stream.avail_in = static_cast<std::uint32_t>(bytes.size());
    stream.end_of_stream = isLast ? 1 : 0;
    while (true) {
        if (const int code = isal_deflate(&stream); code != COMP_OK)
            return deflateError(QStringLiteral("ISA-L: error %1").arg(code));
        const bool isDone =
            isLast ? stream.internal_state.state == ZSTATE_END : stream.avail_in == 0 && stream.avail_out > 0;
        if (isDone)
            break;
        m_state->flush();
    }
    if (isLast)
        m_state->flush();
    return {};
}

Result<std::vector<std::uint8_t>> smallDeflate(std::span<const std::uint8_t> bytes)
{
    const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(
        libdeflate_alloc_compressor(kSmallLevel));
    if (!compressor)
        return deflateError(QStringLiteral("libdeflate: no memory"));
    std::vector<std::uint8_t> packed(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()));
    const std::size_t size =
        libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), packed.data(), packed.size());
    if (size == 0)
        return deflateError(QStringLiteral("libdeflate gave no reason"));
    packed.resize(size);
    return packed;
}

std::uint32_t crc32(std::uint32_t before, std::span<const std::uint8_t> bytes)
{
    return crc32_gzip_refl(before, bytes.data(), bytes.size());
}

} // namespace reelout
