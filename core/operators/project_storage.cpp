// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_file.h"
#include "operators/project_file.h"
#include "operators/project_impl.h"

#include <QScopedValueRollback>

namespace reelout {

namespace {

const QLatin1String kProjectFormat("reelout-project");
const QLatin1String kOperatorFormat("reelout-operator");

QJsonObject stamped(QJsonObject json, QLatin1String format)
{
    json.insert(QLatin1String("format"), format);
    json.insert(QLatin1String("version"), ProjectFile::kVersion);
    return json;
}

} // namespace

QJsonObject ProjectFile::stampedOperator(QJsonObject json)
{
    return stamped(std::move(json), kOperatorFormat);
}

QJsonObject Project::toJson() const
{
    QJsonObject json = stamped(m_impl->unknown, kProjectFormat);
    if (m_rate != FrameRate())
        json.insert(QLatin1String("rate"), m_rate.toString());
    QJsonArray operators;
    for (const auto& op : m_impl->operators) {
        QJsonObject each = ProjectFile::write(*op);
        int wired = op->inputCount();
        while (wired > 0 && !op->input(wired - 1))
            --wired;
        QJsonArray inputs;
        for (int i = 0; i < wired; ++i)
            inputs.append(op->input(i) ? QJsonValue(op->input(i)->name()) : QJsonValue());
        if (!inputs.isEmpty())
            each.insert(QLatin1String("inputs"), inputs);
        operators.append(each);
    }
    for (const QJsonValue& op : m_impl->unknownOperators)
        operators.append(op);
    json.insert(QLatin1String("operators"), operators);
    return json;
}

Status Project::fromJson(const QJsonObject& json, QStringList* problems)
{
    QStringList found;
    Result<ProjectRecord> parsed = ProjectFile::parseProject(json, found);
    if (!parsed)
        return parsed.error();
    const ProjectRecord& record = *parsed;

    removeAll();
    {
        const QScopedValueRollback<bool> loading(m_impl->isLoading, true);
        m_rate = record.rate;
        m_impl->unknown = record.unknown;
        m_impl->unknownOperators = record.unknownOperators;
        std::vector<Operator*> made;
        for (const OperatorRecord& each : record.operators)
            made.push_back(create(*each.type, each.name));
        // References and wires may point forwards, so all operators exist before the first is filled.
        for (std::size_t i = 0; i < made.size(); ++i)
            ProjectFile::apply(record.operators[i], *made[i], found);
        for (std::size_t i = 0; i < made.size(); ++i) {
            const std::vector<QString>& inputs = record.operators[i].inputs;
            for (std::size_t input = 0; input < inputs.size(); ++input) {
                if (inputs[input].isEmpty())
                    continue;
                Operator* source = find(inputs[input]);
                const Status wired =
                    source ? connectInput(*made[i], static_cast<int>(input), source)
                           : Status(makeError(
                                 ErrorCode::NotFound, QStringLiteral("connect"),
                                 QStringLiteral("there is no operator \"%1\"").arg(inputs[input].left(80))));
                if (!wired)
                    found.append(QStringLiteral("%1: %2").arg(made[i]->name(), wired.error().detail));
            }
        }
    }
    for (const QPointer<Operator>& op : snapshot()) {
        if (op)
            Q_EMIT operatorAdded(op);
    }
    setModified(false);
    Q_EMIT rateChanged();
    Q_EMIT wiringChanged();
    refreshAll();
    Q_EMIT replaced();
    if (problems)
        *problems += found;
    return {};
}

void Project::removeAll()
{
    while (!m_impl->operators.empty())
        remove(*m_impl->operators.back());
    m_impl->unknown = {};
    m_impl->unknownOperators = {};
    m_path.clear();
    const bool isRateNew = m_rate != FrameRate();
    m_rate = FrameRate();
    setModified(false);
    if (isRateNew)
        Q_EMIT rateChanged();
}

void Project::clear()
{
    removeAll();
    Q_EMIT replaced();
}

Status Project::save(const QString& path)
{
    REELOUT_TRY(writeJsonFile(path, toJson(), QStringLiteral("save project")));
    m_path = path;
    setModified(false);
    return {};
}

Status Project::load(const QString& path, QStringList* problems)
{
    const Result<QJsonObject> json = readJsonFile(path, QStringLiteral("open project"));
    if (!json)
        return json.error();
    REELOUT_TRY(fromJson(*json, problems));
    m_path = path;
    return {};
}

QJsonObject Project::operatorToJson(const Operator& op) const
{
    return ProjectFile::stampedOperator(ProjectFile::write(op));
}

Result<Operator*> Project::addFromJson(const QJsonObject& json, QStringList* problems)
{
    const QString step = QStringLiteral("add operator");
    REELOUT_TRY(ProjectFile::checkFormat(json, kOperatorFormat));
    const Result<OperatorRecord> record = ProjectFile::parseOperator(json);
    if (!record)
        return record.error();
    if (!record->type)
        return makeError(ErrorCode::Unsupported, step,
                         QStringLiteral("this version does not know the operator type \"%1\"")
                             .arg(json.value(QLatin1String("type")).toString().left(80)));
    if (m_impl->operators.size() >= static_cast<std::size_t>(kMaximumOperators))
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("a project holds at most %1 operators").arg(kMaximumOperators));
    QStringList found;
    Operator* op =
        create(*record->type, checkName(record->name) ? record->name : freeName(record->type->token));
    {
        const QScopedValueRollback<bool> loading(m_impl->isLoading, true);
        ProjectFile::apply(*record, *op, found);
    }
    announce(*op);
    if (problems)
        *problems += found;
    return op;
}

Status Project::applyJson(Operator& op, const QJsonObject& json, QStringList* problems)
{
    REELOUT_TRY(ProjectFile::checkFormat(json, kOperatorFormat));
    const Result<OperatorRecord> record = ProjectFile::parseOperator(json);
    if (!record)
        return record.error();
    if (record->type != &op.type())
        return makeError(
            ErrorCode::InvalidParameter, QStringLiteral("apply preset"),
            QStringLiteral("the preset is for a %1; %2 is a %3")
                .arg(json.value(QLatin1String("type")).toString().left(80), op.name(), op.type().token));
    QStringList found;
    ProjectFile::apply(*record, op, found);
    if (problems)
        *problems += found;
    return {};
}

} // namespace reelout
