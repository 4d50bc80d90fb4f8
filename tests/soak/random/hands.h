// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QUrl>
#include <QWidget>

#include <functional>
#include <random>

class QAction;
class QFileDialog;

namespace reelout {
class WindowKeeper;
}

namespace reelout::soak {

/// Somebody who knows nothing of the program: clicks, drags, turns the wheel, types, chooses menu entries and
/// drops files anywhere in its windows, while somebody else changes the project from outside. Each step is
/// printed before it is taken. Dialogs of files are only ever answered with files of its own folder. The
/// same seed takes the same steps as long as the program answers in the same way. Main thread.
class RandomHands final : public QObject {
    Q_OBJECT

public:
    /// `files` are what it drops and opens; what is saved goes beside the first.
    RandomHands(Engine& engine, WindowKeeper& keeper, unsigned seed, QStringList files);

    /// Takes `steps` steps from the event loop, also from those of dialogs and menus, then `done`.
    void begin(int steps, std::function<void()> done);

public Q_SLOTS:
    /// What the program would have another one show.
    void openUrl(const QUrl& url) { say(url.toString()); }

private:
    using Step = void (RandomHands::*)();

    void next();
    void takeStep();
    int upTo(int end); ///< 0 … end - 1
    bool isOneOf(int chances) { return upTo(chances) == 0; }
    template <class List>
    const auto& anyOf(const List& list)
    {
        return list[static_cast<typename List::size_type>(upTo(static_cast<int>(list.size())))];
    }
    void say(const QString& words) const;

    /// What can be clicked now: parts of the popup, else of the modal dialog, else of all windows.
    std::vector<QWidget*> parts() const;
    QWidget* anyPart();
    QPoint anyPointIn(const QWidget& part);
    void answer(QFileDialog& dialog);
    void leave(); ///< Esc to what is open

    void click();
    void drag();
    void turnWheel();
    void type();
    void chooseAction();
    void dropFile();
    void pasteText();
    void resizeWindow();
    void closeWindow();
    void record();
    void changeParameter();
    void changeProject();
    void changePreference();
    void runScript();
    void rest();

    Engine& m_engine;
    WindowKeeper& m_keeper;
    std::mt19937 m_random;
    QStringList m_files;
    std::function<void()> m_done;
    int m_left = 0;
    int m_number = 0;
    int m_stepsInDialog = 0;
};

} // namespace reelout::soak
