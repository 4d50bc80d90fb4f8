// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/frame_stock.h"

#include <algorithm>

namespace reelout {

namespace {

// Kept for the next pictures; a reader that was slow for a moment must not cost memory for the rest of the
// day.
constexpr std::size_t kSpareFrames = 4;

} // namespace

FrameStock::FrameStock() : m_shared(std::make_shared<Shared>()) {}

FrameStock::~FrameStock()
{
    reset({});
}

void FrameStock::reset(Size size)
{
    m_size = size;
    std::vector<std::unique_ptr<StockedFrame>> dropped;
    const std::scoped_lock lock(m_shared->mutex);
    ++m_shared->generation;
    m_shared->living = 0;
    m_shared->free.swap(dropped);
}

void FrameStock::Shared::giveBack(std::unique_ptr<StockedFrame> frame)
{
    const std::scoped_lock lock(mutex);
    if (frame->generation != generation)
        return;
    free.push_back(std::move(frame));
    if (free.size() <= kSpareFrames)
        return;
    free.erase(std::min_element(free.begin(), free.end(), [](const auto& left, const auto& right) {
        return left->serial < right->serial;
    }));
    --living;
}

std::unique_ptr<StockedFrame> FrameStock::acquire()
{
    const std::scoped_lock lock(m_shared->mutex);
    auto& free = m_shared->free;
    const auto newest = std::max_element(free.begin(), free.end(), [](const auto& left, const auto& right) {
        return left->serial < right->serial;
    });
    if (newest != free.end()) {
        std::unique_ptr<StockedFrame> frame = std::move(*newest);
        free.erase(newest);
        return frame;
    }
    if (m_shared->living >= kMostFrames)
        return nullptr;
    auto frame = std::make_unique<StockedFrame>();
    frame->memory = m_pool.acquire(PixelFormat::Bgrx8, m_size);
    if (!frame->memory)
        return nullptr;
    frame->generation = m_shared->generation;
    ++m_shared->living;
    return frame;
}

void FrameStock::giveBack(std::unique_ptr<StockedFrame> frame)
{
    m_shared->giveBack(std::move(frame));
}

std::shared_ptr<void> FrameStock::share(std::unique_ptr<StockedFrame> frame)
{
    return {frame.release(), [shared = m_shared](void* memory) {
                shared->giveBack(std::unique_ptr<StockedFrame>(static_cast<StockedFrame*>(memory)));
            }};
}

} // namespace reelout
