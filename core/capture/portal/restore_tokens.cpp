// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/portal/restore_tokens.h"

#include "base/whole_file.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace reelout {

namespace {

QString step()
{
    return QStringLiteral("keep the portal's permission");
}

QJsonObject readTokens(const QString& path)
{
    const Result<QByteArray> bytes = readWholeFile(path, step());
    // What can't be read asks anew.
    return bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
}

} // namespace

QString RestoreTokens::take(const QString& key) const
{
    return readTokens(m_path).value(key).toString();
}

Status RestoreTokens::store(const QString& key, const QString& token) const
{
    QJsonObject tokens = readTokens(m_path);
    if (token.isEmpty())
        tokens.remove(key);
    else
        tokens[key] = token;
    const auto failed = [this](const QString& why) {
        return makeError(ErrorCode::IoFailed, step(), QStringLiteral("%1: %2").arg(m_path, why));
    };
    if (!QDir().mkpath(QFileInfo(m_path).path()))
        return failed(QStringLiteral("its folder can't be made"));
    QSaveFile file(m_path);
    // Nobody may read it at any moment, so before the first byte.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failed(file.errorString());
    const QByteArray bytes = QJsonDocument(tokens).toJson();
    if (file.write(bytes) != bytes.size() || !file.commit())
        return failed(file.errorString());
    return {};
}

QString tokenKey(const ScreenSpec& spec)
{
    switch (spec.area) {
    case ScreenSpec::Area::Window:
        return QStringLiteral("window:") + spec.windowId;
    case ScreenSpec::Area::Virtual:
        return QStringLiteral("virtual");
    default:
        return QStringLiteral("monitor:") + spec.monitorId;
    }
}

QString defaultTokensPath()
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (state.isEmpty())
        state = QDir::homePath() + QStringLiteral("/.local/state");
    return state + QStringLiteral("/reelout/portal-tokens.json");
}

} // namespace reelout
