// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/qtmultimedia/qt_camera_backend.h"
#include "support/gst_camera.h"
#include "support/numbered_pictures.h"
#include "support/pulse_server.h"
#include "support/temp_folder.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 120000; // ms
constexpr Size kSize{192, 120};
constexpr int kNumbers = 200;

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Qt Multimedia's cameras, which on this system are PipeWire's by way of GStreamer.
class QtCameraTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(GstCamera::isInstalled(), "gstreamer1.0-tools is missing");
        m_server = std::make_unique<PulseServer>(PulseServer::Kind::PipeWire);
        QVERIFY(m_server->start());
        m_server->useHere();
        qputenv("GST_REGISTRY", m_folder(q("gst.registry")).toLocal8Bit());
        QVERIFY(writeNumbered(m_folder(q("numbered.i420")), kSize, kNumbers));
        QVERIFY(play());
    }
    void cleanupTestCase()
    {
        m_camera.reset();
        m_server.reset();
    }

    void itIsListedOnceAndDelivers()
    {
        const DeviceInfo found = waitForCamera();
        QVERIFY(m_backend->knows(found.id));
        QVERIFY(!found.modes.empty());
        QCOMPARE(found.modes.front().size.width, kSize.width);

        CameraSpec spec;
        spec.deviceId = found.id;
        std::unique_ptr<PictureSource> source;
        std::shared_ptr<PictureHub> hub;
        Status started;
        PicturePtr last;
        const auto open = [&] {
            if (source)
                source->stop();
            last.reset();
            hub = std::make_shared<PictureHub>();
            Result<std::unique_ptr<PictureSource>> opened = m_backend->open(spec);
            started = opened ? (*opened)->start(hub) : Status(opened.error());
            source = opened ? std::move(opened).value() : nullptr;
        };
        open();
        QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
        for (int i = 0; i < 20; ++i) {
            // GStreamer's messages are handled by the main loop.
            PicturePtr picture;
            QVERIFY(QTest::qWaitFor(
                [&] {
                    if (m_camera->hasCrashed() && play()) {
                        spec.deviceId = waitForCamera().id;
                        open();
                    }
                    picture = hub->latest();
                    return picture && picture->serial > (last ? last->serial : 0);
                },
                kPatience));
            QCOMPARE(picture->size, kSize);
            QVERIFY(readFrameCode(*picture));
            QVERIFY(picture->captured <= systemClock().now());
            if (last) {
                QVERIFY(picture->captured > last->captured);
                QVERIFY(readFrameCode(*picture) != readFrameCode(*last));
            }
            last = picture;
        }
        // Qt says nothing when it goes; the source notices that it is silent.
        m_camera->kill();
        QTRY_VERIFY_WITH_TIMEOUT(hub->isLost(), kPatience);
        QVERIFY(hub->latest());
        source->stop();
    }

    void whatIsNotThereIsSaid()
    {
        CameraSpec spec;
        spec.deviceId = q("qt:nobody");
        Result<std::unique_ptr<PictureSource>> source = m_backend->open(spec);
        QVERIFY(source);
        QCOMPARE((*source)->start(std::make_shared<PictureHub>()).error().code, ErrorCode::DeviceLost);
    }

private:
    /// Under a name of its own each time: Qt 6.4 opens none anew that was gone.
    bool play()
    {
        m_camera = std::make_unique<GstCamera>(m_server->environment());
        return m_camera->startFile(q("numbered%1").arg(++m_played), m_folder(q("numbered.i420")), kSize, 20);
    }
    /// The one that plays, listed once.
    DeviceInfo waitForCamera()
    {
        std::vector<DeviceInfo> found;
        static_cast<void>(QTest::qWaitFor(
            [&] {
                if (m_camera->hasCrashed())
                    play();
                Result<std::vector<DeviceInfo>> all = m_backend->cameras();
                found = all ? std::move(all).value() : std::vector<DeviceInfo>();
                std::erase_if(found, [&](const DeviceInfo& each) {
                    return each.label != q("Camera-numbered%1").arg(m_played);
                });
                return found.size() == 1;
            },
            kPatience));
        return found.size() == 1 ? found.front() : DeviceInfo();
    }

    int m_played = 0;
    std::unique_ptr<PulseServer> m_server;
    TempFolder m_folder;
    std::unique_ptr<GstCamera> m_camera;
    std::shared_ptr<CameraBackend> m_backend = makeQtCameraBackend(systemClock(), {700ms, 1h, 1h, 100ms});
};

QTEST_MAIN(QtCameraTest)
#include "qt_camera_test.moc"
