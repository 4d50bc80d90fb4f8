// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/camera_control_desk.h"
#include "operators/provider_names.h"
#include "record/source_specs.h"
#include "studio.h"

#include <QSignalSpy>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

DeviceInfo camera(const char* id, std::vector<CameraMode> modes, const QStringList& controls = {})
{
    DeviceInfo info;
    info.id = q(id);
    info.label = q(id);
    info.kind = q("camera");
    info.detail = q("/dev/") + q(id);
    info.node = info.detail;
    info.modes = std::move(modes);
    info.controls = controls;
    return info;
}

std::vector<DeviceInfo> desk()
{
    DeviceInfo forbidden = camera("locked", {});
    forbidden.unavailable = q("Not for you.");
    return {forbidden,
            camera("webcam",
                   {{q("yuyv"), {640, 480}, FrameRate(30, 1)},
                    {q("yuyv"), {1280, 720}, FrameRate(10, 1)},
                    {q("mjpeg"), {1280, 720}, FrameRate(30, 1)},
                    {q("mjpeg"), {1280, 720}, FrameRate(60, 1)}},
                   {q("exposure"), q("gain")}),
            camera("card", {{q("uyvy"), {1920, 1080}, FrameRate(60000, 1001)}})};
}

} // namespace

/// The camera operator between its devices and the recorder.
class TestCameras : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void menusOfferJustWhatTheDeviceHas()
    {
        Studio studio;
        Operator& op = build(studio);
        QCOMPARE(tokens(op, "device"), QStringList({q("locked"), q("webcam"), q("card")}));
        QCOMPARE(op.params().menuItems(q("device"))[0].unavailable, q("Not for you."));
        QCOMPARE(op.params().text(q("device")), q("webcam")); // the first that can be used
        QCOMPARE(tokens(op, "pixelformat"), QStringList({q("best"), q("yuyv"), q("mjpeg")}));
        QCOMPARE(tokens(op, "size"), QStringList({q("best"), q("1280x720"), q("640x480")}));
        QCOMPARE(tokens(op, "rate"), QStringList({q("best"), q("60"), q("30"), q("10")}));
        set(op, "pixelformat", q("yuyv"));
        QCOMPARE(tokens(op, "rate"), QStringList({q("best"), q("30"), q("10")}));
        set(op, "size", q("1280x720"));
        QCOMPARE(tokens(op, "rate"), QStringList({q("best"), q("10")}));
        // What the other one does not have falls back to the best.
        set(op, "rate", q("10"));
        set(op, "device", q("card"));
        QCOMPARE(tokens(op, "pixelformat"), QStringList({q("best"), q("uyvy")}));
        QCOMPARE(tokens(op, "rate"), QStringList({q("best"), q("60000/1001")}));
        const CameraSpec spec = specOf(op);
        QCOMPARE(spec.deviceId, q("card"));
        QVERIFY(spec.format.isEmpty() && !spec.size && !spec.rate);
        // A path is the device of that node.
        set(op, "device", q("/dev/webcam"));
        QCOMPARE(tokens(op, "size"), QStringList({q("best"), q("1280x720"), q("640x480")}));
        // Nothing is known of one that isn't there, and what was chosen for it stays.
        set(op, "size", q("640x480"));
        set(op, "device", q("elsewhere"));
        QCOMPARE(tokens(op, "size"), QStringList());
        QCOMPARE(specOf(op).size, std::optional(Size{640, 480}));
    }

    void inputsOfACardAreOffered()
    {
        Studio studio;
        Operator& op = build(studio);
        QVERIFY(!op.params().enableState(q("input")).enabled); // a webcam has no choice
        QVERIFY(op.params().enableState(q("input")).reason.contains(q("several inputs")));
        DeviceInfo grabber = camera("grabber", {{q("uyvy"), {720, 576}, FrameRate(25, 1)}});
        grabber.inputs = {{q("S-Video"), true, true}, {q("HDMI 1"), false, false}};
        studio.cameras->setDevices({grabber});
        set(op, "device", q("grabber"));
        QVERIFY(op.params().enableState(q("input")).enabled);
        QCOMPARE(tokens(op, "input"), QStringList({q("asis"), q("S-Video"), q("HDMI 1")}));
        QCOMPARE(op.params().menuItems(q("input"))[1].label, q("S-Video (no signal)"));
        QVERIFY(specOf(op).input.isEmpty());
        set(op, "input", q("S-Video"));
        QCOMPARE(specOf(op).input, q("S-Video"));
        QCOMPARE(tokens(op, "size"), QStringList({q("best"), q("720x576")}));
        // Of one that the card isn't set to nothing is known before it is opened.
        set(op, "input", q("HDMI 1"));
        QCOMPARE(tokens(op, "size"), QStringList());
        CameraSpec other = specOf(op);
        QVERIFY(other == specOf(op));
        other.input = q("S-Video");
        QVERIFY(!(other == specOf(op))); // another source
    }

    void specSaysWhatWasChosen()
    {
        Studio studio;
        Operator& op = build(studio);
        QVERIFY(specOf(op).deviceId.isEmpty()); // the first at the time of opening
        set(op, "device", q("card"));
        set(op, "pixelformat", q("uyvy"));
        set(op, "size", q("1920x1080"));
        set(op, "rate", q("60000/1001"));
        CameraSpec expected;
        expected.deviceId = q("card");
        expected.format = q("uyvy");
        expected.size = Size{1920, 1080};
        expected.rate = FrameRate(60000, 1001);
        QVERIFY(specOf(op) == expected);
        set(op, "size", q("large"));
        const Result<PictureSourceSpec> wrong = pictureSourceSpec(op);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::InvalidParameter);
        QVERIFY(wrong.error().detail.contains(q("large")));
    }

    void everyControlReachesTheSpec_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariant>("value");
        for (const ParamDescriptor& row : operatorType(q("videodevicein"))->table->rows()) {
            if (row.page != q("Controls") || row.name == q("setcontrols"))
                continue;
            const QVariant other =
                row.kind == ParamKind::Menu ? QVariant(row.menu.back().token) : QVariant(0.625);
            QTest::newRow(qPrintable(row.name)) << row.name << other;
        }
    }
    void everyControlReachesTheSpec()
    {
        QFETCH(QString, name);
        QFETCH(QVariant, value);
        Studio studio;
        Operator& op = build(studio);
        const CameraControls untouched = *cameraControlsOf(op);
        QVERIFY(!untouched.isSet);
        QVERIFY(op.params().set(name, value));
        QVERIFY(*cameraControlsOf(op) == untouched); // not before it is wished
        set(op, "setcontrols", true);
        const CameraControls set = *cameraControlsOf(op);
        op.params().reset(name);
        QVERIFY(set.isSet && !(set == *cameraControlsOf(op)));
    }

    void controlsTheDeviceLacksAreGrey()
    {
        Studio studio;
        Operator& op = build(studio);
        QVERIFY(!op.params().enableState(q("gain")).enabled);
        set(op, "setcontrols", true);
        QVERIFY(op.params().enableState(q("gain")).enabled);
        QVERIFY(op.params().enableState(q("exposuremode")).enabled);
        QVERIFY(!op.params().enableState(q("exposure")).enabled);
        set(op, "exposuremode", q("manual"));
        QVERIFY(op.params().enableState(q("exposure")).enabled);
        QVERIFY(op.params().enableState(q("focus")).reason.contains(q("the device has it")));
        set(op, "device", q("card"));
        QVERIFY(!op.params().enableState(q("gain")).enabled);
    }

    /// Turning a knob changes the running camera; choosing another size is another one.
    void controlsChangeTheRunningCamera()
    {
        Studio studio;
        Operator& op = build(studio);
        const Result<PictureFeed> feed = studio.engine->watchPicture(op);
        QVERIFY(feed);
        QCOMPARE(studio.cameras->opened.size(), 1U);
        const std::shared_ptr<CameraControlDesk> turned = studio.cameras->opened[0].desk;
        QVERIFY(turned && !turned->controls().isSet);
        QSignalSpy outdated(studio.engine.get(), &Engine::feedOutdated);
        set(op, "setcontrols", true);
        set(op, "gain", 0.5);
        QVERIFY(turned->controls().isSet);
        QCOMPARE(turned->controls().level(CameraLevel::Gain), 0.5);
        set(op, "size", q("640x480"));
        QVERIFY(outdated.wait());
        const Result<PictureFeed> another = studio.engine->watchPicture(op);
        QVERIFY(another);
        QCOMPARE(studio.cameras->opened.size(), 2U);
        QCOMPARE(studio.cameras->opened[1].controls.level(CameraLevel::Gain), 0.5);
    }

    /// The list is looked up elsewhere, follows what is plugged in, and nobody is asked without need.
    void listFollowsInTheBackground()
    {
        Studio studio;
        studio.services.listing = DeviceLists::Mode::InBackground;
        studio.cameras->setDevices(desk());
        studio.build();
        QVERIFY(!studio.engine->devices().known(DeviceLists::Kind::Cameras).isKnown);
        Operator& op = **studio.project.add(q("videodevicein"));
        QTRY_COMPARE(tokens(op, "device"), QStringList({q("locked"), q("webcam"), q("card")}));
        QSignalSpy refreshed(&op.params(), &ParamSet::refreshed);
        studio.cameras->setDevices({});
        QTRY_VERIFY(refreshed.count() > 0);
        QTRY_COMPARE(tokens(op, "device"), QStringList());
    }

    void rowSaysWhyThereIsNone()
    {
        Studio studio;
        studio.cameras->listError = makeError(ErrorCode::Unsupported, q("list"), q("No way to see here."));
        Operator& op = build(studio);
        studio.engine->devices().refresh(DeviceLists::Kind::Cameras);
        static_cast<void>(tokens(op, "device"));
        QTRY_VERIFY(op.params().errorText(q("device")).contains(q("No way to see here.")));
    }

    /// Two are recorded, and one of them can't be opened: the other goes on.
    void oneThatCannotOpenIsNoHindrance()
    {
        Studio studio;
        Operator& op = build(studio);
        QVERIFY(studio.project.connectInput(*studio.sink, 0, &op));
        Operator& second = **studio.project.add(q("videodevicein"));
        Operator& other = **studio.project.add(q("moviefileout"));
        QVERIFY(other.params().set(q("file"), q("second.mp4")));
        QVERIFY(other.params().set(q("audiochop"), QString()));
        QVERIFY(studio.project.connectInput(other, 0, &second));
        studio.recorder->record();
        QCOMPARE(studio.cameras->hubs.size(), 1U);
        studio.cameras->openError = makeError(ErrorCode::IoFailed, q("open"), q("in use by cheese."));
        studio.engine->recorder(other)->record();
        QCOMPARE(studio.engine->recorder(other)->state(), RecorderState::Failed);
        QCOMPARE(studio.engine->recorder(other)->lastError()->detail, q("in use by cheese."));
        std::uint64_t serial = 0;
        QVERIFY(QTest::qWaitFor(
            [&] {
                studio.cameras->hubs[0]->publish(fakePicture(++serial, systemClock().now()));
                return studio.script.pictureCount() >= 5;
            },
            10000));
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
        QVERIFY(studio.recorder->lastReport()->isComplete);
    }

private:
    static Operator& build(Studio& studio)
    {
        studio.cameras->setDevices(desk());
        studio.build();
        return **studio.project.add(q("videodevicein"));
    }
    static void set(Operator& op, const char* name, const QVariant& value)
    {
        const Status status = op.params().set(q(name), value);
        QVERIFY2(status, status ? "" : qPrintable(status.error().detail));
    }
    static QStringList tokens(const Operator& op, const char* name)
    {
        QStringList all;
        for (const MenuItem& item : op.params().menuItems(q(name)))
            all += item.token;
        return all;
    }
    static CameraSpec specOf(const Operator& op)
    {
        const Result<PictureSourceSpec> spec = pictureSourceSpec(op);
        return spec ? std::get<CameraSpec>(*spec) : CameraSpec();
    }
};

QTEST_GUILESS_MAIN(TestCameras)
#include "test_cameras.moc"
