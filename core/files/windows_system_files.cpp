// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/immortal.h"
#include "base/windows_api.h"
#include "base/windows_error.h"
#include "files/file_system.h"
#include "files/windows_file.h"
#include "files/windows_path.h"

#include <memory>

namespace reelout {

namespace {

const wchar_t* wide(const QString& text)
{
    return reinterpret_cast<const wchar_t*>(text.utf16());
}

Error lastError(const QString& step, const QString& path)
{
    return windowsError(lastFailure(), step, path);
}

struct SearchCloser {
    void operator()(void* search) const { FindClose(search); }
};
struct HandleCloser {
    void operator()(void* handle) const { CloseHandle(handle); }
};
using Handle = std::unique_ptr<void, HandleCloser>;

Handle owned(HANDLE handle)
{
    return Handle(handle == INVALID_HANDLE_VALUE ? nullptr : handle);
}

Status requireFolder(const QString& name, const QString& folder, const QString& step)
{
    const DWORD attributes = GetFileAttributesW(wide(name));
    if (attributes == INVALID_FILE_ATTRIBUTES)
        return lastError(step, folder);
    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) == 0)
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("%1: is not a folder").arg(folder));
    return {};
}

Status move(const QString& from, const QString& to, DWORD flags)
{
    const QString step = QStringLiteral("rename file");
    const Result<QString> source = absoluteWindowsPath(from, step);
    if (!source)
        return source.error();
    const Result<QString> target = absoluteWindowsPath(to, step);
    if (!target)
        return target.error();
    if (MoveFileExW(wide(*source), wide(*target), flags | MOVEFILE_WRITE_THROUGH) == FALSE)
        return lastError(step, to);
    return {};
}

// From the drive down; what is there is left as it is.
Status makeOne(const QString& name, const QString& step)
{
    if (CreateDirectoryW(wide(name), nullptr) != FALSE || GetLastError() == ERROR_ALREADY_EXISTS)
        return {};
    if (GetLastError() != ERROR_PATH_NOT_FOUND)
        return lastError(step, name);
    const QString parent = windowsParent(name);
    if (parent.isEmpty())
        return lastError(step, name);
    REELOUT_TRY(makeOne(parent, step));
    if (CreateDirectoryW(wide(name), nullptr) == FALSE && GetLastError() != ERROR_ALREADY_EXISTS)
        return lastError(step, name);
    return {};
}

class WindowsSystemFiles final : public FileSystem {
public:
    Result<std::unique_ptr<OutputFile>> open(const QString& path, OpenMode mode) override
    {
        return openWindowsFile(path, mode);
    }

    bool exists(const QString& path) override
    {
        const Result<QString> name = absoluteWindowsPath(path, {});
        return name && GetFileAttributesW(wide(*name)) != INVALID_FILE_ATTRIBUTES;
    }

    Result<QStringList> namesIn(const QString& folder) override
    {
        const QString step = QStringLiteral("read folder");
        const Result<QString> name = absoluteWindowsPath(folder, step);
        if (!name)
            return name.error();
        REELOUT_TRY(requireFolder(*name, folder, step));
        const QString pattern = *name + QStringLiteral("\\*");
        WIN32_FIND_DATAW found{};
        const HANDLE first = FindFirstFileExW(wide(pattern), FindExInfoBasic, &found, FindExSearchNameMatch,
                                              nullptr, FIND_FIRST_EX_LARGE_FETCH);
        if (first == INVALID_HANDLE_VALUE)
            return lastError(step, folder);
        const std::unique_ptr<void, SearchCloser> search(first);
        QStringList names;
        do {
            const QString each = QString::fromWCharArray(static_cast<const wchar_t*>(found.cFileName));
            if (each != QLatin1String(".") && each != QLatin1String(".."))
                names.append(each);
        } while (FindNextFileW(search.get(), &found) != FALSE);
        if (GetLastError() != ERROR_NO_MORE_FILES)
            return lastError(step, folder);
        return names;
    }

    Status rename(const QString& from, const QString& to) override
    {
        return move(from, to, MOVEFILE_REPLACE_EXISTING);
    }

    Status renameToNew(const QString& from, const QString& to) override { return move(from, to, 0); }

    Status remove(const QString& path) override
    {
        const QString step = QStringLiteral("remove file");
        const Result<QString> name = absoluteWindowsPath(path, step);
        if (!name)
            return name.error();
        if (DeleteFileW(wide(*name)) == FALSE)
            return lastError(step, path);
        return {};
    }

    Status makeFolders(const QString& folder) override
    {
        const QString step = QStringLiteral("make folder");
        const Result<QString> name = absoluteWindowsPath(folder, step);
        if (!name)
            return name.error();
        // A drive can't be made, and is no reason to fail when it is there.
        if (!requireFolder(*name, folder, step))
            REELOUT_TRY(makeOne(*name, step));
        return requireFolder(*name, folder, step);
    }

    Status syncFolder(const QString& folder) override
    {
        const QString step = QStringLiteral("put folder on the disk");
        const Result<QString> name = absoluteWindowsPath(folder, step);
        if (!name)
            return name.error();
        REELOUT_TRY(requireFolder(*name, folder, step));
        const Handle handle = owned(CreateFileW(wide(*name), GENERIC_WRITE,
                                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                                nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
        // NTFS writes names to its journal by itself, and other disks may know no such thing: what a folder
        // refuses here is nothing lost.
        if (handle && FlushFileBuffers(handle.get()) == FALSE && GetLastError() == ERROR_IO_DEVICE)
            return lastError(step, folder);
        return {};
    }

    Result<std::uint64_t> freeBytes(const QString& path) override
    {
        const QString step = QStringLiteral("measure free space");
        const Result<QString> whole = absoluteWindowsPath(path, step);
        if (!whole)
            return whole.error();
        // What is not there yet will be made on the disk of its nearest folder; and a file is none.
        for (QString name = *whole; !name.isEmpty(); name = windowsParent(name)) {
            const DWORD attributes = GetFileAttributesW(wide(name));
            if (attributes == INVALID_FILE_ATTRIBUTES || (attributes & FILE_ATTRIBUTE_DIRECTORY) == 0)
                continue;
            ULARGE_INTEGER free{};
            if (GetDiskFreeSpaceExW(wide(name), &free, nullptr, nullptr) == FALSE)
                return lastError(step, path);
            return static_cast<std::uint64_t>(free.QuadPart);
        }
        return windowsError(HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND), step, path);
    }

    // Who may what is a matter of lists that only a try answers.
    Status checkWritable(const QString& folder) override
    {
        const QString step = QStringLiteral("check folder");
        const Result<QString> name = absoluteWindowsPath(folder, step);
        if (!name)
            return name.error();
        REELOUT_TRY(requireFolder(*name, folder, step));
        const QString trial = *name + QStringLiteral("\\.reelout-%1-%2.tmp")
                                          .arg(GetCurrentProcessId())
                                          .arg(static_cast<qulonglong>(GetTickCount64()));
        const Handle handle =
            owned(CreateFileW(wide(trial), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                              FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, nullptr));
        if (!handle)
            return lastError(step, folder);
        return {};
    }
};

} // namespace

FileSystem& systemFiles()
{
    static auto& files = makeImmortal<WindowsSystemFiles>();
    return files;
}

} // namespace reelout
