// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>

namespace reelout {

/// The class of what a Windows call failed with: an HRESULT, also one made of a Win32 error number. Pure; on
/// every system.
ErrorCode errorCodeFromHresult(std::uint32_t outcome);

/// The same for a Win32 error number (GetLastError()).
ErrorCode errorCodeFromWin32(std::uint32_t number);

#ifdef Q_OS_WIN
/// An error from an HRESULT: `detail` is "subject: what Windows says".
Error windowsError(std::int32_t outcome, QString step, const QString& subject);
#endif

} // namespace reelout
