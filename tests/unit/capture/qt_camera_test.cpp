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
        const QString file = m_folder(q("numbered.i420"));
        QVERIFY(writeNumbered(file, kSize, kNumbers));
        m_camera = std::make_unique<GstCamera>(m_server->environment());
        QVERIFY(m_camera->startFile(q("numbered"), file, kSize, 20));
    }
    void cleanupTestCase()
    {
        m_camera.reset();
        m_server.reset();
    }

    void itIsListedOnceAndDelivers()
    {
        DeviceInfo found;
        QVERIFY(QTest::qWaitFor(
            [&] {
                const Result<std::vector<DeviceInfo>> all = m_backend->cameras();
                if (all && all->size() == 1)
                    found = all->front();
                return !found.id.isEmpty();
            },
            kPatience));
        QCOMPARE(found.label, q("Camera-numbered"));
        QVERIFY(m_backend->knows(found.id));
        QVERIFY(!found.modes.empty());
        QCOMPARE(found.modes.front().size.width, kSize.width);

        CameraSpec spec;
        spec.deviceId = found.id;
        Result<std::unique_ptr<PictureSource>> source = m_backend->open(spec);
        QVERIFY(source);
        const auto hub = std::make_shared<PictureHub>();
        const Status started = (*source)->start(hub);
        QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
        PicturePtr last;
        for (int i = 0; i < 20; ++i) {
            // GStreamer's messages are handled by the main loop.
            PicturePtr picture;
            QVERIFY(QTest::qWaitFor(
                [&] {
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
        (*source)->stop();
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
    std::unique_ptr<PulseServer> m_server;
    TempFolder m_folder;
    std::unique_ptr<GstCamera> m_camera;
    std::shared_ptr<CameraBackend> m_backend = makeQtCameraBackend(systemClock(), {700ms, 1h, 1h, 100ms});
};

QTEST_MAIN(QtCameraTest)
#include "qt_camera_test.moc"
