// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/frame_code.h"
#include "capture/pipewire/pw_camera_backend.h"
#include "capture/pipewire/pw_camera_session.h"
#include "support/gst_camera.h"
#include "support/numbered_pictures.h"
#include "support/pulse_server.h"
#include "support/temp_folder.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 120000; // ms

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Cameras of a PipeWire server of the test's own, played by GStreamer.
class PwCameraTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(GstCamera::isInstalled(), "gstreamer1.0-tools is missing");
        m_server = std::make_unique<PulseServer>(PulseServer::Kind::PipeWire);
        QVERIFY(m_server->start());
        m_server->useHere();
    }
    void init()
    {
        // Nobody counts as silent on a machine that is busy with something else.
        m_backend = makePwCameraBackend(systemClock(), {1h, 1h, 1h, 100ms});
        m_hub = std::make_shared<PictureHub>();
        m_serial = 0;
    }
    void cleanup()
    {
        if (m_source)
            m_source->stop();
        m_source.reset();
        m_camera.reset();
    }
    void cleanupTestCase() { m_server.reset(); }

    void camerasAreListedWithWhatTheyOffer()
    {
        QVERIFY(play("listed", "snow", "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1"));
        const DeviceInfo* found = waitForCamera(q("pipewire:listed"));
        QVERIFY(found);
        QCOMPARE(found->label, q("Camera-listed"));
        QCOMPARE(found->kind, q("camera"));
        const std::vector<CameraMode> expected{{q("yuyv"), {640, 480}, FrameRate(30, 1)}};
        QVERIFY(found->modes == expected);
        QVERIFY(m_backend->knows(found->id));
        CameraSpec spec;
        spec.deviceId = found->id;
        spec.format = q("nv12");
        Status started = start(spec);
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::Unsupported);
        QVERIFY(started.error().detail.contains(q("640 × 480, 30 fps, YUYV")));
        spec.deviceId = q("pipewire:nobody");
        started = start(spec);
        QCOMPARE(started.error().code, ErrorCode::DeviceLost);
    }

    /// Each once, in order, and at the producer's own time, whatever the way took: a picture that the server
    /// itself leaves out, because everybody is late, leaves a hole of just its length.
    void everyPictureArrives()
    {
        constexpr Size kSize{192, 120};
        constexpr int kNumbers = 200;
        const QString file = m_folder(q("numbered.i420"));
        QVERIFY(writeNumbered(file, kSize, kNumbers));
        m_camera = std::make_unique<GstCamera>(m_server->environment());
        QVERIFY(m_camera->startFile(q("numbered"), file, kSize, 20));
        CameraSpec spec;
        spec.deviceId = q("pipewire:numbered");
        QVERIFY(waitForCamera(spec.deviceId));
        QVERIFY(start(spec));
        std::vector<double> intervals;
        PicturePtr last;
        while (intervals.size() < 60) {
            const int revivals = m_revivals;
            const PicturePtr picture = next();
            QVERIFY(picture);
            if (m_revivals != revivals)
                last = nullptr; // the numbers begin anew
            QCOMPARE(picture->format, PixelFormat::Yuv420p8);
            QCOMPARE(picture->size, kSize);
            const auto number = readFrameCode(*picture);
            QVERIFY(number);
            if (last) {
                const int told = static_cast<int>(picture->serial - last->serial);
                const int steps = static_cast<int>(*number) - static_cast<int>(*readFrameCode(*last));
                const int untold = (steps - told) % kNumbers;
                const int leftOut = untold < 0 ? untold + kNumbers : untold;
                QVERIFY(leftOut < kNumbers / 2); // neither back nor twice
                QVERIFY(picture->captured > last->captured && picture->captured <= systemClock().now());
                intervals.push_back(toSeconds(picture->captured - last->captured) / (told + leftOut));
            }
            last = picture;
        }
        std::sort(intervals.begin(), intervals.end());
        const double usual = intervals[intervals.size() / 2];
        QVERIFY2(std::abs(usual - 0.05) < 0.001, qPrintable(QString::number(usual)));
    }

    /// Bit for bit, in the node's own memory, as long as its pictures are held no longer than a recorder
    /// does.
    void picturesAreReadWhereTheyLie()
    {
        constexpr Size kWide{256, 128};
        constexpr int kNumbers = 200;
        const QString file = m_folder(q("lying.i420"));
        QVERIFY(writeNumbered(file, kWide, kNumbers));
        m_camera = std::make_unique<GstCamera>(m_server->environment());
        QVERIFY(m_camera->startFile(q("lying"), file, kWide, 20));
        QVERIFY(waitForCamera(q("pipewire:lying")));
        QFile content(file);
        QVERIFY(content.open(QIODevice::ReadOnly));
        constexpr qint64 kBytes = qint64(kWide.width) * kWide.height * 3 / 2;
        std::unique_ptr<CameraSession> session;
        std::uint64_t taken = 0;
        PwLender::Statistics counts;
        while (taken < 40) {
            m_revivals += m_camera->revive() ? 1 : 0;
            if (!session) {
                taken = 0;
                const Result<std::vector<PwCameraNode>> nodes = listPwCameras(10s);
                const bool isThere = nodes && nodes->size() == 1 && !nodes->front().modes.empty();
                Result<std::unique_ptr<CameraSession>> opened =
                    isThere ? PwCameraSession::open(nodes->front(), {}, systemClock())
                            : makeError(ErrorCode::DeviceLost, q("test"), {});
                if (opened)
                    session = std::move(opened).value();
                continue;
            }
            const Result<CameraSession::Next> next = session->next(500ms, {});
            if (!next)
                session.reset(); // GStreamer's crash: from the beginning
            if (!next || !next->picture)
                continue;
            const Picture& picture = *next->picture;
            const auto number = readFrameCode(picture);
            QVERIFY(number && content.seek(*number * kBytes));
            const QByteArray whole = content.read(kBytes);
            QCOMPARE(whole.size(), kBytes);
            const char* expected = whole.constData();
            for (int plane = 0; plane < 3; ++plane) {
                const Size size = planeSize(picture.format, picture.size, plane);
                for (int y = 0; y < size.height; ++y, expected += size.width)
                    QVERIFY(std::memcmp(picture.row(plane, y), expected, std::size_t(size.width)) == 0);
            }
            ++taken;
            counts = static_cast<PwCameraSession&>(*session).statistics();
        }
        QVERIFY(counts.lent > 0);
        QVERIFY(counts.copied == 0 || counts.detached > 0); // unless this test was too slow
    }

    void formatsAreKept_data()
    {
        QTest::addColumn<QString>("caps");
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("width");
        const auto raw = [](const char* name, PixelFormat format, int width) {
            QTest::newRow(qPrintable(q(name) + QString::number(width)))
                << q("video/x-raw,format=%1,width=%2,height=94,framerate=30/1").arg(q(name)).arg(width)
                << int(format) << width;
        };
        raw("YUY2", PixelFormat::Yuyv8, 128);
        raw("UYVY", PixelFormat::Yuyv8, 126);
        raw("NV12", PixelFormat::Nv12, 126);
        raw("I420", PixelFormat::Yuv420p8, 128);
        raw("I420", PixelFormat::Yuv420p8, 126); // rows of chroma padded by themselves
        raw("YV12", PixelFormat::Yuv420p8, 122);
        raw("P010_10LE", PixelFormat::P010, 128);
        raw("BGRx", PixelFormat::Bgrx8, 126);
        raw("RGB", PixelFormat::Rgb8, 126);
        QTest::newRow("JPEG")
            << q("video/x-raw,format=I420,width=128,height=94,framerate=30/1 ! jpegenc quality=95")
            << int(PixelFormat::Yuv420p8) << 128;
    }

    void formatsAreKept()
    {
        QFETCH(QString, caps);
        QFETCH(int, format);
        QFETCH(int, width);
        static int number = 0;
        const QString name = q("format%1").arg(++number);
        QVERIFY(play(name, "red", qPrintable(caps)));
        CameraSpec spec;
        spec.deviceId = q("pipewire:") + name;
        QVERIFY(waitForCamera(spec.deviceId));
        QVERIFY(start(spec));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(int(picture->format), format);
        QCOMPARE(picture->size, (Size{width, 94}));
        const PixelFormatInfo& info = pixelFormatInfo(picture->format);
        if (!info.isYuv) {
            const bool isBgr = picture->format == PixelFormat::Bgrx8;
            QCOMPARE(int(picture->row(0, 93)[info.bytesPerPixel[0] * (width - 1) + (isBgr ? 2 : 0)]), 255);
            return;
        }
        QCOMPARE(picture->colour.matrix, ColourMatrix::Bt601);
        QCOMPARE(picture->colour.range == ColourRange::Full, caps.contains(q("jpegenc")));
        // Red as BT.601 has it, in the last column and row: Y 81, Cb 90, Cr 240. GStreamer hands them to the
        // JPEG as they are.
        const auto code = [&](int plane, int index) {
            const std::uint8_t* row =
                picture->row(plane, planeSize(picture->format, picture->size, plane).height - 1);
            return info.bitsPerComponent == 8 ? int(row[index]) : int(row[2 * index + 1]); // the upper 8 bits
        };
        const auto isNear = [](int value, int wanted) { return std::abs(value - wanted) <= 4; };
        if (picture->format == PixelFormat::Yuyv8) {
            QVERIFY(isNear(code(0, 2 * width - 4), 81) && isNear(code(0, 2 * width - 3), 90) &&
                    isNear(code(0, 2 * width - 1), 240));
            return;
        }
        QVERIFY2(isNear(code(0, width - 1), 81), qPrintable(QString::number(code(0, width - 1))));
        const bool isInterleaved = info.planes == 2;
        const int blue = isInterleaved ? code(1, width - 2) : code(1, width / 2 - 1);
        const int red = isInterleaved ? code(1, width - 1) : code(2, width / 2 - 1);
        QVERIFY2(isNear(blue, 90) && isNear(red, 240), qPrintable(q("%1 %2").arg(blue).arg(red)));
    }

    void oneThatGoesIsTakenBack()
    {
        const char* caps = "video/x-raw,format=YUY2,width=128,height=96,framerate=30/1";
        QVERIFY(play("goes", "red", caps));
        CameraSpec spec;
        spec.deviceId = q("pipewire:goes");
        QVERIFY(waitForCamera(spec.deviceId));
        QVERIFY(start(spec));
        QVERIFY(next());
        m_camera->kill();
        QVERIFY(waitForEvent(SourceEventKind::Lost));
        QVERIFY(m_hub->isLost() && m_hub->latest());
        QVERIFY(play("other", "blue", caps));
        QVERIFY(waitForCamera(q("pipewire:other")));
        QVERIFY(m_hub->isLost()); // another one is not it
        m_camera->kill();
        QVERIFY(play("goes", "red", caps));
        QVERIFY(waitForEvent(SourceEventKind::Recovered));
        QVERIFY(!m_hub->isLost());
    }

    void twoAtOnce()
    {
        const char* caps = "video/x-raw,format=YUY2,width=128,height=96,framerate=30/1";
        QVERIFY(play("left", "red", caps));
        GstCamera second(m_server->environment());
        QVERIFY(second.start(q("right"), q("blue"), q(caps)));
        QVERIFY(waitForCamera(q("pipewire:left")) && waitForCamera(q("pipewire:right")));
        CameraSpec spec;
        spec.deviceId = q("pipewire:right");
        Result<std::unique_ptr<PictureSource>> right = m_backend->open(spec);
        const auto hub = std::make_shared<PictureHub>();
        QVERIFY(right && (*right)->start(hub));
        spec.deviceId = q("pipewire:left");
        QVERIFY(start(spec));
        const PicturePtr red = next();
        PicturePtr blue;
        QVERIFY(red && QTest::qWaitFor(
                           [&] {
                               second.revive();
                               blue = hub->waitNewerThan(0, 500ms, {});
                               return blue != nullptr;
                           },
                           kPatience));
        QVERIFY(red->row(0, 0)[3] > 200 && blue->row(0, 0)[1] > 200); // Cr and Cb
        (*right)->stop();
    }

    void comingAndGoingIsTold()
    {
        std::atomic<int> changes{0};
        const std::unique_ptr<DeviceWatch> watch = m_backend->watch([&] { ++changes; });
        QVERIFY(watch);
        QVERIFY(play("told", "red", "video/x-raw,format=YUY2,width=128,height=96,framerate=30/1"));
        QTRY_VERIFY_WITH_TIMEOUT(changes >= 1, kPatience);
        QVERIFY(waitForCamera(q("pipewire:told")));
        const int before = changes;
        m_camera->kill();
        QTRY_VERIFY_WITH_TIMEOUT(changes > before, kPatience);
    }

    /// A session without PipeWire just has no such cameras.
    void withoutAServerThereAreNone()
    {
        const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
        const Result<std::vector<DeviceInfo>> cameras = m_backend->cameras();
        CameraSpec spec;
        spec.deviceId = q("pipewire:any");
        const Status started = start(spec);
        qputenv("XDG_RUNTIME_DIR", runtime);
        QVERIFY(cameras && cameras->empty());
        QCOMPARE(started.error().code, ErrorCode::Unsupported);
        QVERIFY(started.error().detail.contains(q("does not run")));
    }

private:
    bool play(const QString& name, const char* pattern, const char* caps)
    {
        m_camera = std::make_unique<GstCamera>(m_server->environment());
        return m_camera->start(name, q(pattern), q(caps));
    }
    bool play(const char* name, const char* pattern, const char* caps)
    {
        return play(q(name), pattern, caps);
    }
    const DeviceInfo* waitForCamera(const QString& id)
    {
        const DeviceInfo* found = nullptr;
        static_cast<void>(QTest::qWaitFor(
            [&] {
                const Result<std::vector<DeviceInfo>> cameras = m_backend->cameras();
                if (!cameras)
                    return false;
                m_revivals += m_camera && m_camera->revive() ? 1 : 0;
                m_cameras = *cameras;
                for (const DeviceInfo& each : m_cameras) {
                    if (each.id == id)
                        found = &each;
                }
                return found != nullptr;
            },
            kPatience));
        return found;
    }
    Status start(const CameraSpec& spec)
    {
        Result<std::unique_ptr<PictureSource>> source = m_backend->open(spec);
        if (!source)
            return source.error();
        m_source = std::move(source).value();
        const Status status = m_source->start(m_hub);
        if (status || !m_camera || !m_camera->revive())
            return status;
        ++m_revivals;
        return waitForCamera(spec.deviceId) ? start(spec) : status;
    }
    PicturePtr next()
    {
        PicturePtr picture;
        static_cast<void>(QTest::qWaitFor(
            [&] {
                m_revivals += m_camera->revive() ? 1 : 0;
                picture = m_hub->waitNewerThan(m_serial, 500ms, {});
                return picture != nullptr;
            },
            kPatience));
        m_serial = picture ? picture->serial : m_serial;
        return picture;
    }
    bool waitForEvent(SourceEventKind kind)
    {
        return QTest::qWaitFor(
            [&] {
                m_revivals += m_camera->revive() ? 1 : 0;
                for (const SourceEvent& event : m_hub->eventsAfter(0)) {
                    if (event.kind == kind)
                        return true;
                }
                return false;
            },
            kPatience);
    }

    std::unique_ptr<PulseServer> m_server;
    TempFolder m_folder;
    std::unique_ptr<GstCamera> m_camera;
    std::unique_ptr<CameraBackend> m_backend;
    std::vector<DeviceInfo> m_cameras;
    std::shared_ptr<PictureHub> m_hub;
    std::unique_ptr<PictureSource> m_source;
    std::uint64_t m_serial = 0;
    int m_revivals = 0; ///< crashes of GStreamer
};

QTEST_GUILESS_MAIN(PwCameraTest)
#include "pw_camera_test.moc"
