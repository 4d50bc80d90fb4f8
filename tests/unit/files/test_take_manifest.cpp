// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/take_manifest.h"
#include "support/fault_files.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <cerrno>

using namespace reelout;
using namespace reelout::test;

namespace {

TakeManifest manifestOf(const QString& path, int second = 0)
{
    TakeManifest manifest;
    manifest.path = path;
    manifest.kind = QStringLiteral("movie");
    manifest.op = QStringLiteral("moviefileout1");
    manifest.begun = QDateTime(QDate(2026, 1, 2), QTime(3, 4, second), Qt::UTC);
    return manifest;
}

} // namespace

class TestTakeManifest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsFound();
    void aRecordingInProgressIsNotFound();
    void onlyTheOwnerReadsIt();
    void theYoungestOfAPathCounts();
    void whatIsNoManifestIsLeftAlone();
    void aFailureLeavesNothing_data();
    void aFailureLeavesNothing();
    void noFolderHasNone();
};

void TestTakeManifest::whatWasWrittenIsFound()
{
    const TempFolder folder;
    const QString state = folder(QStringLiteral("state/takes"));
    {
        const auto open = OpenManifest::create(systemFiles(), state, manifestOf(QStringLiteral("/x/a.mov")));
        QVERIFY(open);
        QVERIFY((*open)->setProblem(QStringLiteral("the disk is full")));
    }
    const auto found = interruptedManifests(systemFiles(), state);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].manifest().path, QStringLiteral("/x/a.mov"));
    QCOMPARE(found[0].manifest().kind, QStringLiteral("movie"));
    QCOMPARE(found[0].manifest().op, QStringLiteral("moviefileout1"));
    QCOMPARE(found[0].manifest().problem, QStringLiteral("the disk is full"));
    QCOMPARE(found[0].manifest().begun, manifestOf({}).begun);
    {
        const auto claimed = found[0].claim();
        QVERIFY(claimed);
        QVERIFY((*claimed)->remove());
    }
    QVERIFY(interruptedManifests(systemFiles(), state).empty());
}

void TestTakeManifest::aRecordingInProgressIsNotFound()
{
    const TempFolder folder;
    auto open = OpenManifest::create(systemFiles(), folder.path(), manifestOf(QStringLiteral("/x/a.mov")));
    QVERIFY(open);
    QVERIFY(interruptedManifests(systemFiles(), folder.path()).empty());
    open->reset();
    const auto found = interruptedManifests(systemFiles(), folder.path());
    QCOMPARE(found.size(), std::size_t{1});
    const auto claimed = found[0].claim();
    QVERIFY(claimed);
    QCOMPARE(found[0].claim().error().code, ErrorCode::PermissionDenied);
}

void TestTakeManifest::onlyTheOwnerReadsIt()
{
    const TempFolder folder;
    const auto open =
        OpenManifest::create(systemFiles(), folder.path(), manifestOf(QStringLiteral("/x/a.mov")));
    QVERIFY(open);
    const QFileInfo file(folder(systemFiles().namesIn(folder.path())->constFirst()));
    QCOMPARE(file.permissions() &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void TestTakeManifest::theYoungestOfAPathCounts()
{
    const TempFolder folder;
    for (const int second : {5, 9, 7}) {
        QVERIFY(OpenManifest::create(systemFiles(), folder.path(),
                                     manifestOf(QStringLiteral("/x/a.mov"), second)));
    }
    QVERIFY(OpenManifest::create(systemFiles(), folder.path(), manifestOf(QStringLiteral("/x/b.mov"), 1)));
    const auto found = interruptedManifests(systemFiles(), folder.path());
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].manifest().path, QStringLiteral("/x/b.mov"));
    QCOMPARE(found[1].manifest().begun.time().second(), 9);
    QCOMPARE(systemFiles().namesIn(folder.path())->size(), 2);
}

void TestTakeManifest::whatIsNoManifestIsLeftAlone()
{
    const TempFolder folder;
    const auto put = [&](const char* name, const QByteArray& text) {
        QFile file(folder(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    put("notes.txt", "hello");
    put("newer.take", R"({"format":"reelout-take","version":2,"path":"/x/a.mov"})");
    put("relative.take", R"({"format":"reelout-take","version":1,"path":"a.mov"})");
    put("torn.take", R"({"format":"reelout-ta)");
    put("empty.take", "");
    put("huge.take", QByteArray(1 << 20, ' '));
    QVERIFY(interruptedManifests(systemFiles(), folder.path()).empty());
    QStringList left = *systemFiles().namesIn(folder.path());
    left.sort();
    QCOMPARE(left, QStringList({QStringLiteral("huge.take"), QStringLiteral("newer.take"),
                                QStringLiteral("notes.txt"), QStringLiteral("relative.take")}));
}

void TestTakeManifest::aFailureLeavesNothing_data()
{
    QTest::addColumn<int>("call");
    for (const FileCall call : {FileCall::Open, FileCall::Write, FileCall::Sync, FileCall::Rename,
                                FileCall::SyncFolder, FileCall::MakeFolders})
        QTest::addRow("%d", static_cast<int>(call)) << static_cast<int>(call);
}

void TestTakeManifest::aFailureLeavesNothing()
{
    QFETCH(int, call);
    const TempFolder folder;
    FaultFiles files;
    files.fail(static_cast<FileCall>(call), ENOSPC);
    QVERIFY(!OpenManifest::create(files, folder.path(), manifestOf(QStringLiteral("/x/a.mov"))));
    QVERIFY(systemFiles().namesIn(folder.path())->isEmpty());
}

void TestTakeManifest::noFolderHasNone()
{
    const TempFolder folder;
    QVERIFY(interruptedManifests(systemFiles(), folder(QStringLiteral("nowhere"))).empty());
}

QTEST_GUILESS_MAIN(TestTakeManifest)
#include "test_take_manifest.moc"
