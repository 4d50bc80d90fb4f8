// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/picture.h"

#include "base/memory_pages.h"

#include <new>

namespace reelout {

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kTailRows = 16;
constexpr int kLongestSide = 65536;

struct AlignedDelete {
    void operator()(std::uint8_t* memory) const { ::operator delete[](memory, std::align_val_t(kAlignment)); }
};
using Memory = std::unique_ptr<std::uint8_t[], AlignedDelete>;

std::size_t roundUp(std::size_t bytes)
{
    return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

} // namespace

// Free blocks of the size last asked for; others are given back to the system.
struct PicturePool::Shared {
    std::mutex mutex;
    std::size_t blockBytes = 0;
    std::vector<Memory> free;
};

PicturePool::PicturePool() : m_shared(std::make_shared<Shared>()) {}
PicturePool::~PicturePool() = default;

std::shared_ptr<Picture> PicturePool::acquire(PixelFormat format, Size size)
{
    if (size.isEmpty() || size.width > kLongestSide || size.height > kLongestSide ||
        format == PixelFormat::None)
        return nullptr;
    const PixelFormatInfo& info = pixelFormatInfo(format);
    std::array<std::size_t, 4> strides{};
    std::array<std::size_t, 4> offsets{};
    std::size_t bytes = 0;
    for (std::size_t plane = 0; plane < static_cast<std::size_t>(info.planes); ++plane) {
        strides[plane] = roundUp(planeRowBytes(format, size, static_cast<int>(plane)));
        offsets[plane] = bytes;
        bytes += strides[plane] *
                 static_cast<std::size_t>(planeSize(format, size, static_cast<int>(plane)).height);
    }
    // Encoders of libavcodec (cfhd) read rows beyond the last one, up to whole macroblocks.
    bytes += kTailRows * strides[static_cast<std::size_t>(info.planes) - 1] + kAlignment;

    Memory memory;
    {
        const std::scoped_lock lock(m_shared->mutex);
        if (m_shared->blockBytes != bytes) {
            m_shared->free.clear();
            m_shared->blockBytes = bytes;
        }
        if (!m_shared->free.empty()) {
            memory = std::move(m_shared->free.back());
            m_shared->free.pop_back();
        }
    }
    if (!memory) {
        memory.reset(new (std::align_val_t(kAlignment), std::nothrow) std::uint8_t[bytes]);
        if (!memory)
            return nullptr;
        takePages(memory.get(), bytes);
    }

    auto picture = std::make_shared<Picture>();
    picture->format = format;
    picture->size = size;
    for (std::size_t plane = 0; plane < static_cast<std::size_t>(info.planes); ++plane)
        picture->planes[plane] = {memory.get() + offsets[plane], static_cast<std::ptrdiff_t>(strides[plane])};
    picture->owner = std::shared_ptr<void>(memory.release(), [shared = m_shared, bytes](void* block) {
        Memory returned(static_cast<std::uint8_t*>(block));
        const std::scoped_lock lock(shared->mutex);
        if (shared->blockBytes == bytes && shared->free.size() < 16)
            shared->free.push_back(std::move(returned));
    });
    return picture;
}

Picture rowsOf(const Picture& picture, int top, int bottom)
{
    Picture rows;
    rows.format = picture.format;
    rows.size = {picture.size.width, bottom - top};
    rows.colour = picture.colour;
    for (int plane = 0; plane < pixelFormatInfo(picture.format).planes; ++plane) {
        const auto index = static_cast<std::size_t>(plane);
        const int planeTop = planeSize(picture.format, {picture.size.width, top}, plane).height;
        rows.planes[index] = {picture.planes[index].data + picture.planes[index].stride * planeTop,
                              picture.planes[index].stride};
    }
    return rows;
}

} // namespace reelout
