// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/dmabuf.h"

#include "capture/pipewire/shared_pages.h"

#include <QString>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <linux/dma-buf.h>
#include <sys/ioctl.h>
#include <unistd.h>

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
    LinearMapping(int descriptor, std::unique_ptr<SharedPages> pages)
        : m_descriptor(descriptor),
          m_pages(std::move(pages))
    {}
    ~LinearMapping() override { ::close(m_descriptor); }
    LinearMapping(const LinearMapping&) = delete;
    LinearMapping& operator=(const LinearMapping&) = delete;

    const std::uint8_t* begin() override
    {
        return synchronise(m_descriptor, DMA_BUF_SYNC_START | DMA_BUF_SYNC_READ) ? m_pages->data() : nullptr;
    }
    void end() override
    {
        static_cast<void>(synchronise(m_descriptor, DMA_BUF_SYNC_END | DMA_BUF_SYNC_READ));
    }
    std::size_t size() const override { return m_pages->bytes(); }
    SharedPages* pages() const override { return m_pages.get(); }

private:
    const int m_descriptor; ///< its own: it may outlive the buffer
    const std::unique_ptr<SharedPages> m_pages;
};

class LinearImporter final : public DmabufImporter {
public:
    const std::vector<std::uint64_t>& modifiers() const override { return m_modifiers; }
    Result<std::unique_ptr<DmabufMapping>> open(int descriptor, std::size_t bytes) const override
    {
        Result<std::unique_ptr<SharedPages>> pages = SharedPages::of(descriptor, bytes);
        if (!pages)
            return pages.error();
        const int own = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        if (own < 0)
            return makeError(ErrorCode::Unsupported, QStringLiteral("read graphics memory"),
                             QString::fromLocal8Bit(std::strerror(errno)));
        return std::unique_ptr<DmabufMapping>(std::make_unique<LinearMapping>(own, std::move(pages).value()));
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
