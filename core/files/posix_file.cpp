// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/posix_file.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reelout {

namespace {

// A single call above this is cut short by Linux anyway.
constexpr std::size_t kLargestTransfer = std::size_t{1} << 30;

template <typename Call>
auto retried(Call call)
{
    decltype(call()) result;
    do
        result = call();
    while (result < 0 && errno == EINTR);
    return result;
}

bool fitsOffset(std::uint64_t offset, std::uint64_t length)
{
    constexpr auto kLimit = static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());
    return offset <= kLimit && length <= kLimit - offset;
}

int putOnDisk(int descriptor)
{
#ifdef F_FULLFSYNC
    // fsync() of macOS leaves the data in the disk's own memory; network disks know nothing better.
    return ::fcntl(descriptor, F_FULLFSYNC) == 0 ? 0 : ::fsync(descriptor);
#else
    return ::fdatasync(descriptor);
#endif
}

class PosixFile final : public OutputFile {
public:
    PosixFile(int descriptor, QString path) : m_descriptor(descriptor), m_path(std::move(path)) {}
    PosixFile(const PosixFile&) = delete;
    PosixFile& operator=(const PosixFile&) = delete;
    ~PosixFile() override
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }

    QString path() const override { return m_path; }

    Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes) override
    {
        const QString step = QStringLiteral("write file");
        if (!fitsOffset(offset, bytes.size()))
            return errnoError(EFBIG, step, m_path);
        while (!bytes.empty()) {
            const std::size_t wanted = std::min(bytes.size(), kLargestTransfer);
            const ssize_t written = retried(
                [&] { return ::pwrite(m_descriptor, bytes.data(), wanted, static_cast<off_t>(offset)); });
            if (written < 0)
                return errnoError(errno, step, m_path);
            if (written == 0)
                return errnoError(EIO, step, m_path);
            bytes = bytes.subspan(static_cast<std::size_t>(written));
            offset += static_cast<std::uint64_t>(written);
        }
        return {};
    }

    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> bytes) override
    {
        const QString step = QStringLiteral("read file");
        if (!fitsOffset(offset, bytes.size()))
            return std::size_t{0};
        std::size_t done = 0;
        while (done < bytes.size()) {
            const std::size_t wanted = std::min(bytes.size() - done, kLargestTransfer);
            const ssize_t count = retried([&] {
                return ::pread(m_descriptor, bytes.data() + done, wanted, static_cast<off_t>(offset + done));
            });
            if (count < 0)
                return errnoError(errno, step, m_path);
            if (count == 0)
                break;
            done += static_cast<std::size_t>(count);
        }
        return done;
    }

    Result<std::uint64_t> size() override
    {
        struct stat information = {};
        if (::fstat(m_descriptor, &information) != 0)
            return errnoError(errno, QStringLiteral("measure file"), m_path);
        return static_cast<std::uint64_t>(information.st_size);
    }

    Status truncate(std::uint64_t size) override
    {
        const QString step = QStringLiteral("shorten file");
        if (!fitsOffset(size, 0))
            return errnoError(EFBIG, step, m_path);
        if (retried([&] { return ::ftruncate(m_descriptor, static_cast<off_t>(size)); }) != 0)
            return errnoError(errno, step, m_path);
        return {};
    }

#ifdef FALLOC_FL_KEEP_SIZE
    Status reserve(std::uint64_t end) override
    {
        const QString step = QStringLiteral("reserve room");
        const Result<std::uint64_t> now = size();
        if (!now)
            return now.error();
        if (!fitsOffset(end, 0))
            return errnoError(EFBIG, step, m_path);
        if (end <= *now)
            return {};
        const auto from = static_cast<off_t>(*now);
        const auto length = static_cast<off_t>(end - *now);
        if (retried([&] { return ::fallocate(m_descriptor, FALLOC_FL_KEEP_SIZE, from, length); }) == 0)
            return {};
        if (errno == EOPNOTSUPP || errno == ENOSYS)
            return OutputFile::reserve(end);
        return errnoError(errno, step, m_path);
    }
#elif defined(F_PREALLOCATE)
    Status reserve(std::uint64_t end) override
    {
        const Result<std::uint64_t> now = size();
        if (!now)
            return now.error();
        if (!fitsOffset(end, 0))
            return errnoError(EFBIG, QStringLiteral("reserve room"), m_path);
        if (end <= *now)
            return {};
        fstore_t room{};
        room.fst_flags = F_ALLOCATEALL;
        room.fst_posmode = F_PEOFPOSMODE;
        room.fst_length = static_cast<off_t>(end - *now);
        if (retried([&] { return ::fcntl(m_descriptor, F_PREALLOCATE, &room); }) == 0)
            return {};
        if (errno == ENOTSUP || errno == EINVAL)
            return OutputFile::reserve(end);
        return errnoError(errno, QStringLiteral("reserve room"), m_path);
    }
#endif

    Status sync() override
    {
        if (retried([&] { return putOnDisk(m_descriptor); }) != 0)
            return errnoError(errno, QStringLiteral("put file on the disk"), m_path);
        return {};
    }

    Status close() override
    {
        const int descriptor = std::exchange(m_descriptor, -1);
        // Linux has closed it even when it says EINTR; a second close could hit another thread's file.
        if (::close(descriptor) != 0 && errno != EINTR)
            return errnoError(errno, QStringLiteral("close file"), m_path);
        return {};
    }

private:
    int m_descriptor = -1;
    const QString m_path;
};

int flagsFor(OpenMode mode)
{
    // Without O_NONBLOCK a pipe that takes the name's place at the last moment would block for ever.
    constexpr int kAlways = O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    switch (mode) {
    case OpenMode::CreateNew:
    case OpenMode::CreatePrivate:
        return kAlways | O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW;
    case OpenMode::Replace:
        return kAlways | O_RDWR | O_CREAT;
    case OpenMode::Edit:
        return kAlways | O_RDWR;
    case OpenMode::Read:
        return kAlways | O_RDONLY;
    }
    return kAlways | O_RDONLY;
}

Status requireRegular(mode_t mode, const QString& step, const QString& path)
{
    if (S_ISREG(mode))
        return {};
    if (S_ISDIR(mode))
        return makeError(ErrorCode::InvalidParameter, step, QStringLiteral("%1: is a folder").arg(path));
    return makeError(ErrorCode::InvalidParameter, step,
                     QStringLiteral("%1: is a device or pipe, not a file").arg(path));
}

} // namespace

Result<QByteArray> systemName(const QString& path, const QString& step)
{
    if (path.isEmpty())
        return makeError(ErrorCode::InvalidParameter, step, QStringLiteral("the name is empty"));
    if (path.contains(QChar(u'\0')))
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("a NUL character (U+0000) is in the name"));
    return QFile::encodeName(path);
}

Result<std::unique_ptr<OutputFile>> openPosixFile(const QString& path, OpenMode mode)
{
    const bool isNew = mode == OpenMode::CreateNew || mode == OpenMode::CreatePrivate;
    const QString step = isNew ? QStringLiteral("create file") : QStringLiteral("open file");
    const Result<QByteArray> name = systemName(path, step);
    if (!name)
        return name.error();

    struct stat information = {};
    // Merely opening a device can have effects, so it is looked at first and, against races, again below.
    if (!isNew && ::stat(name->constData(), &information) == 0)
        REELOUT_TRY(requireRegular(information.st_mode, step, path));
    const mode_t permissions = mode == OpenMode::CreatePrivate ? 0600 : 0666;
    const int descriptor = retried([&] { return ::open(name->constData(), flagsFor(mode), permissions); });
    if (descriptor < 0)
        return errnoError(errno, step, path);
    auto file = std::make_unique<PosixFile>(descriptor, path);
    if (::fstat(descriptor, &information) != 0)
        return errnoError(errno, step, path);
    REELOUT_TRY(requireRegular(information.st_mode, step, path));

    // Disks without locks (some network ones) answer with other errors; recording must go on there.
    if (mode != OpenMode::Read && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return makeError(ErrorCode::PermissionDenied, step,
                         QStringLiteral("%1: is being written by another program").arg(path));
    if (mode == OpenMode::Replace)
        REELOUT_TRY(file->truncate(0));
    return std::unique_ptr<OutputFile>(std::move(file));
}

} // namespace reelout
