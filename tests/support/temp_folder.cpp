// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/temp_folder.h"

#include <QDir>

namespace reelout::test {

TempFolder::TempFolder() : m_folder(QDir::tempPath() + QStringLiteral("/reelout-test-XXXXXX"))
{
    Q_ASSERT(m_folder.isValid());
}

} // namespace reelout::test
