// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/take_manifest.h"
#include "support/temp_folder.h"
#include "ui/recovery/recovery_dialog.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

void put(const QString& path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x");
}

/// An interrupted sequence of two stills and a part of a third.
void leaveSequence(const TempFolder& folder, const QString& stem)
{
    for (const char* ending : {".0.png", ".1.png", ".2.png.part"})
        put(folder(stem + q(ending)));
    TakeManifest manifest;
    manifest.path = folder(stem + q(".0.png"));
    manifest.kind = q("imagesequence");
    manifest.begun = QDateTime::currentDateTimeUtc();
    QVERIFY(OpenManifest::create(systemFiles(), folder(q("takes")), manifest));
}

} // namespace

class TestUiRecovery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingToDecideShowsNothing();
    void whatWasInterruptedIsListedAndFinished();
    void onlyTheChosenOneIsKept();
    void laterAsksAgain();

private:
    static void click(RecoveryDialog& dialog, const char* name)
    {
        auto* button = dialog.findChild<QPushButton*>(q(name));
        QVERIFY(button);
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
};

void TestUiRecovery::nothingToDecideShowsNothing()
{
    const TempFolder folder;
    RecoveryDialog dialog(Recovery(systemFiles(), folder(q("takes"))), nullptr);
    QSignalSpy settled(&dialog, &RecoveryDialog::settled);
    dialog.offer();
    QVERIFY(settled.wait());
    QVERIFY(!dialog.isVisible());
}

void TestUiRecovery::whatWasInterruptedIsListedAndFinished()
{
    const TempFolder folder;
    leaveSequence(folder, q("a"));
    leaveSequence(folder, q("b"));
    RecoveryDialog dialog(Recovery(systemFiles(), folder(q("takes"))), nullptr);
    dialog.offer();
    QTRY_VERIFY(dialog.isVisible());
    QCOMPARE(dialog.list().topLevelItemCount(), 2);
    QCOMPARE(dialog.list().topLevelItem(0)->text(0), q("a.0.png"));
    QVERIFY(!dialog.list().topLevelItem(0)->text(4).isEmpty());
    QSignalSpy settled(&dialog, &RecoveryDialog::settled);
    click(dialog, "finish");
    QTRY_COMPARE(settled.count(), 1);
    QCOMPARE(dialog.list().topLevelItemCount(), 0);
    QVERIFY(dialog.statusText().contains(q("b.0.png")));
    QVERIFY(!QFile::exists(folder(q("a.2.png.part"))));
    QVERIFY(QFile::exists(folder(q("a.1.png"))));
}

void TestUiRecovery::onlyTheChosenOneIsKept()
{
    const TempFolder folder;
    leaveSequence(folder, q("a"));
    leaveSequence(folder, q("b"));
    RecoveryDialog dialog(Recovery(systemFiles(), folder(q("takes"))), nullptr);
    dialog.offer();
    QTRY_VERIFY(dialog.isVisible());
    dialog.list().clearSelection();
    QVERIFY(!dialog.findChild<QPushButton*>(q("finish"))->isEnabled());
    dialog.list().topLevelItem(1)->setSelected(true);
    click(dialog, "keep");
    QTRY_COMPARE(dialog.list().topLevelItemCount(), 1);
    QCOMPARE(dialog.list().topLevelItem(0)->text(0), q("a.0.png"));
    QVERIFY(QFile::exists(folder(q("b.2.png.part"))));
}

void TestUiRecovery::laterAsksAgain()
{
    const TempFolder folder;
    leaveSequence(folder, q("a"));
    for (int start = 0; start < 2; ++start) {
        RecoveryDialog dialog(Recovery(systemFiles(), folder(q("takes"))), nullptr);
        dialog.offer();
        QTRY_VERIFY(dialog.isVisible());
        QCOMPARE(dialog.list().topLevelItemCount(), 1);
        click(dialog, "later");
        QVERIFY(!dialog.isVisible());
    }
}

QTEST_MAIN(TestUiRecovery)
#include "test_ui_recovery.moc"
