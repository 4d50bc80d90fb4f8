// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/windows_error.h"

#ifdef Q_OS_WIN
#include "base/windows_api.h"

#include <array>
#endif

namespace reelout {

namespace {

constexpr std::uint32_t kFromWin32 = 0x80070000; // severity and facility of such an HRESULT

struct Meaning {
    std::uint32_t number;
    ErrorCode code;
};

// winerror.h
constexpr Meaning kWin32[] = {
    {2, ErrorCode::NotFound},           // ERROR_FILE_NOT_FOUND
    {3, ErrorCode::NotFound},           // ERROR_PATH_NOT_FOUND
    {5, ErrorCode::PermissionDenied},   // ERROR_ACCESS_DENIED
    {8, ErrorCode::Internal},           // ERROR_NOT_ENOUGH_MEMORY
    {14, ErrorCode::Internal},          // ERROR_OUTOFMEMORY
    {15, ErrorCode::NotFound},          // ERROR_INVALID_DRIVE
    {19, ErrorCode::PermissionDenied},  // ERROR_WRITE_PROTECT
    {21, ErrorCode::DeviceLost},        // ERROR_NOT_READY
    {32, ErrorCode::PermissionDenied},  // ERROR_SHARING_VIOLATION
    {33, ErrorCode::PermissionDenied},  // ERROR_LOCK_VIOLATION
    {39, ErrorCode::DiskFull},          // ERROR_HANDLE_DISK_FULL
    {50, ErrorCode::Unsupported},       // ERROR_NOT_SUPPORTED
    {55, ErrorCode::DeviceLost},        // ERROR_DEV_NOT_EXIST
    {80, ErrorCode::AlreadyExists},     // ERROR_FILE_EXISTS
    {87, ErrorCode::InvalidParameter},  // ERROR_INVALID_PARAMETER
    {112, ErrorCode::DiskFull},         // ERROR_DISK_FULL
    {121, ErrorCode::TimedOut},         // ERROR_SEM_TIMEOUT
    {123, ErrorCode::InvalidParameter}, // ERROR_INVALID_NAME
    {183, ErrorCode::AlreadyExists},    // ERROR_ALREADY_EXISTS
    {206, ErrorCode::InvalidParameter}, // ERROR_FILENAME_EXCED_RANGE
    {223, ErrorCode::FileTooLarge},     // ERROR_FILE_TOO_LARGE
    {267, ErrorCode::InvalidParameter}, // ERROR_DIRECTORY
    {995, ErrorCode::Cancelled},        // ERROR_OPERATION_ABORTED
    {1117, ErrorCode::IoFailed},        // ERROR_IO_DEVICE
    {1167, ErrorCode::DeviceLost},      // ERROR_DEVICE_NOT_CONNECTED
    {1168, ErrorCode::NotFound},        // ERROR_NOT_FOUND
    {1223, ErrorCode::Cancelled},       // ERROR_CANCELLED
    {1295, ErrorCode::DiskFull},        // ERROR_DISK_QUOTA_EXCEEDED
    {1400, ErrorCode::NotFound},        // ERROR_INVALID_WINDOW_HANDLE
    {1409, ErrorCode::AlreadyExists},   // ERROR_HOTKEY_ALREADY_REGISTERED
    {1460, ErrorCode::TimedOut},        // ERROR_TIMEOUT
};

constexpr Meaning kHresults[] = {
    {0x80004001, ErrorCode::Unsupported},      // E_NOTIMPL
    {0x80004002, ErrorCode::Unsupported},      // E_NOINTERFACE
    {0x80070057, ErrorCode::InvalidParameter}, // E_INVALIDARG
    {0x887A0001, ErrorCode::InvalidParameter}, // DXGI_ERROR_INVALID_CALL
    {0x887A0002, ErrorCode::NotFound},         // DXGI_ERROR_NOT_FOUND
    {0x887A0004, ErrorCode::Unsupported},      // DXGI_ERROR_UNSUPPORTED
    {0x887A0005, ErrorCode::DeviceLost},       // DXGI_ERROR_DEVICE_REMOVED
    {0x887A0006, ErrorCode::DeviceLost},       // DXGI_ERROR_DEVICE_HUNG
    {0x887A0007, ErrorCode::DeviceLost},       // DXGI_ERROR_DEVICE_RESET
    {0x887A0022, ErrorCode::Unsupported},      // DXGI_ERROR_NOT_CURRENTLY_AVAILABLE
    {0x887A0026, ErrorCode::DeviceLost},       // DXGI_ERROR_ACCESS_LOST
    {0x887A0027, ErrorCode::TimedOut},         // DXGI_ERROR_WAIT_TIMEOUT
    {0x887A0028, ErrorCode::DeviceLost},       // DXGI_ERROR_SESSION_DISCONNECTED
    {0x88890003, ErrorCode::Unsupported},      // AUDCLNT_E_WRONG_ENDPOINT_TYPE
    {0x88890004, ErrorCode::DeviceLost},       // AUDCLNT_E_DEVICE_INVALIDATED
    {0x88890008, ErrorCode::Unsupported},      // AUDCLNT_E_UNSUPPORTED_FORMAT
    {0x8889000A, ErrorCode::Unsupported},      // AUDCLNT_E_DEVICE_IN_USE
    {0x8889000F, ErrorCode::DeviceLost},       // AUDCLNT_E_ENDPOINT_CREATE_FAILED
    {0x88890010, ErrorCode::NoSoundServer},    // AUDCLNT_E_SERVICE_NOT_RUNNING
    {0x88890026, ErrorCode::DeviceLost},       // AUDCLNT_E_RESOURCES_INVALIDATED
};

} // namespace

ErrorCode errorCodeFromWin32(std::uint32_t number)
{
    for (const Meaning& each : kWin32) {
        if (each.number == number)
            return each.code;
    }
    return ErrorCode::IoFailed;
}

ErrorCode errorCodeFromHresult(std::uint32_t outcome)
{
    for (const Meaning& each : kHresults) {
        if (each.number == outcome)
            return each.code;
    }
    return (outcome & 0xFFFF0000) == kFromWin32 ? errorCodeFromWin32(outcome & 0xFFFF) : ErrorCode::Internal;
}

#ifdef Q_OS_WIN
Error windowsError(std::int32_t outcome, QString step, const QString& subject)
{
    std::array<wchar_t, 512> words{};
    const DWORD length = FormatMessageW(
        FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK, nullptr,
        static_cast<DWORD>(outcome), 0, words.data(), words.size(), nullptr);
    QString text = QString::fromWCharArray(words.data(), static_cast<qsizetype>(length)).trimmed();
    // A full stop would make it a sentence for people (error_text.h).
    while (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    if (text.isEmpty())
        text = QStringLiteral("error 0x%1").arg(static_cast<std::uint32_t>(outcome), 8, 16, QLatin1Char('0'));
    return makeError(errorCodeFromHresult(static_cast<std::uint32_t>(outcome)), std::move(step),
                     subject.isEmpty() ? text : QStringLiteral("%1: %2").arg(subject, text));
}
#endif

} // namespace reelout
