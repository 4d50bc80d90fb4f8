// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/windows_error.h"
#include "files/windows_path.h"

#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestWindowsPath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paths_data();
    void paths();
    void refused();
    void parents();
    void errors();
};

void TestWindowsPath::paths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("drive") << str("C:/Users/Ann/a.mp4") << str(R"(\\?\C:\Users\Ann\a.mp4)");
    QTest::newRow("backslashes") << str(R"(d:\Videos\ä 日本.mov)") << str(R"(\\?\d:\Videos\ä 日本.mov)");
    QTest::newRow("dots") << str("C:/a/./b/../c//d.mkv") << str(R"(\\?\C:\a\c\d.mkv)");
    QTest::newRow("root") << str("C:/") << str(R"(\\?\C:\)");
    QTest::newRow("slash at the end") << str("C:/a/") << str(R"(\\?\C:\a)");
    QTest::newRow("share") << str("//server/share/a/../b.wav") << str(R"(\\?\UNC\server\share\b.wav)");
    QTest::newRow("long already") << str(R"(\\?\C:\a)") << str(R"(\\?\C:\a)");
    QTest::newRow("long share already")
        << str(R"(\\?\UNC\server\share\a)") << str(R"(\\?\UNC\server\share\a)");
}

void TestWindowsPath::paths()
{
    QFETCH(QString, path);
    QFETCH(QString, wanted);
    const Result<QString> made = windowsPath(path, str("open file"));
    QVERIFY(made);
    QCOMPARE(*made, wanted);
}

void TestWindowsPath::refused()
{
    const QString hidden = str("C:/a") + QChar(u'\0') + str("b");
    for (const QString& path : {QString(), str("a.mp4"), str("C:a.mp4"), str("/tmp/a"), hidden}) {
        const Result<QString> made = windowsPath(path, str("open file"));
        QVERIFY2(!made, qPrintable(path));
        QCOMPARE(made.error().code, ErrorCode::InvalidParameter);
        QCOMPARE(made.error().step, str("open file"));
    }
}

void TestWindowsPath::parents()
{
    QCOMPARE(windowsParent(str(R"(\\?\C:\a\b)")), str(R"(\\?\C:\a)"));
    QCOMPARE(windowsParent(str(R"(\\?\C:\a)")), str(R"(\\?\C:\)"));
    QVERIFY(windowsParent(str(R"(\\?\C:\)")).isEmpty());
    QCOMPARE(windowsParent(str(R"(\\?\UNC\server\share\a\b)")), str(R"(\\?\UNC\server\share\a)"));
    QCOMPARE(windowsParent(str(R"(\\?\UNC\server\share\a)")), str(R"(\\?\UNC\server\share\)"));
    QVERIFY(windowsParent(str(R"(\\?\UNC\server\share\)")).isEmpty());
    QVERIFY(windowsParent(str(R"(\\?\UNC\server\share)")).isEmpty());
}

void TestWindowsPath::errors()
{
    QCOMPARE(errorCodeFromWin32(112), ErrorCode::DiskFull);
    QCOMPARE(errorCodeFromWin32(32), ErrorCode::PermissionDenied);
    QCOMPARE(errorCodeFromWin32(80), ErrorCode::AlreadyExists);
    QCOMPARE(errorCodeFromWin32(99999), ErrorCode::IoFailed);
    QCOMPARE(errorCodeFromHresult(0x80070003), ErrorCode::NotFound);         // of ERROR_PATH_NOT_FOUND
    QCOMPARE(errorCodeFromHresult(0x80070005), ErrorCode::PermissionDenied); // E_ACCESSDENIED
    QCOMPARE(errorCodeFromHresult(0x88890004), ErrorCode::DeviceLost);       // AUDCLNT_E_DEVICE_INVALIDATED
    QCOMPARE(errorCodeFromHresult(0x887A0026), ErrorCode::DeviceLost);       // DXGI_ERROR_ACCESS_LOST
    QCOMPARE(errorCodeFromHresult(0x80004005), ErrorCode::Internal);         // E_FAIL
}

QTEST_GUILESS_MAIN(TestWindowsPath)
#include "test_windows_path.moc"
