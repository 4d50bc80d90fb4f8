// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hotkey.h"
#include "remote/native_keys.h"

#include <QTest>

using namespace reelout;

namespace {

std::uint32_t keysymOf(const char* text)
{
    const Result<Hotkey> key = Hotkey::parse(QString::fromLatin1(text));
    return key ? key->keysym : 0;
}

} // namespace

class TestNativeKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void known_data();
    void known();
    void noTwoKeysAreOne();
};

void TestNativeKeys::known_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("windows"); // -1: none
    QTest::addColumn<int>("mac");
    QTest::newRow("letter") << QByteArray("Ctrl+R") << 0x52 << 0x0F;
    QTest::newRow("digit") << QByteArray("Ctrl+0") << 0x30 << 0x1D;
    QTest::newRow("function") << QByteArray("F9") << 0x78 << 0x65;
    QTest::newRow("twentieth function") << QByteArray("F20") << 0x83 << 0x5A;
    QTest::newRow("beyond the Mac's") << QByteArray("F24") << 0x87 << -1;
    QTest::newRow("beyond both") << QByteArray("F25") << -1 << -1;
    QTest::newRow("arrow") << QByteArray("Alt+Left") << 0x25 << 0x7B;
    QTest::newRow("space") << QByteArray("Ctrl+Space") << 0x20 << 0x31;
    QTest::newRow("no place of its own") << QByteArray("Ctrl+-") << -1 << -1;
    QTest::newRow("media") << QByteArray("Media Play") << 0xB3 << -1;
}

void TestNativeKeys::known()
{
    QFETCH(QByteArray, text);
    QFETCH(int, windows);
    QFETCH(int, mac);
    const std::uint32_t keysym = keysymOf(text.constData());
    QVERIFY(keysym != 0);
    const auto number = [](std::optional<std::uint32_t> key) { return key ? static_cast<int>(*key) : -1; };
    QCOMPARE(number(windowsKeyOf(keysym)), windows);
    QCOMPARE(number(macKeyOf(keysym)), mac);
}

void TestNativeKeys::noTwoKeysAreOne()
{
    std::map<std::uint32_t, std::uint32_t> seen;
    const auto check = [&](std::uint32_t keysym) {
        if (const auto key = macKeyOf(keysym)) {
            const auto [place, isNew] = seen.emplace(*key, keysym);
            QVERIFY2(isNew, qPrintable(QString::number(keysym, 16) + QLatin1Char(' ') +
                                       QString::number(place->second, 16)));
        }
    };
    for (std::uint32_t keysym = 0x20; keysym < 0x100; ++keysym)
        check(keysym);
    for (std::uint32_t keysym = 0xff00; keysym < 0x10000; ++keysym)
        check(keysym);
}

QTEST_GUILESS_MAIN(TestNativeKeys)
#include "test_native_keys.moc"
