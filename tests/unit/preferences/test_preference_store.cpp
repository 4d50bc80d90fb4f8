// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_file.h"
#include "preferences/preference_file.h"
#include "preferences/preference_store.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace reelout;
using namespace reelout::preference;

class TestPreferenceStore final : public QObject {
    Q_OBJECT

private:
    test::TempFolder m_folder;
    QString m_path;
    int m_count = 0;

    void write(const QByteArray& bytes) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QJsonObject fileContent() const
    {
        const Result<QJsonObject> object = readJsonFile(m_path, QStringLiteral("test"));
        return object ? *object : QJsonObject();
    }

private Q_SLOTS:
    void init()
    {
        const QString folder = m_folder(QStringLiteral("%1").arg(++m_count));
        QVERIFY(QDir().mkpath(folder));
        m_path = folder + QStringLiteral("/preferences.json");
    }

    void withoutAFileAllIsDefault()
    {
        PreferenceStore store(m_path);
        QVERIFY(store.load());
        for (const Preference& row : store.table().rows()) {
            QVERIFY(store.isDefault(row.key));
            QCOMPARE(store.value(row.key), row.defaultValue);
        }
        QVERIFY(store.flush());
        QVERIFY(!QFile::exists(m_path)); // nothing to say
    }

    void onlyDifferencesAreKept()
    {
        PreferenceStore store(m_path);
        QVERIFY(store.set(kTextSize, 150));
        QVERIFY(store.set(kOscAllow, QStringList{QStringLiteral("::1")}));
        QVERIFY(store.set(kTheme, QStringLiteral("dark"))); // the default
        QVERIFY(store.flush());
        QCOMPARE(fileContent().keys(), (QStringList{kTextSize, kOscAllow, QStringLiteral("version")}));

        PreferenceStore again(m_path);
        QVERIFY(again.load());
        QCOMPARE(again.whole(kTextSize), 150);
        QCOMPARE(again.texts(kOscAllow), QStringList{QStringLiteral("::1")});
        QVERIFY(again.isDefault(kTheme));
        again.reset(kTextSize);
        QVERIFY(again.flush());
        QVERIFY(!fileContent().contains(kTextSize));
    }

    void whoFollowsIsTold()
    {
        PreferenceStore store;
        QList<int> heard;
        {
            QObject context;
            store.follow(kTextSize, &context, [&](const QVariant& size) { heard += size.toInt(); });
            QVERIFY(store.set(kTextSize, 120));
            QVERIFY(store.set(kTextSize, 120));
            QVERIFY(store.set(kTheme, QStringLiteral("light")));
            store.resetAll();
        }
        QVERIFY(store.set(kTextSize, 200)); // nobody listens any more
        QCOMPARE(heard, (QList<int>{100, 120, 100}));
    }

    void aPageIsRestoredByItself()
    {
        PreferenceStore store;
        QVERIFY(store.set(kTextSize, 120));
        QVERIFY(store.set(kCountdown, 3));
        store.resetPage(store.table().find(kTextSize)->page);
        QVERIFY(store.isDefault(kTextSize));
        QCOMPARE(store.whole(kCountdown), 3);
    }

    void whatIsRefusedChangesNothing()
    {
        PreferenceStore store;
        QSignalSpy changes(&store, &PreferenceStore::changed);
        QCOMPARE(store.set(kTheme, QStringLiteral("pink")).error().code, ErrorCode::InvalidParameter);
        QCOMPARE(store.set(QStringLiteral("no.such"), 1).error().code, ErrorCode::InvalidParameter);
        QCOMPARE(store.setFromText(kPreview, QStringLiteral("maybe")).error().code,
                 ErrorCode::InvalidParameter);
        QCOMPARE(changes.count(), 0);
        QVERIFY(!store.value(QStringLiteral("no.such")).isValid());
    }

    void neededTogglesAreSaid()
    {
        PreferenceStore store;
        QVERIFY(store.hasEffect(kPreviewRate));
        QVERIFY(store.set(kPreview, false));
        QVERIFY(!store.hasEffect(kPreviewRate));
        QVERIFY(store.hasEffect(kPreview));
    }

    void unknownKeysAndForeignChangesStay()
    {
        write(
            R"({"version": 9, "from.tomorrow": [1], "recording.countdown": 3, "appearance.textSize": 130})");
        PreferenceStore store(m_path);
        QVERIFY(store.load());
        QCOMPARE(store.whole(kTextSize), 130);
        // Another program of the same person changes something meanwhile.
        write(
            R"({"version": 9, "from.tomorrow": [1], "recording.countdown": 5, "appearance.textSize": 130})");
        QVERIFY(store.set(kTextSize, 140));
        QVERIFY(store.flush());
        const QJsonObject content = fileContent();
        QCOMPARE(content.value(QLatin1String("version")).toInt(), 9);
        QVERIFY(content.value(QLatin1String("from.tomorrow")).isArray());
        QCOMPARE(content.value(kCountdown).toInt(), 5);
        QCOMPARE(content.value(kTextSize).toInt(), 140);
    }

    void aValueItsRowRefusesIsTheDefaultAndStaysInTheFile()
    {
        write(R"({"appearance.theme": "sepia", "appearance.textSize": "big", "recording.countdown": 900})");
        PreferenceStore store(m_path);
        QVERIFY(store.load());
        QCOMPARE(store.text(kTheme), QStringLiteral("dark"));
        QCOMPARE(store.whole(kTextSize), 100);
        QCOMPARE(store.whole(kCountdown), 60);
        QVERIFY(store.set(kPreview, false));
        QVERIFY(store.flush());
        QCOMPARE(fileContent().value(kTheme).toString(), QStringLiteral("sepia"));
        QVERIFY(store.set(kTheme, QStringLiteral("light")));
        QVERIFY(store.flush());
        QCOMPARE(fileContent().value(kTheme).toString(), QStringLiteral("light"));
    }

    void aBrokenFileIsSetAsideAndExplained()
    {
        const QByteArray broken = R"({"appearance.textSize": 150, "recording.countdown": )";
        for (int round = 1; round <= 2; ++round) {
            write(broken);
            PreferenceStore store(m_path);
            const Status loaded = store.load();
            QVERIFY(!loaded);
            QCOMPARE(loaded.error().code, ErrorCode::InvalidData);
            const QString aside =
                m_path + (round == 1 ? QStringLiteral(".broken") : QStringLiteral(".broken2"));
            QVERIFY2(loaded.error().detail.contains(aside), qPrintable(loaded.error().detail));
            QVERIFY(store.isDefault(kTextSize)); // never half of it
            QFile kept(aside);
            QVERIFY(kept.open(QIODevice::ReadOnly));
            QCOMPARE(kept.readAll(), broken);
            QVERIFY(!QFile::exists(m_path));
        }
    }

    void whatCantBeReadIsNotWrittenOver()
    {
        QVERIFY(QDir().mkpath(m_path)); // a folder of that name
        PreferenceStore store(m_path);
        QCOMPARE(store.load().error().code, ErrorCode::Unsupported);
        QVERIFY(store.set(kTextSize, 150));
        QVERIFY(!store.flush());
        QVERIFY(QFileInfo(m_path).isDir());
        QVERIFY(QDir().rmdir(m_path));
        QVERIFY(store.flush()); // it was not forgotten
        QCOMPARE(fileContent().value(kTextSize).toInt(), 150);
    }

    void changesAreWrittenByThemselves()
    {
        PreferenceStore store(m_path);
        QVERIFY(store.set(kTextSize, 150));
        QTRY_VERIFY(QFile::exists(m_path));
        QCOMPARE(fileContent().value(kTextSize).toInt(), 150);
    }

    void aWriteThatFailsIsSaid()
    {
        const QString file = m_folder(QStringLiteral("file"));
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        PreferenceStore store(file + QStringLiteral("/in/a/file.json"));
        QSignalSpy failures(&store, &PreferenceStore::saveFailed);
        QVERIFY(store.set(kTextSize, 150));
        QTRY_COMPARE(failures.count(), 1);
    }

    void thePlaceFollowsTheDesktop()
    {
        qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
        QCOMPARE(defaultPreferencesPath(), m_folder(QStringLiteral("reelout/preferences.json")));
    }
};

QTEST_GUILESS_MAIN(TestPreferenceStore)
#include "test_preference_store.moc"
