// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/take_manifest.h"
#include "record/journal.h"
#include "support/fake_writer.h"
#include "support/fault_files.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

#include <cerrno>

using namespace reelout;
using namespace reelout::test;

namespace {

/// A fake writer behind the journal. The file is made and removed by the test.
struct Desk {
    TempFolder folder;
    FaultFiles files;
    WriterScript script;
    const QString takes = folder(QStringLiteral("takes"));
    OpenWriter open =
        journaled([this](const WriterRequest& request) { return script.open(request.name.path); }, takes);

    WriterRequest request(RecordPlan::Kind kind = RecordPlan::Kind::Movie)
    {
        WriterRequest request;
        request.kind = kind;
        request.op = QStringLiteral("moviefileout1");
        request.files = &files;
        request.name.path = folder(QStringLiteral("a.mov"));
        return request;
    }
    void makeFile()
    {
        QFile file(folder(QStringLiteral("a.mov")));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QStringList manifests()
    {
        const Result<QStringList> names = files.namesIn(takes);
        return names ? *names : QStringList();
    }
};

} // namespace

class TestJournal final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aManifestIsThereBeforeTheFile();
    void aFinishedRecordingHasNone();
    void aFinishThatFailsKeepsItWithTheReason();
    void whatWasDroppedKeepsItAsLongAsThereIsAFile();
    void aFileThatCantBeOpenedHasNone();
    void stillsAndTestsHaveNone();
    void aSequenceIsKnownByItsFirstStill();
    void aStateFolderThatCantBeWrittenIsNoReasonNotToRecord();
};

void TestJournal::aManifestIsThereBeforeTheFile()
{
    Desk desk;
    int before = -1;
    const OpenWriter open = journaled(
        [&](const WriterRequest& request) {
            before = static_cast<int>(desk.manifests().size());
            return desk.script.open(request.name.path);
        },
        desk.takes);
    const auto writer = open(desk.request());
    QVERIFY(writer);
    QCOMPARE(before, 1);
    QVERIFY(interruptedManifests(desk.files, desk.takes).empty()); // in progress
}

void TestJournal::aFinishedRecordingHasNone()
{
    Desk desk;
    auto writer = desk.open(desk.request());
    QVERIFY(writer);
    desk.makeFile();
    QVERIFY((*writer)->finish(Timestamp::max()));
    QVERIFY(desk.manifests().isEmpty());
    writer->reset();
    QCOMPARE(desk.script.finished(), 1);
}

void TestJournal::aFinishThatFailsKeepsItWithTheReason()
{
    Desk desk;
    desk.script.finishError =
        makeError(ErrorCode::IoFailed, QStringLiteral("write trailer"), QStringLiteral("the drive is gone"));
    auto writer = desk.open(desk.request());
    QVERIFY(writer);
    desk.makeFile();
    QVERIFY(!(*writer)->finish(Timestamp::max()));
    writer->reset();
    const auto found = interruptedManifests(desk.files, desk.takes);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].manifest().problem.contains(QStringLiteral("the drive is gone")));
    QCOMPARE(found[0].manifest().path, desk.folder(QStringLiteral("a.mov")));
    QCOMPARE(found[0].manifest().op, QStringLiteral("moviefileout1"));
}

void TestJournal::whatWasDroppedKeepsItAsLongAsThereIsAFile()
{
    Desk desk;
    auto writer = desk.open(desk.request());
    desk.makeFile();
    writer->reset();
    QCOMPARE(interruptedManifests(desk.files, desk.takes).size(), std::size_t{1});

    Desk empty;
    auto dropped = empty.open(empty.request());
    dropped->reset();
    QVERIFY(empty.manifests().isEmpty());
}

void TestJournal::aFileThatCantBeOpenedHasNone()
{
    Desk desk;
    desk.script.openError =
        makeError(ErrorCode::PermissionDenied, QStringLiteral("open file"), QStringLiteral("no"));
    QVERIFY(!desk.open(desk.request()));
    QVERIFY(desk.manifests().isEmpty());
}

void TestJournal::stillsAndTestsHaveNone()
{
    Desk desk;
    const auto still = desk.open(desk.request(RecordPlan::Kind::Image));
    QVERIFY(desk.manifests().isEmpty());
    WriterRequest request = desk.request();
    request.testMode = true;
    const auto test = desk.open(request);
    QVERIFY(desk.manifests().isEmpty());
}

void TestJournal::aSequenceIsKnownByItsFirstStill()
{
    Desk desk;
    WriterRequest request = desk.request(RecordPlan::Kind::ImageSequence);
    request.name.usesSuffix = true;
    request.name.pattern = desk.folder(QStringLiteral("a.%1.png"));
    request.name.path = desk.folder(QStringLiteral("a.0.png"));
    request.leadingZerosDigits = 4;
    auto writer = desk.open(request);
    QFile file(desk.folder(QStringLiteral("a.0000.png")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    writer->reset();
    const auto found = interruptedManifests(desk.files, desk.takes);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].manifest().path, desk.folder(QStringLiteral("a.0000.png")));
    QCOMPARE(found[0].manifest().kind, QStringLiteral("imagesequence"));
}

void TestJournal::aStateFolderThatCantBeWrittenIsNoReasonNotToRecord()
{
    Desk desk;
    desk.files.fail(FileCall::MakeFolders, EROFS);
    const auto writer = desk.open(desk.request());
    QVERIFY(writer);
    QCOMPARE(desk.script.opened(), 1);
}

QTEST_GUILESS_MAIN(TestJournal)
#include "test_journal.moc"
