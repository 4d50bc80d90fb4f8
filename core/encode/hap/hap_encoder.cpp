// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hap/hap_encoder.h"

#include "base/task_pool.h"
#include "encode/hap/block_encoder.h"
#include "encode/hap/block_snappy.h"

#include <algorithm>
#include <new>
#include <vector>

namespace reelout {

namespace {

constexpr int kMostChunks = 64;
constexpr int kMostThreads = 64;

struct Layout {
    HapTexture texture;
    BlockFormat format;
};

/// The textures of a frame, in their order.
std::vector<Layout> layoutOf(HapVariant variant)
{
    switch (variant) {
    case HapVariant::Hap:
        return {{HapTexture::Bc1, BlockFormat::Bc1}};
    case HapVariant::HapAlpha:
        return {{HapTexture::Bc3, BlockFormat::Bc3}};
    case HapVariant::HapQ:
        return {{HapTexture::YCoCg, BlockFormat::YCoCg}};
    case HapVariant::HapQAlpha:
        return {{HapTexture::YCoCg, BlockFormat::YCoCg}, {HapTexture::Bc4, BlockFormat::Bc4}};
    case HapVariant::HapR:
        return {{HapTexture::Bc7, BlockFormat::Bc7}};
    case HapVariant::HapHdr:
        return {{HapTexture::Bc6hUnsigned, BlockFormat::Bc6h}};
    }
    return {};
}

using Bytes = std::unique_ptr<std::uint8_t[]>;

Bytes allocate(std::size_t size)
{
    return Bytes(new (std::nothrow) std::uint8_t[size]);
}

/// Where the first of `parts` nearly equal parts after `part` of them begins.
int startOfPart(int total, int parts, int part)
{
    return static_cast<int>(static_cast<std::int64_t>(total) * part / parts);
}

Error refused(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("open Hap encoder"), detail);
}

Status checkSettings(const HapSettings& settings, BlockFormat format)
{
    const PixelFormat any = format == BlockFormat::Bc6h ? PixelFormat::RgbaF32 : PixelFormat::Bgra8;
    REELOUT_TRY(checkBlockPicture(format, any, settings.size));
    if (settings.chunks < 1 || settings.chunks > kMostChunks)
        return refused(
            QStringLiteral("a frame has 1 to %1 chunks, not %2").arg(kMostChunks).arg(settings.chunks));
    if (settings.threads < 1 || settings.threads > kMostThreads)
        return refused(QStringLiteral("1 to %1 threads, not %2").arg(kMostThreads).arg(settings.threads));
    return {};
}

/// A texture of the frame: its blocks, and what becomes of them.
struct Texture {
    Layout layout;
    std::size_t rowBytes = 0;
    Bytes blocks;
    std::vector<std::size_t> places; ///< in the frame's memory, one a chunk, for the worst case
    std::vector<HapChunk> chunks;
};

} // namespace

struct HapEncoder::State {
    explicit State(const HapSettings& wanted) : settings(wanted), pool(wanted.threads, "hap") {}

    bool allocateBuffers();
    void layOut(Texture& texture);
    void encodeBand(const Picture& picture, int band);
    void makeChunk(int index);
    std::span<std::uint8_t> assemble() const;

    HapSettings settings;
    int rows = 0;   ///< of blocks
    int bands = 1;  ///< pieces of work while blocks are made
    int chunks = 1; ///< of each texture
    std::vector<Texture> textures;
    std::size_t frameMemory = 0;    ///< bytes
    std::uint8_t* memory = nullptr; ///< of the frame that is made
    TaskPool pool;
};

const char* hapFourCc(HapVariant variant)
{
    switch (variant) {
    case HapVariant::Hap:
        return "Hap1";
    case HapVariant::HapAlpha:
        return "Hap5";
    case HapVariant::HapQ:
        return "HapY";
    case HapVariant::HapQAlpha:
        return "HapM";
    case HapVariant::HapR:
        return "Hap7";
    case HapVariant::HapHdr:
        return "HapH";
    }
    return "";
}

// Headers are short, and of the length that turns out in the end; chunks are long. So room is left for the
// longest header, the first chunk stays where it is made, and what is before it is written up to it.
void HapEncoder::State::layOut(Texture& texture)
{
    frameMemory += mostOfHapTextureHeader(static_cast<std::size_t>(chunks));
    for (int chunk = 0; chunk < chunks; ++chunk) {
        texture.places.push_back(frameMemory);
        const int count = startOfPart(rows, chunks, chunk + 1) - startOfPart(rows, chunks, chunk);
        frameMemory += snappyBound(texture.rowBytes * static_cast<std::size_t>(count));
    }
    texture.chunks.resize(static_cast<std::size_t>(chunks));
}

bool HapEncoder::State::allocateBuffers()
{
    rows = blockCount(settings.size).height;
    chunks = std::min(settings.chunks, rows);
    // A few more bands than threads, because not all content takes as long.
    bands = std::min(rows, settings.threads == 1 ? 1 : 4 * settings.threads);
    frameMemory = kLongestHapHeader; // of the section of several textures
    for (const Layout& layout : layoutOf(settings.variant)) {
        Texture texture;
        texture.layout = layout;
        texture.rowBytes = textureBytes(layout.format, {settings.size.width, 1});
        texture.blocks = allocate(texture.rowBytes * static_cast<std::size_t>(rows));
        if (!texture.blocks)
            return false;
        layOut(texture);
        textures.push_back(std::move(texture));
    }
    return true;
}

void HapEncoder::State::encodeBand(const Picture& picture, int band)
{
    const BlockKernels& kernels = blockKernels(cpuLevel());
    const int first = startOfPart(rows, bands, band);
    const int count = startOfPart(rows, bands, band + 1) - first;
    for (Texture& texture : textures) {
        std::uint8_t* target = texture.blocks.get() + texture.rowBytes * static_cast<std::size_t>(first);
        encodeBlockRows(kernels, texture.layout.format, picture, first, count, target);
    }
}

void HapEncoder::State::makeChunk(int index)
{
    Texture& texture = textures[static_cast<std::size_t>(index / chunks)];
    const int number = index % chunks;
    const int first = startOfPart(rows, chunks, number);
    const int count = startOfPart(rows, chunks, number + 1) - first;
    const std::uint8_t* source = texture.blocks.get() + texture.rowBytes * static_cast<std::size_t>(first);
    const std::size_t size = texture.rowBytes * static_cast<std::size_t>(count);
    HapChunk& chunk = texture.chunks[static_cast<std::size_t>(number)];
    chunk = {HapCompressor::None, {source, size}};
    if (settings.compressor == HapCompressor::None)
        return;
    std::uint8_t* place = memory + texture.places[static_cast<std::size_t>(number)];
    const std::size_t compressed = snappyCompress({source, size}, place);
    if (compressed < size)
        chunk = {HapCompressor::Snappy, {place, compressed}};
}

std::span<std::uint8_t> HapEncoder::State::assemble() const
{
    std::size_t content = 0;
    for (const Texture& texture : textures)
        content += hapTextureSize(texture.chunks);
    const Texture& first = textures.front();
    const bool hasImages = textures.size() > 1;
    const std::size_t images = hasImages ? hapSectionSize(content) - content : 0;
    std::uint8_t* begin = memory + first.places.front() - hapTextureHeaderSize(first.chunks) - images;
    std::uint8_t* end = hasImages ? writeHapImagesHeader(begin, content) : begin;
    for (const Texture& texture : textures)
        end = writeHapTexture(end, texture.layout.texture, texture.chunks);
    return {begin, end};
}

HapEncoder::HapEncoder(std::unique_ptr<State> state) : m_state(std::move(state)) {}
HapEncoder::~HapEncoder() = default;

Result<std::unique_ptr<HapEncoder>> HapEncoder::create(const HapSettings& settings)
{
    REELOUT_TRY(checkSettings(settings, layoutOf(settings.variant).front().format));
    auto state = std::make_unique<State>(settings);
    if (!state->allocateBuffers()) {
        return outOfMemory(QStringLiteral("open Hap encoder"));
    }
    return std::unique_ptr<HapEncoder>(new HapEncoder(std::move(state)));
}

std::size_t HapEncoder::frameMemory() const
{
    return m_state->frameMemory;
}

Result<std::span<std::uint8_t>> HapEncoder::encode(const Picture& picture, std::uint8_t* memory)
{
    State& state = *m_state;
    if (picture.size != state.settings.size) {
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("encode picture"),
                         QStringLiteral("%1x%2 is not the size of the movie")
                             .arg(picture.size.width)
                             .arg(picture.size.height));
    }
    REELOUT_TRY(checkBlockPicture(state.textures.front().layout.format, picture.format, picture.size));
    state.memory = memory;
    state.pool.run(state.bands, [&](int band) { state.encodeBand(picture, band); });
    state.pool.run(state.chunks * static_cast<int>(state.textures.size()),
                   [&](int index) { state.makeChunk(index); });
    return state.assemble();
}

Result<std::vector<std::uint8_t>> HapEncoder::encode(const Picture& picture)
{
    std::vector<std::uint8_t> memory(frameMemory());
    const Result<std::span<std::uint8_t>> frame = encode(picture, memory.data());
    if (!frame)
        return frame.error();
    return std::vector<std::uint8_t>(frame->begin(), frame->end());
}

const HapSettings& HapEncoder::settings() const
{
    return m_state->settings;
}

} // namespace reelout
