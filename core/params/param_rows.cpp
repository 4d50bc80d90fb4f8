// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/param_rows.h"

#include <memory>

namespace reelout {

namespace {

QString utf8(const char* text)
{
    return QString::fromUtf8(text);
}

QStringList texts(std::initializer_list<const char*> list)
{
    QStringList result;
    for (const char* text : list)
        result.append(utf8(text));
    return result;
}

QVariant numberOfKind(ParamKind kind, double number)
{
    const bool isWhole = kind == ParamKind::Int || kind == ParamKind::Int2 || kind == ParamKind::Mask;
    return isWhole ? QVariant(static_cast<qlonglong>(number)) : QVariant(number);
}

QVariant emptyValue(ParamKind kind)
{
    switch (kind) {
    case ParamKind::Toggle:
        return false;
    case ParamKind::Int:
    case ParamKind::Float:
    case ParamKind::Mask:
        return numberOfKind(kind, 0);
    case ParamKind::Int2:
    case ParamKind::Float2:
        return QVariantList{numberOfKind(kind, 0), numberOfKind(kind, 0)};
    case ParamKind::Sequence:
        return QVariantList();
    case ParamKind::Pulse:
        return {};
    default:
        return QString();
    }
}

QString operatorsProvider(const QString& family)
{
    return QStringLiteral("operators:") + family;
}

} // namespace

EnableRule isOn(const char* toggle)
{
    return EnableRule::when({utf8(toggle), EnableRule::Comparison::IsOn, {}});
}

EnableRule isOneOf(const char* menu, std::initializer_list<const char*> tokens)
{
    return EnableRule::when({utf8(menu), EnableRule::Comparison::In, texts(tokens)});
}

EnableRule isNot(const char* menu, std::initializer_list<const char*> tokens)
{
    return EnableRule::when({utf8(menu), EnableRule::Comparison::NotIn, texts(tokens)});
}

EnableRule isSet(const char* parameter)
{
    return EnableRule::when({utf8(parameter), EnableRule::Comparison::IsSet, {}});
}

EnableRule isNotSet(const char* parameter)
{
    return EnableRule::when({utf8(parameter), EnableRule::Comparison::IsNotSet, {}});
}

EnableRule fact(QLatin1String name, const char* words)
{
    return EnableRule::when({QString(name), EnableRule::Comparison::Fact, {utf8(words)}});
}

RowBuilder& RowBuilder::entries(std::initializer_list<Entry> entries)
{
    for (const Entry& entry : entries)
        m_row.menu.push_back({utf8(entry.token), utf8(entry.label), {}});
    return *this;
}

RowBuilder& RowBuilder::entries(const std::vector<MenuItem>& items)
{
    m_row.menu = items;
    return *this;
}

RowBuilder& RowBuilder::list(std::initializer_list<const char*> entries)
{
    for (const char* entry : entries)
        m_row.menu.push_back({utf8(entry), utf8(entry), {}});
    return *this;
}

RowBuilder& RowBuilder::provider(QLatin1String name, const char* note)
{
    m_row.provider = name;
    m_row.providerNote = utf8(note);
    return *this;
}

RowBuilder& RowBuilder::initially(const char* text)
{
    m_row.defaultValue = utf8(text);
    return *this;
}

RowBuilder& RowBuilder::initially(double number)
{
    m_row.defaultValue = numberOfKind(m_row.kind, number);
    return *this;
}

RowBuilder& RowBuilder::initially(double first, double second)
{
    m_row.defaultValue = QVariantList{numberOfKind(m_row.kind, first), numberOfKind(m_row.kind, second)};
    return *this;
}

RowBuilder& RowBuilder::initiallyOn()
{
    m_row.defaultValue = true;
    return *this;
}

RowBuilder& RowBuilder::initiallyExpression(const char* expression)
{
    m_row.defaultExpression = utf8(expression);
    return *this;
}

RowBuilder& RowBuilder::initiallyNote(const char* note)
{
    m_row.defaultNote = utf8(note);
    return *this;
}

RowBuilder& RowBuilder::initiallyFrom(QLatin1String defaultProvider, const char* note)
{
    m_row.defaultProvider = defaultProvider;
    m_row.defaultNote = utf8(note);
    return *this;
}

RowBuilder& RowBuilder::initiallyBlocks(const QVariantList& blocks, const char* note)
{
    m_row.defaultValue = blocks;
    m_row.defaultNote = utf8(note);
    return *this;
}

RowBuilder& RowBuilder::from(double minimum)
{
    m_row.range.minimum = minimum;
    return *this;
}

RowBuilder& RowBuilder::between(double minimum, double maximum)
{
    m_row.range.minimum = minimum;
    m_row.range.maximum = maximum;
    return *this;
}

RowBuilder& RowBuilder::slider(double minimum, double maximum)
{
    m_row.range.sliderMinimum = minimum;
    m_row.range.sliderMaximum = maximum;
    return *this;
}

RowBuilder& RowBuilder::components(const char* first, const char* second)
{
    m_row.components = {utf8(first), utf8(second)};
    return *this;
}

RowBuilder& RowBuilder::family(const char* family)
{
    m_row.family = utf8(family);
    m_row.provider = operatorsProvider(m_row.family);
    return *this;
}

RowBuilder& RowBuilder::blocks(int maximum, std::vector<SequenceField> fields)
{
    m_row.maximumBlocks = maximum;
    m_row.fields = std::move(fields);
    return *this;
}

RowBuilder& RowBuilder::when(const EnableRule& rule, const char* note)
{
    m_row.enableRule = rule;
    m_row.enableNote = utf8(note);
    return *this;
}

RowBuilder& RowBuilder::fills(const char* parameter)
{
    m_row.fills = utf8(parameter);
    return *this;
}

RowBuilder& RowBuilder::picker(QLatin1String name, std::initializer_list<const char*> parameters)
{
    m_row.picker = name;
    for (const char* parameter : parameters)
        m_row.picked += QString::fromUtf8(parameter);
    return *this;
}

RowBuilder& RowBuilder::refills(std::initializer_list<const char*> parameters)
{
    m_row.refills = texts(parameters);
    return *this;
}

RowBuilder& RowBuilder::formerly(const char* name)
{
    m_row.formerNames.append(utf8(name));
    return *this;
}

RowBuilder& RowBuilder::formerToken(const char* former, const char* now)
{
    m_row.formerTokens.emplace_back(utf8(former), utf8(now));
    return *this;
}

RowBuilder& RowBuilder::isCommand()
{
    m_row.isTransient = true;
    return *this;
}

RowBuilder& RowBuilder::isOurs()
{
    m_row.isOurs = true;
    return *this;
}

RowBuilder& RowBuilder::shownAfter(const char* parameter)
{
    m_row.shownAfter = QString::fromUtf8(parameter);
    return *this;
}

RowBuilder& RowBuilder::unit(const char* unit)
{
    m_row.unit = utf8(unit);
    return *this;
}

RowBuilder& RowBuilder::shownNote(const char* note)
{
    m_row.shownProviderNote = utf8(note);
    return *this;
}

RowBuilder& RowBuilder::shownHelp(const char* text)
{
    m_row.shownHelp = utf8(text);
    return *this;
}

RowBuilder& RowBuilder::help(const char* text)
{
    m_row.help = utf8(text);
    return *this;
}

void ParamRows::page(const char* name)
{
    m_page = utf8(name);
}

RowBuilder ParamRows::add(ParamKind kind, const char* name, const char* label)
{
    ParamDescriptor row;
    row.page = m_page;
    row.name = utf8(name);
    row.label = utf8(label);
    row.kind = kind;
    row.defaultValue = emptyValue(kind);
    if (isReference(kind))
        row.provider = operatorsProvider({});
    if (kind == ParamKind::Pulse)
        row.isTransient = true;
    if (kind == ParamKind::Mask) {
        row.range = {0.0, 15.0, 0.0, 15.0};
    }
    m_rows.push_back(std::move(row));
    return RowBuilder(m_rows.back());
}

std::shared_ptr<const ParamTable> ParamRows::finish()
{
    return std::make_shared<const ParamTable>(std::move(m_rows));
}

} // namespace reelout
