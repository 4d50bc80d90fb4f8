// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/name_check.h"

#include <QTest>

using namespace reelout;

class TestNameCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void longPaths();
};

void TestNameCheck::table_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("posix"); // part of the refusal; empty = allowed
    QTest::addColumn<QString>("windows");
    const auto row = [](const char* path, const char* posix, const char* windows) {
        QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(posix)
                            << QString::fromUtf8(windows);
    };
    row("a.mov", "", "");
    row("C:/x/a.mov", "", "");
    row("C:\\x\\a.mov", "", "");
    row("ab:c.mov", "", "“:” (U+003A)");
    row("a?.mov", "", "“?” (U+003F)");
    row("a*.mov", "", "“*”");
    row("a|b.mov", "", "“|”");
    row("a\"b.mov", "", "U+0022");
    row("a<b.mov", "", "“<”");
    row("a\nb.mov", "", "U+000A");
    row("CON", "", "keeps for itself");
    row("con.mov", "", "keeps for itself");
    row("x/LPT1.mov", "", "keeps for itself");
    row("COM0.mov", "", "");
    row("CONE.mov", "", "");
    row("a.", "", "ends with a dot or a space");
    row("x /a.mov", "", "ends with a dot or a space");
    row("../a.mov", "", "");
    row("a/", "names a folder", "names a folder");
    row("a\\", "", "names a folder");
    row(".", "names a folder", "names a folder");
    row("", "empty", "empty");
}

void TestNameCheck::table()
{
    QFETCH(QString, path);
    const auto verify = [&](NameRules rules, const QString& refusal) {
        const Status status = checkFileName(path, rules);
        if (refusal.isEmpty()) {
            QVERIFY2(status, qPrintable(status ? QString() : status.error().detail));
            return;
        }
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::InvalidParameter);
        QVERIFY2(status.error().detail.contains(refusal), qPrintable(status.error().detail));
    };
    QFETCH(QString, posix);
    QFETCH(QString, windows);
    verify(NameRules::Posix, posix);
    verify(NameRules::Windows, windows);
}

void TestNameCheck::longPaths()
{
    const QString part(255, u'x');
    QVERIFY(checkFileName(part, NameRules::Posix));
    QVERIFY(!checkFileName(QString(part + u'x'), NameRules::Posix));
    QVERIFY(checkFileName(QString(255, u'ä'), NameRules::Windows));
    QVERIFY(!checkFileName(QString(128, u'ä'), NameRules::Posix));
    QStringList parts;
    for (int i = 0; i < 15; ++i)
        parts.append(part);
    QVERIFY(checkFileName(parts.join(u'/'), NameRules::Posix));
    parts.append(part);
    parts.append(part);
    QVERIFY(!checkFileName(parts.join(u'/'), NameRules::Posix));
}

QTEST_GUILESS_MAIN(TestNameCheck)
#include "test_name_check.moc"
