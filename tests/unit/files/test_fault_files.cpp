// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fault_files.h"
#include "support/temp_folder.h"

#include <QTest>

#include <cerrno>

using namespace reelout;
using namespace reelout::test;

namespace {

std::span<const std::byte> bytesOf(const QByteArray& data)
{
    return std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size())));
}

} // namespace

/// The fake is trusted by many tests, so it has one of its own.
class TestFaultFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void diskFullCutsTheWrite();
    void callsFailOnCommand();
    void powerCut();
};

void TestFaultFiles::diskFullCutsTheWrite()
{
    const TempFolder folder;
    FaultFiles files;
    auto file = files.open(folder(QStringLiteral("a")), OpenMode::CreateNew);
    QVERIFY(file);
    files.failWritesAfter(5, ENOSPC);
    QVERIFY((*file)->writeAt(0, bytesOf("123")));
    QCOMPARE((*file)->writeAt(3, bytesOf("456")).error().code, ErrorCode::DiskFull);
    QCOMPARE((*file)->writeAt(5, bytesOf("6")).error().code, ErrorCode::DiskFull);
    QCOMPARE((*file)->size().value(), std::uint64_t{5});
    QCOMPARE(files.bytesWritten(), std::uint64_t{5});
    files.clearFaults();
    QVERIFY((*file)->writeAt(5, bytesOf("6")));
}

void TestFaultFiles::callsFailOnCommand()
{
    const TempFolder folder;
    FaultFiles files;
    files.fail(FileCall::Open, EIO, 0, QStringLiteral("bad"));
    QCOMPARE(files.open(folder(QStringLiteral("bad")), OpenMode::CreateNew).error().code,
             ErrorCode::IoFailed);
    auto file = files.open(folder(QStringLiteral("a")), OpenMode::CreateNew);
    QVERIFY(file);
    files.fail(FileCall::Sync, EIO, 1);
    QVERIFY((*file)->sync());
    QVERIFY(!(*file)->sync());
    files.fail(FileCall::Close, EDQUOT);
    QCOMPARE((*file)->close().error().code, ErrorCode::DiskFull);
    QCOMPARE(files.count(FileCall::Sync), 1);
    QCOMPARE(files.count(FileCall::Close), 1);
}

void TestFaultFiles::powerCut()
{
    const TempFolder folder;
    FaultFiles files;
    files.keepData();
    const QString path = folder(QStringLiteral("a"));
    auto file = files.open(path, OpenMode::CreateNew);
    QVERIFY(file);
    QVERIFY((*file)->writeAt(0, bytesOf("safe")));
    QVERIFY((*file)->sync());
    QVERIFY((*file)->writeAt(4, bytesOf("one")));
    QVERIFY((*file)->writeAt(7, bytesOf("two")));
    const std::size_t all = files.events().size();
    QCOMPARE(files.contentAfterPowerCut(path, all, [](std::size_t) { return false; }), QByteArray("safe"));
    QCOMPARE(files.contentAfterPowerCut(path, all, [](std::size_t) { return true; }),
             QByteArray("safeonetwo"));
    QCOMPARE(files.contentAfterPowerCut(path, all, [&](std::size_t i) { return i == all - 1; }),
             QByteArray("safe\0\0\0two", 10));
    QCOMPARE(files.contentAfterPowerCut(path, all - 1, [](std::size_t) { return true; }),
             QByteArray("safeone"));
}

QTEST_GUILESS_MAIN(TestFaultFiles)
#include "test_fault_files.moc"
