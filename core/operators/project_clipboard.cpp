// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project_file.h"
#include "operators/project_impl.h"

#include <QScopedValueRollback>
#include <QSet>

#include <algorithm>
#include <map>

namespace reelout {

namespace {

const QLatin1String kOperatorsFormat("reelout-operators");
const QLatin1String kFormat("format");
const QLatin1String kOperators("operators");

Error refused(const QString& detail)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("paste operators"), detail);
}

Result<std::vector<OperatorRecord>> parseOperators(const QJsonObject& json)
{
    REELOUT_TRY(ProjectFile::checkFormat(json, kOperatorsFormat));
    const QJsonArray list = json.value(kOperators).toArray();
    std::vector<OperatorRecord> records;
    QSet<QString> names;
    for (const QJsonValue& each : list) {
        Result<OperatorRecord> parsed = ProjectFile::parseOperator(each.toObject());
        if (!parsed)
            return parsed.error();
        if (!parsed->type)
            return makeError(ErrorCode::Unsupported, QStringLiteral("paste operators"),
                             QStringLiteral("this version does not know the type of %1").arg(parsed->name));
        if (names.contains(parsed->name))
            return refused(QStringLiteral("two operators are named \"%1\"").arg(parsed->name));
        names.insert(parsed->name);
        records.push_back(std::move(*parsed));
    }
    if (records.empty())
        return refused(QStringLiteral("there are no operators"));
    return records;
}

} // namespace

QJsonObject Project::operatorsToJson(const std::vector<Operator*>& chosen) const
{
    QJsonArray list;
    for (const auto& op : m_impl->operators) {
        if (std::find(chosen.begin(), chosen.end(), op.get()) == chosen.end())
            continue;
        QJsonObject each = ProjectFile::write(*op);
        QJsonArray inputs;
        for (int i = 0; i < op->inputCount(); ++i)
            inputs.append(op->input(i) ? QJsonValue(op->input(i)->name()) : QJsonValue());
        if (!inputs.isEmpty())
            each.insert(QLatin1String("inputs"), inputs);
        list.append(each);
    }
    return {
        {kFormat, kOperatorsFormat}, {QLatin1String("version"), ProjectFile::kVersion}, {kOperators, list}};
}

Result<std::vector<Operator*>> Project::addOperatorsFromJson(const QJsonObject& json, QStringList* problems)
{
    const Result<std::vector<OperatorRecord>> records = parseOperators(json);
    if (!records)
        return records.error();
    if (m_impl->operators.size() + records->size() > static_cast<std::size_t>(kMaximumOperators))
        return refused(QStringLiteral("a project holds at most %1 operators").arg(kMaximumOperators));

    // A new name is none that another of them has, so that renaming one never renames another.
    QSet<QString> written;
    for (const OperatorRecord& record : *records)
        written.insert(record.name);
    std::map<QString, QString> names;
    std::vector<QPointer<Operator>> made;
    QStringList found;
    {
        const QScopedValueRollback<bool> loading(m_impl->isLoading, true);
        for (const OperatorRecord& record : *records) {
            QString name = record.name;
            for (int number = 1; !checkName(name); ++number) {
                const QString tried = record.type->token + QString::number(number);
                name = written.contains(tried) ? name : tried;
            }
            names[record.name] = name;
            made.emplace_back(create(*record.type, name));
        }
        for (std::size_t i = 0; i < made.size(); ++i) {
            ProjectFile::apply((*records)[i], *made[i], found);
            for (const auto& [from, to] : names) {
                if (from != to)
                    made[i]->m_params.replaceReferences(from, to);
            }
        }
        for (std::size_t i = 0; i < made.size(); ++i) {
            const std::vector<QString>& inputs = (*records)[i].inputs;
            for (std::size_t input = 0; input < inputs.size(); ++input) {
                const auto inside = names.find(inputs[input]);
                Operator* source = find(inside == names.end() ? inputs[input] : inside->second);
                if (!source)
                    continue;
                const Status wired = connectInput(*made[i], static_cast<int>(input), source);
                if (!wired)
                    found.append(QStringLiteral("%1: %2").arg(made[i]->name(), wired.error().detail));
            }
        }
    }
    touch();
    for (const QPointer<Operator>& op : made) {
        if (op)
            Q_EMIT operatorAdded(op);
    }
    Q_EMIT wiringChanged();
    refreshAll();
    if (problems)
        *problems += found;
    std::vector<Operator*> all;
    for (const QPointer<Operator>& op : made) {
        if (op)
            all.push_back(op);
    }
    return all;
}

} // namespace reelout
