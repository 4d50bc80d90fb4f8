// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "movie_fixture.h"
#include "record/take.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

/// Record, Add Frame × n with the real encoders: exactly n frames in every codec and container there is.
class StopFrameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactlyAsManyAsAdded_data() { addSoftwareCodecs(); }

    void exactlyAsManyAsAdded()
    {
        QFETCH(QString, codec);
        QFETCH(QString, type);
        QFETCH(QString, container);
        constexpr int kFrames = 5;
        const TempFolder folder;
        TakeSetup setup;
        setup.op = QStringLiteral("moviefileout1");
        setup.plan.kind = RecordPlan::Kind::StopFrame;
        setup.plan.rate = FrameRate(25, 1);
        setup.plan.movie.rate = setup.plan.rate;
        setup.plan.movie.codec = codec;
        setup.plan.movie.codecType = type;
        setup.name.path = folder(QStringLiteral("out.") + container);
        setup.clock = &systemClock();
        setup.files = &systemFiles();
        setup.openWriter = openRealWriter;
        setup.stopTimeout = 60s;
        setup.pictures = std::make_shared<PictureHub>();
        setup.present = pictureOf(0);
        setup.pictures->publish(setup.present);
        setup.recordInstant = systemClock().now();

        const std::shared_ptr<reelout::Take> take = reelout::Take::create(setup, {});
        std::vector<Worker> threads = take->start();
        for (int frame = 0; frame < kFrames; ++frame)
            take->addFrame(pictureOf(frame), setup.name);
        take->stop();
        QVERIFY(take->waitDone(120s));
        threads.clear();
        const RecordReport report = take->report();
        QVERIFY2(!report.error, report.error ? qPrintable(report.error->detail) : "");
        QCOMPARE(report.stats.framesWritten, kFrames);
        // By its packets: nobody else decodes Hap R and Hap HDR.
        QCOMPARE(probeMedia(setup.name.path).videoTimes.size(), std::size_t(kFrames));
    }

private:
    static PicturePtr pictureOf(int frame)
    {
        auto picture =
            std::make_shared<Picture>(*makePicture(PixelFormat::Bgra8, {128, 96}, frame, kScreenColour));
        picture->serial = static_cast<std::uint64_t>(frame) + 1;
        picture->captured = systemClock().now();
        return picture;
    }
};

QTEST_GUILESS_MAIN(StopFrameTest)
#include "test_stop_frame.moc"
