// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout::test {

// Where tests find what is not built into them. Functions, so that no test is compiled with a path in its
// command line: another clone of the same sources then finds all of them in the compiler's cache.

/// A file below tests/data.
QString testData(const QString& name);
/// A file or folder of the project, from its root.
QString sourcePath(const QString& name);
/// A file or folder of this build, from its root.
QString buildPath(const QString& name);

} // namespace reelout::test
