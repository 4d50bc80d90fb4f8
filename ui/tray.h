// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preference_store.h"
#include "record/engine.h"

#include <QObject>

class QAction;
class QMenu;
class QSystemTrayIcon;
class QWidget;

namespace reelout {

/// The program's place in the desktop's tray: says by icon and words whether something is recorded, tells
/// what has ended while the window is not in front, brings the window back, stops, quits. Nothing where the
/// desktop has no tray. Main thread.
class Tray final : public QObject {
    Q_OBJECT

public:
    Tray(Engine& engine, PreferenceStore& preferences, QWidget& window);
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

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(Recorder& recorder);
    void notify(const RecordReport& report);
    void showState();
    void toggleWindow();

    Engine& m_engine;
    PreferenceStore& m_preferences;
    QWidget& m_window;
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon* m_icon;
    QAction* m_stop = nullptr;
    QString m_toldOf; ///< path of the recording the last notification was about
};

} // namespace reelout
