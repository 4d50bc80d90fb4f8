// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace reelout {

/// The class of a negative return value of FFmpeg. `refused` is what EINVAL, ENOSYS and errors of outside
/// libraries mean at that call: EncoderRejected when an encoder is opened, InvalidData when reading.
ErrorCode errorCodeFromAv(int number, ErrorCode refused);

/// An error from FFmpeg: "subject: the library's text (the last error line it logged on this thread)". Takes
/// that line, so it never shows up in a later error.
Error avError(int number, QString step, const QString& subject, ErrorCode refused = ErrorCode::Internal);

} // namespace reelout
