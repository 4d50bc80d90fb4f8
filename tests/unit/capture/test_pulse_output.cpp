// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/sound_output.h"
#include "capture/source.h"
#include "support/pulse_server.h"
#include "support/sound_listener.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace reelout;
using namespace std::chrono_literals;
using test::PulseServer;
using test::SoundListener;

namespace {

constexpr double kAmplitude = 0.5;
const double kRms = kAmplitude / std::sqrt(2.0);

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Playing to real servers without hardware; every case on PulseAudio and on PipeWire.
class TestPulseOutput : public QObject {
    Q_OBJECT

    std::unique_ptr<PulseServer> m_server;
    std::unique_ptr<AudioSource> m_tone;
    std::shared_ptr<AudioHub> m_hub;

    void start()
    {
        QFETCH_GLOBAL(int, kind);
        m_server = std::make_unique<PulseServer>(static_cast<PulseServer::Kind>(kind));
        QVERIFY(m_server->start());
        m_server->useHere();
        OscillatorSpec spec;
        spec.wave = OscillatorSpec::Wave::Sine;
        spec.frequency = 1000.0;
        spec.amplitude = kAmplitude;
        m_tone = makeOscillator(spec, systemClock());
        m_hub = std::make_shared<AudioHub>(m_tone->format(), 4s);
        QVERIFY(m_tone->start(m_hub));
    }

    static SoundDeviceSpec speakers()
    {
        SoundDeviceSpec spec;
        spec.kind = SoundDeviceSpec::Kind::SystemSound;
        spec.deviceId = q("speakers.monitor");
        return spec;
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<int>("kind");
        for (const auto& [name, kind] : {std::pair("PulseAudio", PulseServer::Kind::PulseAudio),
                                         std::pair("PipeWire", PulseServer::Kind::PipeWire)}) {
            if (PulseServer::isInstalled(kind))
                QTest::newRow(name) << static_cast<int>(kind);
            else
                qWarning("%s is not installed: not tested", name);
        }
    }

    void cleanup()
    {
        if (m_tone)
            m_tone->stop();
        m_tone.reset();
        m_server.reset();
    }

    void outputsAreListed()
    {
        start();
        QVERIFY(m_server->addNullSink(q("headset"), q("My Headset")) >= 0);
        const std::unique_ptr<SoundOutputBackend> backend = makeSoundOutputBackend();
        std::vector<SoundOutputInfo> outputs;
        QTRY_VERIFY([&] {
            auto result = backend->outputs();
            outputs = result ? std::move(*result) : std::vector<SoundOutputInfo>{};
            return outputs.size() == 2;
        }());
        QCOMPARE(outputs[0].id, q("speakers"));
        QCOMPARE(outputs[0].label, q("Test Speakers"));
        QVERIFY(outputs[0].isDefault);
        QCOMPARE(outputs[1].id, q("headset"));
        QVERIFY(!outputs[1].isDefault);
        QCOMPARE(backend->open(q("none")).error().code, ErrorCode::NotFound);
    }

    void theHubIsHeardAtTheVolumeThatIsSet()
    {
        start();
        Result<std::unique_ptr<SoundOutput>> output = makeSoundOutputBackend()->open({});
        QVERIFY(output);
        QCOMPARE((*output)->device(), q("speakers"));
        QVERIFY((*output)->start(m_hub));
        SoundListener listener(speakers());
        QVERIFY2(listener.start(), qPrintable(listener.error()));
        const auto isHeardAt = [&](double rms) {
            return QTest::qWaitFor([&] { return std::abs(listener.rmsOfLast(0.3) - rms) < 0.1 * kRms; },
                                   10000);
        };
        QVERIFY(isHeardAt(kRms));
        QTRY_VERIFY(std::abs(listener.frequencyOfLast(0.5) - 1000.0) < 15.0);
        (*output)->setVolume(0.8);
        QVERIFY(isHeardAt(0.512 * kRms));
        (*output)->setMuted(true);
        QVERIFY(isHeardAt(0.0));
        (*output)->setMuted(false);
        QVERIFY(isHeardAt(0.512 * kRms));
        (*output)->stop();
        QVERIFY(isHeardAt(0.0));
        QVERIFY(!(*output)->failure());
    }

    void whatIsPlayedIsNoApplicationToRecord()
    {
        start();
        Result<std::unique_ptr<SoundOutput>> output = makeSoundOutputBackend()->open({});
        QVERIFY(output);
        QVERIFY((*output)->start(m_hub));
        QTRY_VERIFY(m_server->pactl({q("list"), q("short"), q("sink-inputs")}).trimmed().size() > 0);
        const auto devices = makeSoundBackend()->devices();
        QVERIFY(devices);
        QVERIFY(std::none_of(devices->begin(), devices->end(),
                             [](const DeviceInfo& device) { return device.kind == q("application"); }));
    }

    void anOutputThatGoesIsNotReplacedByAnother()
    {
        start();
        QVERIFY(m_server->addNullSink(q("other"), q("Other")) >= 0);
        Result<std::unique_ptr<SoundOutput>> output = makeSoundOutputBackend()->open({});
        QVERIFY(output);
        QVERIFY((*output)->start(m_hub));
        QVERIFY(!(*output)->failure());
        QVERIFY(m_server->unloadModule(m_server->moduleOf(q("speakers"))));
        QTRY_VERIFY((*output)->failure().has_value());
        QCOMPARE((*output)->failure()->code, ErrorCode::DeviceLost);
        QCOMPARE((*output)->failure()->detail, q("Test Speakers"));
    }

    void aServerThatGoesIsAFailure()
    {
        start();
        Result<std::unique_ptr<SoundOutput>> output = makeSoundOutputBackend()->open({});
        QVERIFY(output);
        QVERIFY((*output)->start(m_hub));
        m_server->kill();
        QTRY_VERIFY((*output)->failure().has_value());
        (*output)->stop();
        QVERIFY(!makeSoundOutputBackend()->open({}));
    }
};

QTEST_GUILESS_MAIN(TestPulseOutput)
#include "test_pulse_output.moc"
