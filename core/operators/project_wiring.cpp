// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project_impl.h"

#include <algorithm>
#include <set>

namespace reelout {

namespace {

Error refused(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("connect"), detail);
}

/// What a value of the row refers to.
QStringList referencesIn(const ParamDescriptor& row, const QVariant& value)
{
    if (isReference(row.kind))
        return {value.toString()};
    QStringList names;
    for (const QVariant& block : value.toList()) {
        for (const SequenceField& field : row.fields) {
            if (field.kind == ParamKind::OpRef)
                names.append(block.toMap().value(field.name).toString());
        }
    }
    return names;
}

QString familyOf(const ParamDescriptor& row)
{
    if (isReference(row.kind))
        return row.family;
    const auto field = std::find_if(row.fields.begin(), row.fields.end(),
                                    [](const SequenceField& each) { return each.kind == ParamKind::OpRef; });
    return field == row.fields.end() ? QString() : field->family;
}

} // namespace

std::vector<Operator*> Project::settledSourcesOf(const Operator& op) const
{
    std::vector<Operator*> sources;
    const auto add = [&](Operator* source) {
        if (source && std::find(sources.begin(), sources.end(), source) == sources.end())
            sources.push_back(source);
    };
    for (const QPointer<Operator>& wire : op.m_inputs)
        add(wire);
    for (const QString& name : op.m_params.references())
        add(find(name));
    return sources;
}

std::vector<Operator*> Project::sourcesOf(const Operator& op) const
{
    // Reading the values first brings expressions up to date; each passes the same check as a constant.
    for (const ParamDescriptor& row : op.type().table->rows()) {
        if (isReference(row.kind) && op.m_params.mode(row.name) == ParamMode::Expression)
            op.m_params.value(row.name);
    }
    return settledSourcesOf(op);
}

Status Project::checkCycle(const Operator& target, const Operator& source) const
{
    // Depth first from the source along what it reads; the target on the way closes a cycle.
    struct Step {
        const Operator* op;
        std::vector<Operator*> next;
    };
    std::set<const Operator*> seen;
    std::vector<Step> path;
    const auto enter = [&](const Operator& op) {
        seen.insert(&op);
        path.push_back({&op, settledSourcesOf(op)});
    };
    enter(source);
    while (!path.empty()) {
        if (path.back().op == &target) {
            QStringList names{target.m_name};
            for (const Step& step : path)
                names.append(step.op->m_name);
            return refused(
                QStringLiteral("that would be a cycle: %1").arg(names.join(QStringLiteral(" reads "))));
        }
        if (path.back().next.empty()) {
            path.pop_back();
            continue;
        }
        const Operator* next = path.back().next.back();
        path.back().next.pop_back();
        if (seen.count(next) == 0)
            enter(*next);
    }
    return {};
}

Status Project::checkReferences(const Operator& op, const ParamDescriptor& row, const QVariant& value) const
{
    if (!isReference(row.kind) && row.kind != ParamKind::Sequence)
        return {};
    const QString family = familyOf(row);
    if (family.isEmpty())
        return {};
    for (const QString& name : referencesIn(row, value)) {
        const Operator* source = name.isEmpty() ? nullptr : find(name);
        if (!source)
            continue;
        if (familyName(source->type().family) != family)
            return refused(QStringLiteral("%1 takes a %2; %3 is a %4")
                               .arg(row.name, family, source->m_name, familyName(source->type().family)));
        REELOUT_TRY(checkCycle(op, *source));
    }
    return {};
}

Status Project::connectInput(Operator& target, int input, Operator* source)
{
    if (input < 0 || input >= target.inputCount())
        return refused(target.inputCount() == 0
                           ? QStringLiteral("%1 has no inputs").arg(target.m_name)
                           : QStringLiteral("%1 has no input %2; it has the inputs 0 to %3")
                                 .arg(target.m_name)
                                 .arg(input)
                                 .arg(target.inputCount() - 1));
    QPointer<Operator>& wire = target.m_inputs[static_cast<std::size_t>(input)];
    if (wire == source)
        return {};
    if (source) {
        if (find(source->m_name) != source)
            return refused(QStringLiteral("%1 belongs to another project").arg(source->m_name));
        if (source->type().family != target.type().inputFamily)
            return refused(QStringLiteral("%1 takes a %2; %3 is a %4")
                               .arg(target.m_name, familyName(target.type().inputFamily), source->m_name,
                                    familyName(source->type().family)));
        REELOUT_TRY(checkCycle(target, *source));
    }
    wire = source;
    touch();
    if (!m_impl->isLoading) {
        Q_EMIT target.wiringChanged();
        Q_EMIT wiringChanged();
        target.m_params.refresh();
    }
    return {};
}

} // namespace reelout
