// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal_file.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace reelout {

namespace {

// https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
bool askFileManager(const QString& path)
{
    const QString service = QStringLiteral("org.freedesktop.FileManager1");
    QDBusConnection bus = QDBusConnection::sessionBus();
    const QDBusConnectionInterface* names = bus.isConnected() ? bus.interface() : nullptr;
    if (!names)
        return false;
    const QStringList startable = names->activatableServiceNames().value();
    if (!startable.contains(service) && !names->isServiceRegistered(service).value())
        return false;
    QDBusMessage call = QDBusMessage::createMethodCall(
        service, QStringLiteral("/org/freedesktop/FileManager1"), service, QStringLiteral("ShowItems"));
    call.setArguments({QStringList{QUrl::fromLocalFile(path).toString()}, QString()});
    return bus.send(call); // nobody waits for a file manager to start
}

} // namespace

bool revealFile(const QString& path)
{
    if (path.isEmpty())
        return false;
    if (QFileInfo::exists(path) && askFileManager(path))
        return true;
    QString folder = QFileInfo(path).absolutePath();
    while (!QFileInfo::exists(folder) && !QDir(folder).isRoot())
        folder = QFileInfo(folder).path();
    return QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

bool openFile(const QString& path)
{
    return QFileInfo::exists(path) && QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

} // namespace reelout
