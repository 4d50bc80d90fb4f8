// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_file.h"

#include "base/whole_file.h"

#include <QJsonDocument>

namespace reelout {

Result<QJsonObject> readJsonFile(const QString& path, const QString& step)
{
    const Result<QByteArray> bytes = readWholeFile(path, step);
    if (!bytes)
        return bytes.error();
    QJsonParseError parseError{};
    const QJsonDocument document = QJsonDocument::fromJson(*bytes, &parseError);
    if (document.isObject())
        return document.object();
    const QString problem = parseError.error == QJsonParseError::NoError ? QStringLiteral("not a JSON object")
                                                                         : parseError.errorString();
    return makeError(ErrorCode::InvalidData, step, QStringLiteral("%1: %2").arg(path, problem));
}

Status writeJsonFile(const QString& path, const QJsonObject& object, const QString& step)
{
    return writeWholeFile(path, QJsonDocument(object).toJson(QJsonDocument::Indented), step);
}

} // namespace reelout
