// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preference_rows.h"

#include <QStringList>

namespace reelout {

PreferenceBuilder& PreferenceBuilder::initially(double number)
{
    m_row.defaultValue =
        m_row.kind == PreferenceKind::Whole ? QVariant(static_cast<int>(number)) : QVariant(number);
    return *this;
}

PreferenceBuilder& PreferenceBuilder::initially(const char* text)
{
    const QString value = QString::fromUtf8(text);
    m_row.defaultValue = m_row.kind == PreferenceKind::TextList
                             ? QVariant(value.split(QLatin1Char(' '), Qt::SkipEmptyParts))
                             : QVariant(value);
    return *this;
}

PreferenceBuilder& PreferenceBuilder::initiallyOn()
{
    m_row.defaultValue = true;
    return *this;
}

PreferenceBuilder& PreferenceBuilder::between(double minimum, double maximum)
{
    m_row.minimum = minimum;
    m_row.maximum = maximum;
    return *this;
}

PreferenceBuilder& PreferenceBuilder::unit(const char* unit)
{
    m_row.unit = QString::fromUtf8(unit);
    return *this;
}

PreferenceBuilder& PreferenceBuilder::entry(const char* token, const char* label)
{
    m_row.items.push_back({QString::fromUtf8(token), QString::fromUtf8(label)});
    if (m_row.defaultValue.toString().isEmpty())
        m_row.defaultValue = m_row.items.front().token;
    return *this;
}

PreferenceBuilder& PreferenceBuilder::provider(const char* name)
{
    m_row.provider = QString::fromUtf8(name);
    return *this;
}

PreferenceBuilder& PreferenceBuilder::whenEmpty(const char* note)
{
    m_row.emptyNote = QString::fromUtf8(note);
    return *this;
}

PreferenceBuilder& PreferenceBuilder::needs(QLatin1String toggle)
{
    m_row.needs = toggle;
    return *this;
}

PreferenceBuilder& PreferenceBuilder::atNextTake()
{
    m_row.takesEffect = TakesEffect::NextTake;
    return *this;
}

PreferenceBuilder& PreferenceBuilder::atNextStart()
{
    m_row.takesEffect = TakesEffect::NextStart;
    return *this;
}

PreferenceBuilder& PreferenceBuilder::help(const char* text)
{
    m_row.help = QString::fromUtf8(text);
    return *this;
}

void PreferenceRows::page(const char* label)
{
    m_page = QString::fromUtf8(label);
}

PreferenceBuilder PreferenceRows::add(PreferenceKind kind, QLatin1String key, const char* label,
                                      QVariant empty)
{
    Preference row;
    row.page = m_page;
    row.key = key;
    row.label = QString::fromUtf8(label);
    row.kind = kind;
    row.defaultValue = std::move(empty);
    m_rows.push_back(std::move(row));
    return PreferenceBuilder(m_rows.back());
}

PreferenceBuilder PreferenceRows::toggle(QLatin1String key, const char* label)
{
    return add(PreferenceKind::Toggle, key, label, false);
}

PreferenceBuilder PreferenceRows::whole(QLatin1String key, const char* label)
{
    return add(PreferenceKind::Whole, key, label, 0);
}

PreferenceBuilder PreferenceRows::real(QLatin1String key, const char* label)
{
    return add(PreferenceKind::Real, key, label, 0.0);
}

PreferenceBuilder PreferenceRows::choice(QLatin1String key, const char* label)
{
    return add(PreferenceKind::Choice, key, label, QString());
}

PreferenceBuilder PreferenceRows::listed(QLatin1String key, const char* label)
{
    return add(PreferenceKind::Listed, key, label, QString());
}

PreferenceBuilder PreferenceRows::text(QLatin1String key, const char* label)
{
    return add(PreferenceKind::Text, key, label, QString());
}

PreferenceBuilder PreferenceRows::textList(QLatin1String key, const char* label)
{
    return add(PreferenceKind::TextList, key, label, QStringList());
}

PreferenceBuilder PreferenceRows::folder(QLatin1String key, const char* label)
{
    return add(PreferenceKind::Folder, key, label, QString());
}

PreferenceBuilder PreferenceRows::keys(QLatin1String key, const char* label)
{
    return add(PreferenceKind::KeySequence, key, label, QString());
}

} // namespace reelout
