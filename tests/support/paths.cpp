// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"

namespace reelout::test {

QString testData(const QString& name)
{
    return sourcePath(QStringLiteral("tests/data/") + name);
}

QString sourcePath(const QString& name)
{
    return QStringLiteral(REELOUT_SOURCE_DIR "/") + name;
}

QString buildPath(const QString& name)
{
    return QStringLiteral(REELOUT_BINARY_DIR "/") + name;
}

} // namespace reelout::test
