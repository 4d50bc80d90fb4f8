// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace reelout {

class MainWindow;

/// What dropped files do to the window: a project is opened, a preset put on the chosen operator (or the only
/// one it fits), movies, stills and sounds become sources. Owned by the window.
class DropActions final : public QObject {
    Q_OBJECT

public:
    explicit DropActions(MainWindow& window);

    void openProject(const QString& path);
    void usePreset(const QString& path);
    /// A source that reads `path`, in parameter File.
    void addSource(const QString& type, const QString& path);

private:
    void complain(const QString& text);

    MainWindow& m_window;
};

} // namespace reelout
