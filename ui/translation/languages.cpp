// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translation/languages.h"

#include "base/log.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

namespace reelout {

namespace {

const QString kFolder = QStringLiteral(":/reelout/translations");
const QString kEnglish = QStringLiteral("en");

bool isThere(const std::vector<Language>& languages, const QString& code)
{
    return std::any_of(languages.begin(), languages.end(),
                       [&](const Language& language) { return language.code == code; });
}

/// Numbers and dates: as the system has them where that is the same language, so that Swiss people keep
/// theirs.
QLocale localeOf(const QString& preference, const QString& code)
{
    const QLocale system = QLocale::system();
    const bool isSystems = preference.isEmpty() || system.name().section(QLatin1Char('_'), 0, 0) == code;
    return isSystems ? system : QLocale(code);
}

} // namespace

Languages::Languages() = default;
Languages::~Languages() = default;

std::vector<Language> Languages::available()
{
    std::vector<Language> languages;
    const QStringList files = QDir(kFolder).entryList({QStringLiteral("reelout_*.qm")});
    for (const QString& file : files) {
        const QString code = file.section(QLatin1Char('_'), 1).section(QLatin1Char('.'), 0, 0);
        if (code == kEnglish) // has plural forms only
            continue;
        QString name = QLocale(code).nativeLanguageName();
        if (!name.isEmpty())
            name[0] = name[0].toUpper();
        languages.push_back({code, name});
    }
    std::sort(languages.begin(), languages.end(), [](const Language& a, const Language& b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    languages.insert(languages.begin(), {kEnglish, QStringLiteral("English")});
    return languages;
}

QString Languages::resolved(const QString& preference)
{
    const std::vector<Language> languages = available();
    if (!preference.isEmpty())
        return isThere(languages, preference) ? preference : kEnglish;
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString& each : wanted) {
        const QString code = each.section(QLatin1Char('-'), 0, 0);
        if (isThere(languages, code))
            return code;
    }
    return kEnglish;
}

void Languages::speak(const QString& preference)
{
    m_own.reset(); // a translator that goes is removed by itself
    m_ofQt.reset();
    m_spoken = resolved(preference);
    QLocale::setDefault(localeOf(preference, m_spoken));
    if (m_spoken != kEnglish) {
        m_ofQt = std::make_unique<QTranslator>();
        if (m_ofQt->load(QStringLiteral("qtbase_") + m_spoken,
                         QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(m_ofQt.get());
        else
            logInfo(QStringLiteral("language"),
                    QStringLiteral("Qt's own texts are not installed in %1").arg(m_spoken));
    }
    m_own = std::make_unique<QTranslator>();
    if (m_own->load(QStringLiteral("%1/reelout_%2.qm").arg(kFolder, m_spoken)))
        QCoreApplication::installTranslator(m_own.get());
    else
        logWarning(QStringLiteral("language"), QStringLiteral("the texts in %1 can't be read").arg(m_spoken));
}

} // namespace reelout
