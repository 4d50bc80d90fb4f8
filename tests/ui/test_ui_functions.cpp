// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/arithmetic.h"
#include "ui/inspector/channel_choice.h"
#include "ui/inspector/file_expression.h"
#include "ui/panels/figures.h"
#include "ui/viewport/guides.h"
#include "ui/viewport/picture_view.h"

#include <QTest>

using namespace reelout;

class TestUiFunctions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void arithmetic_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        QTest::newRow("number") << QStringLiteral(" 12.5 ") << 12.5;
        QTest::newRow("comma") << QStringLiteral("12,5") << 12.5;
        QTest::newRow("half") << QStringLiteral("1920/2") << 960.0;
        QTest::newRow("left to right") << QStringLiteral("100-10-5") << 85.0;
        QTest::newRow("products first") << QStringLiteral("2+3*4") << 14.0;
        QTest::newRow("brackets") << QStringLiteral("(2+3)*-4") << -20.0;
        QTest::newRow("ratio") << QStringLiteral("30000/1001") << 30000.0 / 1001.0;
    }
    void arithmetic()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const auto result = evaluateArithmetic(text);
        QVERIFY(result.has_value());
        QCOMPARE(*result, value);
    }

    void arithmeticRefuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "abc", "1+", "1//2", "(1", "1)", "1/0", "1 2", "2**3", "1.2.3", "--"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("nesting without end") << QString(100000, QLatin1Char('('));
    }
    void arithmeticRefuses()
    {
        QFETCH(QString, text);
        QVERIFY(!evaluateArithmetic(text).has_value());
    }

    void channelsAreTicked()
    {
        const QStringList names{QStringLiteral("chan1"), QStringLiteral("chan2"), QStringLiteral("left ear")};
        QCOMPARE(chosenChannels(QStringLiteral("*"), names), QList<bool>({true, true, true}));
        QCOMPARE(chosenChannels(QStringLiteral("chan*"), names), QList<bool>({true, true, false}));
        QCOMPARE(chosenChannels(QStringLiteral("[["), names), QList<bool>({false, false, false}));
        QCOMPARE(channelPattern(names, {true, true, true}), QStringLiteral("*"));
        // Each choice reads back as itself.
        for (int bits = 0; bits < 8; ++bits) {
            const QList<bool> chosen{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0};
            QCOMPARE(chosenChannels(channelPattern(names, chosen), names), chosen);
        }
    }

    void fit_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QSizeF>("view");
        QTest::addColumn<double>("aspect");
        QTest::addColumn<QRectF>("rect");
        const QSizeF wide(1000, 250);
        const QSizeF tall(400, 800);
        // A picture of 400 × 200 in a view that is wider, and in one that is taller.
        QTest::newRow("best, wide") << QStringLiteral("best") << wide << 1.0 << QRectF(250, 0, 500, 250);
        QTest::newRow("best, tall") << QStringLiteral("best") << tall << 1.0 << QRectF(0, 300, 400, 200);
        QTest::newRow("input, wide") << QStringLiteral("useinput") << wide << 1.0 << QRectF(250, 0, 500, 250);
        QTest::newRow("fill") << QStringLiteral("fill") << wide << 1.0 << QRectF(0, 0, 1000, 250);
        QTest::newRow("width") << QStringLiteral("width") << wide << 1.0 << QRectF(0, -125, 1000, 500);
        QTest::newRow("height") << QStringLiteral("height") << tall << 1.0 << QRectF(-600, 0, 1600, 800);
        QTest::newRow("outside, wide")
            << QStringLiteral("outside") << wide << 1.0 << QRectF(0, -125, 1000, 500);
        QTest::newRow("outside, tall")
            << QStringLiteral("outside") << tall << 1.0 << QRectF(-600, 0, 1600, 800);
        QTest::newRow("native") << QStringLiteral("nativeres") << QSizeF(401, 801) << 1.0
                                << QRectF(0.5, 300.5, 400, 200);
        QTest::newRow("wide pixels") << QStringLiteral("best") << QSizeF(800, 800) << 2.0
                                     << QRectF(0, 300, 800, 200);
    }
    void fit()
    {
        QFETCH(QString, token);
        QFETCH(QSizeF, view);
        QFETCH(double, aspect);
        QFETCH(QRectF, rect);
        QCOMPARE(fitPicture(fillModeFromToken(token), QSizeF(400, 200), aspect, view), rect);
    }
    void fitOfNothingIsNothing()
    {
        QVERIFY(fitPicture(FillMode::Best, QSizeF(0, 10), 1.0, QSizeF(10, 10)).isEmpty());
        QVERIFY(fitPicture(FillMode::Fill, QSizeF(10, 10), 1.0, QSizeF(10, 0)).isEmpty());
    }
    void tokensGoBothWays()
    {
        for (const char* token : {"useinput", "fill", "width", "height", "best", "outside", "nativeres"})
            QCOMPARE(fillModeToken(fillModeFromToken(QLatin1String(token))), QLatin1String(token));
    }
    void placesAreWholePixels()
    {
        QCOMPARE(wholePixels(QRectF(10.5, 0.5, 20, 9)), QRect(10, 0, 20, 9));
        QCOMPARE(wholePixels(QRectF(10.6, 0.4, 20, 9)), QRect(11, 0, 20, 9));
        // Moving by fractions never changes the size.
        for (int tenth = 0; tenth < 10; ++tenth)
            QCOMPARE(wholePixels(QRectF(tenth / 10.0, 0, 33.3, 0.2)).size(), QSize(33, 1));
    }
    void zoomStaysUnderTheCursor()
    {
        PictureView view;
        view.setView({801, 601});
        view.setPicture({1920, 1080}, 1.0);
        QCOMPARE(view.target(), QRect(0, 75, 801, 451));
        const QPointF at(200, 300);
        const QPointF under = view.toPicture(at);
        for (int notch = 0; notch < 20; ++notch) {
            view.zoomBy(1.2, at);
            const QPointF now = view.toPicture(at);
            // Within half a device pixel, as places are whole.
            QVERIFY(std::abs(now.x() - under.x()) * view.scale().x() <= 1.0);
            QVERIFY(std::abs(now.y() - under.y()) * view.scale().y() <= 1.0);
        }
        QVERIFY(view.scale().x() > 10.0);
        for (int notch = 0; notch < 100; ++notch)
            view.zoomBy(1.2, at);
        QCOMPARE(view.scale().x(), PictureView::kMostScale);
        for (int notch = 0; notch < 200; ++notch)
            view.zoomBy(1.0 / 1.2, at);
        QVERIFY(view.target().width() >= PictureView::kLeastSide);
    }
    void zoomStopsAtHundredPercent()
    {
        PictureView view;
        view.setView({800, 600});
        view.setPicture({1000, 1000}, 1.0);
        view.zoomBy(1.8, view.middle());
        QCOMPARE(view.scale(), QPointF(1.0, 1.0));
        QCOMPARE(view.target(), QRect(-100, -200, 1000, 1000));
        view.zoomBy(1.2, view.middle());
        QCOMPARE(view.scale(), QPointF(1.2, 1.2));
    }
    void oneToOneIsThatInEveryFill()
    {
        for (const char* token : {"fill", "width", "outside", "best"}) {
            PictureView view;
            view.setView({301, 155});
            view.setPicture({640, 480}, 4.0 / 3.0);
            view.setFillMode(fillModeFromToken(QLatin1String(token)));
            view.zoomTo(1.0, view.middle());
            QCOMPARE(view.target().size(), QSize(640, 480));
            view.fit();
            QVERIFY(view.isFitted());
        }
    }
    void zoomStepsAreTheUsualOnes()
    {
        PictureView view;
        view.setView({400, 400});
        view.setPicture({1000, 1000}, 1.0); // fitted: 40 %
        for (const double scale : {0.5, 2.0 / 3.0, 1.0, 1.5, 2.0, 3.0}) {
            view.zoomStep(1, view.middle());
            QCOMPARE(view.scale().x(), scale);
        }
        for (const double scale : {2.0, 1.5, 1.0, 2.0 / 3.0, 0.5, 1.0 / 3.0}) {
            view.zoomStep(-1, view.middle());
            QCOMPARE(view.scale().x(), scale);
        }
    }
    void aScaleSurvivesOtherSizes()
    {
        PictureView view;
        view.setView({400, 300});
        view.setPicture({1000, 500}, 1.0);
        view.zoomTo(2.0, {0, 0});
        const PictureView::Place place = view.place();
        view.setView({900, 700});
        QCOMPARE(view.scale(), QPointF(2.0, 2.0));
        QCOMPARE(view.place().centre, place.centre);
        view.fit();
        view.setPlace(place);
        QCOMPARE(view.scale(), QPointF(2.0, 2.0));
    }
    void aPieceOfThePictureStaysInside()
    {
        PictureView view;
        view.setView({400, 300});
        view.setPicture({1000, 500}, 1.0);
        view.zoomTo(1.0, view.middle());
        for (const QPointF& far : {QPointF(9e6, 0), QPointF(-9e6, 9e6), QPointF(0, -9e6)}) {
            view.moveBy(far);
            const QRect inside = view.target().intersected(QRect(0, 0, 400, 300));
            QVERIFY(inside.width() >= 31 && inside.height() >= 31);
        }
    }
    void guidesLieWhereTheStandardSays()
    {
        const QRect target(100, 50, 1000, 500);
        const GuideShapes safe = guideShapes(Guide::ActionSafe | Guide::TitleSafe, target, 2.0);
        QCOMPARE(safe.frames, (std::vector<QRect>{{135, 67, 930, 465}, {150, 75, 900, 450}}));
        // Shapes of the picture as it is seen, also where the viewport stretches it.
        const GuideShapes ratios = guideShapes(Guide::Ratio4x3 | Guide::Ratio1x1, {0, 0, 800, 800}, 2.0);
        QCOMPARE(ratios.frames, (std::vector<QRect>{{133, 0, 533, 800}, {200, 0, 400, 800}}));
        QCOMPARE(ratios.shades, (std::vector<QRect>{{0, 0, 133, 800}, {666, 0, 134, 800}}));
        const GuideShapes high = guideShapes(Guide::Ratio9x16, {0, 0, 100, 400}, 0.25);
        QCOMPARE(high.frames, (std::vector<QRect>{{0, 111, 100, 178}}));
        const GuideShapes thirds = guideShapes(Guide::Thirds, {0, 0, 300, 150}, 2.0);
        QCOMPARE(thirds.lines,
                 (std::vector<QLine>{
                     {100, 0, 100, 149}, {200, 0, 200, 149}, {0, 50, 299, 50}, {0, 100, 299, 100}}));
        QCOMPARE(guideShapes(Guide::Fine, target, 2.0).lines.size(), std::size_t(11 + 5));
        const GuideShapes cross = guideShapes(Guide::Centre, target, 2.0);
        QCOMPARE(cross.lines.front(), QLine(600 - 31, 300, 600 + 31, 300));
        QVERIFY(guideShapes({}, target, 2.0).lines.empty());
    }

    void folderOfExpression_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("after");
        QTest::newRow("name") << QStringLiteral("'Reelout' + me.fileSuffix") << QStringLiteral("/films")
                              << QStringLiteral("'/films/Reelout' + me.fileSuffix");
        QTest::newRow("another folder")
            << QStringLiteral("'/old/take' + me.fileSuffix") << QStringLiteral("/new/")
            << QStringLiteral("'/new/take' + me.fileSuffix");
        QTest::newRow("quote") << QStringLiteral("\"a\"") << QStringLiteral("/it's \"here\"")
                               << QStringLiteral("\"/it\\'s \\\"here\\\"/a\"");
        QTest::newRow("no text") << QStringLiteral("project.name") << QStringLiteral("/films")
                                 << QStringLiteral("'/films/' + (project.name)");
    }
    void folderOfExpression()
    {
        QFETCH(QString, before);
        QFETCH(QString, folder);
        QFETCH(QString, after);
        QCOMPARE(expressionInFolder(before, folder), after);
    }

    void figures()
    {
        QCOMPARE(durationText(fromSeconds(3723.46)), QStringLiteral("01:02:03.4"));
        QCOMPARE(durationText(fromSeconds(400000)), QStringLiteral("111:06:40.0"));
        QCOMPARE(bytesText(0), QStringLiteral("0 B"));
        QCOMPARE(bytesText(999), QStringLiteral("999 B"));
        QCOMPARE(bytesText(1500), QStringLiteral("1.5 kB"));
        QCOMPARE(bytesText(123'456'789), QStringLiteral("123 MB"));
        QCOMPARE(bytesText(999'960'000), QStringLiteral("1.0 GB"));
    }
    void progressOfWhatHasALength()
    {
        RecordStats stats;
        stats.framesWritten = 30;
        QCOMPARE(progressText(stats), QString());
        stats.framesTotal = 120;
        QCOMPARE(progressText(stats), QStringLiteral("25 %"));
        stats.timeLeft = fromSeconds(3671.2);
        QCOMPARE(progressText(stats), QStringLiteral("25 %, 1:01:12 left"));
        stats.framesWritten = 130; // the length was a guess
        QVERIFY(progressText(stats).startsWith(QStringLiteral("100 %")));
    }
    void reportSaysWhatHappened()
    {
        RecordReport report;
        report.op = QStringLiteral("moviefileout1");
        report.path = QStringLiteral("/films/take.mp4");
        report.duration = fromSeconds(2);
        report.stats.bytes = 2'000'000;
        QCOMPARE(reportSentence(report), QStringLiteral("Saved take.mp4, 00:00:02.0, 2.0 MB"));
        report.error = makeError(ErrorCode::DiskFull, QStringLiteral("write"), QStringLiteral("/films"));
        QVERIFY(reportSentence(report).contains(QStringLiteral("ended early")));
    }
};

QTEST_GUILESS_MAIN(TestUiFunctions)
#include "test_ui_functions.moc"
