// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/stereo_listener.h"

#include <QTest>

#include <cmath>

using namespace reelout;
using namespace std::chrono_literals;

class TestStereoListener : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void channelsBecomeTwo_data()
    {
        QTest::addColumn<std::vector<float>>("frame");
        QTest::addColumn<float>("left");
        QTest::addColumn<float>("right");
        QTest::newRow("one") << std::vector{0.5F} << 0.5F << 0.5F;
        QTest::newRow("two") << std::vector{0.5F, -0.25F} << 0.5F << -0.25F;
        QTest::newRow("three") << std::vector{0.5F, -0.25F, 0.3F} << 0.4F << -0.25F;
        QTest::newRow("six") << std::vector{0.6F, 0.3F, 0.0F, 0.0F, 0.0F, -0.6F} << 0.2F << -0.1F;
    }
    void channelsBecomeTwo()
    {
        QFETCH(std::vector<float>, frame);
        QFETCH(float, left);
        QFETCH(float, right);
        auto hub = std::make_shared<AudioHub>(AudioFormat{1000, static_cast<int>(frame.size()), {}}, 1s);
        StereoListener listener(hub);
        for (int i = 0; i < 100; ++i)
            hub->publish(Timestamp(i * 1ms), frame);
        listener.listen();
        QCOMPARE(listener.waiting(), 100U);
        std::vector<float> out(200);
        QCOMPARE(listener.take(out, 1.0F), 100U);
        QVERIFY(std::fabs(out[198] - left) < 1e-6F);
        QVERIFY(std::fabs(out[199] - right) < 1e-6F);
    }

    void volumeChangesWithoutAStep()
    {
        auto hub = std::make_shared<AudioHub>(AudioFormat{48000, 1, {}}, 1s);
        StereoListener listener(hub);
        float before = 0.0F;
        for (const float gain : {1.0F, 0.2F, 0.0F, 0.7F}) {
            hub->publish(Timestamp(0ms), std::vector<float>(2400, 1.0F));
            listener.listen();
            std::vector<float> out(4800);
            QCOMPARE(listener.take(out, gain), 2400U);
            for (std::size_t i = 0; i < out.size(); i += 2) {
                QVERIFY(std::fabs(out[i] - before) < 0.0025F);
                before = out[i];
            }
            QVERIFY(std::fabs(before - gain) < 1e-6F);
        }
    }

    void whatASlowLoudspeakerLeavesIsPassedOver()
    {
        auto hub = std::make_shared<AudioHub>(AudioFormat{1000, 1, {}}, 4s);
        StereoListener listener(hub);
        for (int i = 0; i < 300; ++i) {
            hub->publish(Timestamp(i * 10ms), std::vector<float>(10, static_cast<float>(i)));
            listener.listen();
            QVERIFY(listener.waiting() <= 200U);
        }
        std::vector<float> out(2 * listener.waiting());
        listener.take(out, 1.0F);
        QCOMPARE(out.back(), 299.0F); // the newest is there
    }
};

QTEST_GUILESS_MAIN(TestStereoListener)
#include "test_stereo_listener.moc"
