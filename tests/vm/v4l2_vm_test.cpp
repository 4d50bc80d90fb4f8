// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_backend.h"
#include "capture/v4l2/v4l2_device.h"
#include "media/camera_control_desk.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>

#include <linux/videodev2.h>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 300000; // ms: the machine is emulated
constexpr Size kSmall{320, 180};

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

bool write(const char* path, const char* text)
{
    QFile file(q(path));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) &&
           file.write(text) == static_cast<qint64>(std::strlen(text));
}

} // namespace

/// Video4Linux against a real kernel: two cameras of the driver vivid in a virtual machine. Run by
/// packaging/linux/vm.sh.
class V4l2VmTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_hub = std::make_shared<PictureHub>();
        m_serial = 0;
    }
    void cleanup()
    {
        if (m_source)
            m_source->stop();
        m_source.reset();
    }

    void bothAreListed()
    {
        const std::vector<DeviceInfo> all = cameras();
        QCOMPARE(all.size(), 2U);
        QVERIFY(all[0].id != all[1].id);
        for (const DeviceInfo& each : all) {
            QVERIFY(each.unavailable.isEmpty());
            for (const char* format : {"yuyv", "uyvy", "nv12", "nv16", "i420", "rgb24", "bgrx"})
                QVERIFY2(std::any_of(each.modes.begin(), each.modes.end(),
                                     [&](const CameraMode& mode) { return mode.format == q(format); }),
                         format);
            QVERIFY(each.controls.contains(q("brightness")));
        }
    }

    void everyFormatDelivers_data()
    {
        QTest::addColumn<QString>("format");
        QStringList formats;
        const std::vector<DeviceInfo> all = cameras();
        QVERIFY(!all.empty());
        for (const CameraMode& mode : all.front().modes) {
            if (!formats.contains(mode.format))
                formats << mode.format;
        }
        for (const QString& format : formats)
            QTest::newRow(qPrintable(format)) << format;
    }
    void everyFormatDelivers()
    {
        QFETCH(QString, format);
        CameraSpec spec = small();
        spec.format = format;
        const Status started = start(spec);
        QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
        for (int i = 0; i < 3; ++i) {
            const PicturePtr picture = next();
            QVERIFY(picture);
            QCOMPARE(picture->size, kSmall);
        }
    }

    /// The kernel's own stamps, a rate's interval apart, on our clock.
    void timesAreTheDevices()
    {
        CameraSpec spec = small();
        spec.format = q("yuyv");
        spec.rate = FrameRate(15, 1);
        QVERIFY(start(spec));
        std::vector<double> intervals;
        PicturePtr last;
        for (int i = 0; i < 30; ++i) {
            const PicturePtr picture = next();
            QVERIFY(picture && picture->captured <= systemClock().now());
            if (last)
                intervals.push_back(toSeconds(picture->captured - last->captured) /
                                    static_cast<double>(picture->serial - last->serial));
            last = picture;
        }
        std::sort(intervals.begin(), intervals.end());
        const double usual = intervals[intervals.size() / 2];
        QVERIFY2(std::abs(usual * 15 - 1) < 0.1, qPrintable(QString::number(usual)));
    }

    void controlsReachTheDriver()
    {
        CameraSpec spec = small();
        spec.controls.isSet = true;
        spec.desk = std::make_shared<CameraControlDesk>(spec.controls);
        QVERIFY(start(spec));
        QVERIFY(next());
        CameraControls controls = spec.controls;
        controls.level(CameraLevel::Brightness) = -1.0;
        spec.desk->set(controls);
        const auto brightness = [] {
            VideoKernel& kernel = *systemVideoKernel();
            const int descriptor = kernel.open("/dev/video0");
            v4l2_control control{};
            control.id = V4L2_CID_BRIGHTNESS;
            const int result = kernel.control(descriptor, VIDIOC_G_CTRL, &control);
            kernel.close(descriptor);
            return result < 0 ? result : control.value;
        };
        QTRY_COMPARE_WITH_TIMEOUT(brightness(), 0, kPatience);
    }

    void aSecondProgramIsTold()
    {
        QVERIFY(start(small()));
        QVERIFY(next());
        Result<std::unique_ptr<PictureSource>> second = m_backend->open(small());
        QVERIFY(second);
        const Status started = (*second)->start(std::make_shared<PictureHub>());
        QVERIFY(!started);
        QVERIFY2(started.error().detail.contains(q("in use")), qPrintable(started.error().detail));
        QVERIFY(next()); // the first goes on
    }

    void twoAtOnce()
    {
        QVERIFY(start(small()));
        CameraSpec other = small();
        other.deviceId = cameras()[1].id;
        Result<std::unique_ptr<PictureSource>> second = m_backend->open(other);
        const auto hub = std::make_shared<PictureHub>();
        QVERIFY(second && (*second)->start(hub));
        QVERIFY(next());
        QVERIFY(hub->waitNewerThan(3, std::chrono::milliseconds(kPatience), {}));
        (*second)->stop();
    }

    /// The driver is taken from the device while it streams, and given back.
    void aPulledCameraIsTakenBack()
    {
        CameraSpec spec = small();
        spec.deviceId = cameras()[0].id;
        QVERIFY(start(spec));
        QVERIFY(next());
        QVERIFY(write("/sys/bus/platform/drivers/vivid/unbind", "vivid.0"));
        QTRY_VERIFY_WITH_TIMEOUT(m_hub->isLost(), kPatience);
        const SourceEvent lost = m_hub->eventsAfter(0).back();
        QCOMPARE(lost.kind, SourceEventKind::Lost);
        QVERIFY2(lost.text.contains(q("is gone")), qPrintable(lost.text));
        QVERIFY(m_hub->latest());
        const double late = toSeconds(lost.when - m_hub->latest()->captured);
        qInfo("said %.3f s after the last picture", late);
        QVERIFY(write("/sys/bus/platform/drivers/vivid/bind", "vivid.0"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_hub->isLost(), kPatience);
        QVERIFY(next());
    }

private:
    std::vector<DeviceInfo> cameras()
    {
        const Result<std::vector<DeviceInfo>> all = m_backend->cameras();
        return all ? *all : std::vector<DeviceInfo>();
    }
    static CameraSpec small()
    {
        CameraSpec spec;
        spec.deviceId = q("/dev/video0");
        spec.size = kSmall;
        return spec;
    }
    Status start(const CameraSpec& spec)
    {
        Result<std::unique_ptr<PictureSource>> source = m_backend->open(spec);
        if (!source)
            return source.error();
        m_source = std::move(source).value();
        return m_source->start(m_hub);
    }
    PicturePtr next()
    {
        PicturePtr picture = m_hub->waitNewerThan(m_serial, std::chrono::milliseconds(kPatience), {});
        m_serial = picture ? picture->serial : m_serial;
        return picture;
    }

    std::unique_ptr<CameraBackend> m_backend =
        makeV4l2Backend(systemVideoKernel(), systemClock(), {1h, 1h, 1h, 1s});
    std::shared_ptr<PictureHub> m_hub;
    std::unique_ptr<PictureSource> m_source;
    std::uint64_t m_serial = 0;
};

QTEST_GUILESS_MAIN(V4l2VmTest)
#include "v4l2_vm_test.moc"
