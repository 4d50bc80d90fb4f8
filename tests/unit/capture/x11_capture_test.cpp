// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/picture_damage.h"
#include "support/x_painter.h"
#include "support/x_server.h"
#include "x11_fixture.h"

#include <QScopeGuard>
#include <QTest>

#include <atomic>
#include <cstring>
#include <thread>

using namespace reelout;
using namespace reelout::test;

namespace {

const Rect kScreen{0, 0, 640, 480};

/// Whether each picture that came after `before` differs from the one before it within its damage only.
/// Counts those that could be compared and leaves the last one in `before`.
bool areToldRightSince(const PictureHub& hub, PicturePtr& before, int& compared)
{
    for (const PicturePtr& picture : hub.newerThan(before->serial)) {
        if (picture->serial == before->serial + 1 && picture->damageKnown) {
            ++compared;
            if (!differsOnlyWithinDamage(*picture, *before, 4))
                return false;
        }
        before = picture;
    }
    return true;
}

} // namespace

class X11CaptureTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyWayGivesTheSamePixels_data()
    {
        QTest::addColumn<QStringList>("without");
        QTest::addColumn<bool>("descriptors");
        QTest::addColumn<bool>("sysv");
        QTest::newRow("descriptor passing") << QStringList() << true << true;
        QTest::newRow("System V memory") << QStringList() << false << true;
        QTest::newRow("socket") << QStringList() << false << false;
        QTest::newRow("server without MIT-SHM") << QStringList{QStringLiteral("MIT-SHM")} << true << true;
        QTest::newRow("server without DAMAGE") << QStringList{QStringLiteral("DAMAGE")} << true << true;
        QTest::newRow("server without XFIXES") << QStringList{QStringLiteral("XFIXES")} << true << true;
        QTest::newRow("server without RANDR") << QStringList{QStringLiteral("RANDR")} << true << true;
    }
    void everyWayGivesTheSamePixels()
    {
        QFETCH(QStringList, without);
        QFETCH(bool, descriptors);
        QFETCH(bool, sysv);
        XServer server(XServer::Kind::Xvfb, {kScreen.size(), 24, without});
        QVERIFY2(server.start(), qPrintable(server.error()));
        X11Options options;
        options.descriptorPassing = descriptors;
        options.sysvMemory = sysv;
        // The painter comes last because Xvfb 21.1 without XFIXES dies when one of several clients leaves.
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}), options);
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        QVERIFY(capture.hub->latest());
        XPainter painter(server.display());
        QVERIFY(painter.isValid());
        painter.fill(kScreen, 0x102030);
        painter.fill({0, 0, 1, 1}, 0xff0000);
        painter.fill({639, 479, 1, 1}, 0x00ff00);
        painter.fill({100, 200, 50, 30}, 0x0000ff);
        const PicturePtr first = capture.waitForColour(100, 200, 0x0000ff);
        QVERIFY(first);
        QCOMPARE(first->format, PixelFormat::Bgrx8);
        QCOMPARE(first->size, kScreen.size());
        QCOMPARE(first->colour, kScreenColour);
        QCOMPARE(colourAt(*first, 0, 0), 0xff0000U);
        QCOMPARE(colourAt(*first, 639, 479), 0x00ff00U);
        QVERIFY(isFilled(*first, {100, 200, 50, 30}, 0x0000ff));
        QVERIFY(isFilled(*first, {0, 1, 640, 199}, 0x102030));
        QVERIFY(isFilled(*first, {0, 200, 100, 30}, 0x102030));
        QVERIFY(isFilled(*first, {150, 200, 490, 279}, 0x102030));

        // Small changes all over: built from older memory, they must still be whole and right.
        for (std::uint32_t number = 1; number <= 40; ++number) {
            const int y = static_cast<int>(number * 37 % 400) + 40;
            painter.drawNumber(200, y, number * 0x01030507);
            painter.fill({0, 470, 4, 4}, number);
            const PicturePtr picture = capture.waitForColour(0, 470, number);
            QVERIFY(picture);
            QCOMPARE(readNumber(*picture, 200, y), number * 0x01030507);
            QCOMPARE(colourAt(*picture, 0, 0), 0xff0000U);
            QVERIFY(isFilled(*picture, {0, 1, 640, 30}, 0x102030));
        }
        const PicturePtr last = capture.hub->latest();
        for (std::uint32_t number = 30; number <= 40; ++number)
            QCOMPARE(readNumber(*last, 200, static_cast<int>(number * 37 % 400) + 40), number * 0x01030507);
    }

    void otherDepths_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<quint32>("raw");
        QTest::addColumn<quint32>("colour");
        QTest::newRow("16 red") << 16 << quint32(0xf800) << quint32(0xff0000);
        QTest::newRow("16 mixed") << 16 << quint32(0x8410) << quint32(0x848284);
        QTest::newRow("30 mixed") << 30 << quint32(1023U << 20 | 512U << 10 | 4U) << quint32(0xff8001);
    }
    void otherDepths()
    {
        QFETCH(int, depth);
        QFETCH(quint32, raw);
        QFETCH(quint32, colour);
        XServer server(XServer::Kind::Xvfb, {{321, 200}, depth, {}});
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill({0, 0, 321, 200}, 0);
        painter.fill({320, 10, 1, 190}, raw);
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        const PicturePtr picture = capture.hub->latest();
        QVERIFY(isFilled(*picture, {320, 10, 1, 190}, colour));
        QVERIFY(isFilled(*picture, {0, 0, 320, 200}, 0));
    }

    void paletteScreensAreRefused()
    {
        XServer server(XServer::Kind::Xvfb, {{320, 200}, 8, {}});
        QVERIFY2(server.start(), qPrintable(server.error()));
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}));
        QVERIFY(!capture.source);
        QCOMPARE(capture.error.code, ErrorCode::Unsupported);
        QVERIFY2(capture.error.detail.contains(QStringLiteral("depth 8")), qPrintable(capture.error.detail));
    }

    void regionsAreCutOutAndBlackBeyondTheScreen()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill(kScreen, 0x445566);
        painter.fill({600, 440, 10, 10}, 0xabcdef);
        const ScreenCapture inside = startCapture(server.display(), regionSpec({590, 430, 50, 50}));
        QVERIFY2(inside.source, qPrintable(inside.error.detail));
        QVERIFY(isFilled(*inside.hub->latest(), {10, 10, 10, 10}, 0xabcdef));
        QVERIFY(isFilled(*inside.hub->latest(), {0, 0, 50, 10}, 0x445566));

        const ScreenCapture across = startCapture(server.display(), regionSpec({590, 430, 101, 77}));
        QVERIFY2(across.source, qPrintable(across.error.detail));
        const PicturePtr picture = across.hub->latest();
        QCOMPARE(picture->size, (Size{101, 77}));
        QVERIFY(isFilled(*picture, {10, 10, 10, 10}, 0xabcdef));
        QVERIFY(isFilled(*picture, {20, 0, 30, 50}, 0x445566));
        QVERIFY(isFilled(*picture, {50, 0, 51, 77}, 0));
        QVERIFY(isFilled(*picture, {0, 50, 101, 27}, 0));
        const ScreenCapture before = startCapture(server.display(), regionSpec({-20, -10, 40, 40}));
        QVERIFY2(before.source, qPrintable(before.error.detail));
        QVERIFY(isFilled(*before.hub->latest(), {0, 0, 20, 40}, 0));
        QVERIFY(isFilled(*before.hub->latest(), {20, 10, 20, 30}, 0x445566));
        painter.fill({0, 0, 5, 5}, 0x0f0f0f);
        const PicturePtr after = before.waitForColour(20, 10, 0x0f0f0f);
        QVERIFY(after);
        QVERIFY(isFilled(*after, {0, 0, 20, 40}, 0));
    }

    void staticScreenPublishesNothing()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill(kScreen, 0x808080);
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}, true));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        QCOMPARE(capture.hub->latest()->serial, std::uint64_t(1));
        QVERIFY(!capture.hub->latest()->damageKnown);
        QVERIFY(capture.waitForTicks(5));
        const std::uint64_t serial = capture.hub->latest()->serial;
        QVERIFY(capture.waitForTicks(20));
        QCOMPARE(capture.hub->latest()->serial, serial);
        painter.fill({1, 1, 1, 1}, 0xffffff);
        QVERIFY(capture.waitForColour(1, 1, 0xffffff));
        QCOMPARE(capture.hub->latest()->serial, serial + 1);
    }

    void damageCoversWhatChangedAndLittleMore()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill(kScreen, 0);
        const ScreenCapture capture = startCapture(server.display(), regionSpec({100, 100, 400, 300}));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        QVERIFY(capture.waitForTicks(3));
        painter.fill({150, 120, 10, 10}, 0x00aa00);
        const PicturePtr picture = capture.waitForColour(50, 20, 0x00aa00);
        QVERIFY(picture);
        QVERIFY(picture->damageKnown);
        QCOMPARE(picture->damage, (std::vector<Rect>{{50, 20, 10, 10}}));
        const std::uint64_t serial = picture->serial;
        painter.fill({0, 0, 50, 50}, 0xffffff); // beside the region
        QVERIFY(capture.waitForTicks(5));
        QCOMPARE(capture.hub->latest()->serial, serial);
    }

    // The promise behind `damage`: outside of it each picture equals the one before.
    void picturesDifferOnlyWithinDamage()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill(kScreen, 0x333333);
        painter.setPointer(16, 0, 0, 0xff00ff);
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}, true, 200));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        PicturePtr before = capture.hub->latest();
        int compared = 0;
        for (int step = 0; step < 300; ++step) {
            painter.fill({step * 7 % 600, step * 13 % 470, 9, 9},
                         0x010203U * static_cast<std::uint32_t>(step));
            painter.movePointer(step * 11 % 640, step * 5 % 480);
            // Painting is faster than capturing: now and then the capture is let catch up.
            if (step % 8 == 7)
                QVERIFY(capture.waitForTicks(1));
            QVERIFY(areToldRightSince(*capture.hub, before, compared));
        }
        QVERIFY(compared > 0);
    }

    /// Between the answer what changed and the pixels, more may be drawn into the same rows.
    void whatIsDrawnMeanwhileIsToldToo()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}, true, 200));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        std::atomic<bool> isOver = false;
        std::thread drawing([&] {
            XPainter painter(server.display());
            for (int step = 0; !isOver; ++step)
                painter.fill({step * 9 % 600, 100, 9, 9}, 0x010203U * static_cast<std::uint32_t>(step));
        });
        const auto end = qScopeGuard([&] {
            isOver = true;
            drawing.join();
        });
        PicturePtr before = capture.hub->latest();
        for (int compared = 0; compared < 150;) {
            QVERIFY(capture.waitForTicks(1));
            QVERIFY(areToldRightSince(*capture.hub, before, compared));
        }
    }

    void pointerIsBlendedWhereItPoints()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill(kScreen, 0x204060);
        painter.setPointer(16, 4, 2, 0xff8000);
        painter.movePointer(200, 100);
        const ScreenCapture with = startCapture(server.display(), monitorSpec({}, true));
        QVERIFY2(with.source, qPrintable(with.error.detail));
        const ScreenCapture without = startCapture(server.display(), monitorSpec({}, false));
        QVERIFY2(without.source, qPrintable(without.error.detail));
        const PicturePtr picture = with.waitForColour(200, 100, 0xff8000);
        QVERIFY(picture);
        QVERIFY(isFilled(*picture, {196, 98, 16, 16}, 0xff8000));
        QVERIFY(isFilled(*picture, {0, 0, 640, 98}, 0x204060));
        QVERIFY(isFilled(*picture, {0, 98, 196, 16}, 0x204060));
        QVERIFY(isFilled(*picture, {212, 98, 428, 16}, 0x204060));
        QVERIFY(isFilled(*picture, {0, 114, 640, 366}, 0x204060));
        QVERIFY(without.waitForTicks(3));
        QVERIFY(isFilled(*without.hub->latest(), kScreen, 0x204060));

        // Moving it alone makes a picture, without a trace of where it was.
        painter.movePointer(400, 300);
        const PicturePtr moved = with.waitForColour(400, 300, 0xff8000);
        QVERIFY(moved);
        QVERIFY(isFilled(*moved, {396, 298, 16, 16}, 0xff8000));
        QVERIFY(isFilled(*moved, {0, 0, 640, 298}, 0x204060));
        QVERIFY(moved->damageKnown);
        // What had been published stays as it was.
        QVERIFY(isFilled(*picture, {196, 98, 16, 16}, 0xff8000));

        painter.setPointer(8, 0, 0, 0x00ffff);
        const PicturePtr changed = with.waitForColour(400, 300, 0x00ffff);
        QVERIFY(changed);
        QVERIFY(isFilled(*changed, {400, 300, 8, 8}, 0x00ffff));
        QVERIFY(isFilled(*changed, {0, 308, 640, 172}, 0x204060));
        QVERIFY(isFilled(*changed, {396, 298, 4, 16}, 0x204060));
        painter.movePointer(639, 479);
        QVERIFY(with.waitForColour(639, 479, 0x00ffff));
    }

    void serverWithoutXfixesIsToldAbout()
    {
        XServer server(XServer::Kind::Xvfb, {kScreen.size(), 24, {QStringLiteral("XFIXES")}});
        QVERIFY2(server.start(), qPrintable(server.error()));
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}, true));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        QVERIFY(capture.waitForEvent(SourceEventKind::Notice).contains(QStringLiteral("XFIXES")));
    }

    void slowReadersKeepTheirPictures()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill(kScreen, 0);
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}, false, 200));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        std::vector<PicturePtr> held;
        std::vector<std::uint32_t> numbers;
        for (std::uint32_t number = 1; number <= 25; ++number) {
            painter.fill(kScreen, number);
            const PicturePtr picture = capture.waitForColour(639, 479, number);
            QVERIFY(picture);
            held.push_back(picture);
            numbers.push_back(number);
        }
        for (std::size_t index = 0; index < held.size(); ++index)
            QVERIFY(isFilled(*held[index], kScreen, numbers[index]));
        // Readers that hold everything stop new pictures, not the source.
        std::uint64_t seen = held.back()->serial;
        for (std::uint32_t number = 1; number <= 60; ++number) {
            painter.fill(kScreen, 0x10000 + number);
            QTest::qSleep(5);
            for (const PicturePtr& picture : capture.hub->newerThan(seen)) {
                held.push_back(picture);
                seen = picture->serial;
            }
        }
        QVERIFY(held.size() <= 32);
        held.clear();
        QVERIFY(capture.waitForColour(0, 0, 0x10000 + 60));
    }

    void stoppedAndStartedAgain()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill(kScreen, 0x010101);
        ScreenCapture capture = startCapture(server.display(), monitorSpec({}));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        const PicturePtr kept = capture.hub->latest();
        capture.source->stop();
        capture.source->stop();
        painter.fill(kScreen, 0x020202);
        capture.hub = std::make_shared<PictureHub>();
        QVERIFY(capture.source->start(capture.hub));
        QVERIFY(capture.waitForColour(5, 5, 0x020202));
        capture.source.reset();
        QVERIFY(isFilled(*kept, kScreen, 0x010101)); // outlives its source
    }

    void captureTimesFollowTheRate()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        const Timestamp before = systemClock().now();
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}, false, 100));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        PicturePtr last = capture.hub->latest();
        QVERIFY(last->captured > before);
        for (std::uint32_t number = 1; number <= 50; ++number) {
            painter.fill({0, 0, 8, 8}, number);
            const PicturePtr picture = capture.waitForColour(0, 0, number);
            QVERIFY(picture);
            QVERIFY(picture->captured > last->captured);
            QVERIFY(picture->captured <= systemClock().now());
            last = picture;
        }
    }
};

QTEST_GUILESS_MAIN(X11CaptureTest)
#include "x11_capture_test.moc"
