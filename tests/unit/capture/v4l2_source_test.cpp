// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/frame_code.h"
#include "capture/v4l2/v4l2_backend.h"
#include "capture/v4l2/v4l2_format.h"
#include "capture/v4l2/video_identity.h"
#include "fake_video.h"
#include "media/camera_control_desk.h"

#include <QTest>

#include <cerrno>
#include <cstring>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 60000; // ms
const QByteArray kPath = "/dev/video0";

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

FakeCamera::Format format(std::uint32_t fourcc, std::vector<Size> sizes, std::vector<v4l2_fract> intervals)
{
    return {fourcc, std::move(sizes), std::move(intervals), false};
}

FakeCamera webcam(const QByteArray& path = kPath)
{
    FakeCamera camera;
    camera.node.path = path;
    camera.node.name = q("Test Camera");
    camera.node.vendor = q("046d");
    camera.node.product = q("0825");
    camera.node.serial = q("8C4A1F20");
    camera.node.place = q("1-4");
    camera.formats = {format(V4L2_PIX_FMT_YUYV, {{64, 48}, {128, 96}}, {{1, 30}, {1, 15}}),
                      format(V4L2_PIX_FMT_NV12, {{64, 48}}, {{1001, 30000}})};
    return camera;
}

/// Bytes that say where they are.
std::uint8_t mark(int plane, int x, int y)
{
    return static_cast<std::uint8_t>(31 * plane + 7 * y + x);
}

FakeVideo::Frame marked(std::int64_t captured, std::uint8_t value)
{
    FakeVideo::Frame frame;
    frame.captured = captured;
    frame.paint = [value](int, std::uint8_t* memory, std::size_t bytes) {
        std::memset(memory, value, bytes);
        return bytes;
    };
    return frame;
}

std::int64_t nowNs()
{
    return systemClock().now().time_since_epoch().count() / 1000 * 1000; // as the kernel tells it
}

} // namespace

/// Video4Linux against a machine whose cameras the test plugs in.
class V4l2SourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_video = std::make_shared<FakeVideo>();
        // Nobody counts as silent on a machine that is busy with something else.
        m_patience = {1h, 1h, 1h, 20ms};
        m_hub = std::make_shared<PictureHub>();
        m_serial = 0;
    }
    void cleanup()
    {
        if (m_source)
            m_source->stop();
        m_source.reset();
        m_backend.reset();
        QCOMPARE(m_video->openNow(), 0);
    }

    void everythingOfferedIsListed()
    {
        FakeCamera camera = webcam();
        camera.formats.push_back(
            format(V4L2_PIX_FMT_SBGGR8, {{64, 48}}, {{1, 30}})); // nobody reads that here
        camera.controls[V4L2_CID_BRIGHTNESS] = {};
        m_video->plug(camera);
        FakeCamera card;
        card.node.path = "/dev/video2";
        card.node.place = q("pci0000:00/0000:01:00.0");
        card.card = q("HDMI: HDMI");
        card.formats = {{V4L2_PIX_FMT_UYVY, {{320, 200}, {1920, 1080}}, {{1, 60}, {1, 1}}, true}};
        m_video->plug(card);
        FakeCamera metadata = webcam("/dev/video1");
        metadata.node.index = 1;
        metadata.capabilities = V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING;
        m_video->plug(metadata);

        const Result<std::vector<DeviceInfo>> cameras = backend().cameras();
        QVERIFY(cameras);
        QCOMPARE(cameras->size(), 2U);
        const DeviceInfo& first = cameras->front();
        QCOMPARE(first.id, q("usb:046d:0825:8C4A1F20"));
        QCOMPARE(first.label, q("Test Camera"));
        QCOMPARE(first.node, q("/dev/video0"));
        QCOMPARE(first.controls, QStringList{q("brightness")});
        const std::vector<CameraMode> expected{{q("yuyv"), {64, 48}, FrameRate(30, 1)},
                                               {q("yuyv"), {64, 48}, FrameRate(15, 1)},
                                               {q("yuyv"), {128, 96}, FrameRate(30, 1)},
                                               {q("yuyv"), {128, 96}, FrameRate(15, 1)},
                                               {q("nv12"), {64, 48}, FrameRate(30000, 1001)}};
        QVERIFY(first.modes == expected);
        const DeviceInfo& second = cameras->back();
        QCOMPARE(second.id, q("bus:pci0000:00/0000:01:00.0"));
        QCOMPARE(second.label, q("HDMI"));
        const auto has = [&](Size size, const FrameRate& rate) {
            return std::count(second.modes.begin(), second.modes.end(), CameraMode{q("uyvy"), size, rate}) ==
                   1;
        };
        QVERIFY(has({1920, 1080}, FrameRate(60, 1)) && has({1280, 720}, FrameRate(60000, 1001)) &&
                has({320, 200}, FrameRate(25, 1)));
        // Looking again wakes no device up; a new one is looked at.
        const int opened = m_video->opened(kPath);
        QVERIFY(backend().cameras());
        QCOMPARE(m_video->opened(kPath), opened);
        m_video->unplug(kPath);
        m_video->plug(webcam());
        QCOMPARE(backend().cameras()->size(), 2U);
        QCOMPARE(m_video->opened(kPath), opened + 1);
    }

    void whatIsForbiddenIsListedWithTheReason()
    {
        FakeCamera camera = webcam();
        camera.openError = -EACCES;
        m_video->plug(camera);
        const Result<std::vector<DeviceInfo>> cameras = backend().cameras();
        QVERIFY(cameras && cameras->size() == 1);
        QVERIFY(cameras->front().unavailable.contains(q("group “video”")));
        const Status started = start({});
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::PermissionDenied);
        QVERIFY(started.error().detail.contains(q("group “video”")));
    }

    void whatIsChosenIsSet()
    {
        m_video->plug(webcam());
        CameraSpec spec;
        spec.size = Size{64, 48};
        spec.format = q("yuyv");
        spec.rate = FrameRate(15, 1);
        QVERIFY(start(spec));
        QCOMPARE(m_video->interval(kPath).numerator, 1U);
        QCOMPARE(m_video->interval(kPath).denominator, 15U);
        QCOMPARE(m_video->fourcc(kPath), std::uint32_t(V4L2_PIX_FMT_YUYV));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 7)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->size, (Size{64, 48}));
    }

    void theBestIsTheLargestThatIsFluent()
    {
        FakeCamera camera = webcam();
        camera.formats = {format(V4L2_PIX_FMT_MJPEG, {{128, 96}, {64, 48}}, {{1, 30}, {1, 60}}),
                          format(V4L2_PIX_FMT_YUYV, {{256, 192}, {128, 96}}, {{1, 5}}),
                          format(V4L2_PIX_FMT_NV12, {{128, 96}}, {{1, 60}})};
        m_video->plug(camera);
        QVERIFY(start({}));
        QCOMPARE(m_video->fourcc(kPath), std::uint32_t(V4L2_PIX_FMT_NV12));
        QCOMPARE(m_video->interval(kPath).denominator, 60U);
    }

    void whatItDoesNotOfferIsRefused()
    {
        m_video->plug(webcam());
        CameraSpec spec;
        spec.format = q("nv12");
        spec.size = Size{128, 96};
        const Status started = start(spec);
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::Unsupported);
        QVERIFY2(started.error().detail.contains(q("128 × 96, NV12 (4:2:0)")) &&
                     started.error().detail.contains(q("64 × 48, 29.97 fps, NV12 (4:2:0)")),
                 qPrintable(started.error().detail));
        m_video->unplug(kPath);
        FakeCamera liar = webcam();
        liar.givesInstead = {32, 32};
        m_video->plug(liar);
        QCOMPARE(start({}).error().code, ErrorCode::Unsupported);
    }

    /// An HDMI input is set to what is plugged into it, also when that is another one than before.
    void anInputFollowsItsSignal()
    {
        FakeCamera card = webcam();
        card.formats = {format(V4L2_PIX_FMT_UYVY, {{1920, 1080}}, {{1, 60}})};
        card.signal = Size{128, 72};
        m_video->plug(card);
        QVERIFY(start({}));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 16)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->size, (Size{128, 72}));
        QVERIFY(backend().cameras()->front().modes.front().size == (Size{128, 72}));
        m_source->stop();
        m_video->unplug(kPath);
        card.signal = Size();
        m_video->plug(card);
        QVERIFY(start({})); // it may come later
    }

    void whoElseUsesItIsNamed()
    {
        FakeCamera camera = webcam();
        camera.streamError = -EBUSY;
        camera.users = {q("cheese (1234)")};
        m_video->plug(camera);
        Status started = start({});
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::IoFailed);
        QVERIFY2(started.error().detail.contains(q("in use by cheese (1234)")),
                 qPrintable(started.error().detail));
        m_video->unplug(kPath);
        camera.streamError = -ENOSPC;
        m_video->plug(camera);
        started = start({});
        QVERIFY(!started && started.error().detail.contains(q("Motion JPEG")));
    }

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

    void identitiesAreFoundAgain()
    {
        const auto node = [](const char* path, const char* serial, const char* place, int index = 0) {
            VideoNode made = webcam(path).node;
            made.serial = q(serial);
            made.place = q(place);
            made.index = index;
            return made;
        };
        const auto found = [](const std::vector<VideoNode>& nodes, const char* identity) {
            const VideoNode* place = findVideoNode(nodes, q(identity));
            return place ? place->path : QByteArray();
        };
        // With a serial number: wherever it is, and no other.
        const std::vector<VideoNode> numbered{node("/dev/video0", "A", "1-1"),
                                              node("/dev/video1", "A", "1-1", 1),
                                              node("/dev/video2", "B", "1-2")};
        QCOMPARE(found(numbered, "usb:046d:0825:B"), QByteArray("/dev/video2"));
        QCOMPARE(found(numbered, "usb:046d:0825:A#1"), QByteArray("/dev/video1"));
        QCOMPARE(found(numbered, "usb:046d:0825:C"), QByteArray(""));
        // Without one: its plug, and another plug only when there is no doubt.
        const std::vector<VideoNode> one{node("/dev/video0", "", "1-1"), node("/dev/video1", "", "1-1", 1)};
        QCOMPARE(found(one, "usb:046d:0825@1-1"), QByteArray("/dev/video0"));
        QCOMPARE(found(one, "usb:046d:0825@2-7"), QByteArray("/dev/video0"));
        QCOMPARE(found(one, "usb:046d:0825@2-7#1"), QByteArray("/dev/video1"));
        QCOMPARE(found(one, "usb:046d:9999@1-1"), QByteArray(""));
        const std::vector<VideoNode> twins{node("/dev/video0", "", "1-1"), node("/dev/video2", "", "1-2")};
        QCOMPARE(found(twins, "usb:046d:0825@1-2"), QByteArray("/dev/video2"));
        QCOMPARE(found(twins, "usb:046d:0825@2-7"), QByteArray(""));
        // Those of one device that can't be told apart.
        VideoNode first;
        first.path = "/dev/video0";
        first.place = q("devices/platform/card.0");
        VideoNode second = first;
        second.path = "/dev/video1";
        const std::vector<VideoNode> card{first, second};
        QCOMPARE(found(card, "bus:devices/platform/card.0"), QByteArray("/dev/video0"));
        QCOMPARE(found(card, "bus:devices/platform/card.0~2"), QByteArray("/dev/video1"));
        QCOMPARE(found(card, "/dev/video1"), QByteArray("/dev/video1"));
    }

    void aPathIsThatNode()
    {
        m_video->plug(webcam());
        m_video->plug(webcam("/dev/video3"));
        CameraSpec spec;
        spec.deviceId = q("/dev/video3");
        QVERIFY(start(spec));
        QCOMPARE(m_video->opened("/dev/video3"), 1);
        spec.deviceId = q("usb:dead:beef:1");
        QCOMPARE(start(spec).error().code, ErrorCode::DeviceLost);
    }

    void controlsAreLeftAloneUnlessTheyAreSet()
    {
        FakeCamera camera = webcam();
        camera.controls[V4L2_CID_BRIGHTNESS] = {0, 255, 1, 128, 30};
        m_video->plug(camera);
        QVERIFY(start({}));
        QVERIFY(m_video->written(kPath).empty());
    }

    void controlsFollowWhileItRuns()
    {
        FakeCamera camera = webcam();
        camera.controls[V4L2_CID_BRIGHTNESS] = {-64, 64, 1, 0, 30};
        camera.controls[V4L2_CID_GAIN] = {0, 100, 10, 20, 20};
        camera.controls[V4L2_CID_EXPOSURE_AUTO] = {
            0, 3, 1, 3, 3, {V4L2_EXPOSURE_MANUAL, V4L2_EXPOSURE_APERTURE_PRIORITY}};
        camera.controls[V4L2_CID_EXPOSURE_ABSOLUTE] = {3, 2047, 1, 250, 250};
        camera.controls[V4L2_CID_FOCUS_AUTO] = {0, 1, 1, 1, 1};
        camera.controls[V4L2_CID_FOCUS_ABSOLUTE] = {0, 250, 5, 0, 0};
        camera.controls[V4L2_CID_AUTO_WHITE_BALANCE] = {0, 1, 1, 1, 1};
        camera.controls[V4L2_CID_WHITE_BALANCE_TEMPERATURE] = {2800, 6500, 1, 4600, 4600};
        camera.controls[V4L2_CID_POWER_LINE_FREQUENCY] = {0, 2, 1, 2, 2, {0, 1, 2}};
        m_video->plug(camera);
        CameraSpec spec;
        spec.controls.isSet = true;
        spec.controls.flicker = CameraControls::Flicker::Hz50;
        spec.desk = std::make_shared<CameraControlDesk>(spec.controls);
        QVERIFY(start(spec));
        const auto value = [&](std::uint32_t id) { return m_video->control(kPath, id).value; };
        QCOMPARE(value(V4L2_CID_BRIGHTNESS), 0); // its own default
        QCOMPARE(value(V4L2_CID_EXPOSURE_AUTO), int(V4L2_EXPOSURE_APERTURE_PRIORITY));
        QCOMPARE(value(V4L2_CID_POWER_LINE_FREQUENCY), 1);

        CameraControls controls = spec.controls;
        controls.autoExposure = false;
        controls.exposure = 20.0; // ms
        controls.autoFocus = false;
        controls.focus = 0.5;
        controls.autoWhiteBalance = false;
        controls.whiteBalance = 9000.0; // more than it has
        controls.level(CameraLevel::Brightness) = -0.5;
        controls.level(CameraLevel::Gain) = 1.0;
        spec.desk->set(controls);
        QTRY_COMPARE_WITH_TIMEOUT(value(V4L2_CID_GAIN), 100, kPatience);
        QCOMPARE(value(V4L2_CID_BRIGHTNESS), -32);
        QCOMPARE(value(V4L2_CID_EXPOSURE_AUTO), int(V4L2_EXPOSURE_MANUAL));
        QCOMPARE(value(V4L2_CID_EXPOSURE_ABSOLUTE), 200);
        QCOMPARE(value(V4L2_CID_FOCUS_AUTO), 0);
        QCOMPARE(value(V4L2_CID_FOCUS_ABSOLUTE), 125);
        QCOMPARE(value(V4L2_CID_WHITE_BALANCE_TEMPERATURE), 6500);
        // What is automatic is switched off before its value is written.
        const std::vector<std::uint32_t> order = m_video->written(kPath);
        const auto lastOf = [&](std::uint32_t id) {
            return std::find(order.rbegin(), order.rend(), id) - order.rbegin();
        };
        QVERIFY(lastOf(V4L2_CID_EXPOSURE_AUTO) > lastOf(V4L2_CID_EXPOSURE_ABSOLUTE));
        QVERIFY(lastOf(V4L2_CID_FOCUS_AUTO) > lastOf(V4L2_CID_FOCUS_ABSOLUTE));
        // Back to its own default, not to what it was before.
        controls.level(CameraLevel::Gain) = 0.0;
        spec.desk->set(controls);
        QTRY_COMPARE_WITH_TIMEOUT(value(V4L2_CID_GAIN), 20, kPatience);
    }

private:
    CameraBackend& backend()
    {
        if (!m_backend)
            m_backend = makeV4l2Backend(m_video, systemClock(), m_patience);
        return *m_backend;
    }
    Status start(const CameraSpec& spec)
    {
        Result<std::unique_ptr<PictureSource>> source = backend().open(spec);
        if (!source)
            return source.error();
        if (m_source)
            m_source->stop();
        m_source = std::move(source).value();
        return m_source->start(m_hub);
    }
    PicturePtr next()
    {
        PicturePtr picture = m_hub->waitNewerThan(m_serial, std::chrono::milliseconds(kPatience), {});
        m_serial = picture ? picture->serial : m_serial;
        return picture;
    }
    bool hasEvent(SourceEventKind kind, const QString& says) const
    {
        for (const SourceEvent& event : m_hub->eventsAfter(0)) {
            if (event.kind == kind && event.text.contains(says))
                return true;
        }
        return false;
    }
    bool waitForEvent(SourceEventKind kind, const QString& says) const
    {
        return QTest::qWaitFor([&] { return hasEvent(kind, says); }, kPatience);
    }

    std::shared_ptr<FakeVideo> m_video;
    CameraSource::Patience m_patience;
    std::unique_ptr<CameraBackend> m_backend;
    std::shared_ptr<PictureHub> m_hub;
    std::unique_ptr<PictureSource> m_source;
    std::uint64_t m_serial = 0;
};

QTEST_GUILESS_MAIN(V4l2SourceTest)
#include "v4l2_source_test.moc"
