// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/effects.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <cmath>

namespace reelout::test {

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

void type()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("imagefiletype", q("png"));
    QVERIFY(bench.choose("type", "imagesequence"));
    QVERIFY(bench.record());
    QCOMPARE(QDir(bench.folder().path()).entryList({q("*.png")}, QDir::Files).size(), 6);
}

void videocodec()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.choose("videocodec", "mjpa"));
    QVERIFY(bench.record());
    QCOMPARE(bench.video("codec_name"), q("mjpeg"));
}

void videocodectype()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("videocodec", q("prores"));
    QVERIFY(bench.choose("videocodectype", "4444"));
    QVERIFY(bench.record());
    QCOMPARE(bench.video("codec_tag_string"), q("ap4h"));
}

void imagefiletype()
{
    EffectBench bench;
    bench.still("tiff");
    QVERIFY(bench.choose("imagefiletype", "png"));
    QVERIFY(bench.record());
    QVERIFY(bench.bytes().startsWith("\x89PNG"));
}

void uniquesuff()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.record());
    QVERIFY(bench.record());
    QCOMPARE(bench.name(), q("Reelout.1.mp4"));
    QVERIFY(bench.toggle("uniquesuff"));
    QVERIFY(bench.record());
    // The first name is taken, and nothing is overwritten.
    QVERIFY(bench.report().error);
    QCOMPARE(bench.report().error->code, ErrorCode::AlreadyExists);
}

void n()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.type("n", "7"));
    QVERIFY(bench.record());
    QCOMPARE(bench.name(), q("Reelout.7.mp4"));
}

void leadingzerosdigits()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("imagefiletype", q("png"));
    bench.arrange("type", q("imagesequence"));
    QVERIFY(bench.type("leadingzerosdigits", "4"));
    QVERIFY(bench.record());
    QVERIFY(QFileInfo::exists(bench.folder()(q("Reelout.0.0005.png"))));
}

void file()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.typeExpression("file", "'take' + me.fileSuffix"));
    QVERIFY(bench.record());
    QCOMPARE(bench.name(), q("take.0.mp4"));
}

void moviepixelformat()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.choose("moviepixelformat", "yuv444"));
    QVERIFY(bench.record());
    QCOMPARE(bench.video("pix_fmt"), q("yuv444p"));
}

/// Real time: as much sound as tells what there is.
bool recordSomeSound(EffectBench& bench, std::int64_t frames)
{
    return bench.start() && bench.until([&] { return bench.recorder().stats().audioFrames > frames; }) &&
           bench.stop();
}

void audiochop()
{
    EffectBench bench;
    bench.liveMovie();
    bench.arrange("audiochop", QString());
    QVERIFY(bench.chooseOperator("audiochop", "audiooscillator1"));
    QVERIFY(recordSomeSound(bench, 4800));
    QCOMPARE(bench.audio("codec_name"), q("aac"));
}

void audiocodec()
{
    EffectBench bench;
    bench.liveMovie();
    QVERIFY(bench.choose("audiocodec", "alac"));
    QVERIFY(recordSomeSound(bench, 4800));
    QCOMPARE(bench.audio("codec_name"), q("alac"));
}

void audiobitrate()
{
    EffectBench bench;
    bench.liveMovie();
    // Of a constant rate from its first frame; AAC takes seconds to settle, longer after silence.
    bench.arrange("audiocodec", q("mp3"));
    // A second has its frames of before and after besides, a twentieth at most.
    const auto isReached = [&](const char* token, double wanted) {
        if (!bench.choose("audiobitrate", token) || !recordSomeSound(bench, 48000))
            return false;
        return std::abs(bench.audio("bit_rate").toDouble() - wanted) < wanted / 20;
    };
    QVERIFY2(isReached("b96", 96000), qPrintable(bench.audio("bit_rate")));
    QVERIFY2(isReached("b320", 320000), qPrintable(bench.audio("bit_rate")));
}

void quality()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("testpattern1", "pattern", q("noise"));
    QVERIFY(bench.record());
    const std::uint64_t fine = bench.report().stats.bytes;
    QVERIFY(bench.type("quality", "0.2"));
    QVERIFY(bench.record());
    QVERIFY(bench.report().stats.bytes * 2 < fine);
}

void fps()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.type("fps", "12.5"));
    QVERIFY(bench.record());
    QCOMPARE(bench.video("r_frame_rate"), q("25/2"));
}

void limitlength()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("limitlength", false);
    QVERIFY(bench.start());
    QVERIFY(bench.until([&] { return bench.recorder().stats().framesWritten > 20; }));
    QVERIFY(bench.stop());
    QVERIFY(bench.toggle("limitlength"));
    bench.arrange("length", 9.0);
    QVERIFY(bench.record());
    QCOMPARE(bench.probe().videoTimes.size(), std::size_t{9});
}

void length()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.type("length", "7"));
    QVERIFY(bench.record());
    QCOMPARE(bench.probe().videoTimes.size(), std::size_t{7});
}

void lengthunit()
{
    EffectBench bench;
    bench.movie();
    // Six frames of the project, at 60 a second, are three of a movie at 30.
    QVERIFY(bench.choose("lengthunit", "frames"));
    QVERIFY(bench.record());
    QCOMPARE(bench.probe().videoTimes.size(), std::size_t{3});
}

void record()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.toggle("record"));
    QVERIFY(bench.until([&] { return bench.recorder().lastReport().has_value(); }));
    QCOMPARE(bench.probe().videoTimes.size(), std::size_t{6});
    QVERIFY(!bench.sink().params().toggle(q("record"))); // it falls back by itself
}

void pause()
{
    EffectBench bench;
    bench.liveMovie();
    QVERIFY(bench.start());
    QVERIFY(bench.until([&] { return bench.recorder().stats().framesWritten >= 3; }));
    QVERIFY(bench.toggle("pause"));
    QCOMPARE(bench.recorder().state(), RecorderState::Paused);
    const Duration held = bench.recorder().stats().recorded;
    const Timestamp since = systemClock().now();
    QVERIFY(bench.until([&] { return systemClock().now() - since > std::chrono::milliseconds(400); }));
    QCOMPARE(bench.recorder().stats().recorded, held);
    QVERIFY(bench.toggle("pause"));
    QVERIFY(bench.until([&] { return bench.recorder().stats().recorded > held; }));
    QVERIFY(bench.stop());
    QVERIFY(bench.report().isComplete);
}

void addframe()
{
    EffectBench bench;
    bench.liveMovie();
    bench.arrange("audiochop", QString());
    bench.arrange("pause", true);
    QVERIFY(bench.start());
    for (int frame = 1; frame <= 3; ++frame) {
        QVERIFY(bench.press("addframe"));
        QVERIFY(bench.until([&] { return bench.recorder().stats().framesWritten == frame; }));
    }
    QVERIFY(bench.stop());
    QCOMPARE(bench.probe().videoTimes.size(), std::size_t{3});
}

/// Threads of this process that write stills now.
int stillThreads()
{
    int count = 0;
    for (const QString& thread : QDir(q("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile name(q("/proc/self/task/%1/comm").arg(thread));
        if (name.open(QIODevice::ReadOnly) && name.readAll().startsWith("still"))
            ++count;
    }
    return count;
}

void maxthread()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("type", q("imagesequence"));
    bench.arrange("limitlength", false);
    const auto threads = [&](const char* number) {
        int most = 0;
        const bool isDone = bench.type("maxthread", number) && bench.start() && bench.until([&] {
            most = std::max(most, stillThreads());
            return bench.recorder().stats().framesWritten > 20;
        }) && bench.stop();
        return isDone ? most : -1;
    };
    QCOMPARE(threads("5"), 5);
    QCOMPARE(threads("1"), 0); // the writer's own thread does it
}

void headerdat()
{
    EffectBench bench;
    bench.movie();
    bench.add("table").setRows({{q("title"), q("Of the table")}});
    QVERIFY(bench.chooseOperator("headerdat", "table1"));
    QVERIFY(bench.record());
    QCOMPARE(bench.probe().format.value(q("tags")).toObject().value(q("title")).toString(),
             q("Of the table"));
}

void pointcloud()
{
    EffectBench bench;
    bench.still("exr");
    QVERIFY(bench.record());
    QVERIFY(!bench.bytes().contains("pointCloud"));
    QVERIFY(bench.toggle("pointcloud"));
    QVERIFY(bench.record());
    QVERIFY(bench.bytes().contains("pointCloud"));
}

void input()
{
    EffectBench bench;
    bench.still("exr");
    bench.add("testpattern");
    bench.arrange("testpattern2", "resolution", QVariantList{160, 96});
    QVERIFY(bench.addBlock(
        "input", {{q("R"), q("depth.R")}, {q("G"), QString()}, {q("B"), QString()}, {q("A"), QString()}},
        "testpattern2"));
    QVERIFY(bench.record());
    QVERIFY2(bench.report().isComplete, bench.report().error ? qPrintable(bench.report().error->detail) : "");
    QVERIFY(bench.bytes().left(2000).contains("depth.R"));
}

} // namespace

std::vector<Effect> movieOutEffects()
{
    constexpr auto kOp = "moviefileout";
    return {
        {kOp, "type", type},
        {kOp, "videocodec", videocodec},
        {kOp, "videocodectype", videocodectype},
        {kOp, "imagefiletype", imagefiletype},
        {kOp, "uniquesuff", uniquesuff},
        {kOp, "n", n},
        {kOp, "leadingzerosdigits", leadingzerosdigits},
        {kOp, "file", file},
        {kOp, "moviepixelformat", moviepixelformat},
        {kOp, "audiochop", audiochop},
        {kOp, "audiocodec", audiocodec},
        {kOp, "audiobitrate", audiobitrate},
        {kOp, "quality", quality},
        {kOp, "fps", fps},
        {kOp, "limitlength", limitlength},
        {kOp, "length", length},
        {kOp, "lengthunit", lengthunit},
        {kOp, "record", record},
        {kOp, "pause", pause},
        {kOp, "addframe", addframe},
        {kOp, "maxthread", maxthread},
        {kOp, "headerdat", headerdat},
        {kOp, "pointcloud", pointcloud},
        {kOp, "input", input},
    };
}

} // namespace reelout::test
