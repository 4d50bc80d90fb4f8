// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"

#include <QApplication>

namespace reelout {

using namespace preference;

Appearance::Appearance(QApplication& application, PreferenceStore& preferences, QObject* parent)
    : QObject(parent),
      m_application(application),
      m_preferences(preferences)
{
    m_languages.speak(preferences.text(kLanguage));
    applyTheme(application, wanted());
    m_due.setSingleShot(true);
    m_due.setInterval(0);
    connect(&m_due, &QTimer::timeout, this, &Appearance::look);
    for (const QLatin1String key : {kTheme, kTextSize, kReducedMotion, kLanguage}) {
        connect(&preferences, &PreferenceStore::changed, this, [this, key](const QString& changedKey) {
            if (changedKey == key)
                m_due.start();
        });
    }
    connect(&m_system, &SystemTheme::changed, &m_due, qOverload<>(&QTimer::start));
}

ThemeChoice Appearance::wanted() const
{
    ThemeChoice choice;
    choice.theme = m_preferences.text(kTheme);
    if (choice.theme == QLatin1String("system"))
        choice.theme = m_system.theme();
    choice.textPercent = m_preferences.whole(kTextSize);
    choice.reducedMotion = m_preferences.isOn(kReducedMotion);
    return choice;
}

void Appearance::look()
{
    const bool isSameLanguage = Languages::resolved(m_preferences.text(kLanguage)) == m_languages.spoken();
    const ThemeChoice choice = wanted();
    if (isSameLanguage && choice == themeChoice())
        return;
    if (!isSameLanguage)
        m_languages.speak(m_preferences.text(kLanguage));
    if (choice != themeChoice())
        applyTheme(m_application, choice);
    Q_EMIT changed();
}

} // namespace reelout
