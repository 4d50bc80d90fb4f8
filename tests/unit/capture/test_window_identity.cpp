// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/window_identity.h"

#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

WindowIdentity id(const char* application, const char* title, std::uint64_t handle)
{
    return {str(application), str(title), handle};
}

} // namespace

class TestWindowIdentity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokensAreReadBack_data();
    void tokensAreReadBack();
    void tokensAsPeopleWriteThem();
    void chooses_data();
    void chooses();
};

void TestWindowIdentity::tokensAreReadBack_data()
{
    QTest::addColumn<QString>("title");
    for (const char* title : {"Plain", "", "a|b", "|", "ends in 0x12|", "a|0x12", "Брусок — kate", "* and ?"})
        QTest::newRow(title) << str(title);
}

void TestWindowIdentity::tokensAreReadBack()
{
    QFETCH(QString, title);
    for (const std::uint64_t handle : {std::uint64_t(0), std::uint64_t(0x1a00003)}) {
        const WindowIdentity identity{str("Kate"), title, handle};
        QCOMPARE(WindowIdentity::fromToken(identity.toToken()), identity);
    }
}

void TestWindowIdentity::tokensAsPeopleWriteThem()
{
    QCOMPARE(WindowIdentity::fromToken(str("firefox")), id("firefox", "", 0));
    QCOMPARE(WindowIdentity::fromToken(str("firefox|*Invoice*")), id("firefox", "*Invoice*", 0));
    QCOMPARE(WindowIdentity::fromToken(str("|Notes")), id("", "Notes", 0));
    QCOMPARE(WindowIdentity::fromToken(str("a|b|0xnonsense")), id("a", "b|0xnonsense", 0));
    // The bar is the title's alone.
    QCOMPARE(id("a|b", "c", 1).toToken(), str("a_b|c|0x1"));
}

void TestWindowIdentity::chooses_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<int>("chosen");
    // Which are there: see chooses().
    QTest::newRow("the very one") << str("Kate|anything|0x3") << 2;
    QTest::newRow("a number that is another program's now") << str("Kate|letter.txt — Kate|0x1") << 1;
    QTest::newRow("the same title") << str("Kate|bill.txt — Kate|0x77") << 2;
    QTest::newRow("the end of the title, from the front") << str("Kate|new.txt — Kate|0x77") << 1;
    QTest::newRow("a pattern") << str("Kate|*bill*|") << 2;
    QTest::newRow("a pattern of one letter") << str("firefox|Invoice 202? *") << 0;
    QTest::newRow("any case") << str("FIREFOX|*mozilla firefox") << 0;
    QTest::newRow("a pattern that fits none") << str("Kate|*nothing*|") << -1;
    QTest::newRow("a title alone") << str("|*[brackets]*") << 3;
    QTest::newRow("an application alone") << str("Kate") << 1;
    QTest::newRow("the application's only one") << str("Gimp|old name|0x77") << 3;
    QTest::newRow("one of several of the application") << str("Kate|something else|0x77") << -1;
    QTest::newRow("nobody") << str("Nobody|Nothing|0x77") << -1;
    QTest::newRow("nothing") << str("||") << -1;
    QTest::newRow("an application as a pattern") << str("fire*|") << 0;
}

void TestWindowIdentity::chooses()
{
    QFETCH(QString, token);
    QFETCH(int, chosen);
    const std::vector<WindowIdentity> there{
        id("firefox", "Invoice 2026 — Mozilla Firefox", 1), id("Kate", "letter.txt — Kate", 2),
        id("Kate", "bill.txt — Kate", 3), id("Gimp", "picture [brackets]", 4)};
    const auto found = chooseWindow(WindowIdentity::fromToken(token), there);
    QCOMPARE(found ? static_cast<int>(*found) : -1, chosen);
}

QTEST_GUILESS_MAIN(TestWindowIdentity)
#include "test_window_identity.moc"
