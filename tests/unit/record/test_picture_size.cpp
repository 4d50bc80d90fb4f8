// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/channel_pattern.h"
#include "record/picture_size.h"

#include <QTest>

using namespace reelout;

class TestPictureSize : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sizes_data()
    {
        using R = OutputResolution;
        QTest::addColumn<int>("mode");
        QTest::addColumn<QSize>("input");
        QTest::addColumn<QSize>("resolution");
        QTest::addColumn<double>("multiplier");
        QTest::addColumn<int>("passes");
        QTest::addColumn<QSize>("expected");
        const auto row = [](const char* name, R mode, QSize input, QSize resolution, double multiplier,
                            int passes, QSize expected) {
            QTest::newRow(name) << static_cast<int>(mode) << input << resolution << multiplier << passes
                                << expected;
        };
        const QSize hd(1920, 1080);
        row("as it is", R::UseInput, hd, {}, 1.0, 1, hd);
        row("as it is, three passes", R::UseInput, hd, {}, 1.0, 3, hd);
        row("half", R::Half, hd, {}, 1.0, 1, {960, 540});
        row("half of odd", R::Half, {1921, 1081}, {}, 1.0, 1, {960, 540});
        row("half twice", R::Half, hd, {}, 1.0, 2, {480, 270});
        row("eighth of little", R::Eighth, {5, 3}, {}, 1.0, 1, {1, 1});
        row("double", R::Twice, hd, {}, 1.0, 1, {3840, 2160});
        row("eight times, bounded", R::EightTimes, {4096, 100}, {}, 1.0, 1, {16384, 800});
        row("fit shrinks", R::Fit, hd, {1280, 1280}, 1.0, 1, {1280, 720});
        row("fit grows", R::Fit, {640, 480}, hd, 1.0, 1, {1440, 1080});
        row("fit does not creep", R::Fit, {640, 480}, hd, 1.0, 5, {1440, 1080});
        row("limit shrinks", R::Limit, hd, {960, 960}, 1.0, 1, {960, 540});
        row("limit never grows", R::Limit, {640, 480}, hd, 1.0, 1, {640, 480});
        row("custom", R::Custom, hd, {333, 777}, 1.0, 1, {333, 777});
        row("multiplier", R::UseInput, hd, {}, 0.5, 1, {960, 540});
        row("multiplier on custom", R::Custom, hd, {100, 50}, 2.0, 1, {200, 100});
    }

    void sizes()
    {
        QFETCH(int, mode);
        QFETCH(QSize, input);
        QFETCH(QSize, resolution);
        QFETCH(double, multiplier);
        QFETCH(int, passes);
        QFETCH(QSize, expected);
        PictureSizePlan plan;
        plan.mode = static_cast<OutputResolution>(mode);
        plan.resolution = {resolution.width(), resolution.height()};
        plan.multiplier = multiplier;
        plan.passes = passes;
        const Size size = plan.sizeFor({input.width(), input.height()});
        QCOMPARE(QSize(size.width, size.height), expected);
    }

    void pixelAspect()
    {
        PictureSizePlan plan;
        const Size hd{1920, 1080};
        QCOMPARE(plan.pixelAspectFor(hd, 1.0, hd), 1.0);
        QCOMPARE(plan.pixelAspectFor(hd, 1.25, hd), 1.25);
        plan.mode = OutputResolution::Half;
        QCOMPARE(plan.pixelAspectFor({1921, 1081}, 1.0, {960, 540}), 1.0);
        plan.mode = OutputResolution::Custom;
        QVERIFY(qFuzzyCompare(plan.pixelAspectFor(hd, 1.0, {720, 576}), 16.0 / 9.0 / 1.25));
        plan.aspectMode = OutputAspect::Resolution;
        QCOMPARE(plan.pixelAspectFor(hd, 1.25, {720, 576}), 1.0);
        plan.aspectMode = OutputAspect::Custom;
        plan.aspect = {4.0, 3.0};
        QVERIFY(qFuzzyCompare(plan.pixelAspectFor(hd, 1.0, {720, 576}), 4.0 / 3.0 / 1.25));
    }

    void patterns_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("chosen");
        QTest::newRow("all") << "*"
                             << "chan1 chan2 chan3 chan10 left right a*b";
        QTest::newRow("one") << "chan1"
                             << "chan1";
        QTest::newRow("question mark") << "chan?"
                                       << "chan1 chan2 chan3";
        QTest::newRow("characters") << "[lr]*t"
                                    << "left right";
        QTest::newRow("letters from to") << "[k-m]eft"
                                         << "left";
        QTest::newRow("range") << "chan[2-10]"
                               << "chan2 chan3 chan10";
        QTest::newRow("range with step") << "chan[1-9:2]"
                                         << "chan1 chan3";
        QTest::newRow("list of ranges") << "chan[1,3-5]"
                                        << "chan1 chan3";
        QTest::newRow("quoted") << "\"a*b\""
                                << "a*b";
        QTest::newRow("or keeps input order") << "right left"
                                              << "left right";
        QTest::newRow("removal") << "* ^chan*"
                                 << "left right a*b";
        QTest::newRow("removal first") << "^left"
                                       << "chan1 chan2 chan3 chan10 right a*b";
        QTest::newRow("added again") << "* ^chan* chan3"
                                     << "chan3 left right a*b";
        QTest::newRow("case matters") << "Left"
                                      << "";
        QTest::newRow("nothing") << ""
                                 << "";
    }

    void patterns()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, chosen);
        const QStringList names =
            QStringLiteral("chan1 chan2 chan3 chan10 left right a*b").split(QLatin1Char(' '));
        const Result<ChannelPattern> parsed = ChannelPattern::parse(pattern);
        QVERIFY(parsed);
        QStringList got;
        for (const int position : parsed->select(names))
            got += names[position];
        QCOMPARE(got.join(QLatin1Char(' ')), chosen);
    }

    void badPatternsAreRefused()
    {
        for (const char* pattern : {"[abc", "\"open", "[]", "a[5-2]", "a[1-5:0]", "[1-99999999]"})
            QVERIFY2(!ChannelPattern::parse(QString::fromLatin1(pattern)), pattern);
    }
};

QTEST_GUILESS_MAIN(TestPictureSize)
#include "test_picture_size.moc"
