// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/param_value.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

namespace reelout {

namespace {

constexpr double kLargestInt = std::numeric_limits<int>::max();
constexpr char kMaskLetters[] = "RGBA";

bool isNumeric(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
    case QMetaType::Float:
        return true;
    default:
        return false;
    }
}

bool isText(const QVariant& value)
{
    return value.typeId() == QMetaType::QString;
}

QString shown(const QVariant& value)
{
    if (isText(value))
        return QStringLiteral("\"%1\"").arg(value.toString().left(80));
    if (value.typeId() == QMetaType::QVariantList)
        return QStringLiteral("a list");
    if (value.typeId() == QMetaType::QVariantMap)
        return QStringLiteral("an object");
    return value.isValid() ? value.toString() : QStringLiteral("nothing");
}

QString allowedTokens(const std::vector<MenuItem>& items)
{
    QStringList tokens;
    for (const MenuItem& item : items)
        tokens.append(item.token);
    return QStringLiteral("allowed are ") + tokens.join(QStringLiteral(", "));
}

Result<QVariant> checkMenu(const ParamDescriptor& row, const QVariant& value,
                           const std::vector<MenuItem>& items)
{
    if (isText(value)) {
        QString token = value.toString();
        for (const auto& [former, now] : row.formerTokens) {
            if (token == former)
                token = now;
        }
        for (const MenuItem& item : items) {
            if (item.token == token)
                return QVariant(token);
        }
        for (const MenuItem& item : items) {
            if (item.label.compare(token, Qt::CaseInsensitive) == 0)
                return QVariant(item.token);
        }
        if (row.kind == ParamKind::DynamicMenu && token.size() <= kLongestText)
            return QVariant(token);
    } else if (isNumeric(value) && value.typeId() != QMetaType::Bool) {
        const double index = value.toDouble();
        if (index == std::floor(index) && index >= 0 && index < static_cast<double>(items.size()))
            return QVariant(items[static_cast<std::size_t>(index)].token);
    }
    if (items.empty())
        return refusal(row, shown(value) + QStringLiteral(" can't be chosen: the menu is empty"));
    return refusal(row, shown(value) + QStringLiteral(" is not in the menu; ") + allowedTokens(items));
}

Result<QVariant> checkToggle(const ParamDescriptor& row, const QVariant& value)
{
    if (isNumeric(value)) {
        const double number = value.toDouble();
        if (number == 0.0 || number == 1.0)
            return QVariant(number == 1.0);
    } else if (isText(value)) {
        const QString text = value.toString().trimmed().toLower();
        for (const char* on : {"on", "1", "true", "yes"}) {
            if (text == QLatin1String(on))
                return QVariant(true);
        }
        for (const char* off : {"off", "0", "false", "no"}) {
            if (text == QLatin1String(off))
                return QVariant(false);
        }
    }
    return refusal(row, shown(value) + QStringLiteral(" is neither on nor off"));
}

QString rangeWords(const ParamDescriptor& row)
{
    if (row.range.minimum && row.range.maximum)
        return QStringLiteral("allowed are numbers from %1 to %2")
            .arg(numberText(*row.range.minimum), numberText(*row.range.maximum));
    if (row.range.minimum)
        return QStringLiteral("allowed are numbers from %1 upwards").arg(numberText(*row.range.minimum));
    return QStringLiteral("allowed are numbers");
}

Result<QVariant> checkPair(const ParamDescriptor& row, const QVariant& value)
{
    QVariantList parts;
    if (isText(value)) {
        static const QRegularExpression separators(QStringLiteral("[\\s,;:x×]+"));
        for (const QString& part : value.toString().split(separators, Qt::SkipEmptyParts))
            parts.append(part);
    } else if (value.canConvert<QVariantList>()) {
        parts = value.toList();
    }
    if (parts.size() != 2)
        return refusal(row, shown(value) + QStringLiteral(" is not two numbers"));
    QVariantList pair;
    for (const QVariant& part : std::as_const(parts)) {
        Result<QVariant> number = checkNumber(row, part);
        if (!number)
            return number.error();
        pair.append(*number);
    }
    return QVariant(pair);
}

Result<QVariant> checkMask(const ParamDescriptor& row, const QVariant& value)
{
    if (!isText(value))
        return checkNumber(row, value);
    const QString text = value.toString().simplified().remove(QLatin1Char(' ')).toUpper();
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (isNumber)
        return checkNumber(row, number);
    qlonglong mask = 0;
    for (const QChar letter : text) {
        const qsizetype bit = QLatin1String(kMaskLetters).indexOf(letter);
        if (bit < 0)
            return refusal(row, shown(value) + QStringLiteral(" is not made of the letters R, G, B and A"));
        mask |= qlonglong(1) << bit;
    }
    return QVariant(mask);
}

Result<QVariant> checkText(const ParamDescriptor& row, const QVariant& value)
{
    if (!isText(value) && !isNumeric(value))
        return refusal(row, shown(value) + QStringLiteral(" is not a text"));
    QString text = value.toString();
    if (text.size() > kLongestText)
        return refusal(row, QStringLiteral("the text is longer than %1 characters").arg(kLongestText));
    if (text.contains(QChar(0)))
        return refusal(row, QStringLiteral("the text contains a NUL character"));
    return QVariant(text);
}

Result<QVariant> checkSequence(const ParamDescriptor& row, const QVariant& value)
{
    if (value.typeId() != QMetaType::QVariantList)
        return refusal(row, shown(value) + QStringLiteral(" is not a list of blocks"));
    const QVariantList blocks = value.toList();
    if (blocks.size() > row.maximumBlocks)
        return refusal(row, QStringLiteral("%1 blocks are more than the %2 allowed")
                                .arg(blocks.size())
                                .arg(row.maximumBlocks));
    QVariantList checked;
    for (const QVariant& block : blocks) {
        if (block.typeId() != QMetaType::QVariantMap)
            return refusal(row, QStringLiteral("block %1 is not an object").arg(checked.size()));
        QVariantMap fields = block.toMap();
        for (const SequenceField& field : row.fields) {
            const QVariant text = fields.value(field.name, field.defaultValue);
            if (!isText(text))
                return refusal(
                    row, QStringLiteral("%1 of block %2 is not a text").arg(field.name).arg(checked.size()));
            Result<QVariant> checkedText = checkText(row, text);
            if (!checkedText)
                return checkedText.error();
            fields.insert(field.name, *checkedText);
        }
        checked.append(fields);
    }
    return QVariant(checked);
}

} // namespace

Error refusal(const ParamDescriptor& row, const QString& why)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("set parameter"),
                     QStringLiteral("%1: %2").arg(row.name, why));
}

Result<QVariant> checkNumber(const ParamDescriptor& row, const QVariant& value)
{
    bool isNumber = isNumeric(value);
    double number = value.toDouble();
    if (isText(value))
        number = value.toString().trimmed().toDouble(&isNumber);
    if (!isNumber)
        return refusal(row, shown(value) + QStringLiteral(" is not a number; ") + rangeWords(row));
    if (!std::isfinite(number))
        return refusal(row, (std::isnan(number) ? QStringLiteral("NaN") : QStringLiteral("infinity")) +
                                QStringLiteral(" is not a number that can be used; ") + rangeWords(row));
    if (row.range.minimum)
        number = std::max(number, *row.range.minimum);
    if (row.range.maximum)
        number = std::min(number, *row.range.maximum);
    if (row.kind == ParamKind::Float || row.kind == ParamKind::Float2)
        return QVariant(number);
    return QVariant(static_cast<qlonglong>(std::llround(std::clamp(number, -kLargestInt, kLargestInt))));
}

Result<QVariant> checkValue(const ParamDescriptor& row, const QVariant& value,
                            const std::vector<MenuItem>& items)
{
    switch (row.kind) {
    case ParamKind::Menu:
    case ParamKind::DynamicMenu:
        return checkMenu(row, value, items);
    case ParamKind::Toggle:
        return checkToggle(row, value);
    case ParamKind::Pulse:
        return refusal(row, QStringLiteral("a pulse has no value"));
    case ParamKind::Int:
    case ParamKind::Float:
        return checkNumber(row, value);
    case ParamKind::Int2:
    case ParamKind::Float2:
        return checkPair(row, value);
    case ParamKind::String:
    case ParamKind::File:
    case ParamKind::OpRef:
    case ParamKind::OpTable:
        return checkText(row, value);
    case ParamKind::Sequence:
        return checkSequence(row, value);
    case ParamKind::Mask:
        return checkMask(row, value);
    }
    return refusal(row, QStringLiteral("unknown kind"));
}

Result<QVariant> valueFromText(const ParamDescriptor& row, const QString& text,
                               const std::vector<MenuItem>& items)
{
    if (row.kind == ParamKind::Sequence) {
        QJsonParseError parseError{};
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &parseError);
        if (!document.isArray())
            return refusal(row,
                           QStringLiteral("not a JSON list of blocks (%1)").arg(parseError.errorString()));
        return checkSequence(row, document.array().toVariantList());
    }
    if (row.kind == ParamKind::Menu || row.kind == ParamKind::DynamicMenu) {
        const bool isListed = std::any_of(items.begin(), items.end(), [&](const MenuItem& item) {
            return item.token == text || item.label.compare(text, Qt::CaseInsensitive) == 0;
        });
        bool isIndex = false;
        const int index = text.toInt(&isIndex);
        if (!isListed && isIndex && index >= 0 && static_cast<std::size_t>(index) < items.size())
            return checkMenu(row, index, items);
    }
    return checkValue(row, text, items);
}

Result<QVariant> valueFromJson(const ParamDescriptor& row, const QJsonValue& json)
{
    bool isRightType = false;
    switch (row.kind) {
    case ParamKind::Toggle:
        isRightType = json.isBool();
        break;
    case ParamKind::Int:
    case ParamKind::Float:
    case ParamKind::Mask:
        isRightType = json.isDouble();
        break;
    case ParamKind::Int2:
    case ParamKind::Float2: {
        const QJsonArray pair = json.toArray();
        isRightType = pair.size() == 2 && pair[0].isDouble() && pair[1].isDouble();
        break;
    }
    case ParamKind::Sequence:
        isRightType = json.isArray();
        break;
    case ParamKind::Pulse:
        break;
    default:
        isRightType = json.isString();
    }
    if (!isRightType)
        return refusal(row, QStringLiteral("a value of this type is not a %1").arg(paramKindName(row.kind)));
    return checkValue(row, json.toVariant(), row.menu);
}

QJsonValue valueToJson(const ParamDescriptor& row, const QVariant& value)
{
    if (row.kind == ParamKind::Sequence || isPair(row.kind))
        return QJsonArray::fromVariantList(value.toList());
    return QJsonValue::fromVariant(value);
}

Result<QVariant> valueFromChannel(const ParamDescriptor& row, double sample,
                                  const std::vector<MenuItem>& items)
{
    if (!std::isfinite(sample))
        return checkNumber(row, sample);
    switch (row.kind) {
    case ParamKind::Toggle:
        return QVariant(sample > 0.0);
    case ParamKind::Menu:
    case ParamKind::DynamicMenu:
        if (items.empty())
            return refusal(row, QStringLiteral("the menu is empty"));
        return QVariant(items[static_cast<std::size_t>(
                                  std::clamp(std::floor(sample), 0.0, static_cast<double>(items.size() - 1)))]
                            .token);
    case ParamKind::Int:
    case ParamKind::Float:
    case ParamKind::Mask:
    case ParamKind::Int2:
    case ParamKind::Float2:
        return checkNumber(row, sample);
    default:
        return refusal(row, QStringLiteral("a channel can't drive a %1").arg(paramKindName(row.kind)));
    }
}

QString numberText(double number)
{
    // 'g' would write 10000 as 1e+04.
    const bool isPlain = number == 0.0 || (std::abs(number) >= 1e-6 && std::abs(number) < 1e15);
    return QString::number(number, isPlain ? 'f' : 'g', QLocale::FloatingPointShortest);
}

QString valueToText(const ParamDescriptor& row, const QVariant& value)
{
    switch (row.kind) {
    case ParamKind::Toggle:
        return value.toBool() ? QStringLiteral("on") : QStringLiteral("off");
    case ParamKind::Int:
        return QString::number(value.toLongLong());
    case ParamKind::Float:
        return numberText(value.toDouble());
    case ParamKind::Int2:
    case ParamKind::Float2: {
        const QVariantList pair = value.toList();
        if (pair.size() != 2)
            return {};
        const QString separator = row.kind == ParamKind::Int2 ? QStringLiteral(" x ") : QStringLiteral(" : ");
        return numberText(pair[0].toDouble()) + separator + numberText(pair[1].toDouble());
    }
    case ParamKind::Mask: {
        QStringList letters;
        for (int bit = 0; bit < 4; ++bit) {
            if (value.toLongLong() & (1LL << bit))
                letters.append(QString(QLatin1Char(kMaskLetters[bit])));
        }
        return letters.join(QLatin1Char(' '));
    }
    case ParamKind::Sequence:
        return QString::fromUtf8(
            QJsonDocument(QJsonArray::fromVariantList(value.toList())).toJson(QJsonDocument::Compact));
    case ParamKind::Pulse:
        return {};
    default:
        return value.toString();
    }
}

} // namespace reelout
