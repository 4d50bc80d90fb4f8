// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/hardware_options.h"
#include "encode/hardware_trial.h"
#include "encode/setting_limits.h"
#include "ffmpeg/av_ptr.h"

#include <QTest>

#include <functional>

extern "C" {
#include <libavutil/opt.h>
}

using namespace reelout;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

const CodecType& typeOf(const MovieSpec& spec)
{
    return *CodecCatalog::instance().type(spec.codec, spec.codecType);
}

EncoderPlan planFor(const MovieSpec& spec, const char* container = "mp4")
{
    const CodecType& type = typeOf(spec);
    return encoderPlan({spec, type, type.pixelFormats.front(), {1920, 1080}, q(container), 4});
}

MovieSpec specOf(const char* codec, const char* type)
{
    MovieSpec spec;
    spec.codec = q(codec);
    spec.codecType = q(type);
    spec.size = {1920, 1080};
    return spec;
}

QString option(const EncoderPlan& plan, const char* name)
{
    const QString* value = findOption(plan.options, QString::fromLatin1(name));
    return value == nullptr ? QStringLiteral("-") : *value;
}

constexpr const char* kCodecs[] = {"h264", "h265", "av1"};
constexpr const char* kTypes[] = {"nvenc", "vaapi", "qsv", "amf", "videotoolbox"};

// Settings that together reach every line of the plans.
std::vector<MovieSpec> variants(const char* codec, const char* type)
{
    std::vector<MovieSpec> specs;
    for (const char* preset : {"none", "balanced", "high", "ultrahigh", "lossless"}) {
        for (const char* mode : {"quality", "constant", "variable", "constanthq", "variablehq"}) {
            for (const char* profile : {"autoselect", "baseline", "main", "high"}) {
                MovieSpec spec = specOf(codec, type);
                spec.preset = q(preset);
                spec.bitRateMode = q(mode);
                spec.profile = q(profile);
                spec.slices = q(mode) == q("variable") ? 4 : 0;
                spec.entropyMode = q(q(mode) == q("constant") ? "cavlc" : "cabac");
                spec.motionPrediction = q(q(mode) == q("variablehq") ? "half" : "default");
                specs.push_back(spec);
            }
        }
    }
    return specs;
}

} // namespace

class TestHardwareOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOptionIsTheLibrarys_data();
    void everyOptionIsTheLibrarys();
    void qualityIsConstantQuality_data();
    void qualityIsConstantQuality();
    void rateModes_data();
    void rateModes();
    void structureIsTheSameEverywhere();
    void profilesAndEntropy();
    void losslessIsNvencs();
    void hevcInIsoIsHvc1();
    void vaapiWantsSurfaces();
    void whatCantBeFollowedIsRefused_data();
    void whatCantBeFollowedIsRefused();
    void reasonsArePlain();
};

void TestHardwareOptions::everyOptionIsTheLibrarys_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("type");
    for (const char* codec : kCodecs) {
        for (const char* type : kTypes)
            QTest::addRow("%s %s", codec, type) << q(codec) << q(type);
    }
}

// What this machine's FFmpeg has is enough: options can be set without a driver.
void TestHardwareOptions::everyOptionIsTheLibrarys()
{
    QFETCH(QString, codec);
    QFETCH(QString, type);
    const QByteArray codecName = codec.toLatin1();
    const QByteArray typeName = type.toLatin1();
    const QByteArray encoder = typeOf(specOf(codecName, typeName)).encoder.toLatin1();
    const AVCodec* library = avcodec_find_encoder_by_name(encoder);
    if (library == nullptr)
        QSKIP("not in this FFmpeg");
    for (const MovieSpec& spec : variants(codecName, typeName)) {
        if (!firstValueLimit(spec, typeOf(spec)).isEmpty())
            continue;
        const AvCodecContextPtr context(avcodec_alloc_context3(library));
        for (const auto& [name, value] : planFor(spec).options) {
            const int number =
                av_opt_set(context.get(), name.toLatin1(), value.toLatin1(), AV_OPT_SEARCH_CHILDREN);
            QVERIFY2(number >= 0, qPrintable(QString(name + QLatin1Char('=') + value)));
        }
    }
}

void TestHardwareOptions::qualityIsConstantQuality_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QStringList>("values"); // at 0, 0.5 and 1
    const auto row = [](const char* codec, const char* type, const char* name, const char* values) {
        QTest::addRow("%s %s", codec, type) << q(codec) << q(type) << q(name) << q(values).split(q(" "));
    };
    row("h264", "nvenc", "cq", "40 27 14");
    row("av1", "nvenc", "cq", "40 27 14");
    row("h264", "vaapi", "global_quality", "40 27 14");
    row("av1", "vaapi", "global_quality", "220 140 60");
    row("h265", "qsv", "global_quality", "40 27 14");
    row("h265", "amf", "qp_p", "40 27 14");
    row("av1", "amf", "qp_i", "220 140 60");
    row("h264", "videotoolbox", "global_quality", "1 5900 11800");
}

void TestHardwareOptions::qualityIsConstantQuality()
{
    QFETCH(QString, codec);
    QFETCH(QString, type);
    QFETCH(QString, option);
    QFETCH(QStringList, values);
    MovieSpec spec = specOf(codec.toLatin1(), type.toLatin1());
    for (int step = 0; step < 3; ++step) {
        spec.quality = step / 2.0;
        const EncoderPlan plan = planFor(spec);
        QCOMPARE(::option(plan, option.toLatin1()), values[step]);
        QCOMPARE(::option(plan, "maxrate"), q("-"));
    }
}

void TestHardwareOptions::rateModes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("constant");
    QTest::addColumn<QString>("variable");
    QTest::newRow("nvenc") << q("nvenc") << q("rc") << q("cbr") << q("vbr");
    QTest::newRow("vaapi") << q("vaapi") << q("rc_mode") << q("CBR") << q("VBR");
    QTest::newRow("qsv") << q("qsv") << q("maxrate") << q("5000000") << q("7000000");
    QTest::newRow("amf") << q("amf") << q("rc") << q("cbr") << q("vbr_peak");
}

void TestHardwareOptions::rateModes()
{
    QFETCH(QString, type);
    QFETCH(QString, option);
    QFETCH(QString, constant);
    QFETCH(QString, variable);
    MovieSpec spec = specOf("h264", type.toLatin1());
    spec.averageBitRate = 5000;
    spec.peakBitRate = 7000;
    for (const char* mode : {"constant", "constanthq", "variable", "variablehq"}) {
        spec.bitRateMode = q(mode);
        const EncoderPlan plan = planFor(spec);
        QCOMPARE(::option(plan, option.toLatin1()), isConstantRate(spec) ? constant : variable);
        QCOMPARE(::option(plan, "b"), q("5000000"));
        QCOMPARE(::option(plan, "maxrate"), isConstantRate(spec) ? q("5000000") : q("7000000"));
        QCOMPARE(::option(plan, "bufsize"), ::option(plan, "maxrate"));
    }
    const QString quick = planFor(specOf("h264", type.toLatin1())).options.front().second;
    QVERIFY(quick != planFor(spec).options.front().second || type == q("amf"));
}

void TestHardwareOptions::structureIsTheSameEverywhere()
{
    for (const char* codec : kCodecs) {
        for (const char* type : kTypes) {
            MovieSpec spec = specOf(codec, type);
            spec.keyFrameInterval = 37;
            spec.maxBFrames = 3;
            const bool isH264 = q(codec) == q("h264");
            QCOMPARE(option(planFor(spec), "g"), q("37"));
            QCOMPARE(option(planFor(spec), "bf"), q(isH264 ? "3" : "0"));
            QCOMPARE(typeOf(spec).settings.contains(q("maxbframes")), isH264);
            spec.profile = q("baseline");
            QCOMPARE(option(planFor(spec), "bf"), q("0"));
        }
    }
}

void TestHardwareOptions::profilesAndEntropy()
{
    const QMap<QString, QString> baseline{{q("nvenc"), q("baseline")},
                                          {q("vaapi"), q("constrained_baseline")},
                                          {q("qsv"), q("baseline")},
                                          {q("amf"), q("constrained_baseline")},
                                          {q("videotoolbox"), q("baseline")}};
    for (const char* type : kTypes) {
        MovieSpec spec = specOf("h264", type);
        QCOMPARE(option(planFor(spec), "profile"), q("-"));
        spec.profile = q("baseline");
        QCOMPARE(option(planFor(spec), "profile"), baseline[q(type)]);
        spec.profile = q("high");
        QCOMPARE(option(planFor(spec), "profile"), q("high"));
        spec.entropyMode = q("cavlc");
        const bool isQsv = q(type) == q("qsv");
        QCOMPARE(option(planFor(spec), isQsv ? "cavlc" : "coder"), q(isQsv ? "1" : "cavlc"));
        MovieSpec other = specOf("h265", type);
        other.profile = q("high"); // H.264's
        QCOMPARE(option(planFor(other), "profile"), q("-"));
    }
}

void TestHardwareOptions::losslessIsNvencs()
{
    MovieSpec spec = specOf("h265", "nvenc");
    spec.preset = q("lossless");
    spec.bitRateMode = q("constant");
    QCOMPARE(option(planFor(spec), "tune"), q("lossless"));
    QCOMPARE(option(planFor(spec), "qp"), q("0"));
    QCOMPARE(option(planFor(spec), "b"), q("-"));
}

void TestHardwareOptions::hevcInIsoIsHvc1()
{
    const MovieSpec spec = specOf("h265", "qsv");
    QCOMPARE(planFor(spec, "mov").codecTag, QByteArray("hvc1"));
    QVERIFY(planFor(spec, "mkv").codecTag.isEmpty());
    QVERIFY(planFor(specOf("h264", "qsv"), "mov").codecTag.isEmpty());
}

void TestHardwareOptions::vaapiWantsSurfaces()
{
    for (const char* type : kTypes) {
        const bool isVaapi = q(type) == q("vaapi");
        QCOMPARE(planFor(specOf("h264", type)).memory == EncoderPlan::Memory::Vaapi, isVaapi);
    }
}

using Change = std::function<void(MovieSpec&)>;

void TestHardwareOptions::whatCantBeFollowedIsRefused_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("refusing"); // types, in the order of kTypes
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, const char* codec, const char* refusing, Change change) {
        QTest::newRow(name) << q(codec) << q(refusing) << std::move(change);
    };
    row("as it comes", "h264", "", [](MovieSpec&) {});
    row("lossless", "h264", "vaapi qsv amf videotoolbox",
        [](MovieSpec& spec) { spec.preset = q("lossless"); });
    row("lossless AV1", "av1", "nvenc vaapi qsv amf videotoolbox",
        [](MovieSpec& spec) { spec.preset = q("lossless"); });
    row("constant rate", "h264", "videotoolbox", [](MovieSpec& spec) { spec.bitRateMode = q("constant"); });
}

void TestHardwareOptions::whatCantBeFollowedIsRefused()
{
    QFETCH(QString, codec);
    QFETCH(QString, refusing);
    QFETCH(Change, change);
    QStringList refused;
    for (const char* type : kTypes) {
        MovieSpec spec = specOf(codec.toLatin1(), type);
        change(spec);
        if (!firstValueLimit(spec, typeOf(spec)).isEmpty())
            refused << q(type);
    }
    QCOMPARE(refused.join(QLatin1Char(' ')), refusing);
    MovieSpec software = specOf("h264", "x264");
    change(software);
    QVERIFY(firstValueLimit(software, typeOf(software)).isEmpty());
}

void TestHardwareOptions::reasonsArePlain()
{
    QCOMPARE(plainHardwareReason(q("h264_nvenc"), q("h264_nvenc: … (Cannot load libcuda.so.1)")),
             q("There is no NVIDIA driver here."));
    QCOMPARE(
        plainHardwareReason(q("h264_vaapi"), q("VA-API: … (No VA display found for any default device.)")),
        q("There is no graphics card with VA-API here."));
    QCOMPARE(plainHardwareReason(q("hevc_vaapi"), q("VA-API: Generic error in an external library")),
             q("There is no graphics card with VA-API here."));
    QVERIFY(plainHardwareReason(q("hevc_qsv"), q("something new")).contains(q("something new")));
}

QTEST_GUILESS_MAIN(TestHardwareOptions)
#include "test_hardware_options.moc"
