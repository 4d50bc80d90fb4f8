// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/windows_file.h"

#include "base/windows_api.h"
#include "base/windows_error.h"
#include "files/windows_path.h"

#include <QDir>

#include <algorithm>
#include <limits>
#include <utility>

namespace reelout {

namespace {

constexpr std::size_t kLargestTransfer = std::size_t{1} << 30; // DWORDs count them

const wchar_t* wide(const QString& text)
{
    return reinterpret_cast<const wchar_t*>(text.utf16());
}

Error lastError(const QString& step, const QString& path)
{
    return windowsError(lastFailure(), step, path);
}

bool fitsOffset(std::uint64_t offset, std::uint64_t length)
{
    constexpr auto kLimit = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return offset <= kLimit && length <= kLimit - offset;
}

Error tooLarge(const QString& step, const QString& path)
{
    return windowsError(HRESULT_FROM_WIN32(ERROR_FILE_TOO_LARGE), step, path);
}

OVERLAPPED at(std::uint64_t offset)
{
    OVERLAPPED place{};
    place.Offset = static_cast<DWORD>(offset);
    place.OffsetHigh = static_cast<DWORD>(offset >> 32);
    return place;
}

class WindowsFile final : public OutputFile {
public:
    WindowsFile(HANDLE handle, QString path) : m_handle(handle), m_path(std::move(path)) {}
    WindowsFile(const WindowsFile&) = delete;
    WindowsFile& operator=(const WindowsFile&) = delete;
    ~WindowsFile() override
    {
        if (m_handle != INVALID_HANDLE_VALUE)
            CloseHandle(m_handle);
    }

    QString path() const override { return m_path; }

    Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes) override
    {
        const QString step = QStringLiteral("write file");
        if (!fitsOffset(offset, bytes.size()))
            return tooLarge(step, m_path);
        while (!bytes.empty()) {
            OVERLAPPED place = at(offset);
            DWORD written = 0;
            const auto wanted = static_cast<DWORD>(std::min(bytes.size(), kLargestTransfer));
            if (WriteFile(m_handle, bytes.data(), wanted, &written, &place) == FALSE)
                return lastError(step, m_path);
            if (written == 0)
                return windowsError(HRESULT_FROM_WIN32(ERROR_IO_DEVICE), step, m_path);
            bytes = bytes.subspan(written);
            offset += written;
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
            OVERLAPPED place = at(offset + done);
            DWORD count = 0;
            const auto wanted = static_cast<DWORD>(std::min(bytes.size() - done, kLargestTransfer));
            if (ReadFile(m_handle, bytes.data() + done, wanted, &count, &place) == FALSE) {
                if (GetLastError() == ERROR_HANDLE_EOF)
                    break;
                return lastError(step, m_path);
            }
            if (count == 0)
                break;
            done += count;
        }
        return done;
    }

    Result<std::uint64_t> size() override
    {
        LARGE_INTEGER size{};
        if (GetFileSizeEx(m_handle, &size) == FALSE)
            return lastError(QStringLiteral("measure file"), m_path);
        return static_cast<std::uint64_t>(size.QuadPart);
    }

    Status truncate(std::uint64_t size) override
    {
        const QString step = QStringLiteral("shorten file");
        if (!fitsOffset(size, 0))
            return tooLarge(step, m_path);
        FILE_END_OF_FILE_INFO end{};
        end.EndOfFile.QuadPart = static_cast<LONGLONG>(size);
        if (SetFileInformationByHandle(m_handle, FileEndOfFileInfo, &end, sizeof end) == FALSE)
            return lastError(step, m_path);
        // What stays reserved goes back at the close in any case.
        (void)allocate(size);
        return {};
    }

    Status reserve(std::uint64_t end) override
    {
        const QString step = QStringLiteral("reserve room");
        const Result<std::uint64_t> now = size();
        if (!now)
            return now.error();
        if (!fitsOffset(end, 0))
            return tooLarge(step, m_path);
        if (end <= *now || allocate(end))
            return {};
        const DWORD number = GetLastError();
        if (number == ERROR_INVALID_PARAMETER || number == ERROR_NOT_SUPPORTED ||
            number == ERROR_INVALID_FUNCTION)
            return OutputFile::reserve(end);
        return windowsError(HRESULT_FROM_WIN32(number), step, m_path);
    }

    Status sync() override
    {
        if (FlushFileBuffers(m_handle) == FALSE)
            return lastError(QStringLiteral("put file on the disk"), m_path);
        return {};
    }

    Status close() override
    {
        if (CloseHandle(std::exchange(m_handle, INVALID_HANDLE_VALUE)) == FALSE)
            return lastError(QStringLiteral("close file"), m_path);
        return {};
    }

private:
    // Room on the disk, not size.
    bool allocate(std::uint64_t end)
    {
        FILE_ALLOCATION_INFO room{};
        room.AllocationSize.QuadPart = static_cast<LONGLONG>(end);
        return SetFileInformationByHandle(m_handle, FileAllocationInfo, &room, sizeof room) != FALSE;
    }

    HANDLE m_handle = INVALID_HANDLE_VALUE;
    const QString m_path;
};

DWORD creationFor(OpenMode mode)
{
    switch (mode) {
    case OpenMode::CreateNew:
    case OpenMode::CreatePrivate: // in the profile, which nobody else may read
        return CREATE_NEW;
    case OpenMode::Replace:
        return OPEN_ALWAYS;
    case OpenMode::Edit:
    case OpenMode::Read:
        break;
    }
    return OPEN_EXISTING;
}

HANDLE openHandle(const QString& name, OpenMode mode)
{
    const bool isNew = mode == OpenMode::CreateNew || mode == OpenMode::CreatePrivate;
    const DWORD access = mode == OpenMode::Read ? GENERIC_READ : GENERIC_READ | GENERIC_WRITE;
    const DWORD share = FILE_SHARE_READ | FILE_SHARE_DELETE | (mode == OpenMode::Read ? FILE_SHARE_WRITE : 0);
    // A link of that name counts as there, wherever it leads.
    const DWORD flags = FILE_ATTRIBUTE_NORMAL | (isNew ? FILE_FLAG_OPEN_REPARSE_POINT : 0);
    return CreateFileW(wide(name), access, share, nullptr, creationFor(mode), flags, nullptr);
}

} // namespace

Result<QString> absoluteWindowsPath(const QString& path, const QString& step)
{
    return windowsPath(path.isEmpty() ? path : QDir::current().absoluteFilePath(path), step);
}

Result<std::unique_ptr<OutputFile>> openWindowsFile(const QString& path, OpenMode mode)
{
    const bool isNew = mode == OpenMode::CreateNew || mode == OpenMode::CreatePrivate;
    const QString step = isNew ? QStringLiteral("create file") : QStringLiteral("open file");
    const Result<QString> name = absoluteWindowsPath(path, step);
    if (!name)
        return name.error();
    const DWORD attributes = GetFileAttributesW(wide(*name));
    const bool isThere = attributes != INVALID_FILE_ATTRIBUTES;
    if (!isNew && isThere && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return makeError(ErrorCode::InvalidParameter, step, QStringLiteral("%1: is a folder").arg(path));
    const HANDLE handle = openHandle(*name, mode);
    if (handle == INVALID_HANDLE_VALUE) {
        if (GetLastError() == ERROR_SHARING_VIOLATION)
            return makeError(ErrorCode::PermissionDenied, step,
                             QStringLiteral("%1: is being written by another program").arg(path));
        return lastError(step, path);
    }
    auto file = std::make_unique<WindowsFile>(handle, path);
    if (GetFileType(handle) != FILE_TYPE_DISK)
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("%1: is a device or pipe, not a file").arg(path));
    if (mode == OpenMode::Replace)
        REELOUT_TRY(file->truncate(0));
    return std::unique_ptr<OutputFile>(std::move(file));
}

} // namespace reelout
