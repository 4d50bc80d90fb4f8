// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/frame_code.h"
#include "media/picture_hub.h"
#include "support/process.h"
#include "ui/effects/effects.h"

#include <QDir>
#include <QtEndian>

namespace reelout::test {

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// Number of the picture in frame 0 of the file.
std::uint32_t firstNumber(const QString& path)
{
    const std::vector<QByteArray> pictures = decodePictures(path, 160, 96, 0, 1);
    if (pictures.empty())
        return 0;
    const FrameCodeView view{reinterpret_cast<const std::uint8_t*>(pictures.front().constData()),
                             std::ptrdiff_t{160} * 4,
                             {160, 96},
                             4};
    return readFrameCode(view).value_or(0);
}

/// A file that opens when the source has shown that many more pictures.
constexpr std::uint64_t kPicturesWhileOpening = 20;

void stallforopen()
{
    std::shared_ptr<PictureHub> hub;
    EffectBench::Options options;
    options.openWriter = [&hub](const WriterRequest& request) {
        const std::uint64_t before = hub->latest()->serial;
        while (hub->latest()->serial < before + kPicturesWhileOpening &&
               hub->waitNewerThan(hub->latest()->serial, std::chrono::seconds(10), {}))
            ;
        return openRealWriter(request);
    };
    EffectBench bench(options);
    bench.liveMovie();
    bench.arrange("audiochop", QString());
    bench.arrange("preset", q("lossless")); // the number has to be read back
    bench.arrange("limitlength", true);
    bench.arrange("lengthunit", q("indices"));
    bench.arrange("length", 8.0);
    QVERIFY(bench.until([&] {
        hub = bench.engine().runningPicture(*bench.sink().input(0));
        return hub && hub->latest();
    }));
    // How many pictures lie between the one at Record and the first of the file. The number burnt in and the
    // serial count alike, from different beginnings.
    const auto delay = [&] {
        const std::uint64_t before = hub->latest()->serial;
        return bench.record() && bench.report().isComplete
                   ? std::int64_t{firstNumber(bench.path())} - static_cast<std::int64_t>(before)
                   : std::int64_t{-1'000'000'000};
    };
    const std::int64_t with = delay();
    QVERIFY(bench.toggle("stallforopen"));
    const std::int64_t without = delay();
    QVERIFY2(without - with >= static_cast<std::int64_t>(kPicturesWhileOpening) - 2,
             qPrintable(q("%1 and %2").arg(with).arg(without)));
}

void profile()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.choose("profile", "baseline"));
    QVERIFY(bench.record());
    QVERIFY(bench.video("profile").contains(q("Baseline")));
}

void preset()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.choose("preset", "lossless"));
    QVERIFY(bench.record());
    QVERIFY(bench.video("profile").startsWith(q("High 4:4:4")));
}

void bitratemode()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.record());
    QCOMPARE(bench.x264("rc"), q("crf"));
    QVERIFY(bench.choose("bitratemode", "constant"));
    QVERIFY(bench.record());
    QVERIFY2(bench.x264("rc") == q("cbr") || bench.x264("rc") == q("abr"), qPrintable(bench.x264("rc")));
}

void avgbitrate()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("bitratemode", q("variable"));
    QVERIFY(bench.type("avgbitrate", "1234"));
    QVERIFY(bench.record());
    QCOMPARE(bench.x264("bitrate"), q("1234"));
}

void peakbitrate()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("bitratemode", q("variable"));
    bench.arrange("avgbitrate", 1000.0);
    QVERIFY(bench.type("peakbitrate", "2345"));
    QVERIFY(bench.record());
    QCOMPARE(bench.x264("vbv_maxrate"), q("2345"));
}

void keyframeinterval()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("length", 12.0);
    QVERIFY(bench.type("keyframeinterval", "4"));
    QVERIFY(bench.record());
    const ProcessResult flags =
        runProcess(q("ffprobe"), {q("-v"), q("error"), q("-select_streams"), q("v"), q("-show_entries"),
                                  q("packet=flags"), q("-of"), q("csv=p=0"), bench.path()});
    QCOMPARE(flags.out.count('K'), 3);
}

void maxbframes()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.type("maxbframes", "0"));
    QVERIFY(bench.record());
    QCOMPARE(bench.video("has_b_frames"), q("0"));
    QCOMPARE(bench.x264("bframes"), q("0"));
}

void motionpredict()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.record());
    const QString usual = bench.x264("subme");
    QVERIFY(bench.choose("motionpredict", "full"));
    QVERIFY(bench.record());
    QCOMPARE(bench.x264("subme"), q("0"));
    QVERIFY(usual != q("0"));
}

void frameslicing()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("numslices", 3);
    QVERIFY(bench.record());
    QCOMPARE(bench.x264("slices"), QString());
    QVERIFY(bench.toggle("frameslicing"));
    QVERIFY(bench.record());
    QCOMPARE(bench.x264("slices"), q("3"));
}

void numslices()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("frameslicing", true);
    QVERIFY(bench.type("numslices", "5"));
    QVERIFY(bench.record());
    QCOMPARE(bench.x264("slices"), q("5"));
}

void entropymode()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.choose("entropymode", "cavlc"));
    QVERIFY(bench.record());
    const QString head = QString::fromLatin1(bench.bytes());
    QVERIFY(head.contains(q("options: cabac=0")));
}

void secondarycompression()
{
    EffectBench bench;
    bench.movie();
    bench.arrange("videocodec", q("hap"));
    QVERIFY(bench.record());
    const std::uint64_t small = bench.report().stats.bytes;
    QVERIFY(bench.toggle("secondarycompression"));
    QVERIFY(bench.record());
    QVERIFY(bench.report().stats.bytes > small);
}

void encodetestmode()
{
    EffectBench bench;
    bench.movie();
    QVERIFY(bench.toggle("encodetestmode"));
    QVERIFY(bench.record());
    QVERIFY(bench.path().isEmpty());
    QVERIFY(bench.report().encodedFramesPerSecond > 0.0);
    QVERIFY(QDir(bench.folder().path()).isEmpty());
}

void mipmaps()
{
    EffectBench bench;
    bench.still("dds");
    // dwMipMapCount is the seventh number of the header, behind "DDS ".
    const auto levels = [&] { return qFromLittleEndian<quint32>(bench.bytes().constData() + 28); };
    QVERIFY(bench.record());
    QVERIFY(levels() <= 1);
    QVERIFY(bench.toggle("mipmaps"));
    QVERIFY(bench.record());
    QCOMPARE(levels(), 8U); // 160 × 96 down to 1 × 1
}

} // namespace

std::vector<Effect> settingsEffects()
{
    constexpr auto kOp = "moviefileout";
    return {
        {kOp, "stallforopen", stallforopen},
        {kOp, "profile", profile},
        {kOp, "preset", preset},
        {kOp, "bitratemode", bitratemode},
        {kOp, "avgbitrate", avgbitrate},
        {kOp, "peakbitrate", peakbitrate},
        {kOp, "keyframeinterval", keyframeinterval},
        {kOp, "maxbframes", maxbframes},
        {kOp, "motionpredict", motionpredict},
        {kOp, "frameslicing", frameslicing},
        {kOp, "numslices", numslices},
        {kOp, "entropymode", entropymode},
        {kOp, "secondarycompression", secondarycompression},
        {kOp, "encodetestmode", encodetestmode},
        {kOp, "mipmaps", mipmaps},
    };
}

} // namespace reelout::test
