// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/frame_code.h"
#include "capture/v4l2/v4l2_format.h"
#include "v4l2_fixture.h"

#include <QTest>

#include <algorithm>
#include <cstring>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

/// Bytes that say where they are.
std::uint8_t mark(int plane, int x, int y)
{
    return static_cast<std::uint8_t>(31 * plane + 7 * y + x);
}

} // namespace

/// Pictures of Video4Linux: their bytes, their times, and cameras that come and go.
class V4l2SourceTest final : public V4l2Fixture {
    Q_OBJECT

private Q_SLOTS:
    void layoutsArriveAsTheyAre_data()
    {
        QTest::addColumn<quint32>("fourcc");
        QTest::addColumn<int>("pieces");
        QTest::addColumn<int>("padding");
        const auto row = [](const char* name, quint32 fourcc, int pieces, int padding) {
            QTest::newRow(name) << fourcc << pieces << padding;
        };
        row("YUYV", V4L2_PIX_FMT_YUYV, 1, 0);
        row("YUYV, padded", V4L2_PIX_FMT_YUYV, 1, 36);
        row("NV12", V4L2_PIX_FMT_NV12, 1, 0);
        row("NV12, padded", V4L2_PIX_FMT_NV12, 1, 18);
        row("NV12 in two pieces", V4L2_PIX_FMT_NV12M, 2, 0);
        row("NV12 in two pieces, padded", V4L2_PIX_FMT_NV12M, 2, 10);
        row("I420", V4L2_PIX_FMT_YUV420, 1, 0);
        row("I420, padded", V4L2_PIX_FMT_YUV420, 1, 8);
        row("I420 in three pieces", V4L2_PIX_FMT_YUV420M, 3, 4);
        row("P010", V4L2_PIX_FMT_P010, 1, 20);
        row("grey", V4L2_PIX_FMT_GREY, 1, 3);
        row("BGRX", V4L2_PIX_FMT_XBGR32, 1, 12);
    }

    /// Every byte of every plane is where it was, at odd sizes and with rows of any length.
    void layoutsArriveAsTheyAre()
    {
        QFETCH(quint32, fourcc);
        QFETCH(int, pieces);
        QFETCH(int, padding);
        constexpr Size kOdd{62, 45};
        FakeCamera camera = webcam();
        camera.formats = {format(fourcc, {kOdd}, {{1, 30}})};
        camera.pieces = pieces;
        camera.rowPadding = padding;
        if (pieces > 1)
            camera.capabilities = V4L2_CAP_VIDEO_CAPTURE_MPLANE | V4L2_CAP_STREAMING;
        m_video->plug(camera);
        QVERIFY(start({}));
        FakeVideo::Frame frame;
        frame.captured = nowNs();
        const PixelFormat expected = cameraFormat(v4l2Fourcc(fourcc)->layout).picture;
        const int planes = pixelFormatInfo(expected).planes;
        frame.paint = [=](int piece, std::uint8_t* memory, std::size_t) {
            std::uint8_t* at = memory;
            for (int plane = pieces > 1 ? piece : 0; plane < (pieces > 1 ? piece + 1 : planes); ++plane) {
                const int rows = planeSize(expected, kOdd, plane).height;
                const int bytes = static_cast<int>(planeRowBytes(expected, kOdd, plane));
                const bool isHalf = pieces == 1 && planes == 3 && plane > 0;
                const int stride = isHalf ? (kOdd.width + padding) / 2 : bytes + padding;
                for (int y = 0; y < rows; ++y, at += stride) {
                    for (int x = 0; x < bytes; ++x)
                        at[x] = mark(plane, x, y);
                }
            }
            return static_cast<std::size_t>(at - memory);
        };
        QVERIFY(m_video->send(kPath, frame));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->format, expected);
        QCOMPARE(picture->size, kOdd);
        for (int plane = 0; plane < planes; ++plane) {
            const int bytes = static_cast<int>(planeRowBytes(expected, kOdd, plane));
            for (int y = 0; y < planeSize(expected, kOdd, plane).height; ++y) {
                for (int x = 0; x < bytes; ++x)
                    QCOMPARE(int(picture->row(plane, y)[x]), int(mark(plane, x, y)));
            }
        }
    }

    void colourIsWhatTheDriverSays_data()
    {
        QTest::addColumn<quint32>("space");
        QTest::addColumn<bool>("is709");
        QTest::addColumn<bool>("isFull");
        QTest::newRow("sRGB") << quint32(V4L2_COLORSPACE_SRGB) << false << false;
        QTest::newRow("BT.709") << quint32(V4L2_COLORSPACE_REC709) << true << false;
        QTest::newRow("SMPTE 170M") << quint32(V4L2_COLORSPACE_SMPTE170M) << false << false;
        QTest::newRow("JPEG") << quint32(V4L2_COLORSPACE_JPEG) << false << true;
    }

    void colourIsWhatTheDriverSays()
    {
        QFETCH(quint32, space);
        QFETCH(bool, is709);
        QFETCH(bool, isFull);
        FakeCamera camera = webcam();
        camera.colorspace = space;
        m_video->plug(camera);
        QVERIFY(start({}));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 16)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->colour.matrix, is709 ? ColourMatrix::Bt709 : ColourMatrix::Bt601);
        QCOMPARE(picture->colour.range, isFull ? ColourRange::Full : ColourRange::Limited);
    }

    /// A camera that burns numbers into its pictures: none is lost, and each has the device's own time.
    void everyPictureComesWithTheDevicesTime()
    {
        FakeCamera camera = webcam();
        camera.formats = {format(V4L2_PIX_FMT_XBGR32, {{192, 120}}, {{1, 30}})};
        m_video->plug(camera);
        QVERIFY(start({}));
        constexpr int kPictures = 90;
        constexpr std::int64_t kInterval = 33'333'000;
        const std::int64_t zero = nowNs() - kPictures * kInterval;
        // The hub keeps the newest few, so each is awaited.
        for (int i = 0; i < kPictures; ++i) {
            FakeVideo::Frame frame;
            // Never more than a second old when it arrives, however long this takes.
            const std::int64_t captured = std::max(zero + i * kInterval, nowNs() - 900'000'000);
            frame.captured = captured;
            frame.paint = [i](int, std::uint8_t* memory, std::size_t) {
                Picture view;
                view.format = PixelFormat::Bgrx8;
                view.size = {192, 120};
                view.planes[0] = {memory, 192 * 4};
                std::memset(memory, 128, std::size_t(192) * 4 * 120);
                drawFrameCode(view, static_cast<std::uint32_t>(i));
                return std::size_t(192) * 4 * 120;
            };
            QVERIFY(m_video->send(kPath, frame));
            const PicturePtr picture = next();
            QVERIFY(picture);
            QCOMPARE(readFrameCode(*picture).value_or(9999), static_cast<std::uint32_t>(i));
            QCOMPARE(picture->serial, static_cast<std::uint64_t>(i + 1));
            QCOMPARE(picture->captured.time_since_epoch().count(), captured);
        }
        QVERIFY(!hasEvent(SourceEventKind::Notice, {}));
    }

    void aDriverWithoutTimeCountsByArrival()
    {
        m_video->plug(webcam());
        QVERIFY(start({}));
        const Timestamp before = systemClock().now();
        QVERIFY(m_video->send(kPath, marked(0, 1)));
        PicturePtr picture = next();
        QVERIFY(picture && picture->captured >= before && picture->captured <= systemClock().now());
        // One that can't be true neither: of the future.
        QVERIFY(m_video->send(kPath, marked(nowNs() + 3'600'000'000'000, 2)));
        const Timestamp last = picture->captured;
        picture = next();
        QVERIFY(picture && picture->captured > last && picture->captured <= systemClock().now());
    }

    /// Holes in the driver's count are pictures that the take did not get.
    void lostPicturesAreCounted()
    {
        m_video->plug(webcam());
        QVERIFY(start({}));
        FakeVideo::Frame frame = marked(nowNs(), 1);
        frame.sequence = 10;
        QVERIFY(m_video->send(kPath, frame));
        QVERIFY(next());
        frame.sequence = 14;
        frame.captured = nowNs();
        QVERIFY(m_video->send(kPath, frame));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->serial, std::uint64_t(5));
        QVERIFY(waitForEvent(SourceEventKind::Notice, q(": 3")));
        // A damaged one is none.
        frame.sequence = 15;
        frame.flags = V4L2_BUF_FLAG_ERROR;
        QVERIFY(m_video->send(kPath, frame));
        frame.sequence = 16;
        frame.flags = 0;
        frame.captured = nowNs();
        QVERIFY(m_video->send(kPath, frame));
        const PicturePtr whole = next();
        QVERIFY(whole);
        QCOMPARE(whole->serial, std::uint64_t(7));
        // One that begins to count anew has lost nothing.
        frame.sequence = 0;
        frame.captured = nowNs();
        QVERIFY(m_video->send(kPath, frame));
        const PicturePtr anew = next();
        QVERIFY(anew);
        QCOMPARE(anew->serial, std::uint64_t(8));
    }

    void aPulledCameraHoldsItsPictureAndIsTakenBack()
    {
        m_video->plug(webcam());
        CameraSpec spec;
        spec.deviceId = q("usb:046d:0825:8C4A1F20");
        spec.size = Size{64, 48};
        QVERIFY(start(spec));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 11)));
        QVERIFY(next());
        m_video->unplug(kPath);
        QVERIFY(waitForEvent(SourceEventKind::Lost, q("Test Camera")));
        QVERIFY(m_hub->isLost());
        QCOMPARE(int(m_hub->latest()->row(0, 0)[0]), 11);
        // Another one at the same place is not it.
        FakeCamera other = webcam();
        other.node.serial = q("OTHER");
        m_video->plug(other);
        // The same one, at another plug and under another name.
        FakeCamera same = webcam("/dev/video7");
        same.node.place = q("2-1");
        m_video->plug(same);
        QVERIFY(m_video->waitUntilStreaming("/dev/video7"));
        QVERIFY(m_hub->isLost()); // until there is a picture
        QVERIFY(m_video->send("/dev/video7", marked(nowNs(), 12)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(int(picture->row(0, 0)[0]), 12);
        QVERIFY(waitForEvent(SourceEventKind::Recovered, q("Test Camera")));
        QVERIFY(!m_hub->isLost());
        QCOMPARE(m_video->opened(kPath), 1); // never the other one
    }

    /// A driver that says nothing when its cable is pulled.
    void aSilentCameraIsLostToo()
    {
        m_patience.silence = 50ms;
        FakeCamera camera = webcam();
        camera.formats = {format(V4L2_PIX_FMT_YUYV, {{64, 48}}, {{1, 60}})};
        m_video->plug(camera);
        QVERIFY(start({}));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 1)));
        QVERIFY(next());
        QVERIFY(waitForEvent(SourceEventKind::Lost, q("sends no pictures")));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 2)));
        QVERIFY(next());
        QVERIFY(waitForEvent(SourceEventKind::Recovered, {}));
    }

    void oneThatIsStuckIsOpenedAnew()
    {
        m_patience.silence = 20ms;
        m_patience.stuck = 20ms;
        m_patience.first = 20ms;
        m_video->plug(webcam());
        QVERIFY(start({}));
        QTRY_VERIFY_WITH_TIMEOUT(m_video->opened(kPath) >= 4, kPatience);
        QVERIFY(hasEvent(SourceEventKind::Lost, q("sends no pictures")));
    }

    void twoAtOnce()
    {
        m_video->plug(webcam());
        FakeCamera second = webcam("/dev/video4");
        second.node.serial = q("SECOND");
        m_video->plug(second);
        const auto otherHub = std::make_shared<PictureHub>();
        CameraSpec spec;
        spec.deviceId = q("usb:046d:0825:SECOND");
        Result<std::unique_ptr<PictureSource>> other = backend().open(spec);
        QVERIFY(other && (*other)->start(otherHub));
        QVERIFY(start({}));
        QVERIFY(m_video->send("/dev/video4", marked(nowNs(), 44)));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 33)));
        const PicturePtr own = next();
        const PicturePtr theirs = otherHub->waitNewerThan(0, std::chrono::milliseconds(kPatience), {});
        QVERIFY(own && theirs);
        QCOMPARE(int(own->row(0, 0)[0]), 33);
        QCOMPARE(int(theirs->row(0, 0)[0]), 44);
        (*other)->stop();
    }
};

QTEST_GUILESS_MAIN(V4l2SourceTest)
#include "v4l2_source_test.moc"
