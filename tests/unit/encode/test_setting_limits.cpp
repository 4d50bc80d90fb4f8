// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/setting_limits.h"

#include <QTest>

using namespace reelout;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

const CodecType& typeOf(const MovieSpec& movie)
{
    return *CodecCatalog::instance().type(movie.codec, movie.codecType);
}

MovieSpec movieOf(const char* codec, const char* type)
{
    MovieSpec movie;
    movie.codec = q(codec);
    movie.codecType = q(type);
    return movie;
}

} // namespace

class TestSettingLimits final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void values_data();
    void values();
    void valuesAmongEachOther();
    void whatHoldsNoSoundSaysSo();
    void whatIsGreyedIsSaidInTheReport();
    void codecsDefaultsAreFollowed();
};

void TestSettingLimits::rows_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("deaf"); ///< types that don't follow it
    QTest::newRow("slices") << q("h265") << q("frameslicing") << q("videotoolbox");
    QTest::newRow("number of slices") << q("h265") << q("numslices") << q("videotoolbox");
    QTest::newRow("motion") << q("h264") << q("motionpredict") << q("nvenc vaapi qsv videotoolbox");
    QTest::newRow("presets") << q("av1") << q("preset") << q("videotoolbox");
    QTest::newRow("B-frames") << q("h265") << q("maxbframes") << q("nvenc vaapi qsv amf videotoolbox");
    QTest::newRow("quality") << q("h264") << q("quality") << QString();
    QTest::newRow("sound") << q("h264") << q("audiocodec") << QString();
    QTest::newRow("no setting of the codec") << q("prores") << q("entropymode") << QString();
}

void TestSettingLimits::rows()
{
    QFETCH(QString, codec);
    QFETCH(QString, setting);
    QFETCH(QString, deaf);
    const Codec& found = *CodecCatalog::instance().codec(codec);
    QStringList limited;
    for (const CodecType& type : found.types) {
        if (!settingLimit(found, type, setting).isEmpty())
            limited << type.token;
    }
    QCOMPARE(limited.join(QLatin1Char(' ')), deaf);
}

void TestSettingLimits::values_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("unable"); ///< types that can't do it
    QTest::newRow("lossless H.264") << q("h264") << q("preset") << q("lossless")
                                    << q("vaapi qsv amf videotoolbox");
    QTest::newRow("lossless AV1") << q("av1") << q("preset") << q("lossless")
                                  << q("svtav1 nvenc vaapi qsv amf videotoolbox");
    QTest::newRow("balanced") << q("av1") << q("preset") << q("balanced") << QString();
    QTest::newRow("constant AV1") << q("av1") << q("bitratemode") << q("constanthq")
                                  << q("svtav1 videotoolbox");
    QTest::newRow("variable AV1") << q("av1") << q("bitratemode") << q("variable") << QString();
    QTest::newRow("whole pixels H.265") << q("h265") << q("motionpredict") << q("full") << q("x265");
    QTest::newRow("half pixels H.265") << q("h265") << q("motionpredict") << q("half") << QString();
    QTest::newRow("whole pixels MPEG-4") << q("mpeg4") << q("motionpredict") << q("full") << q("mpeg4");
}

void TestSettingLimits::values()
{
    QFETCH(QString, codec);
    QFETCH(QString, setting);
    QFETCH(QString, value);
    QFETCH(QString, unable);
    MovieSpec movie;
    movie.codec = codec;
    QStringList found;
    for (const CodecType& type : CodecCatalog::instance().codec(codec)->types) {
        if (!valueLimit(movie, type, setting, value).isEmpty())
            found << (type.token.isEmpty() ? type.encoder : type.token);
    }
    QCOMPARE(found.join(QLatin1Char(' ')), unable);
}

void TestSettingLimits::valuesAmongEachOther()
{
    MovieSpec movie = movieOf("h264", "x264");
    QCOMPARE(firstValueLimit(movie, typeOf(movie)), QString());
    movie.profile = q("high");
    QCOMPARE(firstValueLimit(movie, typeOf(movie)), QString());
    movie.pixelFormat = q("yuv444");
    QVERIFY(firstValueLimit(movie, typeOf(movie)).contains(q("YUV 4:4:4, 8 bit")));
    movie.pixelFormat = q("yuv420");
    movie.preset = q("lossless");
    QVERIFY(firstValueLimit(movie, typeOf(movie)).contains(q("lossless")));
    movie.preset = q("fast");
    movie.profile = q("baseline");
    movie.entropyMode = q("cabac");
    QVERIFY(firstValueLimit(movie, typeOf(movie)).contains(q("CABAC")));
    // Another codec has none of these rows, so what was left in them is nobody's business.
    movie.codec = q("vp9");
    movie.codecType.clear();
    QCOMPARE(firstValueLimit(movie, typeOf(movie)), QString());
}

void TestSettingLimits::whatHoldsNoSoundSaysSo()
{
    const Codec& gif = *CodecCatalog::instance().codec(q("gif"));
    for (const char* row : {"audiochop", "audiosources", "audiotracks", "audiocodec", "audiobitrate"})
        QVERIFY(!settingLimit(gif, gif.types.front(), q(row)).isEmpty());
}

void TestSettingLimits::whatIsGreyedIsSaidInTheReport()
{
    MovieSpec movie = movieOf("h265", "videotoolbox");
    const Codec& codec = *CodecCatalog::instance().codec(movie.codec);
    QCOMPARE(unfollowedSettings(movie, codec, typeOf(movie)), QStringList());
    movie.slices = 4;
    movie.motionPrediction = q("half");
    QCOMPARE(unfollowedSettings(movie, codec, typeOf(movie)).size(), 2);
    movie.codecType = q("x265");
    QCOMPARE(unfollowedSettings(movie, codec, typeOf(movie)), QStringList());
}

void TestSettingLimits::codecsDefaultsAreFollowed()
{
    for (const Codec& codec : CodecCatalog::instance().codecs()) {
        for (const CodecType& type : codec.types) {
            MovieSpec movie;
            movie.codec = codec.token;
            movie.codecType = type.token;
            QCOMPARE(firstValueLimit(movie, type), QString());
            QCOMPARE(unfollowedSettings(movie, codec, type), QStringList());
        }
    }
}

QTEST_GUILESS_MAIN(TestSettingLimits)
#include "test_setting_limits.moc"
