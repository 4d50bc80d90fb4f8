// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/stereo_listener.h"
#include "record/sound_monitor.h"
#include "studio.h"
#include "support/fake_output.h"
#include "take_rig.h"

#include <QSignalSpy>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

/// What a take records while somebody listens to its source at that volume; nobody does without one.
std::vector<float> recorded(std::optional<float> gain)
{
    TakeRig rig({.kind = RecordPlan::Kind::Sound, .sound = true});
    std::atomic<std::size_t> heard{0};
    Worker ear;
    if (gain) {
        ear = Worker("ear", [&](const std::stop_token& stop) {
            StereoListener listener(rig.sound);
            std::vector<float> out(960);
            while (!stop.stop_requested()) {
                listener.listen();
                heard += listener.take(out, *gain);
            }
        });
    }
    rig.run(3s);
    rig.record();
    rig.run(5s);
    rig.take->stop();
    const bool isOver = rig.finish();
    ear.stop();
    return isOver && (!gain || heard > 0) ? rig.script.audio() : std::vector<float>();
}

} // namespace

class TestSoundMonitor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_studio = std::make_unique<Studio>();
        m_studio->build("audiofileout");
        m_script = std::make_shared<OutputScript>();
        m_monitor =
            std::make_unique<SoundMonitor>(*m_studio->engine, std::make_unique<FakeOutputs>(m_script));
    }
    void cleanup()
    {
        m_monitor.reset();
        m_studio.reset();
    }

    void listeningNeverChangesWhatIsRecorded()
    {
        const std::vector<float> alone = recorded(std::nullopt);
        QVERIFY(alone.size() > 48000);
        for (const float gain : {0.0F, 0.3F, 1.0F})
            QVERIFY(recorded(gain) == alone);
    }

    void isOffUntilItIsSwitchedOn()
    {
        m_monitor->setOperator(m_studio->sink);
        QVERIFY(!m_monitor->isOn());
        QVERIFY(m_script->playing.empty());
        QCOMPARE(m_studio->sounds->running, 0); // and starts no source either
        m_monitor->setOn(true);
        QVERIFY(m_monitor->isOn());
        QCOMPARE(m_script->playing.size(), 1U);
        QCOMPARE(m_script->playing[0]->device, q("speakers"));
        QCOMPARE(m_script->playing[0]->hub, std::shared_ptr<const AudioHub>(m_studio->sounds->hub));
        m_monitor->setOn(false);
        QVERIFY(m_script->playing.empty());
        QCOMPARE(m_studio->sounds->running, 0);
    }

    void volumeAndMuteReachTheOutput()
    {
        m_monitor->setVolume(0.25);
        m_monitor->setMuted(true);
        m_monitor->setOperator(m_studio->mic);
        m_monitor->setOn(true);
        QCOMPARE(m_script->playing[0]->volume, 0.25);
        QVERIFY(m_script->playing[0]->isMuted);
        m_monitor->setVolume(1.5);
        m_monitor->setMuted(false);
        QCOMPARE(m_script->playing[0]->volume, 1.0);
        QVERIFY(!m_script->playing[0]->isMuted);
        m_monitor->setOutput(q("headset"));
        QCOMPARE(m_script->playing.size(), 1U);
        QCOMPARE(m_script->playing[0]->device, q("headset"));
        QCOMPARE(m_script->playing[0]->volume, 1.0);
    }

    void theOutputThatIsCapturedIsRefused()
    {
        m_studio->sounds->heardOutput = q("speakers");
        m_monitor->setOperator(m_studio->mic);
        m_monitor->setOn(true);
        QVERIFY(!m_monitor->isOn());
        QVERIFY(m_script->playing.empty());
        QVERIFY2(m_monitor->problem().contains(q("round and round")), qPrintable(m_monitor->problem()));
        m_monitor->setOutput(q("headset"));
        m_monitor->setOn(true);
        QVERIFY(m_monitor->isOn());
        QVERIFY(m_monitor->problem().isEmpty());
    }

    void whoBeginsToCaptureTheOutputIsNotDisturbed()
    {
        m_monitor->setOperator(m_studio->mic);
        m_monitor->setOn(true);
        QVERIFY(m_monitor->isOn());
        Operator* system = *m_studio->project.add(q("audiodevicein"));
        m_studio->sounds->heardOutput = q("speakers");
        const Result<AudioFeed> feed = m_studio->engine->recordSound(*system);
        QVERIFY(feed);
        QVERIFY(!m_monitor->isOn()); // at once
        QVERIFY(m_script->playing.empty());
        QVERIFY(!m_monitor->problem().isEmpty());
    }

    void whatCantBeHeardSaysWhy()
    {
        m_monitor->setOn(true);
        QVERIFY(!m_monitor->isOn());
        QVERIFY(!m_monitor->problem().isEmpty());
        m_monitor->setOperator(m_studio->mic);
        m_script->openError = makeError(ErrorCode::NoSoundServer, q("open"), q("nobody is there"));
        m_monitor->setOn(true);
        QVERIFY(!m_monitor->isOn());
        QVERIFY2(m_monitor->problem().contains(q("nobody is there")), qPrintable(m_monitor->problem()));
        m_script->openError.reset();
        m_monitor->setOn(true);
        QVERIFY(m_monitor->isOn());
        m_script->failure = makeError(ErrorCode::DeviceLost, q("play"), q("Speakers"));
        QTRY_VERIFY(!m_monitor->isOn());
        QVERIFY(m_monitor->problem().contains(q("Speakers")));
        QVERIFY(m_script->playing.empty());
    }

    void anotherOperatorIsHeardInstead()
    {
        Operator* other = *m_studio->project.add(q("audiooscillator"));
        m_monitor->setOperator(m_studio->mic);
        m_monitor->setOn(true);
        const auto first = m_script->playing[0]->hub;
        m_monitor->setOperator(other);
        QTRY_COMPARE(m_script->playing.size(), 1U);
        QVERIFY(m_script->playing[0]->hub != first);
        m_studio->project.remove(*other);
        QTRY_VERIFY(m_script->playing.empty());
    }

private:
    std::unique_ptr<Studio> m_studio;
    std::shared_ptr<OutputScript> m_script;
    std::unique_ptr<SoundMonitor> m_monitor;
};

QTEST_GUILESS_MAIN(TestSoundMonitor)
#include "test_sound_monitor.moc"
