// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tray.h"

#include "ui/panels/figures.h"
#include "ui/theme/icons.h"

#include <QMenu>
#include <QSystemTrayIcon>
#include <QWidget>

namespace reelout {

Tray::Tray(Engine& engine, QWidget& window)
    : QObject(&window),
      m_engine(engine),
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
    connect(&recorder, &Recorder::finished, this, [this](const RecordReport& report) {
        if (!m_window.isVisible())
            m_icon->showMessage(tr("Reelout"), reportSentence(report),
                                report.error ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
    });
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
