// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace reelout {

/// A small file at once: all of it, at most 64 MiB (else InvalidData). NotFound, PermissionDenied, IoFailed;
/// Unsupported for what is not an ordinary file (a pipe would wait for ever). `step` is that of the errors.
/// Any thread.
Result<QByteArray> readWholeFile(const QString& path, const QString& step);

/// Writes it through a temporary file and rename, so that there is either the old file or the whole new one.
/// PermissionDenied, DiskFull, IoFailed.
Status writeWholeFile(const QString& path, const QByteArray& bytes, const QString& step);

} // namespace reelout
