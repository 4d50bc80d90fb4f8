// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/x264_options.h"

#include <QTest>

using namespace reelout;

namespace {

EncoderPlan planFor(const MovieSpec& spec, int processors = 4)
{
    const CodecCatalog& catalog = CodecCatalog::instance();
    return x264Plan({spec, *catalog.type(spec.codec, spec.codecType),
                     *catalog.pixelFormat(spec.codec, spec.codecType, spec.pixelFormat), spec.size,
                     QStringLiteral("mp4"), processors});
}

QString option(const EncoderPlan& plan, const char* name)
{
    const QString* value = findOption(plan.options, QString::fromLatin1(name));
    return value == nullptr ? QStringLiteral("-") : *value;
}

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

} // namespace

class TestX264Options : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void qualityBecomesCrf();
    void presets_data();
    void presets();
    void rateModes();
    void losslessIsQpZero();
    void bestQualityIsLosslessWhereNoPlayerIsLost();
    void keyFramesAreExact();
    void profiles();
    void motionAndEntropyAndSlices();
    void delayIsBounded();
    void threadThatLooksAheadIsOneOfThem();
    void picturesAreCutNoMoreThanNeeded();
    void rgbHasItsOwnEncoder();
};

void TestX264Options::qualityBecomesCrf()
{
    QCOMPARE(crfOfQuality(0.0), 40.0);
    QCOMPARE(crfOfQuality(1.0), 14.0);
    QCOMPARE(crfOfQuality(0.5), 27.0);
    MovieSpec spec;
    QCOMPARE(option(planFor(spec), "crf"), q("16.60"));
    QCOMPARE(option(planFor(spec), "b"), q("-"));
}

void TestX264Options::presets_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("hq");
    QTest::newRow("none") << q("none") << q("ultrafast") << q("superfast");
    QTest::newRow("fast") << q("fast") << q("ultrafast") << q("superfast");
    QTest::newRow("balanced") << q("balanced") << q("superfast") << q("veryfast");
    QTest::newRow("high") << q("high") << q("veryfast") << q("faster");
    QTest::newRow("ultrahigh") << q("ultrahigh") << q("fast") << q("slow");
    QTest::newRow("lossless") << q("lossless") << q("superfast") << q("superfast");
}

void TestX264Options::presets()
{
    QFETCH(QString, preset);
    QFETCH(QString, theirs);
    QFETCH(QString, hq);
    MovieSpec spec;
    spec.preset = preset;
    QCOMPARE(option(planFor(spec), "preset"), theirs);
    spec.bitRateMode = q("variablehq");
    QCOMPARE(option(planFor(spec), "preset"), hq);
}

void TestX264Options::rateModes()
{
    MovieSpec spec;
    spec.averageBitRate = 5000;
    spec.peakBitRate = 7000;
    spec.bitRateMode = q("constant");
    QCOMPARE(option(planFor(spec), "b"), q("5000000"));
    QCOMPARE(option(planFor(spec), "maxrate"), q("5000000"));
    QCOMPARE(option(planFor(spec), "bufsize"), q("5000000"));
    QCOMPARE(option(planFor(spec), "crf"), q("-"));
    spec.bitRateMode = q("variable");
    QCOMPARE(option(planFor(spec), "maxrate"), q("7000000"));
    QCOMPARE(option(planFor(spec), "bufsize"), q("7000000"));
    // A peak below the average is lifted to it.
    spec.peakBitRate = 1000;
    QCOMPARE(option(planFor(spec), "maxrate"), q("5000000"));
}

void TestX264Options::losslessIsQpZero()
{
    MovieSpec spec;
    spec.preset = q("lossless");
    spec.bitRateMode = q("constant");
    QCOMPARE(option(planFor(spec), "qp"), q("0"));
    QCOMPARE(option(planFor(spec), "b"), q("-"));
    QCOMPARE(option(planFor(spec), "crf"), q("-"));
}

void TestX264Options::bestQualityIsLosslessWhereNoPlayerIsLost()
{
    MovieSpec spec;
    spec.quality = 1.0;
    spec.pixelFormat = q("yuv444");
    QCOMPARE(option(planFor(spec), "qp"), q("0"));
    spec.pixelFormat = q("rgb");
    QCOMPARE(option(planFor(spec), "qp"), q("0"));
    spec.pixelFormat = q("yuv420");
    QCOMPARE(option(planFor(spec), "qp"), q("-"));
    QCOMPARE(option(planFor(spec), "crf"), q("14.00"));
}

void TestX264Options::keyFramesAreExact()
{
    MovieSpec spec;
    spec.keyFrameInterval = 37;
    QCOMPARE(option(planFor(spec), "g"), q("37"));
    QCOMPARE(option(planFor(spec), "keyint_min"), q("37"));
    QCOMPARE(option(planFor(spec), "sc_threshold"), q("0"));
}

void TestX264Options::profiles()
{
    MovieSpec spec;
    QCOMPARE(option(planFor(spec), "profile"), q("-"));
    spec.profile = q("baseline");
    QCOMPARE(option(planFor(spec), "profile"), q("baseline"));
    QCOMPARE(option(planFor(spec), "bf"), q("0"));
    spec.profile = q("high");
    QCOMPARE(option(planFor(spec), "8x8dct"), q("1"));
    QCOMPARE(option(planFor(spec), "bf"), q("2"));
    spec.profile = q("main");
    QCOMPARE(option(planFor(spec), "coder"), q("cabac"));
}

void TestX264Options::motionAndEntropyAndSlices()
{
    MovieSpec spec;
    QCOMPARE(option(planFor(spec), "subq"), q("-"));
    QCOMPARE(option(planFor(spec), "slices"), q("-"));
    QCOMPARE(option(planFor(spec), "coder"), q("-"));
    spec.motionPrediction = q("full");
    QCOMPARE(option(planFor(spec), "subq"), q("0"));
    spec.motionPrediction = q("half");
    QCOMPARE(option(planFor(spec), "subq"), q("1"));
    spec.motionPrediction = q("quarter");
    QCOMPARE(option(planFor(spec), "subq"), q("2"));
    spec.slices = 12;
    QCOMPARE(option(planFor(spec), "slices"), q("12"));
    spec.entropyMode = q("cavlc");
    QCOMPARE(option(planFor(spec), "coder"), q("cavlc"));
}

void TestX264Options::delayIsBounded()
{
    for (const char* preset : {"none", "fast", "balanced", "high", "ultrahigh", "lossless"}) {
        for (const char* mode : {"quality", "variablehq"}) {
            for (const int bFrames : {0, 2, 5, 16}) {
                MovieSpec spec;
                spec.preset = q(preset);
                spec.bitRateMode = q(mode);
                spec.maxBFrames = bFrames;
                const EncoderPlan plan = planFor(spec, 64);
                const int lookahead = option(plan, "rc-lookahead").toInt();
                const QString raw = option(plan, "x264-params");
                const int synchronous =
                    raw.section(q("sync-lookahead="), 1).section(QLatin1Char(':'), 0, 0).toInt();
                // x264's own sum (encoder/encoder.c), and the reordering behind it.
                const int delay = std::max(bFrames, lookahead) + synchronous + plan.threads - 1 + 1;
                QVERIFY2(delay <= kMostDelayedFrames,
                         qPrintable(QStringLiteral("%1 %2").arg(q(preset)).arg(delay)));
            }
        }
    }
}

void TestX264Options::threadThatLooksAheadIsOneOfThem()
{
    MovieSpec spec;
    spec.preset = q("high");
    spec.maxBFrames = 3;
    QCOMPARE(planFor(spec, 2).threads, 2);
    QCOMPARE(planFor(spec, 4).threads, 5);
    QCOMPARE(planFor(spec, 1).threads, 1);
    spec.maxBFrames = 0; // it has little to do
    QCOMPARE(planFor(spec, 2).threads, 3);
    spec.maxBFrames = 3;
    spec.preset = q("balanced"); // there is none
    QCOMPARE(planFor(spec, 2).threads, 3);
}

void TestX264Options::picturesAreCutNoMoreThanNeeded()
{
    MovieSpec spec;
    spec.preset = q("none");
    spec.maxBFrames = 0;
    spec.size = {1920, 1080};
    spec.rate = FrameRate(30, 1);
    QCOMPARE(planFor(spec, 8).threads, 1);
    spec.rate = FrameRate(60, 1);
    QCOMPARE(planFor(spec, 8).threads, 2);
    QCOMPARE(planFor(spec, 1).threads, 1);
    spec.size = {3840, 2160};
    QCOMPARE(planFor(spec, 2).threads, 2);
    QCOMPARE(planFor(spec, 64).threads, 6); // ultrafast takes no more
    spec.size = {1920, 1080};
    spec.rate = FrameRate(30, 1);
    spec.pixelFormat = q("yuv444"); // twice the samples
    QCOMPARE(planFor(spec, 8).threads, 2);
    spec.pixelFormat = q("yuv422p10bit");
    QCOMPARE(planFor(spec, 8).threads, 2);
    spec.pixelFormat.clear();
    spec.preset = q("balanced");
    QCOMPARE(planFor(spec, 8).threads, 2);
    spec.preset = q("lossless"); // bits take time
    QCOMPARE(planFor(spec, 4).threads, 4);
    spec.maxBFrames = 2; // a picture for each thread, none is cut
    spec.preset = q("none");
    QCOMPARE(planFor(spec, 4).threads, 6);
}

void TestX264Options::rgbHasItsOwnEncoder()
{
    MovieSpec spec;
    QCOMPARE(planFor(spec).encoder, q("libx264"));
    spec.pixelFormat = q("rgb");
    QCOMPARE(planFor(spec).encoder, q("libx264rgb"));
}

QTEST_GUILESS_MAIN(TestX264Options)
#include "test_x264_options.moc"
