// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/dmabuf.h"

#include <QString>

#include <cerrno>
#include <cstring>

#include <linux/dma-buf.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

namespace reelout {

namespace {

constexpr std::uint64_t kLinear = 0; // DRM_FORMAT_MOD_LINEAR

// Waits for the graphics card and makes caches agree. What is no dma-buf needs neither.
bool synchronise(int descriptor, std::uint64_t flags)
{
    dma_buf_sync sync{};
    sync.flags = flags;
    int result = 0;
    do
        result = ::ioctl(descriptor, DMA_BUF_IOCTL_SYNC, &sync);
    while (result < 0 && (errno == EINTR || errno == EAGAIN));
    return result == 0 || errno == ENOTTY;
}

class LinearMapping final : public DmabufMapping {
public:
    LinearMapping(int descriptor, void* memory, std::size_t bytes)
        : m_descriptor(descriptor),
          m_memory(memory),
          m_bytes(bytes)
    {}
    ~LinearMapping() override { ::munmap(m_memory, m_bytes); }
    LinearMapping(const LinearMapping&) = delete;
    LinearMapping& operator=(const LinearMapping&) = delete;

    const std::uint8_t* begin() override
    {
        return synchronise(m_descriptor, DMA_BUF_SYNC_START | DMA_BUF_SYNC_READ)
                   ? static_cast<const std::uint8_t*>(m_memory)
                   : nullptr;
    }
    void end() override
    {
        static_cast<void>(synchronise(m_descriptor, DMA_BUF_SYNC_END | DMA_BUF_SYNC_READ));
    }
    std::size_t size() const override { return m_bytes; }

private:
    const int m_descriptor;
    void* const m_memory;
    const std::size_t m_bytes;
};

class LinearImporter final : public DmabufImporter {
public:
    const std::vector<std::uint64_t>& modifiers() const override { return m_modifiers; }
    Result<std::unique_ptr<DmabufMapping>> open(int descriptor, std::size_t bytes) const override
    {
        void* memory = bytes > 0 ? ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, descriptor, 0) : MAP_FAILED;
        if (memory == MAP_FAILED)
            return makeError(ErrorCode::Unsupported, QStringLiteral("read graphics memory"),
                             QString::fromLocal8Bit(std::strerror(errno)));
        return std::unique_ptr<DmabufMapping>(std::make_unique<LinearMapping>(descriptor, memory, bytes));
    }

private:
    const std::vector<std::uint64_t> m_modifiers{kLinear};
};

} // namespace

const DmabufImporter& linearDmabufs()
{
    static const LinearImporter importer;
    return importer;
}

} // namespace reelout
