// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project_file.h"

#include "operators/project_impl.h"
#include "operators/table_file.h"

#include <QRegularExpression>
#include <QSet>

#include <cmath>

namespace reelout {

namespace {

constexpr int kLongestName = 128;
const QLatin1String kFormat("format");
const QLatin1String kVersionKey("version");
const QLatin1String kName("name");
const QLatin1String kType("type");
const QLatin1String kActive("active");
const QLatin1String kParameters("parameters");
const QLatin1String kInputs("inputs");
const QLatin1String kRows("rows");
const QLatin1String kRate("rate");
const QLatin1String kOperators("operators");

Error badFile(const QString& detail)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("read project"), detail);
}

Result<std::vector<QStringList>> parseRows(const QString& op, const QJsonValue& json)
{
    if (!json.isArray())
        return badFile(QStringLiteral("the rows of %1 are not a list").arg(op));
    const QJsonArray array = json.toArray();
    if (array.size() > kMaximumTableRows)
        return badFile(QStringLiteral("%1 has more than %2 rows").arg(op).arg(kMaximumTableRows));
    std::vector<QStringList> rows;
    rows.reserve(static_cast<std::size_t>(array.size()));
    qsizetype cells = 0;
    for (const QJsonValue& row : array) {
        if (!row.isArray())
            return badFile(QStringLiteral("a row of %1 is not a list").arg(op));
        QStringList texts;
        for (const QJsonValue& cell : row.toArray()) {
            if (!cell.isString())
                return badFile(QStringLiteral("a cell of %1 is not a text").arg(op));
            texts.append(cell.toString());
        }
        cells += texts.size();
        if (cells > kMaximumTableCells)
            return badFile(QStringLiteral("%1 has more than %2 cells").arg(op).arg(kMaximumTableCells));
        rows.push_back(std::move(texts));
    }
    return rows;
}

Result<FrameRate> parseRate(const QJsonValue& json)
{
    if (json.isString()) {
        const Result<FrameRate> rate = FrameRate::parse(json.toString());
        return rate ? rate : badFile(rate.error().detail);
    }
    const double number = json.toDouble();
    if (!json.isDouble() || !(number >= 0.001 && number <= 1000.0))
        return badFile(QStringLiteral("the project's rate is not a rate"));
    return FrameRate::fromDouble(number);
}

} // namespace

Status ProjectFile::checkFormat(const QJsonObject& json, QLatin1String format)
{
    if (json.value(kFormat).toString() != format)
        return badFile(QStringLiteral("this is not a file of the format %1").arg(format));
    const double version = json.value(kVersionKey).toDouble(-1);
    if (version < 1 || version != std::floor(version))
        return badFile(QStringLiteral("the file does not say its version"));
    if (version > kVersion)
        return makeError(
            ErrorCode::Unsupported, QStringLiteral("read project"),
            QStringLiteral("the file has version %1; this program reads up to version %2. A newer "
                           "Reelout made it")
                .arg(version)
                .arg(kVersion));
    return {};
}

Result<OperatorRecord> ProjectFile::parseOperator(const QJsonObject& json)
{
    OperatorRecord record;
    record.unknown = json;
    record.unknown.remove(kFormat);
    record.unknown.remove(kVersionKey);
    const QJsonValue name = record.unknown.take(kName);
    static const QRegularExpression allowed(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]*\\z"));
    record.name = name.toString();
    if (record.name.size() > kLongestName || !allowed.match(record.name).hasMatch())
        return badFile(QStringLiteral("\"%1\" is no operator name").arg(record.name.left(80)));
    const QJsonValue type = record.unknown.take(kType);
    if (!type.isString())
        return badFile(QStringLiteral("%1 has no type").arg(record.name));
    record.type = operatorType(type.toString());

    const QJsonValue active = record.unknown.take(kActive);
    if (!active.isUndefined() && !active.isBool())
        return badFile(QStringLiteral("\"active\" of %1 is neither true nor false").arg(record.name));
    record.isActive = active.toBool(true);

    const QJsonValue parameters = record.unknown.take(kParameters);
    if (!parameters.isUndefined() && !parameters.isObject())
        return badFile(QStringLiteral("the parameters of %1 are not an object").arg(record.name));
    record.parameters = parameters.toObject();

    const QJsonValue inputs = record.unknown.take(kInputs);
    if (!inputs.isUndefined() && !inputs.isArray())
        return badFile(QStringLiteral("the inputs of %1 are not a list").arg(record.name));
    for (const QJsonValue& input : inputs.toArray()) {
        if (!input.isString() && !input.isNull())
            return badFile(QStringLiteral("an input of %1 is not an operator's name").arg(record.name));
        record.inputs.push_back(input.toString());
    }

    const QJsonValue rows = record.unknown.take(kRows);
    if (!rows.isUndefined()) {
        Result<std::vector<QStringList>> parsed = parseRows(record.name, rows);
        if (!parsed)
            return parsed.error();
        record.rows = std::move(*parsed);
    }
    return record;
}

Result<ProjectRecord> ProjectFile::parseProject(const QJsonObject& json, QStringList& problems)
{
    REELOUT_TRY(checkFormat(json, QLatin1String("reelout-project")));
    ProjectRecord record;
    record.unknown = json;
    record.unknown.remove(kFormat);
    record.unknown.remove(kVersionKey);

    const QJsonValue rate = record.unknown.take(kRate);
    if (!rate.isUndefined()) {
        const Result<FrameRate> parsed = parseRate(rate);
        if (!parsed)
            return parsed.error();
        record.rate = *parsed;
    }
    const QJsonValue operators = record.unknown.take(kOperators);
    if (!operators.isUndefined() && !operators.isArray())
        return badFile(QStringLiteral("the operators are not a list"));
    const QJsonArray list = operators.toArray();
    if (list.size() > Project::kMaximumOperators)
        return badFile(QStringLiteral("there are more than %1 operators").arg(Project::kMaximumOperators));
    QSet<QString> names;
    for (const QJsonValue& each : list) {
        if (!each.isObject())
            return badFile(QStringLiteral("an operator is not an object"));
        Result<OperatorRecord> parsed = parseOperator(each.toObject());
        if (!parsed)
            return parsed.error();
        if (names.contains(parsed->name))
            return badFile(QStringLiteral("two operators are named \"%1\"").arg(parsed->name));
        names.insert(parsed->name);
        if (parsed->type) {
            record.operators.push_back(std::move(*parsed));
        } else {
            problems.append(
                QStringLiteral("%1 is of the type \"%2\", which this version does not know; it is kept "
                               "in the file")
                    .arg(parsed->name, each.toObject().value(kType).toString().left(80)));
            record.unknownOperators.append(each);
        }
    }
    return record;
}

void ProjectFile::apply(const OperatorRecord& record, Operator& op, QStringList& problems)
{
    QStringList found;
    op.m_params.fromJson(record.parameters, &found);
    for (const QString& problem : std::as_const(found))
        problems.append(QStringLiteral("%1: %2").arg(op.name(), problem));
    op.setActive(record.isActive);
    op.setRows(record.rows);
    op.m_unknown = record.unknown;
}

QJsonObject ProjectFile::writeSettings(const Operator& op)
{
    QJsonObject json = op.m_unknown;
    json.insert(kName, op.name());
    json.insert(kType, op.type().token);
    if (!op.isActive())
        json.insert(kActive, false);
    const QJsonObject parameters = op.params().toJson();
    if (!parameters.isEmpty())
        json.insert(kParameters, parameters);
    return json;
}

QJsonObject ProjectFile::write(const Operator& op)
{
    QJsonObject json = writeSettings(op);
    if (!op.rows().empty()) {
        QJsonArray rows;
        for (const QStringList& row : op.rows())
            rows.append(QJsonArray::fromStringList(row));
        json.insert(kRows, rows);
    }
    return json;
}

} // namespace reelout
