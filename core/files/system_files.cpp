// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/immortal.h"
#include "files/file_system.h"
#include "files/posix_file.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstdio>
#include <limits>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace reelout {

namespace {

struct FolderCloser {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

Status requireFolder(const QByteArray& name, const QString& folder, const QString& step)
{
    struct stat information = {};
    if (::stat(name.constData(), &information) != 0)
        return errnoError(errno, step, folder);
    if (!S_ISDIR(information.st_mode))
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("%1: is not a folder").arg(folder));
    return {};
}

// For disks where renameat2 knows no RENAME_NOREPLACE.
Status linkAndUnlink(const QByteArray& from, const QByteArray& to, const QString& step,
                     const QString& subject)
{
    if (::link(from.constData(), to.constData()) == 0) {
        if (::unlink(from.constData()) != 0)
            return errnoError(errno, step, subject);
        return {};
    }
    if (errno != EPERM && errno != EOPNOTSUPP)
        return errnoError(errno, step, subject);
    // No hard links either (FAT): the name is taken by exclusive creation, and then replaced.
    const int placeholder =
        ::open(to.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (placeholder < 0)
        return errnoError(errno, step, subject);
    ::close(placeholder);
    if (::rename(from.constData(), to.constData()) != 0) {
        const int number = errno;
        ::unlink(to.constData());
        return errnoError(number, step, subject);
    }
    return {};
}

class SystemFiles final : public FileSystem {
public:
    Result<std::unique_ptr<OutputFile>> open(const QString& path, OpenMode mode) override
    {
        return openPosixFile(path, mode);
    }

    bool exists(const QString& path) override
    {
        struct stat information = {};
        const Result<QByteArray> name = systemName(path, QString());
        return name && ::lstat(name->constData(), &information) == 0;
    }

    Result<QStringList> namesIn(const QString& folder) override
    {
        const QString step = QStringLiteral("read folder");
        const Result<QByteArray> name = systemName(folder, step);
        if (!name)
            return name.error();
        const std::unique_ptr<DIR, FolderCloser> handle(::opendir(name->constData()));
        if (!handle)
            return errnoError(errno, step, folder);
        QStringList names;
        for (;;) {
            errno = 0;
            const dirent* entry = ::readdir(handle.get());
            if (!entry)
                break;
            const QString found = QFile::decodeName(entry->d_name);
            if (found != QLatin1String(".") && found != QLatin1String(".."))
                names.append(found);
        }
        if (errno != 0)
            return errnoError(errno, step, folder);
        return names;
    }

    Status rename(const QString& from, const QString& to) override
    {
        const QString step = QStringLiteral("rename file");
        const Result<QByteArray> source = systemName(from, step);
        const Result<QByteArray> target = systemName(to, step);
        if (!source)
            return source.error();
        if (!target)
            return target.error();
        if (::rename(source->constData(), target->constData()) != 0)
            return errnoError(errno, step, to);
        return {};
    }

    Status renameToNew(const QString& from, const QString& to) override
    {
        const QString step = QStringLiteral("rename file");
        const Result<QByteArray> source = systemName(from, step);
        const Result<QByteArray> target = systemName(to, step);
        if (!source)
            return source.error();
        if (!target)
            return target.error();
#ifdef RENAME_NOREPLACE
        if (::renameat2(AT_FDCWD, source->constData(), AT_FDCWD, target->constData(), RENAME_NOREPLACE) == 0)
            return {};
        if (errno != EINVAL && errno != ENOSYS)
            return errnoError(errno, step, to);
#elif defined(RENAME_EXCL)
        if (::renamex_np(source->constData(), target->constData(), RENAME_EXCL) == 0)
            return {};
        if (errno != ENOTSUP && errno != EINVAL)
            return errnoError(errno, step, to);
#endif
        return linkAndUnlink(*source, *target, step, to);
    }

    Status remove(const QString& path) override
    {
        const QString step = QStringLiteral("remove file");
        const Result<QByteArray> name = systemName(path, step);
        if (!name)
            return name.error();
        if (::unlink(name->constData()) != 0)
            return errnoError(errno, step, path);
        return {};
    }

    Status makeFolders(const QString& folder) override
    {
        const QString step = QStringLiteral("make folder");
        const QString clean = QDir::cleanPath(folder);
        const Result<QByteArray> whole = systemName(clean, step);
        if (!whole)
            return whole.error();
        for (qsizetype end = 0; end < whole->size();) {
            const qsizetype slash = whole->indexOf('/', end + 1);
            end = slash < 0 ? whole->size() : slash;
            const QByteArray part = whole->left(end);
            if (::mkdir(part.constData(), 0777) != 0 && errno != EEXIST) {
                // A read-only or forbidden parent that has the folder already is no reason to fail.
                const int number = errno;
                if (!requireFolder(part, QFile::decodeName(part), step))
                    return errnoError(number, step, QFile::decodeName(part));
            }
        }
        return requireFolder(*whole, clean, step);
    }

    Status syncFolder(const QString& folder) override
    {
        const QString step = QStringLiteral("put folder on the disk");
        const Result<QByteArray> name = systemName(folder, step);
        if (!name)
            return name.error();
        const int descriptor = ::open(name->constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0)
            return errnoError(errno, step, folder);
        // EINVAL: a disk (some network ones) that has no such thing.
        const bool failed = ::fsync(descriptor) != 0 && errno != EINVAL;
        const int number = errno;
        ::close(descriptor);
        if (failed)
            return errnoError(number, step, folder);
        return {};
    }

    Result<std::uint64_t> freeBytes(const QString& path) override
    {
        const QString step = QStringLiteral("measure free space");
        Result<QByteArray> name = systemName(QDir::cleanPath(path), step);
        if (!name)
            return name.error();
        struct statvfs information = {};
        // What is not there yet will be made on the disk of its nearest folder.
        while (::statvfs(name->constData(), &information) != 0) {
            const qsizetype slash = name->lastIndexOf('/');
            if ((errno != ENOENT && errno != ENOTDIR) || *name == "/" || *name == ".")
                return errnoError(errno, step, path);
            *name = slash > 0 ? name->left(slash) : QByteArray(slash == 0 ? "/" : ".");
        }
        // File systems of the kernel's own have no size; what can be written there only a write tells.
        if (information.f_blocks == 0)
            return std::numeric_limits<std::uint64_t>::max();
        return std::uint64_t{information.f_bavail} * std::uint64_t{information.f_frsize};
    }

    Status checkWritable(const QString& folder) override
    {
        const QString step = QStringLiteral("check folder");
        const Result<QByteArray> name = systemName(folder, step);
        if (!name)
            return name.error();
        REELOUT_TRY(requireFolder(*name, folder, step));
        if (::faccessat(AT_FDCWD, name->constData(), W_OK | X_OK, AT_EACCESS) != 0)
            return errnoError(errno, step, folder);
        return {};
    }
};

} // namespace

FileSystem& systemFiles()
{
    static auto& files = makeImmortal<SystemFiles>();
    return files;
}

} // namespace reelout
