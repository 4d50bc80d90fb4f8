// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace reelout::test {

/// A folder of the test's own that goes when the test does.
class TempFolder {
public:
    TempFolder();
    QString path() const { return m_folder.path(); }
    QString operator()(const QString& name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

} // namespace reelout::test
