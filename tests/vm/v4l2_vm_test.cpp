// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_backend.h"
#include "capture/v4l2/v4l2_device.h"
#include "media/camera_control_desk.h"

#include <QFile>
#include <QProcess>
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

/// Video4Linux against a real kernel: two cameras and a capture card of the driver vivid in a virtual
/// machine. Run by packaging/linux/vm.sh.
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

    void allAreListed()
    {
        std::vector<DeviceInfo> all = cameras();
        QCOMPARE(all.size(), 3U);
        QVERIFY(all[0].id != all[1].id && all[1].id != all[2].id);
        QStringList inputs;
        for (const CameraInput& input : all[2].inputs)
            inputs << input.name;
        QCOMPARE(inputs, QStringList({q("S-Video 0"), q("HDMI 0"), q("HDMI 1")}));
        all.pop_back();
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

    void everyInputDelivers_data()
    {
        QTest::addColumn<QString>("input");
        const std::vector<DeviceInfo> all = cameras();
        for (const CameraInput& input : all[2].inputs)
            QTest::newRow(qPrintable(input.name)) << input.name;
    }
    void everyInputDelivers()
    {
        QFETCH(QString, input);
        const Status started = start(card(input));
        QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
        const PicturePtr picture = next();
        QVERIFY(picture);
        qInfo("%s: %d x %d", qPrintable(input), picture->size.width, picture->size.height);
        const bool isTelevision = input.startsWith(q("S-Video"));
        QCOMPARE(picture->size.width == 720, isTelevision);
        const auto events = m_hub->eventsAfter(0);
        QCOMPARE(std::any_of(events.begin(), events.end(),
                             [](const SourceEvent& event) { return event.text.contains(q("interlaced")); }),
                 isTelevision);
    }

    /// The driver says that its signal goes, and that another one comes.
    void theSignalGoesAndAnotherComes()
    {
        QVERIFY(setCard("DV Timings Signal Mode", "Current DV Timings"));
        QVERIFY(start(card(q("HDMI 0"))));
        const PicturePtr before = next();
        QVERIFY(before);
        QVERIFY(setCard("DV Timings Signal Mode", "No Signal"));
        QTRY_VERIFY_WITH_TIMEOUT(m_hub->isLost(), kPatience);
        const SourceEvent lost = m_hub->eventsAfter(0).back();
        QVERIFY2(lost.text.contains(q("HDMI 0: no signal")), qPrintable(lost.text));
        QVERIFY(setCard("DV Timings", "640x480p59"));
        QVERIFY(setCard("DV Timings Signal Mode", "Selected DV Timings"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_hub->isLost(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_hub->latest()->size, (Size{640, 480}), kPatience);
        QVERIFY(before->size != (Size{640, 480}));
        // From one to the next without a pause.
        QVERIFY(setCard("DV Timings", "800x600p60"));
        QTRY_COMPARE_WITH_TIMEOUT(m_hub->latest()->size, (Size{800, 600}), kPatience);
        m_source->stop();
        QVERIFY(setCard("DV Timings Signal Mode", "Current DV Timings"));
    }

    void theTelevisionSignalGoesAndComes()
    {
        QVERIFY(start(card(q("S-Video 0"))));
        QVERIFY(next());
        QVERIFY(setCard("Standard Signal Mode", "No Signal"));
        QTRY_VERIFY_WITH_TIMEOUT(m_hub->isLost(), kPatience);
        QVERIFY(setCard("Standard Signal Mode", "Current Standard"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_hub->isLost(), kPatience);
    }

    /// The whole program records the card while its signal goes and comes back in another size: one movie of
    /// the length that was asked for and of one size, which holds its last picture meanwhile and says so.
    void aTakeOutlivesItsSignal()
    {
        constexpr int kSeconds = 24;
        constexpr int kRate = 5;
        // Controls of the card's are those of the input it is set to.
        QVERIFY(start(card(q("HDMI 0"))));
        m_source->stop();
        QVERIFY(setCard("DV Timings", "640x480p59"));
        QVERIFY(setCard("DV Timings Signal Mode", "Selected DV Timings"));
        QProcess recorder;
        recorder.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        recorder.start(QCoreApplication::applicationDirPath() + q("/../../app/reelout-cli"),
                       {q("record"), q("--video"), q("videodevicein"), q("--audio"), q("none"), q("--set"),
                        q("videodevicein1.device=/dev/video2"), q("--set"), q("videodevicein1.input=HDMI 0"),
                        q("--fps"), QString::number(kRate), q("--videocodec"), q("hap"), q("-o"),
                        q("/tmp/signals.mov"), q("-t"), QString::number(kSeconds), q("--json")});
        QVERIFY(recorder.waitForStarted());
        QVERIFY(!recorder.waitForFinished(8000));
        QVERIFY(setCard("DV Timings Signal Mode", "No Signal"));
        QVERIFY(!recorder.waitForFinished(4000));
        QVERIFY(setCard("DV Timings", "800x600p60"));
        QVERIFY(setCard("DV Timings Signal Mode", "Selected DV Timings"));
        QVERIFY(recorder.waitForFinished(kPatience));
        QVERIFY(setCard("DV Timings Signal Mode", "Current DV Timings"));
        const QByteArray words = recorder.readAllStandardOutput();
        QCOMPARE(recorder.exitCode(), 0);
        QVERIFY2(words.contains("no signal"), words.constData());

        QProcess probe;
        probe.start(q("ffprobe"),
                    {q("-v"), q("error"), q("-count_frames"), q("-show_entries"),
                     q("stream=width,height,nb_read_frames"), q("-of"), q("csv=p=0"), q("/tmp/signals.mov")});
        QVERIFY(probe.waitForFinished(kPatience));
        QCOMPARE(QString::fromUtf8(probe.readAllStandardOutput()).trimmed(),
                 q("640,480,%1").arg(kSeconds * kRate));
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
    static CameraSpec card(const QString& input)
    {
        CameraSpec spec;
        spec.deviceId = q("/dev/video2");
        spec.input = input;
        return spec;
    }
    /// Turns a menu of the card's, as the person at the other end of the cable would.
    static bool setCard(const char* name, const char* entry)
    {
        VideoKernel& kernel = *systemVideoKernel();
        const int descriptor = kernel.open("/dev/video2");
        v4l2_queryctrl control{};
        bool isSet = false;
        for (control.id = V4L2_CTRL_FLAG_NEXT_CTRL;
             kernel.control(descriptor, VIDIOC_QUERYCTRL, &control) == 0;
             control.id |= V4L2_CTRL_FLAG_NEXT_CTRL) {
            if (std::strcmp(reinterpret_cast<const char*>(control.name), name) != 0)
                continue;
            v4l2_querymenu item{};
            item.id = control.id;
            for (item.index = 0; item.index <= static_cast<std::uint32_t>(control.maximum) && !isSet;
                 ++item.index) {
                v4l2_control wanted{control.id, static_cast<std::int32_t>(item.index)};
                isSet = kernel.control(descriptor, VIDIOC_QUERYMENU, &item) == 0 &&
                        std::strcmp(reinterpret_cast<const char*>(item.name), entry) == 0 &&
                        kernel.control(descriptor, VIDIOC_S_CTRL, &wanted) == 0;
            }
        }
        kernel.close(descriptor);
        return isSet;
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
