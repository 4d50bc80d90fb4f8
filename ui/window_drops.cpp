// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_drops.h"

#include "base/json_file.h"

#include <QCollator>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QMimeDatabase>
#include <QUrl>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {

QStringList localPaths(const QMimeData& data)
{
    QStringList paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    return paths;
}

bool isJsonName(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == QLatin1String("reelout") || suffix == QLatin1String("preset") ||
           suffix == QLatin1String("json");
}

/// By the media type of its name, and by its first bytes where the name says nothing.
WindowDrops::Kind mediaKind(const QString& path)
{
    const QString type = QMimeDatabase().mimeTypeForFile(path).name();
    if (type.startsWith(QLatin1String("video/")) || type.startsWith(QLatin1String("image/")))
        return WindowDrops::Kind::Pictures;
    if (type.startsWith(QLatin1String("audio/")))
        return WindowDrops::Kind::Sound;
    // Containers of both that the media types know as neither.
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("mxf") || suffix == QLatin1String("dds") || suffix == QLatin1String("exr"))
        return WindowDrops::Kind::Pictures;
    if (suffix == QLatin1String("w64") || suffix == QLatin1String("caf") || suffix == QLatin1String("rf64"))
        return WindowDrops::Kind::Sound;
    return WindowDrops::Kind::Nothing;
}

} // namespace

WindowDrops::WindowDrops(QWidget& window) : QObject(&window)
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

QString WindowDrops::fileOf(const QString& path)
{
    if (!QFileInfo(path).isDir())
        return path;
    QStringList names = QDir(path).entryList(QDir::Files | QDir::Readable);
    QCollator order(QLocale::English); // the C locale knows no numbers
    order.setNumericMode(true);
    std::sort(names.begin(), names.end(), order);
    for (const QString& name : names) {
        const QString file = QDir(path).filePath(name);
        if (mediaKind(file) == Kind::Pictures)
            return file;
    }
    return {};
}

WindowDrops::Kind WindowDrops::kindOf(const QString& path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return fileOf(path).isEmpty() ? Kind::Nothing : Kind::Pictures;
    if (!info.isFile())
        return Kind::Nothing;
    if (!isJsonName(path))
        return mediaKind(path);
    const Result<QJsonObject> json = readJsonFile(path, QStringLiteral("look at dropped file"));
    const bool isProject = info.suffix().toLower() == QLatin1String("reelout") ||
                           (json && json->contains(QLatin1String("operators")));
    if (isProject)
        return Kind::Project;
    const bool isPreset =
        info.suffix().toLower() == QLatin1String("preset") || (json && json->contains(QLatin1String("type")));
    return isPreset ? Kind::Preset : Kind::Nothing;
}

bool WindowDrops::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::Drop) {
        auto* drop = static_cast<QDropEvent*>(event);
        const QStringList paths = localPaths(*drop->mimeData());
        if (paths.isEmpty())
            return false;
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        if (event->type() == QEvent::Drop)
            take(paths);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void WindowDrops::take(const QStringList& paths)
{
    QStringList strange;
    for (const QString& path : paths) {
        switch (kindOf(path)) {
        case Kind::Project:
            Q_EMIT projectDropped(path);
            break;
        case Kind::Preset:
            Q_EMIT presetDropped(path);
            break;
        case Kind::Pictures:
            Q_EMIT picturesDropped(fileOf(path));
            break;
        case Kind::Sound:
            Q_EMIT soundDropped(path);
            break;
        case Kind::Nothing:
            strange += QFileInfo(path).fileName();
            break;
        }
    }
    if (!strange.isEmpty())
        Q_EMIT refused(
            tr("Not a project, preset, movie, picture or sound: %1. A folder can be dropped on the "
               "parameter File.")
                .arg(strange.join(QStringLiteral(", "))));
}

} // namespace reelout
