// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project.h"
#include "record/record_plan.h"

#include <QSet>
#include <QTest>

using namespace reelout;

namespace {

QString channelsOf(const StillSpec& still)
{
    QStringList names(still.channelNames.begin(), still.channelNames.end());
    for (const StillLayer& layer : still.layers)
        names += QStringList(layer.op) + QStringList(layer.channels.begin(), layer.channels.end());
    return names.join(QLatin1Char(','));
}

// Everything of a plan as text, so that any difference shows.
QString fingerprint(const RecordPlan& plan)
{
    const MovieSpec& m = plan.movie;
    QStringList parts{
        QString::number(static_cast<int>(plan.kind)),
        QString::number(static_cast<int>(plan.name.kind)),
        QString::number(plan.name.uniqueSuffix),
        QString::number(plan.name.firstIndex),
        QString::number(plan.name.leadingZerosDigits),
        plan.name.extension,
        plan.notices.join(QLatin1Char('|')),
        plan.rate.toString(),
        m.codec,
        m.codecType,
        m.pixelFormat,
        QString::number(m.quality),
        m.rate.toString(),
        m.profile,
        m.preset,
        m.bitRateMode,
        QString::number(m.averageBitRate),
        QString::number(m.peakBitRate),
        QString::number(m.keyFrameInterval),
        QString::number(m.maxBFrames),
        m.motionPrediction,
        QString::number(m.slices),
        m.entropyMode,
        QString::number(m.secondaryCompression),
        QString::number(m.softwareFallback),
        plan.still.type,
        plan.still.pixelFormat,
        QString::number(plan.still.quality),
        QString::number(plan.still.maxThreads),
        channelsOf(plan.still),
        plan.still.exrCompression,
        QString::number(plan.still.dwaLevel),
        QString::number(plan.still.pointCloud),
        plan.still.ddsCompression,
        QString::number(plan.still.mipMaps),
        QString::number(plan.still.webpLossless),
        QString::number(static_cast<int>(plan.size.mode)),
        QString::number(plan.size.resolution.width),
        QString::number(plan.size.resolution.height),
        QString::number(plan.size.multiplier),
        QString::number(plan.size.passes),
        QString::number(static_cast<int>(plan.size.aspectMode)),
        QString::number(plan.size.aspect.first),
        QString::number(plan.size.aspect.second),
        QString::number(static_cast<int>(plan.smoothness)),
        QString::number(plan.channelMask),
        plan.soundOperators.join(QLatin1Char(' ')),
        QString::number(static_cast<int>(plan.soundTracks)),
        plan.soundCodec,
        QString::number(plan.soundBitRate),
        plan.sound.fileType,
        plan.sound.codec,
        QString::number(plan.sound.bitRate),
        plan.scope,
        plan.rateMatch,
        QString::number(plan.timeSlice),
        plan.limitFrames ? QString::number(*plan.limitFrames) : QStringLiteral("none"),
        QString::number(plan.split.frames),
        QString::number(plan.split.seconds),
        QString::number(plan.split.bytes),
        QString::number(plan.stallForOpen),
        QString::number(plan.testMode),
    };
    for (const auto& [key, value] : m.metadata)
        parts += QString(key + QLatin1Char('=') + value);
    return parts.join(QLatin1Char('|'));
}

QString planOf(const Operator& sink)
{
    const Result<RecordPlan> plan = makeRecordPlan(sink, 2.0);
    return plan ? fingerprint(*plan) : QStringLiteral("refused: %1").arg(plan.error().detail);
}

// Rows that do not change the plan, and where they count instead.
const QMap<QString, QString>& withoutEffect()
{
    static const QMap<QString, QString> rows{
        {QStringLiteral("moviefileout.file"), QStringLiteral("evaluated for each name: FileExpression")},
        {QStringLiteral("moviefileout.record"), QStringLiteral("a command of the Recorder")},
        {QStringLiteral("moviefileout.pause"), QStringLiteral("a command of the Recorder")},
        {QStringLiteral("moviefileout.addframe"), QStringLiteral("a command of the Recorder")},
        {QStringLiteral("moviefileout.split"), QStringLiteral("a command of the Recorder")},
        {QStringLiteral("moviefileout.marker"), QStringLiteral("a command of the Recorder")},
        {QStringLiteral("moviefileout.replay"), QStringLiteral("a command of the ReplayBuffer")},
        {QStringLiteral("moviefileout.savereplay"), QStringLiteral("a command of the ReplayBuffer")},
        {QStringLiteral("moviefileout.replaylength"), QStringLiteral("the ReplayBuffer's: replayLimits()")},
        {QStringLiteral("moviefileout.replaysize"), QStringLiteral("the ReplayBuffer's: replayLimits()")},
        {QStringLiteral("moviefileout.resmenu"), QStringLiteral("fills Resolution")},
        {QStringLiteral("moviefileout.armenu"), QStringLiteral("fills Aspect")},
        {QStringLiteral("moviefileout.fillmode"), QStringLiteral("the viewport's")},
        {QStringLiteral("moviefileout.filtertype"), QStringLiteral("the viewport's")},
        {QStringLiteral("audiofileout.file"), QStringLiteral("evaluated for each name: FileExpression")},
        {QStringLiteral("audiofileout.record"), QStringLiteral("a command of the Recorder")},
        {QStringLiteral("audiofileout.pause"), QStringLiteral("a command of the Recorder")},
        {QStringLiteral("audiofileout.exportmethod"), QStringLiteral("exports arrive later")},
        {QStringLiteral("audiofileout.autoexportroot"), QStringLiteral("exports arrive later")},
        {QStringLiteral("audiofileout.exporttable"), QStringLiteral("exports arrive later")},
    };
    return rows;
}

// A value of the row that differs from the one it has.
QVariant otherValue(const ParamDescriptor& row, const ParamSet& params)
{
    const QVariant now = params.value(row.name);
    switch (row.kind) {
    case ParamKind::Menu:
    case ParamKind::DynamicMenu: {
        const std::vector<MenuItem> items = params.menuItems(row.name);
        for (const MenuItem& item : items) {
            if (item.token != now.toString())
                return item.token;
        }
        return items.empty() ? QVariant(QStringLiteral("another")) : QVariant();
    }
    case ParamKind::Toggle:
        return !now.toBool();
    case ParamKind::Int:
    case ParamKind::Mask:
        return now.toLongLong() == 7 ? 5 : 7;
    case ParamKind::Float:
        return now.toDouble() == 0.5 || row.range.minimum.value_or(0.0) >= 1.0 ? 33.0 : 0.5;
    case ParamKind::Int2:
    case ParamKind::Float2:
        return QVariantList{3, 7};
    case ParamKind::String:
        return QStringLiteral("chan1");
    case ParamKind::OpRef:
        return QStringLiteral("audiooscillator1");
    case ParamKind::OpTable:
        return QStringLiteral("table1");
    case ParamKind::Sequence:
        if (row.name == QLatin1String("audiosources"))
            return QVariantList{QVariantMap{{QStringLiteral("chop"), QStringLiteral("audiooscillator2")}}};
        return now.toList() +
               QVariantList{QVariantMap{{QStringLiteral("top"), QStringLiteral("testpattern1")},
                                        {QStringLiteral("r"), QStringLiteral("Z")}}};
    case ParamKind::File:
    case ParamKind::Pulse:
        break;
    }
    return {};
}

// What has to be set for a row to have anything to say.
void prepare(const QString& row, ParamSet& params)
{
    const auto set = [&](const char* name, const QVariant& value) {
        QVERIFY(params.set(QString::fromLatin1(name), value));
    };
    if (row == QLatin1String("length") || row == QLatin1String("lengthunit"))
        set("limitlength", true);
    if (row == QLatin1String("numslices"))
        set("frameslicing", true);
    if (row == QLatin1String("leadingzerosdigits"))
        set("type", QStringLiteral("imagesequence"));
    if (row == QLatin1String("audiochop"))
        set("audiochop", QString());
    if (row == QLatin1String("audiotracks") || row == QLatin1String("audiosources"))
        set("audiochop", QStringLiteral("audiooscillator1"));
    if (row == QLatin1String("input")) {
        set("type", QStringLiteral("imagesequence"));
        set("imagefiletype", QStringLiteral("exr"));
    }
}

class Bench {
public:
    explicit Bench(const QString& type)
    {
        project.setMenuProvider([](Operator&, const QString& provider) {
            // Stand-ins for the engine's answers: only that there is a choice.
            std::vector<MenuItem> items;
            if (provider == QLatin1String("codectypes"))
                items = {{QStringLiteral("x264"), {}, {}}, {QStringLiteral("other"), {}, {}}};
            if (provider == QLatin1String("codecpixelformats"))
                items = {{QStringLiteral("yuv420"), {}, {}}, {QStringLiteral("yuv444"), {}, {}}};
            return items;
        });
        QVERIFY(project.add(QStringLiteral("audiooscillator")));
        QVERIFY(project.add(QStringLiteral("audiooscillator")));
        const Result<Operator*> table = project.add(QStringLiteral("table"));
        QVERIFY(table);
        (*table)->setRows({{QStringLiteral("title"), QStringLiteral("a film")}});
        const Result<Operator*> added = project.add(type);
        QVERIFY(added);
        sink = *added;
    }
    Project project;
    Operator* sink = nullptr;
};

} // namespace

class TestRecordPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyParameterMatters_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("row");
        int rows = 0;
        for (const char* type : {"moviefileout", "audiofileout"}) {
            for (const ParamDescriptor& row : operatorType(QString::fromLatin1(type))->table->rows()) {
                if (row.isOurs && qstrcmp(type, "audiofileout") == 0)
                    continue; // the fingerprint has sounds in part only
                QTest::addRow("%s.%s", type, qPrintable(row.name)) << QString::fromLatin1(type) << row.name;
                rows += row.isOurs ? 0 : 1;
            }
        }
        QCOMPARE(rows, 66);
    }

    void everyParameterMatters()
    {
        QFETCH(QString, type);
        QFETCH(QString, row);
        Bench bench(type);
        ParamSet& params = bench.sink->params();
        prepare(row, params);
        const ParamDescriptor& descriptor = *params.table().find(row);
        const QString key = QStringLiteral("%1.%2").arg(type, row);
        const QString before = planOf(*bench.sink);
        QVERIFY2(!before.startsWith(QLatin1String("refused")), qPrintable(before));
        const QVariant value = otherValue(descriptor, params);
        if (withoutEffect().contains(key)) {
            if (value.isValid() && descriptor.kind != ParamKind::File)
                QVERIFY(params.set(row, value));
            QCOMPARE(planOf(*bench.sink), before);
            return;
        }
        QVERIFY2(value.isValid(), qPrintable(key));
        const Status set = params.set(row, value);
        QVERIFY2(set, set ? "" : qPrintable(set.error().detail));
        QVERIFY2(planOf(*bench.sink) != before, qPrintable(key));
    }

    void everyExceptionIsARow()
    {
        for (const QString& key : withoutEffect().keys()) {
            const QStringList parts = key.split(QLatin1Char('.'));
            QVERIFY2(operatorType(parts[0])->table->find(parts[1]), qPrintable(key));
        }
    }

    void soundSourcesComeInOrderAndOnce()
    {
        Bench bench(QStringLiteral("moviefileout"));
        ParamSet& params = bench.sink->params();
        const auto block = [](const char* name) {
            return QVariantMap{{QStringLiteral("chop"), QString::fromLatin1(name)}};
        };
        QVERIFY(params.set(QStringLiteral("audiochop"), QStringLiteral("one")));
        QVERIFY(
            params.set(QStringLiteral("audiosources"),
                       QVariantList{block("three"), block(""), block("one"), block("two"), block("three")}));
        RecordPlan plan = makeRecordPlan(*bench.sink, 1.0).value();
        QCOMPARE(plan.soundOperators,
                 QStringList({QStringLiteral("one"), QStringLiteral("three"), QStringLiteral("two")}));
        QVERIFY(plan.soundTracks == SoundTracks::Mixed);
        QVERIFY(params.set(QStringLiteral("audiotracks"), QStringLiteral("separate")));
        QVERIFY(makeRecordPlan(*bench.sink, 1.0)->soundTracks == SoundTracks::Separate);
        // Without Audio CHOP the rows below it are disabled.
        QVERIFY(params.set(QStringLiteral("audiochop"), QString()));
        QVERIFY(!makeRecordPlan(*bench.sink, 1.0)->hasSound());
    }

    void aMovieThatHoldsNoSoundHasNone()
    {
        Bench bench(QStringLiteral("moviefileout"));
        ParamSet& params = bench.sink->params();
        QVERIFY(params.set(QStringLiteral("audiochop"), QStringLiteral("one")));
        QVERIFY(makeRecordPlan(*bench.sink, 1.0)->hasSound());
        QVERIFY(params.set(QStringLiteral("videocodec"), QStringLiteral("gif")));
        QVERIFY(!makeRecordPlan(*bench.sink, 1.0)->hasSound());
    }

    void onlyOpenExrTakesFurtherInputs_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("takes");
        QTest::newRow("image") << "image"
                               << "exr" << true;
        QTest::newRow("sequence") << "imagesequence"
                                  << "exr" << true;
        QTest::newRow("tiff") << "image"
                              << "tiff" << false;
        QTest::newRow("movie") << "movie"
                               << "exr" << false;
    }

    void onlyOpenExrTakesFurtherInputs()
    {
        QFETCH(QString, type);
        QFETCH(QString, file);
        QFETCH(bool, takes);
        Bench bench(QStringLiteral("moviefileout"));
        ParamSet& params = bench.sink->params();
        const QVariantMap own{{QStringLiteral("r"), QStringLiteral("red")}};
        const QVariantMap other{{QStringLiteral("top"), QStringLiteral("two")},
                                {QStringLiteral("r"), QStringLiteral("two.R")}};
        QVERIFY(params.set(QStringLiteral("type"), type));
        QVERIFY(params.set(QStringLiteral("imagefiletype"), file));
        QVERIFY(params.set(QStringLiteral("input"), QVariantList{own, other, other}));
        const Result<RecordPlan> plan = makeRecordPlan(*bench.sink, 1.0);
        QVERIFY(plan);
        QCOMPARE(plan->still.layers.size(), takes ? 2U : 0U);
        QCOMPARE(plan->still.channelNames[0], takes ? QStringLiteral("red") : QStringLiteral("R"));
        QCOMPARE(plan->notices.size(), takes ? 0 : 1);
        if (!takes) {
            QVERIFY(plan->notices[0].contains(QStringLiteral("(two)")));
            return;
        }
        // A name twice is refused before the start, with both of its owners.
        const Status status = checkPlan(*plan, QStringLiteral("/a.exr"), std::nullopt, {});
        QVERIFY(!status);
        QCOMPARE(status.error().detail,
                 QStringLiteral("the recorder's own input and two both have a channel \"G\""));
    }

    void limitInItsThreeUnits_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<double>("length");
        QTest::addColumn<qint64>("frames");
        QTest::newRow("indices") << QStringLiteral("indices") << 300.0 << qint64(300);
        QTest::newRow("frames at the project rate") << QStringLiteral("frames") << 300.0 << qint64(150);
        QTest::newRow("seconds") << QStringLiteral("seconds") << 2.5 << qint64(75);
        QTest::newRow("at least one") << QStringLiteral("frames") << 1.0 << qint64(1);
    }

    void limitInItsThreeUnits()
    {
        QFETCH(QString, unit);
        QFETCH(double, length);
        QFETCH(qint64, frames);
        Bench bench(QStringLiteral("moviefileout")); // project.rate is 60
        ParamSet& params = bench.sink->params();
        QVERIFY(params.set(QStringLiteral("fps"), 30.0));
        QVERIFY(params.set(QStringLiteral("limitlength"), true));
        QVERIFY(params.set(QStringLiteral("length"), length));
        QVERIFY(params.set(QStringLiteral("lengthunit"), unit));
        QCOMPARE(*makeRecordPlan(*bench.sink, 1.0)->limitFrames, frames);
    }

    void extensionFollowsTheKind()
    {
        Bench movie(QStringLiteral("moviefileout"));
        QCOMPARE(makeRecordPlan(*movie.sink, 1.0)->name.extension, QStringLiteral("mp4"));
        QVERIFY(movie.sink->params().set(QStringLiteral("type"), QStringLiteral("image")));
        QVERIFY(movie.sink->params().set(QStringLiteral("imagefiletype"), QStringLiteral("png")));
        QCOMPARE(makeRecordPlan(*movie.sink, 1.0)->name.extension, QStringLiteral("png"));
        Bench sound(QStringLiteral("audiofileout"));
        QCOMPARE(makeRecordPlan(*sound.sink, 1.0)->name.extension, QStringLiteral("wav"));
    }

    void wrongExtensionIsRefusedAndTheRightOneNamed_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("named");
        const auto movie = QStringLiteral("moviefileout");
        const auto sound = QStringLiteral("audiofileout");
        QTest::newRow("movie") << movie << "movie"
                               << "/a/b.gif"
                               << "mp4";
        QTest::newRow("movie without") << movie << "movie"
                                       << "/a/b"
                                       << ".mp4";
        QTest::newRow("still") << movie << "image"
                               << "/a/b.jpg"
                               << ".tif";
        QTest::newRow("still without") << movie << "image"
                                       << "/a/b"
                                       << ".tif";
        QTest::newRow("sound") << sound << ""
                               << "/a/b.flac"
                               << ".wav";
    }

    void wrongExtensionIsRefusedAndTheRightOneNamed()
    {
        QFETCH(QString, type);
        QFETCH(QString, kind);
        QFETCH(QString, path);
        QFETCH(QString, named);
        Bench bench(type);
        if (!kind.isEmpty())
            QVERIFY(bench.sink->params().set(QStringLiteral("type"), kind));
        const Result<RecordPlan> plan = makeRecordPlan(*bench.sink, 1.0);
        QVERIFY(plan);
        const Status checked = checkPlan(*plan, path, std::nullopt, {});
        QVERIFY(!checked);
        QVERIFY2(checked.error().detail.contains(named), qPrintable(checked.error().detail));
        QVERIFY(checkPlan(*plan, QStringLiteral("/a/b.") + plan->name.extension, std::nullopt, {}));
    }

    void ratesOfSeveralSounds()
    {
        QCOMPARE(*trackRateFor({44100, 48000, 22050}, QStringLiteral("first"), {}), 44100);
        QCOMPARE(*trackRateFor({44100, 48000, 22050}, QStringLiteral("max"), {}), 48000);
        QCOMPARE(*trackRateFor({44100, 48000, 22050}, QStringLiteral("min"), {}), 22050);
        QVERIFY(!trackRateFor({44100, 48000}, QStringLiteral("err"), {}));
        QCOMPARE(*trackRateFor({48000, 48000}, QStringLiteral("err"), {}), 48000);
        QCOMPARE(*trackRateFor({192000}, QStringLiteral("max"), {44100, 48000, 96000}), 96000);
        QCOMPARE(*trackRateFor({45000}, QStringLiteral("max"), {44100, 48000, 96000}), 48000);
        QVERIFY(!trackRateFor({}, QStringLiteral("max"), {}));
    }
};

QTEST_GUILESS_MAIN(TestRecordPlan)
#include "test_record_plan.moc"
