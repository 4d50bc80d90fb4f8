// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QObject>

class QAction;
class QMenu;
class QSystemTrayIcon;
class QWidget;

namespace reelout {

/// The program's place in the desktop's tray: says by icon and words whether something is recorded, brings
/// the window back, stops, quits. Nothing where the desktop has no tray. Main thread.
class Tray final : public QObject {
    Q_OBJECT

public:
    Tray(Engine& engine, QWidget& window);
    ~Tray() override;

    /// True when a window that is closed can live on in the tray.
    static bool isAvailable();
    /// Hides the window; recording goes on.
    void retreat();
    void showWindow();
    QMenu& menu() const { return *m_menu; }
    QString stateText() const;

Q_SIGNALS:
    /// Finish all files and end the program.
    void quitRequested();

private:
    void follow(Recorder& recorder);
    void showState();
    void toggleWindow();

    Engine& m_engine;
    QWidget& m_window;
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon* m_icon;
    QAction* m_stop = nullptr;
};

} // namespace reelout
