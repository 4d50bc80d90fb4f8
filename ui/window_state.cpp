// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_state.h"

#include <QMainWindow>
#include <QSettings>
#include <QSplitter>

namespace reelout {

namespace {

constexpr int kVersion = 1; ///< raised when the layout changes so that old states don't fit

QString stateKey(const QString& part)
{
    return QStringLiteral("window%1/%2").arg(kVersion).arg(part);
}

} // namespace

void storeWindowState(const QMainWindow& window, const QList<QSplitter*>& splitters)
{
    QSettings settings;
    settings.setValue(stateKey(QStringLiteral("geometry")), window.saveGeometry());
    for (const QSplitter* splitter : splitters)
        settings.setValue(stateKey(splitter->objectName()), splitter->saveState());
}

void restoreWindowState(QMainWindow& window, const QList<QSplitter*>& splitters)
{
    const QSettings settings;
    window.restoreGeometry(settings.value(stateKey(QStringLiteral("geometry"))).toByteArray());
    for (QSplitter* splitter : splitters)
        splitter->restoreState(settings.value(stateKey(splitter->objectName())).toByteArray());
}

} // namespace reelout
