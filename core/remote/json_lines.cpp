// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/json_lines.h"

#include "base/error_text.h"

#include <QJsonDocument>

#include <utility>

namespace reelout {

namespace {

const QLatin1String kId("id");
const QLatin1String kVerb("verb");
constexpr ErrorCode kCodes[] = {
    ErrorCode::NotFound,    ErrorCode::AlreadyExists,   ErrorCode::PermissionDenied,
    ErrorCode::DiskFull,    ErrorCode::FileTooLarge,    ErrorCode::IoFailed,
    ErrorCode::Unsupported, ErrorCode::NoDisplay,       ErrorCode::NoSoundServer,
    ErrorCode::DeviceLost,  ErrorCode::EncoderRejected, ErrorCode::InvalidParameter,
    ErrorCode::InvalidData, ErrorCode::TimedOut,        ErrorCode::Cancelled,
    ErrorCode::Internal,
};

QByteArray line(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Error notUnderstood(const QString& detail)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("read request"), detail);
}

ErrorCode codeNamed(const QString& name)
{
    for (const ErrorCode code : kCodes) {
        if (errorCodeName(code) == name)
            return code;
    }
    return ErrorCode::Internal;
}

} // namespace

QList<QByteArray> LineCutter::push(const QByteArray& bytes)
{
    QList<QByteArray> lines;
    qsizetype begin = 0;
    while (!m_isTooLong) {
        const qsizetype end = bytes.indexOf('\n', begin);
        const qsizetype length = (end < 0 ? bytes.size() : end) - begin;
        if (m_rest.size() + length > kLongestLine) {
            m_isTooLong = true;
            m_rest.clear();
            break;
        }
        m_rest.append(QByteArrayView(bytes).sliced(begin, length));
        if (end < 0)
            break;
        const QByteArray whole = std::exchange(m_rest, {}).trimmed();
        if (!whole.isEmpty())
            lines.append(whole);
        begin = end + 1;
    }
    return lines;
}

Result<RemoteRequest> parseRequest(const QByteArray& bytes, QJsonValue* id)
{
    *id = QJsonValue(QJsonValue::Undefined);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (!document.isObject())
        return notUnderstood(error.error == QJsonParseError::NoError ? QStringLiteral("no JSON object")
                                                                     : error.errorString());
    RemoteRequest request;
    request.arguments = document.object();
    request.id = request.arguments.take(kId);
    // What goes back as it came must not grow.
    if (request.id.isObject() || request.id.isArray())
        return notUnderstood(QStringLiteral("\"id\" is a number or a text"));
    *id = request.id;
    const QString name = request.arguments.take(kVerb).toString();
    request.verb = findVerb(name);
    if (!request.verb)
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("read request"),
                         QStringLiteral("there is no verb \"%1\"").arg(name.left(80)));
    return request;
}

QByteArray answerLine(const QJsonValue& id, const Result<QJsonValue>& result)
{
    QJsonObject answer{{QStringLiteral("ok"), result.hasValue()}};
    if (!id.isUndefined())
        answer.insert(kId, id);
    if (!result) {
        const Error& error = result.error();
        answer.insert(QStringLiteral("error"), QJsonObject{
                                                   {QStringLiteral("code"), errorCodeName(error.code)},
                                                   {QStringLiteral("detail"), error.detail},
                                                   {QStringLiteral("message"), describe(error)},
                                               });
    } else if (!result->isNull() && !result->isUndefined()) {
        answer.insert(QStringLiteral("result"), *result);
    }
    return line(answer);
}

QByteArray eventLine(const QJsonObject& event)
{
    return line(event);
}

QByteArray requestLine(const VerbDescriptor& verb, const QJsonObject& arguments)
{
    QJsonObject request = arguments;
    request.insert(kVerb, verb.name);
    return line(request);
}

Result<QJsonValue> parseAnswer(const QByteArray& bytes)
{
    const QJsonObject answer = QJsonDocument::fromJson(bytes).object();
    const QJsonValue isOk = answer.value(QLatin1String("ok"));
    if (!isOk.isBool())
        return notUnderstood(QStringLiteral("no answer"));
    if (isOk.toBool())
        return answer.value(QLatin1String("result"));
    const QJsonObject error = answer.value(QLatin1String("error")).toObject();
    return makeError(codeNamed(error.value(QLatin1String("code")).toString()),
                     QStringLiteral("remote control"), error.value(QLatin1String("detail")).toString());
}

} // namespace reelout
