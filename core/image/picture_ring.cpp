// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/picture_ring.h"

#include <algorithm>
#include <mutex>
#include <vector>

namespace reelout {

namespace {

constexpr std::size_t kMostFree = 4; // a reader that was slow for a moment must not cost memory for ever

} // namespace

struct PictureRing::Shared {
    std::mutex mutex;
    std::vector<std::unique_ptr<Frame>> free;
};

PictureRing::PictureRing() : m_shared(std::make_shared<Shared>()) {}
PictureRing::~PictureRing() = default;

std::unique_ptr<PictureRing::Frame> PictureRing::acquire(PixelFormat format, Size size)
{
    {
        const std::scoped_lock lock(m_shared->mutex);
        std::erase_if(m_shared->free, [&](const std::unique_ptr<Frame>& frame) {
            return frame->memory->format != format || frame->memory->size != size;
        });
        const auto newest = std::max_element(
            m_shared->free.begin(), m_shared->free.end(),
            [](const auto& left, const auto& right) { return left->content < right->content; });
        if (newest != m_shared->free.end()) {
            std::unique_ptr<Frame> frame = std::move(*newest);
            m_shared->free.erase(newest);
            return frame;
        }
    }
    auto frame = std::make_unique<Frame>();
    frame->memory = m_pool.acquire(format, size);
    return frame->memory ? std::move(frame) : nullptr;
}

std::shared_ptr<Picture> PictureRing::share(std::unique_ptr<Frame> frame) const
{
    // The memory's own description stays what it is; the holder gets a copy over the same pixels.
    auto picture = std::make_shared<Picture>(*frame->memory);
    picture->owner = std::shared_ptr<void>(frame.release(), [shared = m_shared](void* memory) {
        std::unique_ptr<Frame> returned(static_cast<Frame*>(memory));
        const std::scoped_lock lock(shared->mutex);
        if (shared->free.size() < kMostFree)
            shared->free.push_back(std::move(returned));
    });
    return picture;
}

} // namespace reelout
