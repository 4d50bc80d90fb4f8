// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_frame_pool.h"

#include "capture/x11/x_connection.h"

#include <xcb/shm.h>

#include <algorithm>

namespace reelout {

void XFramePool::Shared::giveBack(std::unique_ptr<XFrame> frame)
{
    const std::scoped_lock lock(mutex);
    if (frame->generation == generation)
        free.push_back(std::move(frame));
}

XFramePool::XFramePool(XConnection& connection)
    : m_connection(connection),
      m_shared(std::make_shared<Shared>())
{}

XFramePool::~XFramePool()
{
    const std::scoped_lock lock(m_shared->mutex);
    ++m_shared->generation;
    m_shared->free.clear();
}

Status XFramePool::reset(XMemory::Kind kind, std::size_t bytes)
{
    {
        const std::scoped_lock lock(m_shared->mutex);
        ++m_shared->generation;
        m_shared->free.clear();
    }
    for (const std::uint32_t segment : m_segments) {
        if (segment != XCB_NONE)
            xcb_shm_detach(m_connection.raw(), segment);
    }
    m_segments.clear();
    m_kind = kind;
    m_bytes = bytes;
    m_acquisitions = 0;
    for (std::size_t count = 0; count < m_firstFrames; ++count) {
        Result<std::unique_ptr<XFrame>> frame = make();
        if (!frame)
            return frame.error();
        (*frame)->memory->readPages(); // while the server maps them
        giveBack(std::move(frame.value()));
    }
    return {};
}

Result<std::unique_ptr<XFrame>> XFramePool::make()
{
    auto memory = XMemory::create(m_connection, m_kind, m_bytes);
    if (!memory)
        return memory.error();
    auto frame = std::make_unique<XFrame>();
    frame->memory = std::move(memory.value());
    {
        const std::scoped_lock lock(m_shared->mutex);
        frame->generation = m_shared->generation;
    }
    m_segments.push_back(frame->memory->segment());
    return frame;
}

std::unique_ptr<XFrame> XFramePool::acquire()
{
    dropUnneeded();
    {
        const std::scoped_lock lock(m_shared->mutex);
        auto& free = m_shared->free;
        m_fewestFree = std::min(m_fewestFree, free.size());
        const auto newest =
            std::max_element(free.begin(), free.end(), [](const auto& left, const auto& right) {
                return left->serial < right->serial;
            });
        if (newest != free.end()) {
            std::unique_ptr<XFrame> frame = std::move(*newest);
            free.erase(newest);
            return frame;
        }
    }
    if (m_segments.size() >= kMostFrames)
        return nullptr;
    Result<std::unique_ptr<XFrame>> frame = make();
    return frame ? std::move(frame.value()) : nullptr;
}

// A reader that was slow for a moment must not cost memory for the rest of the day.
void XFramePool::dropUnneeded()
{
    constexpr int kPeriod = 600;
    constexpr std::size_t kSpare = 2;
    if (++m_acquisitions < kPeriod)
        return;
    std::vector<std::unique_ptr<XFrame>> dropped;
    {
        const std::scoped_lock lock(m_shared->mutex);
        auto& free = m_shared->free;
        std::sort(free.begin(), free.end(),
                  [](const auto& left, const auto& right) { return left->serial > right->serial; });
        for (std::size_t count = kSpare; count < m_fewestFree && free.size() > kSpare; ++count) {
            dropped.push_back(std::move(free.back()));
            free.pop_back();
        }
        m_fewestFree = free.size();
    }
    m_acquisitions = 0;
    for (const auto& frame : dropped) {
        const std::uint32_t segment = frame->memory->segment();
        if (segment != XCB_NONE)
            xcb_shm_detach(m_connection.raw(), segment);
        m_segments.erase(std::find(m_segments.begin(), m_segments.end(), segment));
    }
}

void XFramePool::giveBack(std::unique_ptr<XFrame> frame)
{
    m_shared->giveBack(std::move(frame));
}

std::shared_ptr<void> XFramePool::share(std::unique_ptr<XFrame> frame)
{
    return {frame.release(), [shared = m_shared](void* memory) {
                shared->giveBack(std::unique_ptr<XFrame>(static_cast<XFrame*>(memory)));
            }};
}

} // namespace reelout
