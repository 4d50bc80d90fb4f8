// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preference_keys.h"
#include "preferences/preference_table.h"
#include "preferences/preference_value.h"
#include "support/paths.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace reelout;

/// What must hold for every row, so that file, dialog and command line need to check nothing.
class TestPreferenceTable final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreComplete()
    {
        QSet<QString> keys;
        for (const Preference& row : programPreferences().rows()) {
            const auto said = [&](const char* what) { return qPrintable(row.key + QLatin1String(what)); };
            static const QRegularExpression form(QStringLiteral("^[a-z]+\\.[a-zA-Z]+$"));
            QVERIFY2(form.match(row.key).hasMatch(), said(" has an odd name"));
            QVERIFY2(!keys.contains(row.key), said(" is there twice"));
            keys.insert(row.key);
            QVERIFY2(!row.page.isEmpty() && !row.label.isEmpty(), said(" has no page or label"));
            QVERIFY2(row.help.endsWith(QLatin1Char('.')), said(" has no help in sentences"));
            const bool isNumber = row.kind == PreferenceKind::Whole || row.kind == PreferenceKind::Real;
            QCOMPARE(isNumber, row.maximum > row.minimum);
            QCOMPARE(row.kind == PreferenceKind::Choice, row.items.size() > 1);
            QCOMPARE(row.kind == PreferenceKind::Listed, !row.provider.isEmpty());
            const bool mayBeEmpty = row.kind == PreferenceKind::Listed || row.kind == PreferenceKind::Folder;
            QCOMPARE(mayBeEmpty, !row.emptyNote.isEmpty());
            if (!row.needs.isEmpty()) {
                const Preference* needed = programPreferences().find(row.needs);
                QVERIFY2(needed && needed->kind == PreferenceKind::Toggle, said(" needs what is no toggle"));
            }
        }
    }

    void pagesAreContiguous()
    {
        QStringList seen;
        for (const Preference& row : programPreferences().rows()) {
            if (seen.isEmpty() || seen.constLast() != row.page)
                seen.append(row.page);
        }
        QCOMPARE(seen, programPreferences().pages());
    }

    void defaultsAreWhatTheRowsTake()
    {
        for (const Preference& row : programPreferences().rows()) {
            const Result<QVariant> checked = checkedPreference(row, row.defaultValue);
            QVERIFY2(checked, qPrintable(row.key));
            QCOMPARE(*checked, row.defaultValue);
            QCOMPARE(*preferenceFromJson(row, preferenceToJson(row, row.defaultValue)), row.defaultValue);
            const Result<QVariant> read = preferenceFromText(row, preferenceText(row, row.defaultValue));
            QVERIFY2(read, qPrintable(row.key));
            QCOMPARE(*read, row.defaultValue);
        }
    }

    // A key that code names but no row has would read as nothing, silently.
    void everyNamedKeyHasItsRow()
    {
        QFile header(test::sourcePath(QStringLiteral("core/preferences/preference_keys.h")));
        QVERIFY(header.open(QIODevice::ReadOnly));
        static const QRegularExpression literal(QStringLiteral("\\(\"([a-zA-Z.]+)\"\\)"));
        auto matches = literal.globalMatch(QString::fromUtf8(header.readAll()));
        int named = 0;
        while (matches.hasNext()) {
            const QString key = matches.next().captured(1);
            if (!key.contains(QLatin1Char('.'))) {
                QVERIFY(!programPreferences().group(preference::kHotkeys).empty());
                continue;
            }
            ++named;
            QVERIFY2(programPreferences().find(key), qPrintable(key));
        }
        QCOMPARE(named, static_cast<int>(programPreferences().rows().size()));
    }

    void valuesAreChecked_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QVariant>("given");
        QTest::addColumn<QVariant>("kept"); // invalid = refused
        const auto row = [](const char* key, const QVariant& given, const QVariant& kept) {
            QTest::addRow("%s %s", key, qPrintable(given.toString()))
                << QString::fromLatin1(key) << given << kept;
        };
        row("appearance.textSize", 300, 200);
        row("appearance.textSize", 50.0, 100);
        row("appearance.textSize", QStringLiteral("150"), 150);
        row("appearance.textSize", QStringLiteral("big"), {});
        row("appearance.textSize", true, {});
        row("recording.resolutionMultiplier", 0.0, 0.01);
        row("recording.resolutionMultiplier", qQNaN(), {});
        row("appearance.theme", QStringLiteral("light"), QStringLiteral("light"));
        row("appearance.theme", QStringLiteral("Light"), {});
        row("appearance.reducedMotion", QStringLiteral("on"), {});
        row("folders.movies", QStringLiteral("/video//takes/"), QStringLiteral("/video/takes"));
        row("folders.movies", QStringLiteral("takes"), {});
        row("folders.movies", QString(), QString());
        row("hotkeys.record", QStringLiteral(" Ctrl+F1 "), QStringLiteral("Ctrl+F1"));
        row("hotkeys.record", QStringLiteral("Ctrl\n"), {});
        row("remote.oscAllow", QStringLiteral("127.0.0.1"), {});
        row("remote.oscAllow", QStringList{QStringLiteral("10.0.0.0/8")},
            QStringList{QStringLiteral("10.0.0.0/8")});
    }

    void valuesAreChecked()
    {
        QFETCH(QString, key);
        QFETCH(QVariant, given);
        QFETCH(QVariant, kept);
        const Preference* row = programPreferences().find(key);
        QVERIFY(row);
        const Result<QVariant> checked = checkedPreference(*row, given);
        QCOMPARE(checked.hasValue(), kept.isValid());
        if (!checked) {
            QCOMPARE(checked.error().code, ErrorCode::InvalidParameter);
            QVERIFY(checked.error().detail.contains(key));
            return;
        }
        QCOMPARE(*checked, kept);
        QCOMPARE(checked->userType(), row->defaultValue.userType());
    }

    void textIsReadAsCommandLinesWriteIt()
    {
        const auto read = [](const char* key, const char* text) {
            const Result<QVariant> value =
                preferenceFromText(*programPreferences().find(QLatin1String(key)), QString::fromLatin1(text));
            return value ? *value : QVariant();
        };
        QCOMPARE(read("viewport.preview", "off"), QVariant(false));
        QCOMPARE(read("viewport.preview", "1"), QVariant(true));
        QCOMPARE(read("viewport.preview", "yes"), QVariant());
        QCOMPARE(read("remote.oscAllow", " 10.0.0.1  ::1 "),
                 QVariant(QStringList{QStringLiteral("10.0.0.1"), QStringLiteral("::1")}));
        QCOMPARE(read("recording.projectRate", "29.97"), QVariant(29.97));
    }
};

QTEST_GUILESS_MAIN(TestPreferenceTable)
#include "test_preference_table.moc"
