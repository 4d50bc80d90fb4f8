// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"

#include <QObject>

class QWidget;

namespace reelout {

/// Opening, saving and replacing the project with the dialogs that belong to it. Owned by the window.
class ProjectDocument final : public QObject {
    Q_OBJECT

public:
    ProjectDocument(Project& project, QWidget& window);

    /// With a question when there are changes; false when the person thought better of it.
    /// Asks which project to open; empty = none.
    QString askForProject();
    bool open(const QString& path);
    bool save();
    bool saveAs();
    /// Asks what to do with unsaved changes; true = go on.
    bool mayDiscard();
    QStringList recentPaths() const;
    void forgetRecent();
    /// Whether mayDiscard() asks at all.
    void setAsks(bool asks) { m_asks = asks; }

Q_SIGNALS:
    void problemFound(const QString& text);
    void saved(const QString& path);

private:
    bool saveTo(const QString& path);
    void remember(const QString& path);
    QString startFolder() const;

    Project& m_project;
    QWidget& m_window;
    bool m_asks = true;
};

} // namespace reelout
