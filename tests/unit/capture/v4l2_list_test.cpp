// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/video_identity.h"
#include "v4l2_fixture.h"

#include <QTest>

#include <cerrno>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

/// What of the machine's cameras is listed, found again and chosen.
class V4l2ListTest final : public V4l2Fixture {
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(V4l2ListTest)
#include "v4l2_list_test.moc"
