// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_host.h"

#include "script/script_values.h"

namespace reelout {

namespace {

const QLatin1String kActive("active");

} // namespace

ScriptHost::ScriptHost(QJSEngine& engine, Project& project, Clock& clock, Timestamp start)
    : m_engine(engine),
      m_project(project),
      m_clock(clock),
      m_start(start)
{}

QJSValue ScriptHost::answer(const QJSValue& value) const
{
    QJSValue reply = m_engine.newObject();
    reply.setProperty(QStringLiteral("value"), value);
    return reply;
}

QJSValue ScriptHost::refusal(const QString& why) const
{
    QJSValue reply = m_engine.newObject();
    reply.setProperty(QStringLiteral("error"), why);
    return reply;
}

void ScriptHost::note(const Operator& op, const QString& parameter) const
{
    if (m_reads)
        m_reads->parameters.insert({op.name(), parameter});
}

void ScriptHost::noteOutside() const
{
    if (m_reads)
        m_reads->readsOutside = true;
}

QJSValue ScriptHost::find(const QString& name) const
{
    const Operator* op = m_project.find(name);
    return op ? answer(op->name())
              : refusal(QStringLiteral("there is no operator \"%1\"").arg(name.left(80)));
}

QJSValue ScriptHost::about(const QString& op, const QString& what) const
{
    const Operator* found = m_project.find(op);
    if (!found)
        return find(op);
    if (what == QLatin1String("name"))
        return answer(found->name());
    if (what == QLatin1String("type"))
        return answer(found->type().token);
    if (what == QLatin1String("family"))
        return answer(familyName(found->type().family));
    if (what == QLatin1String("fileSuffix")) {
        noteOutside();
        return answer(found->fileSuffix());
    }
    if (what == QLatin1String("parameters")) {
        QVariantList names{QString(kActive)};
        for (const ParamDescriptor& row : found->type().table->rows()) {
            for (const QString& name : QStringList(row.name) + row.components + row.formerNames)
                names.append(name);
        }
        return answer(scriptValue(m_engine, names));
    }
    if (what == QLatin1String("inputs"))
        return answer(found->inputCount());
    return refusal(QStringLiteral("an operator has no \"%1\"").arg(what.left(80)));
}

QJSValue ScriptHost::value(const QString& op, const QString& parameter) const
{
    const Operator* found = m_project.find(op);
    if (!found)
        return find(op);
    if (parameter == kActive) {
        note(*found, parameter);
        return answer(found->isActive());
    }
    const ParamDescriptor* row = found->type().table->find(parameter);
    if (!row)
        return refusal(QStringLiteral("%1 has no parameter \"%2\"").arg(op, parameter.left(80)));
    note(*found, row->name);
    // Their first entries and defaults come from elsewhere.
    if (row->kind == ParamKind::DynamicMenu || !row->defaultProvider.isEmpty())
        noteOutside();
    if (row->kind == ParamKind::Pulse)
        return refusal(QStringLiteral("%1.%2 is a pulse and has no value").arg(op, row->name));
    return answer(scriptValue(m_engine, found->params().value(parameter)));
}

QJSValue ScriptHost::detail(const QString& op, const QString& parameter, const QString& what) const
{
    const Operator* found = m_project.find(op);
    if (!found)
        return find(op);
    const bool isActiveFlag = parameter == kActive;
    if (!isActiveFlag && !found->type().table->find(parameter))
        return refusal(QStringLiteral("%1 has no parameter \"%2\"").arg(op, parameter.left(80)));
    const ParamSet& params = found->params();
    if (isActiveFlag)
        note(*found, parameter);
    else
        note(*found, found->type().table->find(parameter)->name);
    if (what.startsWith(QLatin1String("menu")))
        noteOutside();
    if (what == QLatin1String("mode"))
        return answer(paramModeName(isActiveFlag ? ParamMode::Constant : params.mode(parameter)));
    if (what == QLatin1String("expr"))
        return answer(params.expression(parameter));
    QVariantList items;
    for (const MenuItem& item : params.menuItems(parameter))
        items.append(what == QLatin1String("menuNames") ? item.token : item.label);
    return answer(scriptValue(m_engine, items));
}

QJSValue ScriptHost::project(const QString& what) const
{
    if (what == QLatin1String("rate"))
        return answer(m_project.rate().toDouble());
    if (what == QLatin1String("name"))
        return answer(m_project.name());
    return refusal(QStringLiteral("the project has no \"%1\"; it has rate and name").arg(what.left(80)));
}

QJSValue ScriptHost::time(const QString& what) const
{
    const Duration since = m_clock.now() - m_start;
    if (m_reads)
        m_reads->readsTime = true;
    if (what == QLatin1String("seconds"))
        return answer(toSeconds(since));
    if (what == QLatin1String("frame"))
        return answer(static_cast<double>(m_project.rate().frameAt(since)));
    return refusal(QStringLiteral("absTime has no \"%1\"; it has seconds and frame").arg(what.left(80)));
}

} // namespace reelout
