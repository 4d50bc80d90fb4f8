// SPDX-License-Identifier: GPL-3.0-or-later
#include "take_rig.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

RecordingName named(int index)
{
    RecordingName name;
    name.path = QStringLiteral("/fake/out.%1.png").arg(index);
    return name;
}

} // namespace

class TestStillTake : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneStillAndItIsOver()
    {
        TakeRig rig({.kind = RecordPlan::Kind::Image});
        rig.run(1s);
        const std::uint64_t present = rig.pictures->latest()->serial;
        rig.record();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.pictures().size(), 1U);
        QCOMPARE(rig.script.pictures()[0].serial, present);
        QVERIFY(rig.report().isComplete);
        QCOMPARE(rig.report().path, rig.setup.name.path);
        QCOMPARE(rig.script.finished(), 1);
    }

    void whilePausedOneMoreAtEachAddFrame()
    {
        TakeRig rig({.kind = RecordPlan::Kind::Image, .paused = true});
        rig.run(1s);
        rig.record();
        std::vector<std::uint64_t> wanted{rig.pictures->latest()->serial};
        for (int i = 1; i < 4; ++i) {
            rig.run(300ms);
            wanted.push_back(rig.pictures->latest()->serial);
            rig.take->addFrame(rig.pictures->latest(), named(i));
        }
        QVERIFY(!rig.take->isDone());
        rig.take->resume(); // Pause going off ends it
        QVERIFY(rig.finish());
        std::vector<std::uint64_t> got;
        for (const auto& picture : rig.script.pictures())
            got.push_back(picture.serial);
        QCOMPARE(got, wanted);
        QCOMPARE(rig.script.paths().size(), 4);
        QCOMPARE(rig.script.paths()[3], QStringLiteral("/fake/out.3.png"));
        QCOMPARE(rig.report().stats.framesWritten, 4);
        QCOMPARE(rig.report().path, rig.setup.name.path);
    }

    void tooManyAtOnceAreRefusedByName()
    {
        TakeRig rig({.kind = RecordPlan::Kind::Image, .paused = true});
        rig.run(1s);
        rig.script.pictureGate.close();
        rig.record();
        rig.clock.advance(1ms);
        while (rig.script.pictureGate.waiting() == 0)
            std::this_thread::yield();
        for (int i = 1; i <= 20; ++i)
            rig.take->addFrame(rig.pictures->latest(), named(i));
        rig.take->stop();
        rig.script.pictureGate.open();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.pictures().size(), 17U);
        QCOMPARE(rig.report().warnings.size(), 4);
        QVERIFY(rig.report().warnings[0].contains(QStringLiteral("out.17.png")));
    }

    void aStillThatFailsEndsIt()
    {
        TakeRig rig({.kind = RecordPlan::Kind::Image, .paused = true});
        rig.script.failAtPicture = 0;
        rig.run(1s);
        rig.record();
        QVERIFY(rig.finish());
        QCOMPARE(rig.report().error->code, ErrorCode::DiskFull);
        QVERIFY(!rig.report().isComplete);
    }
};

QTEST_GUILESS_MAIN(TestStillTake)
#include "test_take_still.moc"
