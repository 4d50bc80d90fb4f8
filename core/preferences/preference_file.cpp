// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preference_file.h"

#include "base/json_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace reelout {

namespace {

const QLatin1String kVersionKey("version");
constexpr int kVersion = 1;

/// Renames to the first free "<name>.broken", "<name>.broken2" … and returns it.
Result<QString> setAside(const QString& path)
{
    QString aside = path + QStringLiteral(".broken");
    for (int count = 2; QFile::exists(aside); ++count)
        aside = QStringLiteral("%1.broken%2").arg(path).arg(count);
    QFile file(path);
    if (file.rename(aside))
        return aside;
    return makeError(ErrorCode::PermissionDenied, QStringLiteral("set broken preferences aside"),
                     QStringLiteral("%1: %2").arg(path, file.errorString()));
}

} // namespace

Result<ReadPreferences> readPreferences(const QString& path)
{
    ReadPreferences read;
    const Result<QJsonObject> object = readJsonFile(path, QStringLiteral("read preferences"));
    if (object) {
        read.values = *object;
        return read;
    }
    if (object.error().code == ErrorCode::NotFound)
        return read;
    if (object.error().code != ErrorCode::InvalidData)
        return object.error();
    const Result<QString> aside = setAside(path);
    if (!aside)
        return aside.error();
    read.setAside = *aside;
    read.brokenBecause = object.error().detail;
    return read;
}

Status mergePreferences(const QString& path, const QJsonObject& values, const QSet<QString>& changed)
{
    Result<ReadPreferences> now = readPreferences(path);
    if (!now)
        return now.error();
    QJsonObject object = now->values;
    for (const QString& key : changed) {
        if (values.contains(key))
            object.insert(key, values.value(key));
        else
            object.remove(key);
    }
    if (!object.contains(kVersionKey))
        object.insert(kVersionKey, kVersion);
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        return makeError(ErrorCode::PermissionDenied, QStringLiteral("save preferences"),
                         QStringLiteral("%1: the folder can't be made").arg(folder));
    return writeJsonFile(path, object, QStringLiteral("save preferences"));
}

QString defaultPreferencesPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/reelout/preferences.json");
}

} // namespace reelout
