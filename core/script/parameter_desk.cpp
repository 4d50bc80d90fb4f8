// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/parameter_desk.h"

#include <algorithm>

namespace reelout {

namespace {

const QLatin1String kActive("active");

Error refused(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("run script"), detail);
}

Error noSuch(const Operator& op, const QString& name)
{
    return makeError(ErrorCode::NotFound, QStringLiteral("run script"),
                     QStringLiteral("%1 has no parameter \"%2\"").arg(op.name(), name.left(80)));
}

QVariant limit(const std::optional<double>& hard, double slider)
{
    return hard.value_or(slider);
}

/// The flag every operator has, as if it were a row.
QVariantMap describeActive()
{
    return {
        {QStringLiteral("name"), QString(kActive)},
        {QStringLiteral("label"), QStringLiteral("Active")},
        {QStringLiteral("page"), QString()},
        {QStringLiteral("kind"), paramKindName(ParamKind::Toggle)},
        {QStringLiteral("help"), QStringLiteral("Off = the operator takes no part.")},
        {QStringLiteral("default"), true},
        {QStringLiteral("min"), 0},
        {QStringLiteral("max"), 1},
    };
}

Result<QVariant> readActive(const Operator& op, const QString& what)
{
    if (what == QLatin1String("val"))
        return QVariant(op.isActive());
    if (what == QLatin1String("mode"))
        return QVariant(paramModeName(ParamMode::Constant));
    if (what == QLatin1String("enable") || what == QLatin1String("default"))
        return QVariant(true);
    if (what == QLatin1String("isDefault"))
        return QVariant(op.isActive());
    if (what.startsWith(QLatin1String("menu")))
        return QVariant(QVariantList());
    return QVariant(QString());
}

Status writeActive(Operator& op, const QString& what, const QVariant& value)
{
    if (what == QLatin1String("reset")) {
        op.setActive(true);
        return {};
    }
    if (what != QLatin1String("val"))
        return refused(QStringLiteral("%1.active is on or off").arg(op.name()));
    op.setActive(value.toDouble() != 0.0 || value == QVariant(true));
    return {};
}

QVariant listOf(const std::vector<MenuItem>& items, QString MenuItem::*part)
{
    QVariantList list;
    for (const MenuItem& item : items)
        list.append(item.*part);
    return list;
}

QVariant defaultOf(const ParamDescriptor& row, const QString& name)
{
    const auto component = row.components.indexOf(name);
    return component < 0 ? row.defaultValue : row.defaultValue.toList().value(component);
}

Status setMode(ParamSet& params, const QString& name, const QString& mode)
{
    if (mode == paramModeName(ParamMode::Constant))
        return params.set(name, params.value(name));
    if (mode == paramModeName(ParamMode::Expression) && !params.expression(name).isEmpty())
        return {};
    return refused(
        QStringLiteral("%1: assign to .expr for an expression; exports come from channels").arg(name));
}

} // namespace

Result<QVariant> describeParameter(const Operator& op, const QString& name)
{
    if (name == kActive)
        return QVariant(describeActive());
    const ParamDescriptor* row = op.type().table->find(name);
    if (!row)
        return noSuch(op, name);
    return QVariant(QVariantMap{
        {QStringLiteral("name"), row->components.contains(name) ? name : row->name},
        {QStringLiteral("label"), row->label},
        {QStringLiteral("page"), row->page},
        {QStringLiteral("kind"), paramKindName(row->kind)},
        {QStringLiteral("help"), row->help},
        {QStringLiteral("default"), defaultOf(*row, name)},
        {QStringLiteral("min"), limit(row->range.minimum, row->range.sliderMinimum)},
        {QStringLiteral("max"), limit(row->range.maximum, row->range.sliderMaximum)},
        {QStringLiteral("normMin"), row->range.sliderMinimum},
        {QStringLiteral("normMax"), row->range.sliderMaximum},
        {QStringLiteral("clampMin"), row->range.minimum.has_value()},
        {QStringLiteral("clampMax"), row->range.maximum.has_value()},
        {QStringLiteral("unit"), row->unit},
        {QStringLiteral("defaultExpr"), row->defaultExpression},
    });
}

Result<QVariant> readParameter(const Operator& op, const QString& name, const QString& what)
{
    if (name == kActive)
        return readActive(op, what);
    const ParamDescriptor* row = op.type().table->find(name);
    if (!row)
        return noSuch(op, name);
    const ParamSet& params = op.params();
    if (what == QLatin1String("val"))
        return row->kind == ParamKind::Pulse ? QVariant(false) : params.value(name);
    if (what == QLatin1String("expr"))
        return QVariant(params.expression(name));
    if (what == QLatin1String("mode"))
        return QVariant(paramModeName(params.mode(name)));
    if (what == QLatin1String("menuNames"))
        return listOf(params.menuItems(name), &MenuItem::token);
    if (what == QLatin1String("menuLabels"))
        return listOf(params.menuItems(name), &MenuItem::label);
    if (what == QLatin1String("menuIndex")) {
        const std::vector<MenuItem> items = params.menuItems(name);
        const QString token = params.text(name);
        const auto found = std::find_if(items.begin(), items.end(),
                                        [&](const MenuItem& item) { return item.token == token; });
        return QVariant(found == items.end() ? -1 : static_cast<int>(found - items.begin()));
    }
    if (what == QLatin1String("enable"))
        return QVariant(params.enableState(name).enabled);
    if (what == QLatin1String("why"))
        return QVariant(params.enableState(name).reason);
    if (what == QLatin1String("isDefault"))
        return QVariant(params.isDefault(name));
    if (what == QLatin1String("error"))
        return QVariant(params.errorText(name));
    return refused(QStringLiteral("a parameter has no \"%1\"").arg(what.left(80)));
}

Status writeParameter(Operator& op, const QString& name, const QString& what, const QVariant& value)
{
    if (name == kActive)
        return writeActive(op, what, value);
    const ParamDescriptor* row = op.type().table->find(name);
    if (!row)
        return noSuch(op, name);
    ParamSet& params = op.params();
    if (what == QLatin1String("val"))
        return params.set(name, value);
    if (what == QLatin1String("expr"))
        return params.setExpression(name, value.toString());
    if (what == QLatin1String("mode"))
        return setMode(params, name, value.toString());
    if (what == QLatin1String("menuIndex")) {
        const std::vector<MenuItem> items = params.menuItems(name);
        const int index = value.toInt();
        if (index < 0 || static_cast<std::size_t>(index) >= items.size())
            return refused(QStringLiteral("%1 has the entries 0 to %2").arg(name).arg(items.size() - 1));
        return params.set(name, items[static_cast<std::size_t>(index)].token);
    }
    if (what == QLatin1String("pulse"))
        return value.isValid() && row->kind == ParamKind::Pulse ? params.set(name, value)
                                                                : params.pulse(name);
    if (what == QLatin1String("reset")) {
        params.reset(name);
        return {};
    }
    return refused(QStringLiteral("a parameter has no \"%1\"").arg(what.left(80)));
}

} // namespace reelout
