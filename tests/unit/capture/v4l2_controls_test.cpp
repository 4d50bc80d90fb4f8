// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/camera_control_desk.h"
#include "v4l2_fixture.h"

#include <QTest>

#include <algorithm>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

/// Exposure, focus, gain and their like.
class V4l2ControlsTest final : public V4l2Fixture {
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(V4l2ControlsTest)
#include "v4l2_controls_test.moc"
