// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/effects.h"

#include <QDir>
#include <QFileInfo>

namespace reelout::test {

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

bool recordSome(EffectBench& bench, std::int64_t frames = 4800)
{
    return bench.start() && bench.until([&] { return bench.recorder().stats().audioFrames > frames; }) &&
           bench.stop();
}

void filetype()
{
    EffectBench bench;
    bench.sound();
    QVERIFY(bench.choose("filetype", "flac"));
    QVERIFY(recordSome(bench));
    QVERIFY(bench.bytes().startsWith("fLaC"));
}

void uniquesuff()
{
    EffectBench bench;
    bench.sound();
    QVERIFY(recordSome(bench));
    QVERIFY(recordSome(bench));
    QCOMPARE(bench.name(), q("Reelout.1.wav"));
    QVERIFY(bench.toggle("uniquesuff"));
    QVERIFY(bench.record());
    QVERIFY(bench.report().error);
    QCOMPARE(bench.report().error->code, ErrorCode::AlreadyExists);
}

void n()
{
    EffectBench bench;
    bench.sound();
    QVERIFY(bench.type("n", "3"));
    QVERIFY(recordSome(bench));
    QCOMPARE(bench.name(), q("Reelout.3.wav"));
}

void file()
{
    EffectBench bench;
    bench.sound();
    QVERIFY(bench.typeExpression("file", "'memo' + me.fileSuffix"));
    QVERIFY(recordSome(bench));
    QCOMPARE(bench.name(), q("memo.0.wav"));
}

void codec()
{
    EffectBench bench;
    bench.sound();
    QVERIFY(bench.choose("codec", "pcm24"));
    QVERIFY(recordSome(bench));
    QCOMPARE(bench.audio("codec_name"), q("pcm_s24le"));
}

void bitrate()
{
    EffectBench bench;
    bench.sound();
    bench.arrange("filetype", q("mp3"));
    QVERIFY(bench.choose("bitrate", "b96"));
    QVERIFY(recordSome(bench));
    QCOMPARE(bench.audio("bit_rate"), q("96000"));
}

void record()
{
    EffectBench bench;
    bench.sound();
    QVERIFY(bench.toggle("record"));
    QVERIFY(bench.until([&] { return bench.recorder().stats().audioFrames > 4800; }));
    QVERIFY(bench.toggle("record"));
    QVERIFY(bench.until([&] { return bench.recorder().lastReport().has_value(); }));
    QVERIFY(bench.report().isComplete);
    QVERIFY(bench.probe().audioDuration >= 0.1);
}

void pause()
{
    EffectBench bench;
    bench.sound();
    QVERIFY(bench.start());
    QVERIFY(bench.until([&] { return bench.recorder().stats().audioFrames > 4800; }));
    QVERIFY(bench.toggle("pause"));
    const Duration held = bench.recorder().stats().recorded;
    const Timestamp since = systemClock().now();
    QVERIFY(bench.until([&] { return systemClock().now() - since > std::chrono::milliseconds(600); }));
    QCOMPARE(bench.recorder().stats().recorded, held);
    QVERIFY(bench.stop());
    // Of the pause there is nothing in the file, not even silence.
    QVERIFY(std::abs(bench.probe().audioDuration - toSeconds(held)) < 0.01);
}

void timeslice()
{
    EffectBench bench;
    bench.sound();
    QVERIFY(recordSome(bench, 12000));
    const QString clip = bench.path();
    const double length = bench.probe().audioDuration;
    Operator& file = bench.add("audiofilein", 0);
    bench.arrange("audiofilein1", "file", clip);
    bench.arrange("audiofilein1", "mode", q("clip"));
    QVERIFY(bench.project().connectInput(bench.sink(), 0, &file));
    QVERIFY(bench.record());
    QVERIFY(bench.report().error); // a clip stands still: nothing of it passes
    QVERIFY(bench.toggle("timeslice"));
    QVERIFY(bench.record());
    QVERIFY(bench.report().isComplete);
    QVERIFY(std::abs(bench.probe().audioDuration - length) < 0.001);
}

void scope()
{
    EffectBench bench;
    bench.sound();
    bench.arrange("audiooscillator1", "channels", 3);
    QVERIFY(recordSome(bench));
    QCOMPARE(bench.audio("channels"), q("3"));
    QVERIFY(bench.type("scope", "chan2"));
    QVERIFY(recordSome(bench));
    QCOMPARE(bench.audio("channels"), q("1"));
}

void srselect()
{
    EffectBench bench;
    bench.sound();
    bench.add("audiooscillator", 1);
    bench.arrange("audiooscillator2", "rate", 44100);
    QVERIFY(recordSome(bench));
    QCOMPARE(bench.audio("sample_rate"), q("48000"));
    QVERIFY(bench.choose("srselect", "min"));
    QVERIFY(recordSome(bench));
    QCOMPARE(bench.audio("sample_rate"), q("44100"));
}

/// The recorder's own channels drive another recorder: a gate that is open at once, with the name `gate`.
void exporting(EffectBench& bench, const char* gate)
{
    bench.sound();
    Operator& analyze = bench.add("analyze");
    QVERIFY(bench.project().connectInput(analyze, 0, &bench.add("audiooscillator")));
    bench.arrange("analyze1", "gatename", QLatin1String(gate));
    QVERIFY(bench.project().connectInput(bench.sink(), 0, &analyze));
    Operator& other = bench.add("audiofileout");
    QVERIFY(bench.project().connectInput(other, 0, bench.project().find(q("audiooscillator2"))));
}

bool isDriven(EffectBench& bench)
{
    Recorder* other = bench.engine().recorder(*bench.project().find(q("audiofileout2")));
    if (!bench.until([&] { return other->stats().audioFrames > 4800; }))
        return false;
    other->stop();
    return bench.until([&] { return other->lastReport().has_value(); }) &&
           QFileInfo(other->lastReport()->path).size() > 1000;
}

void tie(EffectBench& bench, const char* value)
{
    bench.add("table").setRows({{q("path"), q("parameter"), q("value"), q("enable")},
                                {q("audiofileout2"), q("record"), q(value), q("1")}});
}

void exportmethod()
{
    EffectBench bench;
    exporting(bench, "audiofileout2:record");
    QVERIFY(bench.choose("exportmethod", "autoname"));
    QVERIFY(isDriven(bench));
}

void autoexportroot()
{
    EffectBench bench;
    exporting(bench, ":record");
    bench.arrange("exportmethod", q("autoname"));
    QVERIFY(bench.chooseOperator("autoexportroot", "audiofileout2"));
    QVERIFY(isDriven(bench));
}

void exporttable()
{
    EffectBench bench;
    exporting(bench, "gate");
    bench.arrange("exportmethod", q("datname"));
    tie(bench, "gate");
    QVERIFY(bench.chooseOperator("exporttable", "table1"));
    QVERIFY(isDriven(bench));
}

} // namespace

std::vector<Effect> soundEffects()
{
    constexpr auto kOp = "audiofileout";
    return {
        {kOp, "filetype", filetype},
        {kOp, "uniquesuff", uniquesuff},
        {kOp, "n", n},
        {kOp, "file", file},
        {kOp, "codec", codec},
        {kOp, "bitrate", bitrate},
        {kOp, "record", record},
        {kOp, "pause", pause},
        {kOp, "timeslice", timeslice},
        {kOp, "scope", scope},
        {kOp, "srselect", srselect},
        {kOp, "exportmethod", exportmethod},
        {kOp, "autoexportroot", autoexportroot},
        {kOp, "exporttable", exporttable},
    };
}

} // namespace reelout::test
