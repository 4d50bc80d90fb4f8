// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_keeper.h"

#include "record/sound_monitor.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_tree.h"

#include <QAction>
#include <QApplication>
#include <QThread>

namespace reelout {

namespace {

constexpr int kTryAgainMilliseconds = 200;
constexpr QLatin1String kSoundOutputs("soundOutputs");

std::vector<PreferenceItem> languageItems()
{
    std::vector<PreferenceItem> items;
    for (const Language& language : Languages::available())
        items.push_back({language.code, language.name});
    return items;
}

} // namespace

WindowKeeper::WindowKeeper(Engine& engine, PreferenceStore& preferences, Appearance& appearance,
                           QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_preferences(preferences),
      m_history(engine.project(), *engine.services().clock)
{
    m_listers[QStringLiteral("languages")] = languageItems;
    m_window = makeWindow();
    m_tryAgain.setSingleShot(true);
    m_tryAgain.setInterval(kTryAgainMilliseconds);
    connect(&m_tryAgain, &QTimer::timeout, this, &WindowKeeper::makeAnew);
    connect(&appearance, &Appearance::changed, this, &WindowKeeper::makeAnew);
}

WindowKeeper::~WindowKeeper()
{
    delete m_dialog;
}

std::unique_ptr<MainWindow> WindowKeeper::makeWindow()
{
    auto window = std::make_unique<MainWindow>(m_engine, m_preferences, m_history);
    connect(window.get(), &MainWindow::preferencesAsked, this, &WindowKeeper::showPreferences);
    return window;
}

void WindowKeeper::makeAnew()
{
    // A question, a menu and what is dragged belong to the window that is there; they are over first. One
    // that is closed may still have its loop to leave.
    const bool isWaitedFor = QThread::currentThread()->loopLevel() > 1;
    if (isWaitedFor || QApplication::activeModalWidget() || QApplication::activePopupWidget()) {
        m_tryAgain.start();
        return;
    }
    std::optional<PreferencesDialog::State> dialog;
    if (m_dialog) {
        dialog = m_dialog->state();
        m_dialog->disconnect(this);
        m_dialog->hide();
        m_dialog->deleteLater();
        m_dialog = nullptr;
    }
    const std::vector<Operator*> chosen = m_window->operatorList().chosenOperators();
    const bool isVisible = m_window->isVisible();
    m_window->storeState();
    const std::unique_ptr<MainWindow> former = std::move(m_window);
    m_window = makeWindow();
    m_window->operatorList().tree().select(chosen);
    if (isVisible) {
        m_window->setWindowState(former->windowState());
        if (!former->isMaximized() && !former->isFullScreen())
            m_window->setGeometry(former->geometry());
        m_window->show();
    }
    if (dialog)
        openDialog(*dialog);
    Q_EMIT windowMade(*m_window);
}

void WindowKeeper::showPreferences()
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    openDialog({});
}

void WindowKeeper::openDialog(const PreferencesDialog::State& state)
{
    PreferencesDialog::Surroundings surroundings;
    surroundings.listers = m_listers;
    surroundings.listers.try_emplace(kSoundOutputs, [this] { return outputItems(); });
    surroundings.usedInWindow = [this](const QKeySequence& keys) -> QString {
        for (const QAction* action : m_window->findChildren<QAction*>()) {
            if (action->shortcuts().contains(keys))
                return action->text().remove(QLatin1Char('&'));
        }
        return {};
    };
    m_dialog = new PreferencesDialog(m_preferences, std::move(surroundings), m_window.get());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&m_window->monitor(), &SoundMonitor::outputsChanged, m_dialog,
            [dialog = m_dialog] { dialog->relist(kSoundOutputs); });
    m_dialog->restore(state);
    m_dialog->show();
}

std::vector<PreferenceItem> WindowKeeper::outputItems() const
{
    const SoundMonitor& monitor = m_window->monitor();
    const DeviceLists::List& outputs = monitor.outputs();
    std::vector<PreferenceItem> items;
    for (const DeviceInfo& output : outputs.devices)
        items.push_back({output.id, output.label});
    if (!outputs.isKnown && !monitor.output().isEmpty())
        items.push_back({monitor.output(), monitor.output()}); // is looked for
    return items; // without a sound server there is the automatic one only
}

void WindowKeeper::setLister(const QString& provider, PreferenceLister lister)
{
    m_listers[provider] = std::move(lister);
}

} // namespace reelout
