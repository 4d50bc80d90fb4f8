// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_desk.h"

#include "base/error_text.h"
#include "record/channel_pattern.h"
#include "script/parameter_desk.h"

namespace reelout {

namespace {

constexpr double kLowestRate = 1.0;
constexpr double kHighestRate = 1000.0;

Error refused(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("run script"), detail);
}

Result<QVariant> done(const Status& status)
{
    if (!status)
        return status.error();
    return QVariant();
}

} // namespace

ScriptDesk::ScriptDesk(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_start(engine.services().clock->now())
{}

int ScriptDesk::numberOf(Operator& op)
{
    for (auto known = m_operators.constBegin(); known != m_operators.constEnd(); ++known) {
        if (known.value() == &op)
            return known.key();
    }
    m_operators.insert(++m_last, &op);
    return m_last;
}

Result<Operator*> ScriptDesk::find(const QVariant& number) const
{
    Operator* op = m_operators.value(number.toInt());
    if (!op)
        return refused(QStringLiteral("that operator is gone"));
    return op;
}

QVariantMap ScriptDesk::answer(const QString& call, const QVariantList& arguments)
{
    const QString kind = call.section(QLatin1Char('.'), 0, 0);
    Answer answer = refused(QStringLiteral("there is no call \"%1\"").arg(call));
    if (kind == QLatin1String("project")) {
        answer = aboutProject(call, arguments);
    } else if (const Result<Operator*> op = find(arguments.value(0)); !op) {
        answer = op.error();
    } else if (kind == QLatin1String("par")) {
        answer = aboutParameter(**op, call, arguments);
    } else if (kind == QLatin1String("wire")) {
        answer = wire(**op, call, arguments);
    } else if (kind == QLatin1String("take")) {
        answer = recording(**op, call);
    } else if (kind == QLatin1String("op")) {
        answer = aboutOperator(**op, call, arguments);
    }
    if (!answer) {
        const Error& error = answer.error();
        return {{QStringLiteral("error"), error.detail.isEmpty() ? describe(error) : error.detail}};
    }
    return {{QStringLiteral("value"), *answer}};
}

ScriptDesk::Answer ScriptDesk::select(const QStringList& patterns)
{
    const std::vector<Operator*> all = m_engine.project().operators();
    QStringList names;
    for (const Operator* op : all)
        names.append(op->name());
    QVariantList numbers;
    for (QString pattern : patterns) {
        if (pattern.startsWith(QLatin1Char('/')))
            pattern.remove(0, 1);
        const Result<ChannelPattern> parsed = ChannelPattern::parse(pattern);
        if (!parsed)
            return parsed.error();
        for (const int index : parsed->select(names)) {
            const int number = numberOf(*all[static_cast<std::size_t>(index)]);
            if (!numbers.contains(number))
                numbers.append(number);
        }
    }
    return QVariant(numbers);
}

ScriptDesk::Answer ScriptDesk::aboutProject(const QString& call, const QVariantList& arguments)
{
    Project& project = m_engine.project();
    const QString text = arguments.value(0).toString();
    if (call == QLatin1String("project.find")) {
        Operator* op = project.find(text);
        return op ? QVariant(numberOf(*op)) : QVariant();
    }
    if (call == QLatin1String("project.select"))
        return select(arguments.value(0).toStringList());
    if (call == QLatin1String("project.create")) {
        // TouchDesigner writes types with their family.
        QString type = text;
        for (const char* family : {"TOP", "CHOP", "DAT"}) {
            if (type.endsWith(QLatin1String(family)))
                type.chop(static_cast<int>(qstrlen(family)));
        }
        const Result<Operator*> made = project.add(type, arguments.value(1).toString());
        if (!made)
            return made.error();
        return QVariant(numberOf(**made));
    }
    if (call == QLatin1String("project.rate"))
        return QVariant(project.rate().toDouble());
    if (call == QLatin1String("project.setRate")) {
        const double rate = arguments.value(0).toDouble();
        if (!(rate >= kLowestRate && rate <= kHighestRate))
            return refused(
                QStringLiteral("project.rate is between %1 and %2").arg(kLowestRate).arg(kHighestRate));
        project.setRate(FrameRate::fromDouble(rate));
        return QVariant();
    }
    if (call == QLatin1String("project.name"))
        return QVariant(project.name());
    const Duration since = m_engine.services().clock->now() - m_start;
    if (call == QLatin1String("project.seconds"))
        return QVariant(toSeconds(since));
    if (call == QLatin1String("project.frame"))
        return QVariant(static_cast<double>(project.rate().frameAt(since)));
    return refused(QStringLiteral("there is no call \"%1\"").arg(call));
}

ScriptDesk::Answer ScriptDesk::aboutOperator(Operator& op, const QString& call, const QVariantList& arguments)
{
    if (call == QLatin1String("op.name"))
        return QVariant(op.name());
    if (call == QLatin1String("op.rename"))
        return done(op.project().rename(op, arguments.value(1).toString()));
    if (call == QLatin1String("op.type"))
        return QVariant(op.type().token);
    if (call == QLatin1String("op.label"))
        return QVariant(op.type().label);
    if (call == QLatin1String("op.family"))
        return QVariant(familyName(op.type().family));
    if (call == QLatin1String("op.fileSuffix"))
        return QVariant(op.fileSuffix());
    if (call == QLatin1String("op.isSink"))
        return QVariant(op.type().isSink);
    if (call == QLatin1String("op.destroy")) {
        op.project().remove(op);
        return QVariant();
    }
    if (call == QLatin1String("op.rows")) {
        QVariantList rows;
        for (const QStringList& row : op.rows())
            rows.append(QVariant(row));
        return QVariant(rows);
    }
    if (call == QLatin1String("op.setRows")) {
        if (op.type().family != Family::Dat)
            return refused(QStringLiteral("%1 has no rows").arg(op.name()));
        std::vector<QStringList> rows;
        for (const QVariant& row : arguments.value(1).toList())
            rows.push_back(row.toStringList());
        op.setRows(std::move(rows));
        return QVariant();
    }
    if (call == QLatin1String("op.pars")) {
        QVariantList names{QStringLiteral("active")};
        for (const ParamDescriptor& row : op.type().table->rows()) {
            names.append(row.name);
            for (const QString& component : row.components)
                names.append(component);
        }
        return QVariant(names);
    }
    return refused(QStringLiteral("there is no call \"%1\"").arg(call));
}

ScriptDesk::Answer ScriptDesk::wire(Operator& op, const QString& call, const QVariantList& arguments)
{
    Project& project = op.project();
    const int index = arguments.value(1).toInt();
    if (call == QLatin1String("wire.inputs")) {
        QVariantList inputs;
        for (int i = 0; i < op.inputCount(); ++i)
            inputs.append(op.input(i) ? QVariant(numberOf(*op.input(i))) : QVariant());
        return QVariant(inputs);
    }
    if (call == QLatin1String("wire.outputs")) {
        QVariantList outputs; // pairs of operator and input
        for (Operator* other : project.operators()) {
            for (int i = 0; i < other->inputCount(); ++i) {
                if (other->input(i) == &op)
                    outputs.append(QVariant(QVariantList{numberOf(*other), i}));
            }
        }
        return QVariant(outputs);
    }
    if (call == QLatin1String("wire.connect")) {
        const Result<Operator*> source = find(arguments.value(2));
        if (!source)
            return source.error();
        return done(project.connectInput(op, index, *source));
    }
    if (call == QLatin1String("wire.disconnect"))
        return done(project.connectInput(op, index, nullptr));
    return refused(QStringLiteral("there is no call \"%1\"").arg(call));
}

ScriptDesk::Answer ScriptDesk::aboutParameter(Operator& op, const QString& call,
                                              const QVariantList& arguments)
{
    const QString name = arguments.value(1).toString();
    const QString what = arguments.value(2).toString();
    if (call == QLatin1String("par.about"))
        return describeParameter(op, name);
    if (call == QLatin1String("par.get"))
        return readParameter(op, name, what);
    if (call == QLatin1String("par.set"))
        return done(writeParameter(op, name, what, arguments.value(3)));
    return refused(QStringLiteral("there is no call \"%1\"").arg(call));
}

ScriptDesk::Answer ScriptDesk::recording(Operator& op, const QString& call)
{
    Recorder* recorder = m_engine.recorder(op);
    if (!recorder)
        return refused(QStringLiteral("%1 records nothing").arg(op.name()));
    if (call == QLatin1String("take.state"))
        return QVariant(recorderStateName(recorder->state()));
    if (call == QLatin1String("take.report")) {
        const auto& report = recorder->lastReport();
        return report ? QVariant(report->toJson().toVariantMap()) : QVariant();
    }
    if (call == QLatin1String("take.path"))
        return QVariant(recorder->currentPath());
    if (call == QLatin1String("take.next")) {
        const Result<QString> next = recorder->nextPath();
        if (!next)
            return next.error();
        return QVariant(*next);
    }
    return refused(QStringLiteral("there is no call \"%1\"").arg(call));
}

} // namespace reelout
