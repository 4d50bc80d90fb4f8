// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preference_value.h"

#include <QDir>
#include <QJsonArray>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

Error refused(const Preference& row, const QString& value)
{
    return makeError(
        ErrorCode::InvalidParameter, QStringLiteral("set preference"),
        QStringLiteral("%1 can't be \"%2\"; it is %3").arg(row.key, value, preferenceRange(row)));
}

QString numberText(double number)
{
    return QString::number(number, 'g', 10);
}

bool isText(const QVariant& value)
{
    return value.userType() == QMetaType::QString;
}

Result<QVariant> checkedNumber(const Preference& row, const QVariant& value)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || value.userType() == QMetaType::Bool)
        return refused(row, value.toString());
    const double clamped = std::clamp(number, row.minimum, row.maximum);
    if (row.kind == PreferenceKind::Real)
        return QVariant(clamped);
    return QVariant(static_cast<int>(std::lround(clamped)));
}

bool isLine(const QString& text)
{
    constexpr int kLongest = 4096;
    return text.size() <= kLongest && std::all_of(text.begin(), text.end(), [](QChar letter) {
               return letter.category() != QChar::Other_Control;
           });
}

} // namespace

QString preferenceRange(const Preference& row)
{
    switch (row.kind) {
    case PreferenceKind::Toggle:
        return QStringLiteral("on or off");
    case PreferenceKind::Whole:
    case PreferenceKind::Real:
        return QStringLiteral("a number from %1 to %2").arg(numberText(row.minimum), numberText(row.maximum));
    case PreferenceKind::Choice: {
        QStringList tokens;
        for (const PreferenceItem& item : row.items)
            tokens.append(item.token);
        return QStringLiteral("one of %1").arg(tokens.join(QStringLiteral(", ")));
    }
    case PreferenceKind::Folder:
        return QStringLiteral("the full path of a folder");
    case PreferenceKind::TextList:
        return QStringLiteral("a list of texts");
    case PreferenceKind::KeySequence:
        return QStringLiteral("a key with its modifiers, as in Ctrl+Shift+F9");
    case PreferenceKind::Listed:
    case PreferenceKind::Text:
        break;
    }
    return QStringLiteral("a line of text");
}

Result<QVariant> checkedPreference(const Preference& row, const QVariant& value)
{
    switch (row.kind) {
    case PreferenceKind::Toggle:
        if (value.userType() != QMetaType::Bool)
            return refused(row, value.toString());
        return value;
    case PreferenceKind::Whole:
    case PreferenceKind::Real:
        return checkedNumber(row, value);
    case PreferenceKind::Choice: {
        const bool isListed =
            isText(value) && std::any_of(row.items.begin(), row.items.end(), [&](const PreferenceItem& item) {
                return item.token == value.toString();
            });
        if (!isListed)
            return refused(row, value.toString());
        return value;
    }
    case PreferenceKind::TextList: {
        if (value.userType() != QMetaType::QStringList)
            return refused(row, value.toString());
        const QStringList list = value.toStringList();
        for (const QString& text : list) {
            if (!isLine(text))
                return refused(row, text);
        }
        return value;
    }
    case PreferenceKind::Folder: {
        const QString path = value.toString();
        if (!isText(value) || !isLine(path) || (!path.isEmpty() && !QDir::isAbsolutePath(path)))
            return refused(row, path);
        return QVariant(path.isEmpty() ? path : QDir::cleanPath(path));
    }
    case PreferenceKind::Listed:
    case PreferenceKind::Text:
    case PreferenceKind::KeySequence:
        break;
    }
    if (!isText(value) || !isLine(value.toString()))
        return refused(row, value.toString());
    return QVariant(value.toString().trimmed());
}

Result<QVariant> preferenceFromText(const Preference& row, const QString& text)
{
    if (row.kind == PreferenceKind::Toggle) {
        const bool isOn = text == QLatin1String("on") || text == QLatin1String("1");
        if (!isOn && text != QLatin1String("off") && text != QLatin1String("0"))
            return refused(row, text);
        return QVariant(isOn);
    }
    if (row.kind == PreferenceKind::TextList)
        return checkedPreference(row, text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts));
    return checkedPreference(row, text);
}

QString preferenceText(const Preference& row, const QVariant& value)
{
    switch (row.kind) {
    case PreferenceKind::Toggle:
        return value.toBool() ? QStringLiteral("on") : QStringLiteral("off");
    case PreferenceKind::Whole:
    case PreferenceKind::Real:
        return numberText(value.toDouble());
    case PreferenceKind::TextList:
        return value.toStringList().join(QLatin1Char(' '));
    default:
        return value.toString();
    }
}

QJsonValue preferenceToJson(const Preference& row, const QVariant& value)
{
    if (row.kind == PreferenceKind::TextList)
        return QJsonArray::fromStringList(value.toStringList());
    return QJsonValue::fromVariant(value);
}

Result<QVariant> preferenceFromJson(const Preference& row, const QJsonValue& json)
{
    const auto wrongType = [&] {
        const QString shown = json.isString() ? json.toString() : json.toVariant().toString();
        return refused(row, shown);
    };
    switch (row.kind) {
    case PreferenceKind::Toggle:
        if (!json.isBool())
            return wrongType();
        return QVariant(json.toBool());
    case PreferenceKind::Whole:
    case PreferenceKind::Real:
        if (!json.isDouble())
            return wrongType();
        return checkedPreference(row, json.toDouble());
    case PreferenceKind::TextList: {
        if (!json.isArray())
            return wrongType();
        QStringList list;
        const QJsonArray array = json.toArray();
        for (const QJsonValue& each : array) {
            if (!each.isString())
                return wrongType();
            list.append(each.toString());
        }
        return checkedPreference(row, list);
    }
    default:
        if (!json.isString())
            return wrongType();
        return checkedPreference(row, json.toString());
    }
}

QString preferenceKindName(PreferenceKind kind)
{
    switch (kind) {
    case PreferenceKind::Toggle:
        return QStringLiteral("toggle");
    case PreferenceKind::Whole:
        return QStringLiteral("whole");
    case PreferenceKind::Real:
        return QStringLiteral("real");
    case PreferenceKind::Choice:
        return QStringLiteral("choice");
    case PreferenceKind::Listed:
        return QStringLiteral("listed");
    case PreferenceKind::Text:
        return QStringLiteral("text");
    case PreferenceKind::TextList:
        return QStringLiteral("list");
    case PreferenceKind::Folder:
        return QStringLiteral("folder");
    case PreferenceKind::KeySequence:
        return QStringLiteral("keys");
    }
    return {};
}

QString takesEffectName(TakesEffect effect)
{
    switch (effect) {
    case TakesEffect::AtOnce:
        return QStringLiteral("at once");
    case TakesEffect::NextTake:
        return QStringLiteral("at the next recording");
    case TakesEffect::NextStart:
        return QStringLiteral("at the next start");
    }
    return {};
}

} // namespace reelout
