// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_values.h"

namespace reelout {

namespace {

QJSValue scriptList(QJSEngine& engine, const QVariantList& values)
{
    QJSValue array = engine.newArray(static_cast<uint>(values.size()));
    for (int i = 0; i < values.size(); ++i)
        array.setProperty(static_cast<quint32>(i), scriptValue(engine, values[i]));
    return array;
}

} // namespace

QJSValue scriptValue(QJSEngine& engine, const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return value.toBool();
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Float:
    case QMetaType::Double:
        return value.toDouble();
    case QMetaType::QStringList:
    case QMetaType::QVariantList:
        return scriptList(engine, value.toList());
    case QMetaType::QVariantMap: {
        QJSValue object = engine.newObject();
        const QVariantMap map = value.toMap();
        for (auto entry = map.begin(); entry != map.end(); ++entry)
            object.setProperty(entry.key(), scriptValue(engine, entry.value()));
        return object;
    }
    case QMetaType::Nullptr:
        return {QJSValue::NullValue};
    default:
        return value.isValid() ? QJSValue(value.toString()) : QJSValue(QJSValue::NullValue);
    }
}

} // namespace reelout
