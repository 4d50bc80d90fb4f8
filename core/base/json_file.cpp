// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_file.h"

#include "base/whole_file.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

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
    if (parseError.error == QJsonParseError::NoError) {
        return makeError(
            ErrorCode::InvalidData, step,
            QCoreApplication::translate("reelout::JsonFile", "%1 is of another kind.").arg(path));
    }
    const auto line =
        std::count(bytes->begin(), bytes->begin() + std::min<qsizetype>(parseError.offset, bytes->size()),
                   '\n') +
        1;
    return makeError(
        ErrorCode::InvalidData, step,
        QCoreApplication::translate("reelout::JsonFile", "%1 is damaged, or of another kind (line %2: %3).")
            .arg(path)
            .arg(line)
            .arg(parseError.errorString()));
}

Status writeJsonFile(const QString& path, const QJsonObject& object, const QString& step)
{
    return writeWholeFile(path, QJsonDocument(object).toJson(QJsonDocument::Indented), step);
}

} // namespace reelout
