// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/verb_values.h"

#include "remote/verb_desk.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr qsizetype kLongestName = 128;
constexpr qsizetype kLongestPath = 4096;
constexpr qsizetype kMostNumbers = 16;

Error invalid(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("remote control"), detail);
}

bool isText(const QJsonValue& value, qsizetype longest)
{
    return value.isString() && value.toString().size() <= longest && !value.toString().contains(QChar(u'\0'));
}

bool isPlain(const QJsonValue& value)
{
    return value.isBool() || (value.isDouble() && std::isfinite(value.toDouble())) ||
           isText(value, VerbDesk::kLongestText);
}

bool isValue(const QJsonValue& value)
{
    if (!value.isArray())
        return isPlain(value);
    const QJsonArray list = value.toArray();
    return list.size() <= kMostNumbers && std::all_of(list.begin(), list.end(), isPlain);
}

bool areTopics(const QJsonValue& value)
{
    const QJsonArray list = value.toArray();
    return value.isArray() && list.size() <= remoteTopics().size() &&
           std::all_of(list.begin(), list.end(),
                       [](const QJsonValue& topic) { return remoteTopics().contains(topic.toString()); });
}

bool fits(VerbArgumentKind kind, const QJsonValue& value)
{
    switch (kind) {
    case VerbArgumentKind::Recorder:
    case VerbArgumentKind::Operator:
    case VerbArgumentKind::Parameter:
    case VerbArgumentKind::Preset:
    case VerbArgumentKind::Name:
        return isText(value, kLongestName);
    case VerbArgumentKind::Path:
        return isText(value, kLongestPath);
    case VerbArgumentKind::Value:
        return isValue(value);
    case VerbArgumentKind::Topics:
        return areTopics(value);
    }
    return false;
}

bool takesList(const VerbArgument& argument)
{
    return argument.kind == VerbArgumentKind::Value || argument.kind == VerbArgumentKind::Topics;
}

} // namespace

Status checkArgument(const VerbArgument& argument, const QJsonValue& value)
{
    if (fits(argument.kind, value))
        return {};
    return invalid(QStringLiteral("\"%1\" can't be that: %2").arg(argument.name, argument.help));
}

Result<QJsonObject> namedArguments(const VerbDescriptor& verb, const QVariantList& values)
{
    QJsonObject arguments;
    const auto count = static_cast<qsizetype>(verb.arguments.size());
    for (qsizetype i = 0; i < count; ++i) {
        const VerbArgument& argument = verb.arguments[static_cast<std::size_t>(i)];
        const bool isLast = i + 1 == count;
        if (i >= values.size()) {
            if (!argument.isOptional)
                return invalid(QStringLiteral("\"%1\" is missing: %2").arg(argument.name, argument.help));
            break;
        }
        const bool isList = isLast && takesList(argument) &&
                            (values.size() > count || argument.kind == VerbArgumentKind::Topics);
        if (isList && !(values.size() == count && values[i].typeId() == QMetaType::QVariantList)) {
            arguments.insert(argument.name, QJsonArray::fromVariantList(values.mid(i)));
            return arguments;
        }
        const QJsonValue value = QJsonValue::fromVariant(values[i]);
        if (!(argument.isOptional && value.isString() && value.toString().isEmpty()))
            arguments.insert(argument.name, value);
    }
    if (values.size() > count)
        return invalid(QStringLiteral("%1 takes %2 arguments").arg(verb.name).arg(count));
    return arguments;
}

Result<QJsonObject> argumentsFromText(const VerbDescriptor& verb, const QString& text)
{
    QVariantList values;
    if (verb.verb == Verb::SetParameter || verb.verb == Verb::GetParameter) {
        const qsizetype equals =
            verb.verb == Verb::SetParameter ? text.indexOf(QLatin1Char('=')) : text.size();
        const QString target = text.left(equals);
        const qsizetype dot = target.indexOf(QLatin1Char('.'));
        if (equals < 0 || dot <= 0)
            return invalid(QStringLiteral("--%1 %2: write OPERATOR.PARAMETER%3")
                               .arg(verb.option, text,
                                    verb.verb == Verb::SetParameter ? QStringLiteral("=VALUE") : QString()));
        values = {target.left(dot), target.mid(dot + 1)};
        if (verb.verb == Verb::SetParameter)
            values.append(text.mid(equals + 1));
    } else if (!text.isEmpty()) {
        values = {text};
    }
    return namedArguments(verb, values);
}

} // namespace reelout
