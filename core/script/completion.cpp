// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/completion.h"

#include <QRegularExpression>

namespace reelout {

namespace {

constexpr std::size_t kMost = 200;
constexpr int kLongestValue = 40;

struct Word {
    const char* text;
    const char* detail;
};

constexpr Word kNames[] = {
    {"op('", "an operator by its name"},
    {"me", "the operator this parameter belongs to"},
    {"project", "rate and name"},
    {"absTime", "seconds and frames since the start"},
    {"Math", "functions of numbers"},
    {"True", "on"},
    {"False", "off"},
    {"None", "nothing"},
};
constexpr Word kOperatorMembers[] = {
    {"par", "its parameters"},
    {"name", "its name"},
    {"type", "its type"},
    {"family", "TOP, CHOP or DAT"},
    {"fileSuffix", "number and extension of the next file"},
    {"inputConnectors", "its inputs"},
};
constexpr Word kParameterMembers[] = {
    {"eval()", "the value now"},       {"val", "the value now"},
    {"expr", "the expression"},        {"mode", "constant, expression or export"},
    {"menuNames", "tokens of a menu"}, {"menuLabels", "labels of a menu"},
};
constexpr Word kProjectMembers[] = {{"rate", "frames per second"}, {"name", "of the project's file"}};
constexpr Word kTimeMembers[] = {{"seconds", "since the start"},
                                 {"frame", "since the start, at project.rate"}};
constexpr Word kMathMembers[] = {
    {"abs(", ""}, {"ceil(", ""}, {"cos(", ""},   {"floor(", ""}, {"log2(", ""}, {"max(", ""},   {"min(", ""},
    {"PI", ""},   {"pow(", ""},  {"round(", ""}, {"sin(", ""},   {"sqrt(", ""}, {"trunc(", ""},
};

QString valueText(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return value.toBool() ? QStringLiteral("True") : QStringLiteral("False");
    case QMetaType::QVariantList: {
        QStringList parts;
        for (const QVariant& part : value.toList())
            parts.append(valueText(part));
        return QStringLiteral("[%1]").arg(parts.join(QStringLiteral(", ")));
    }
    case QMetaType::QString:
        return QStringLiteral("'%1'").arg(value.toString());
    default:
        return value.toString();
    }
}

/// Collects what fits to what has been typed, in the order offered.
class Collector {
public:
    Collector(int begin, QString typed) : m_typed(std::move(typed)) { m_found.begin = begin; }

    void offer(const QString& text, const QString& detail)
    {
        const bool fits = text.startsWith(m_typed, Qt::CaseInsensitive) && text != m_typed;
        if (fits && m_found.items.size() < kMost)
            m_found.items.push_back({text, detail});
    }
    template <std::size_t N>
    void offer(const Word (&words)[N])
    {
        for (const Word& word : words)
            offer(QString::fromLatin1(word.text), QString::fromLatin1(word.detail));
    }
    bool wants(const QString& text) const { return text.startsWith(m_typed, Qt::CaseInsensitive); }
    Completions take() { return std::move(m_found); }

private:
    QString m_typed;
    Completions m_found;
};

void offerParameters(Collector& collector, const Operator& op)
{
    const auto describe = [&](const QString& name, const QString& label) {
        if (!collector.wants(name))
            return;
        const QString value = valueText(op.params().value(name));
        collector.offer(name, QStringLiteral("%1 = %2").arg(label, value.left(kLongestValue)));
    };
    for (const ParamDescriptor& row : op.type().table->rows()) {
        if (row.kind == ParamKind::Pulse) {
            collector.offer(row.name, row.label);
            continue;
        }
        describe(row.name, row.label);
        for (const QString& component : row.components)
            describe(component, row.label);
    }
    collector.offer(QStringLiteral("active"), QStringLiteral("= %1").arg(valueText(QVariant(op.isActive()))));
}

const Operator* operatorIn(const Project& project, const Operator* me, const QRegularExpressionMatch& match)
{
    return match.captured(1) == QLatin1String("me") ? me : project.find(match.captured(2));
}

} // namespace

Completions completionsFor(const Project& project, const Operator* me, const QString& text, int cursor)
{
    static const QString object = QStringLiteral(R"((\bme|\bop\(\s*['"]([\w/]+)['"]\s*\)))");
    static const QRegularExpression operatorName(QStringLiteral(R"(\bop\(\s*['"]([\w/]*)$)"));
    static const QRegularExpression parameterMember(object + QStringLiteral(R"(\.par\.\w+\.(\w*)$)"));
    static const QRegularExpression parameter(object + QStringLiteral(R"(\.par\.(\w*)$)"));
    static const QRegularExpression operatorMember(object + QStringLiteral(R"(\.(\w*)$)"));
    static const QRegularExpression member(QStringLiteral(R"(\b(project|absTime|Math)\.(\w*)$)"));
    static const QRegularExpression word(QStringLiteral(R"((?<![\w.'"])([A-Za-z_]\w*)$)"));

    const QString before = text.left(cursor);
    const auto collect = [&](const QRegularExpressionMatch& match, int group) {
        return Collector(static_cast<int>(match.capturedStart(group)), match.captured(group));
    };
    if (const auto match = operatorName.match(before); match.hasMatch()) {
        Collector collector = collect(match, 1);
        for (const Operator* op : project.operators())
            collector.offer(op->name(), op->type().label);
        return collector.take();
    }
    if (const auto match = parameterMember.match(before); match.hasMatch()) {
        Collector collector = collect(match, 3);
        collector.offer(kParameterMembers);
        return collector.take();
    }
    if (const auto match = parameter.match(before); match.hasMatch()) {
        Collector collector = collect(match, 3);
        if (const Operator* op = operatorIn(project, me, match))
            offerParameters(collector, *op);
        return collector.take();
    }
    if (const auto match = operatorMember.match(before); match.hasMatch()) {
        Collector collector = collect(match, 3);
        if (operatorIn(project, me, match))
            collector.offer(kOperatorMembers);
        return collector.take();
    }
    if (const auto match = member.match(before); match.hasMatch()) {
        Collector collector = collect(match, 2);
        if (match.captured(1) == QLatin1String("project"))
            collector.offer(kProjectMembers);
        else if (match.captured(1) == QLatin1String("absTime"))
            collector.offer(kTimeMembers);
        else
            collector.offer(kMathMembers);
        return collector.take();
    }
    if (const auto match = word.match(before); match.hasMatch()) {
        Collector collector = collect(match, 1);
        collector.offer(kNames);
        return collector.take();
    }
    return {cursor, {}};
}

} // namespace reelout
