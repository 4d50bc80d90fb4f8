// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_state.h"

#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QSplitter>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kVersion = 1; ///< raised when the layout changes so that old states don't fit

QString stateKey(const QString& part)
{
    return QStringLiteral("window%1/%2").arg(kVersion).arg(part);
}

/// Exactly where it was: restoreGeometry() leaves room for a title bar, also where there is none. Never
/// larger than its screen, which may be another one by now.
void restorePlace(QMainWindow& window, const QRect& place)
{
    if (!place.isValid() || window.isMaximized() || window.isFullScreen())
        return;
    const QScreen* screen = QGuiApplication::screenAt(place.center());
    if (!screen)
        screen = QGuiApplication::screenAt(place.topLeft());
    if (!screen)
        screen = window.screen();
    const QRect room = screen->availableGeometry();
    QRect fitted(place.topLeft(), place.size().boundedTo(room.size()));
    fitted.moveLeft(std::clamp(fitted.left(), room.left(), room.left() + room.width() - fitted.width()));
    fitted.moveTop(std::clamp(fitted.top(), room.top(), room.top() + room.height() - fitted.height()));
    window.setGeometry(fitted);
}

} // namespace

void storeWindowState(const QMainWindow& window, const QList<QSplitter*>& splitters)
{
    QSettings settings;
    settings.setValue(stateKey(QStringLiteral("geometry")), window.saveGeometry());
    settings.setValue(stateKey(QStringLiteral("place")), window.normalGeometry());
    for (const QSplitter* splitter : splitters)
        settings.setValue(stateKey(splitter->objectName()), splitter->saveState());
}

void restoreWindowState(QMainWindow& window, const QList<QSplitter*>& splitters)
{
    const QSettings settings;
    window.restoreGeometry(settings.value(stateKey(QStringLiteral("geometry"))).toByteArray());
    restorePlace(window, settings.value(stateKey(QStringLiteral("place"))).toRect());
    for (QSplitter* splitter : splitters)
        splitter->restoreState(settings.value(stateKey(splitter->objectName())).toByteArray());
}

} // namespace reelout
