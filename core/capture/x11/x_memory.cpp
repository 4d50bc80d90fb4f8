// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_memory.h"

#include "base/memory_pages.h"
#include "capture/x11/x_connection.h"
#include "capture/x11/x_pixels.h"

#include <xcb/shm.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

namespace reelout {

namespace {

constexpr std::size_t kPage = 4096; // the smallest there is

const QString kStep = QStringLiteral("share memory with the X server");

Error unsupported(const QString& why)
{
    return makeError(ErrorCode::Unsupported, kStep, why);
}

// An X error here means "can't be shared"; anything else is about the connection.
Error shareError(const Error& error)
{
    return error.code == ErrorCode::Internal ? unsupported(error.detail) : error;
}

// 0, or why there is no memory for all of it: touched nevertheless it would end the program. Where this kind
// of memory has no such call it comes page by page.
int reservePages(int descriptor, std::size_t bytes)
{
    int number = EINTR;
    while (number == EINTR)
        number = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes));
    const bool hasNoSuchCall = number == EOPNOTSUPP || number == EINVAL || number == ENOSYS;
    return hasNoSuchCall ? 0 : number;
}

} // namespace

Result<std::unique_ptr<XMemory>> XMemory::create(XConnection& connection, Kind kind, std::size_t bytes)
{
    if (kind == Kind::Private)
        return createPrivate(bytes);
    if (bytes > std::numeric_limits<std::uint32_t>::max())
        return unsupported(QStringLiteral("%1 bytes are too many").arg(bytes));
    auto memory =
        kind == Kind::Descriptor ? createByDescriptor(connection, bytes) : createSysV(connection, bytes);
    if (memory)
        (*memory)->mapInServer(connection);
    return memory;
}

Result<std::unique_ptr<XMemory>> XMemory::createByDescriptor(XConnection& connection, std::size_t bytes)
{
    const XConnection::Extension& shm = connection.shm();
    if (!shm.present || (shm.major == 1 && shm.minor < 2))
        return unsupported(QStringLiteral("the server has no MIT-SHM 1.2"));
    const xcb_shm_seg_t segment = xcb_generate_id(connection.raw());
    const auto reply = connection.wait<xcb_shm_create_segment_reply_t>(
        xcb_shm_create_segment(connection.raw(), segment, static_cast<std::uint32_t>(bytes), 0),
        "share memory with the X server");
    if (!reply)
        return shareError(reply.error());
    if ((*reply)->nfd != 1)
        return unsupported(QStringLiteral("the server passed no descriptor"));
    const int descriptor = xcb_shm_create_segment_reply_fds(connection.raw(), reply->get())[0];
    const int refusal = reservePages(descriptor, bytes);
    if (refusal != 0) {
        ::close(descriptor);
        xcb_shm_detach(connection.raw(), segment);
        return unsupported(errnoError(refusal, kStep, QStringLiteral("posix_fallocate")).detail);
    }
    void* data = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    const int number = errno;
    ::close(descriptor);
    if (data == MAP_FAILED) {
        xcb_shm_detach(connection.raw(), segment);
        return unsupported(errnoError(number, kStep, QStringLiteral("mmap")).detail);
    }
    return std::unique_ptr<XMemory>(
        new XMemory(Kind::Descriptor, bytes, static_cast<std::uint8_t*>(data), segment));
}

Result<std::unique_ptr<XMemory>> XMemory::createSysV(XConnection& connection, std::size_t bytes)
{
    if (!connection.shm().present)
        return unsupported(QStringLiteral("the server has no MIT-SHM"));
    const int id = ::shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
    if (id < 0)
        return unsupported(errnoError(errno, kStep, QStringLiteral("shmget")).detail);
    void* data = ::shmat(id, nullptr, 0);
    if (data == static_cast<void*>(reinterpret_cast<char*>(-1))) {
        const int number = errno;
        ::shmctl(id, IPC_RMID, nullptr);
        return unsupported(errnoError(number, kStep, QStringLiteral("shmat")).detail);
    }
    const xcb_shm_seg_t segment = xcb_generate_id(connection.raw());
    const Status attached =
        connection.check(xcb_shm_attach_checked(connection.raw(), segment, static_cast<std::uint32_t>(id), 0),
                         "share memory with the X server");
    // From here on it lives as long as somebody is attached, whatever becomes of this process.
    ::shmctl(id, IPC_RMID, nullptr);
    if (!attached) {
        ::shmdt(data);
        return shareError(attached.error());
    }
    return std::unique_ptr<XMemory>(
        new XMemory(Kind::SysV, bytes, static_cast<std::uint8_t*>(data), segment));
}

Result<std::unique_ptr<XMemory>> XMemory::createPrivate(std::size_t bytes)
{
    void* data = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED)
        return errnoError(errno, QStringLiteral("reserve memory for pictures"), QStringLiteral("mmap"));
    return std::unique_ptr<XMemory>(
        new XMemory(Kind::Private, bytes, static_cast<std::uint8_t*>(data), XCB_NONE));
}

void XMemory::readPages() const
{
    for (std::size_t at = 0; at < m_bytes; at += kPage)
        static_cast<void>(*static_cast<const volatile std::uint8_t*>(m_data + at));
}

void XMemory::mapInServer(XConnection& connection) const
{
    constexpr std::size_t kMostRows = 16384; // each a page; a drawable has at most 32767
    const Result<XPixelFormat> format = rootPixelFormat(connection);
    if (!format)
        return;
    const std::uint8_t depth = connection.screen().root_depth;
    const auto width = static_cast<std::uint16_t>(kPage / format->bytesPerPixel);
    xcb_connection_t* const raw = connection.raw();
    for (std::size_t row = 0; row < m_bytes / kPage; row += kMostRows) {
        const auto rows = static_cast<std::uint16_t>(std::min(kMostRows, m_bytes / kPage - row));
        const xcb_pixmap_t column = xcb_generate_id(raw);
        const xcb_gcontext_t context = xcb_generate_id(raw);
        const std::array<xcb_void_cookie_t, 5> requests{
            xcb_create_pixmap_checked(raw, depth, column, connection.root(), 1, rows),
            xcb_create_gc_checked(raw, context, column, 0, nullptr),
            xcb_shm_put_image_checked(raw, column, context, width, rows, 0, 0, 1, rows, 0, 0, depth,
                                      XCB_IMAGE_FORMAT_Z_PIXMAP, 0, m_segment,
                                      static_cast<std::uint32_t>(row * kPage)),
            xcb_free_gc_checked(raw, context),
            xcb_free_pixmap_checked(raw, column),
        };
        for (const xcb_void_cookie_t& request : requests)
            xcb_discard_reply(raw, request.sequence);
    }
    xcb_flush(raw);
}

XMemory::XMemory(Kind kind, std::size_t bytes, std::uint8_t* data, std::uint32_t segment)
    : m_kind(kind),
      m_bytes(bytes),
      m_data(data),
      m_segment(segment)
{
    takePages(data, bytes);
}

XMemory::~XMemory()
{
    if (m_kind == Kind::SysV)
        ::shmdt(m_data);
    else
        ::munmap(m_data, m_bytes);
}

} // namespace reelout
