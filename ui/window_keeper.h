// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appearance.h"
#include "ui/main_window.h"
#include "ui/preferences/preferences_dialog.h"

#include <QTimer>

namespace reelout {

/// Has the window, and makes it anew when theme, text size or language change: project, recordings and undo
/// go on, selection, place and layout are the same. Whoever needs the window asks for it each time or listens
/// to windowMade(). Also has the preferences dialog. Main thread.
class WindowKeeper final : public QObject {
    Q_OBJECT

public:
    WindowKeeper(Engine& engine, PreferenceStore& preferences, Appearance& appearance,
                 QObject* parent = nullptr);
    ~WindowKeeper() override;

    MainWindow& window() const { return *m_window; }
    /// Null while it is closed.
    PreferencesDialog* dialog() const { return m_dialog; }
    void showPreferences();
    /// Finishes all files and ends the program without asking.
    void finishAndQuit() { m_window->finishAndQuit(); }
    /// The entries of listed preferences, by provider; "languages" and
    /// "soundOutputs" are known.
    void setLister(const QString& provider, PreferenceLister lister);

Q_SIGNALS:
    /// The new one is complete and shown as the old one was, which goes now.
    void windowMade(reelout::MainWindow& window);

private:
    std::unique_ptr<MainWindow> makeWindow();
    void makeAnew();
    std::vector<PreferenceItem> outputItems() const;
    void openDialog(const PreferencesDialog::State& state);

    Engine& m_engine;
    PreferenceStore& m_preferences;
    ProjectHistory m_history;
    std::map<QString, PreferenceLister> m_listers;
    QTimer m_tryAgain;
    std::unique_ptr<MainWindow> m_window;
    QPointer<PreferencesDialog> m_dialog;
};

} // namespace reelout
