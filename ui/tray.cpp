// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tray.h"

#include "ui/panels/figures.h"
#include "ui/theme/icons.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QMenu>
#include <QSystemTrayIcon>
#include <QTimer>
#include <QUrl>
#include <QWidget>

namespace reelout {

Tray::Tray(Engine& engine, PreferenceStore& preferences, QWidget& window)
    : QObject(&window),
      m_engine(engine),
      m_preferences(preferences),
      m_window(window),
      m_menu(std::make_unique<QMenu>()),
      m_icon(new QSystemTrayIcon(this))
{
    m_menu->addAction(tr("Show Window"), this, &Tray::showWindow);
    m_stop = m_menu->addAction(tr("Stop Recording"), this, [this] {
        for (Recorder* recorder : m_engine.recorders())
            recorder->stop();
    });
    m_menu->addSeparator();
    m_menu->addAction(tr("Quit"), this, &Tray::quitRequested);
    m_icon->setContextMenu(m_menu.get());
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            toggleWindow();
    });
    connect(&engine, &Engine::recorderAdded, this, [this](Recorder* recorder) { follow(*recorder); });
    for (Recorder* recorder : engine.recorders())
        follow(*recorder);
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        if (!m_toldOf.isEmpty())
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_toldOf).absolutePath()));
    });
    window.installEventFilter(this);
    showState();
    m_icon->setVisible(isAvailable());
}

Tray::~Tray() = default;

bool Tray::isAvailable()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::follow(Recorder& recorder)
{
    connect(&recorder, &Recorder::stateChanged, this, &Tray::showState);
    const auto tell = [this](const RecordReport& report) {
        if (!m_window.isActiveWindow() && m_preferences.isOn(preference::kNotifications))
            notify(report);
    };
    connect(&recorder, &Recorder::finished, this, tell);
    connect(&recorder, &Recorder::replaySaved, this, tell);
}

void Tray::notify(const RecordReport& report)
{
    m_toldOf = report.path;
    m_icon->showMessage(tr("Reelout"), reportSentence(report),
                        report.error ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

bool Tray::eventFilter(QObject* watched, QEvent* event)
{
    // Hidden from the event loop, when the desktop is done with minimising.
    if (watched == &m_window && event->type() == QEvent::WindowStateChange && m_window.isMinimized() &&
        isAvailable() && m_preferences.isOn(preference::kMinimiseToTray))
        QTimer::singleShot(0, this, &Tray::retreat);
    return QObject::eventFilter(watched, event);
}

QString Tray::stateText() const
{
    return m_icon->toolTip();
}

void Tray::showState()
{
    const bool isRecording = m_engine.isAnyRecording();
    m_icon->setIcon(icon(isRecording ? QStringLiteral("record") : QStringLiteral("app")));
    m_icon->setToolTip(isRecording ? tr("Reelout — recording") : tr("Reelout — ready"));
    m_stop->setEnabled(isRecording);
}

void Tray::retreat()
{
    m_window.hide();
}

void Tray::showWindow()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

void Tray::toggleWindow()
{
    if (m_window.isVisible())
        retreat();
    else
        showWindow();
}

} // namespace reelout
