// SPDX-License-Identifier: GPL-3.0-or-later
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

constexpr double kAmplitude = 0.125;
constexpr double kRms = 0.0884;

SoundDeviceSpec systemSound(const QString& id = {})
{
    SoundDeviceSpec spec;
    spec.kind = SoundDeviceSpec::Kind::SystemSound;
    spec.deviceId = id;
    return spec;
}

bool hasEvent(const AudioHub& hub, SourceEventKind kind)
{
    const std::vector<SourceEvent> events = hub.eventsAfter(0);
    return std::any_of(events.begin(), events.end(), [&](const SourceEvent& e) { return e.kind == kind; });
}

} // namespace

/// Against real servers without hardware; every case on PulseAudio and on PipeWire.
class TestPulseCapture : public QObject {
    Q_OBJECT

    std::unique_ptr<PulseServer> m_server;

    /// A server of that row's kind, for this process.
    void startServer()
    {
        QFETCH_GLOBAL(int, kind);
        const auto serverKind = static_cast<PulseServer::Kind>(kind);
        m_server = std::make_unique<PulseServer>(serverKind);
        QVERIFY(m_server->start());
        m_server->useHere();
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

    void cleanup() { m_server.reset(); }

    void devicesAreListed()
    {
        startServer();
        QVERIFY(m_server->addMicrophone(QStringLiteral("mic"), QStringLiteral("My Mic")) >= 0);
        const std::unique_ptr<SoundBackend> backend = makeSoundBackend();
        std::vector<DeviceInfo> devices;
        QTRY_VERIFY([&] {
            auto result = backend->devices();
            devices = result ? std::move(*result) : std::vector<DeviceInfo>{};
            return devices.size() == 3;
        }());
        QCOMPARE(devices[0].id, QStringLiteral("mic"));
        QCOMPARE(devices[0].label, QStringLiteral("My Mic"));
        QCOMPARE(devices[0].kind, QStringLiteral("microphone"));
        QVERIFY(devices[0].isDefault);
        const auto speakers = std::find_if(devices.begin(), devices.end(), [](const DeviceInfo& device) {
            return device.id == QLatin1String("speakers.monitor");
        });
        QVERIFY(speakers != devices.end());
        QCOMPARE(speakers->label, QStringLiteral("System sound: Test Speakers"));
        QCOMPARE(speakers->kind, QStringLiteral("systemsound"));
        QVERIFY(speakers->isDefault);
        QCOMPARE(speakers->detail, QStringLiteral("2 channels, 48000 Hz"));
        QCOMPARE(std::count_if(devices.begin(), devices.end(), [](const auto& d) { return d.isDefault; }), 2);
    }

    void toneOfTheSystemIsHeard()
    {
        startServer();
        QVERIFY(m_server->play(QStringLiteral("speakers"), 440.0, kAmplitude));
        SoundListener listener(systemSound());
        QVERIFY2(listener.start(), qPrintable(listener.error()));
        // The tone may begin a moment after the first samples, and the player has breaks on a busy machine:
        // one whole second of it is enough to tell level and pitch.
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(listener.rmsOfLast(1.0) - kRms) < 0.002 &&
                                     std::abs(listener.frequencyOfLast(1.0) - 440.0) < 2.0,
                                 30000);
        QTRY_VERIFY_WITH_TIMEOUT(listener.seconds() >= 3.0, 15000);
        QVERIFY(listener.isMonotone());
        QVERIFY(std::abs(listener.ratePpm()) < 1000.0);
        // PipeWire loses cycles on a busy machine; what it loses is known, to the frame.
        QFETCH_GLOBAL(int, kind);
        if (static_cast<PulseServer::Kind>(kind) == PulseServer::Kind::PulseAudio)
            QCOMPARE(listener.lostFrames(), 0U);
        QVERIFY2(listener.unexplainedMs() < 10.0, qPrintable(QString::number(listener.unexplainedMs())));
    }

    void microphoneIsHeardAndIsNotTheSystem()
    {
        startServer();
        QVERIFY(m_server->addMicrophone(QStringLiteral("mic"), QStringLiteral("My Mic")) >= 0);
        QVERIFY(m_server->play(QStringLiteral("mic_feed"), 880.0, kAmplitude));
        QVERIFY(m_server->play(QStringLiteral("speakers"), 300.0, kAmplitude));
        SoundListener listener({SoundDeviceSpec::Kind::Microphone, QStringLiteral("mic"), 44100, 1});
        QVERIFY2(listener.start(), qPrintable(listener.error()));
        QCOMPARE(listener.format().sampleRate, 44100);
        QCOMPARE(listener.format().channels, 1);
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(listener.frequencyOfLast(1.0) - 880.0) < 3.0, 30000);
        // PulseAudio averages the channels, PipeWire adds them at 0.707.
        QVERIFY(listener.rmsOfLast(0.2) < 1.5 * kRms);
    }

    void noMicrophoneIsNeverAMonitor()
    {
        startServer();
        const auto opened = makeSoundBackend()->open({});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::NotFound);
        QVERIFY(opened.error().detail.contains(QStringLiteral("speakers.monitor")));
    }

    void unknownDeviceNamesWhatThereIs()
    {
        startServer();
        const auto opened = makeSoundBackend()->open(systemSound(QStringLiteral("nosuch.monitor")));
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::NotFound);
        QVERIFY(opened.error().detail.contains(QStringLiteral("nosuch.monitor")));
        QVERIFY(opened.error().detail.contains(QStringLiteral("speakers.monitor")));
    }

    void nonsenseFormatsAreRefused()
    {
        startServer();
        for (const auto& [rate, channels] : {std::pair(-1, 2), std::pair(100'000'000, 2), std::pair(0, 33)}) {
            const auto opened =
                makeSoundBackend()->open({SoundDeviceSpec::Kind::SystemSound, {}, rate, channels});
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, ErrorCode::InvalidParameter);
        }
    }

    void unloadedDeviceIsLostAndNoOtherTakesItsPlace()
    {
        startServer();
        const int module = m_server->addNullSink(QStringLiteral("headset"), QStringLiteral("Headset"));
        QVERIFY(module >= 0);
        QVERIFY(m_server->play(QStringLiteral("speakers"), 700.0, kAmplitude));
        SoundListener listener(systemSound(QStringLiteral("headset.monitor")));
        QVERIFY2(listener.start(), qPrintable(listener.error()));
        QTRY_VERIFY_WITH_TIMEOUT(listener.seconds() >= 0.5, 15000);
        QVERIFY(m_server->unloadModule(module));
        QTRY_VERIFY_WITH_TIMEOUT(listener.hub().isLost(), 10000);
        listener.clear();
        QTest::qWait(2500); // two attempts to get it back
        QVERIFY(listener.hub().isLost());
        QCOMPARE(listener.seconds(), 0.0);

        QVERIFY(m_server->addNullSink(QStringLiteral("headset"), QStringLiteral("Headset")) >= 0);
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent(listener.hub(), SourceEventKind::Recovered), 15000);
        QVERIFY(m_server->play(QStringLiteral("headset"), 500.0, kAmplitude));
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(listener.frequencyOfLast(0.2) - 500.0) < 6.0, 15000);
        QVERIFY(listener.isMonotone());
    }

    void killedServerIsLostAndTakenBack()
    {
        startServer();
        SoundListener listener(systemSound());
        QVERIFY2(listener.start(), qPrintable(listener.error()));
        QTRY_VERIFY_WITH_TIMEOUT(listener.seconds() >= 0.5, 15000);
        m_server->kill();
        QTRY_VERIFY_WITH_TIMEOUT(listener.hub().isLost(), 10000);
        QVERIFY(m_server->start());
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent(listener.hub(), SourceEventKind::Recovered), 15000);
        QVERIFY(m_server->play(QStringLiteral("speakers"), 440.0, kAmplitude));
        QTRY_VERIFY_WITH_TIMEOUT(listener.rmsOfLast(0.1) > 0.08, 15000);
        QVERIFY(listener.isMonotone());
    }

    /// PulseAudio hands everything over in a burst, PipeWire loses it without a word: either way the stamps
    /// of what follows must be those of the wall.
    void frozenServerKeepsTheTime()
    {
        startServer();
        QVERIFY(m_server->play(QStringLiteral("speakers"), 440.0, kAmplitude));
        SoundListener listener(systemSound());
        QVERIFY2(listener.start(), qPrintable(listener.error()));
        QTRY_VERIFY_WITH_TIMEOUT(listener.seconds() >= 2.0, 15000);
        // Servers find their pace in the first seconds.
        double before = listener.lagMs(0.5);
        for (int look = 0; look < 20; ++look) {
            QTest::qWait(500);
            const double now = listener.lagMs(0.5);
            const bool isSettled = std::abs(now - before) < 5.0;
            before = now;
            if (isSettled)
                break;
        }
        m_server->freeze();
        QTest::qWait(1500);
        m_server->thaw();
        // Until the flow is steady again.
        QTRY_VERIFY_WITH_TIMEOUT(listener.lagMs(0.1) < before + 100.0, 15000);
        listener.clear();
        QTRY_VERIFY_WITH_TIMEOUT(listener.seconds() >= 2.0, 15000);
        const double after = listener.lagMs(0.5);
        QVERIFY2(std::abs(after - before) < 40.0,
                 qPrintable(QStringLiteral("%1 -> %2").arg(before).arg(after)));
        QVERIFY(listener.isMonotone());
        QVERIFY(!hasEvent(listener.hub(), SourceEventKind::Lost));
    }

    void oneApplicationIsHeardAlone()
    {
        startServer();
        QVERIFY(m_server->play(QStringLiteral("speakers"), 440.0, kAmplitude, QStringLiteral("First")));
        QVERIFY(m_server->play(QStringLiteral("speakers"), 880.0, kAmplitude, QStringLiteral("Second")));
        const std::unique_ptr<SoundBackend> backend = makeSoundBackend();
        std::vector<DeviceInfo> applications;
        const auto list = [&] {
            auto devices = backend->devices();
            applications = devices ? std::move(*devices) : std::vector<DeviceInfo>{};
            std::erase_if(applications, [](const DeviceInfo& device) {
                return device.kind != QLatin1String("application");
            });
            return applications.size();
        };
        QTRY_COMPARE_WITH_TIMEOUT(list(), 2U, 10000);
        SoundDeviceSpec spec;
        spec.kind = SoundDeviceSpec::Kind::Application;
        QVERIFY(!backend->open(spec)); // never just any
        spec.deviceId = QStringLiteral("application:Second");
        const auto second =
            std::find_if(applications.begin(), applications.end(),
                         [&](const DeviceInfo& device) { return device.id == spec.deviceId; });
        QVERIFY(second != applications.end());
        QCOMPARE(second->label, QStringLiteral("Application: Second"));
        SoundListener listener(spec);
        QVERIFY2(listener.start(), qPrintable(listener.error()));
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(listener.rmsOfLast(1.0) - kRms) < 0.002 &&
                                     std::abs(listener.frequencyOfLast(1.0) - 880.0) < 2.0,
                                 30000);
        // When it ends, no other one takes its place, and it is taken back by its name.
        m_server->stopPlaying(QStringLiteral("Second"));
        QTRY_VERIFY_WITH_TIMEOUT(listener.hub().isLost(), 10000);
        listener.clear();
        QTest::qWait(1500);
        QCOMPARE(listener.seconds(), 0.0);
        QVERIFY(m_server->play(QStringLiteral("speakers"), 660.0, kAmplitude, QStringLiteral("Second")));
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent(listener.hub(), SourceEventKind::Recovered), 15000);
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(listener.frequencyOfLast(1.0) - 660.0) < 2.0, 30000);
    }

    void stopIsQuickAndCanBeFollowedByStart()
    {
        startServer();
        SoundListener listener(systemSound());
        for (int i = 0; i < 3; ++i) {
            QVERIFY2(listener.start(), qPrintable(listener.error()));
            listener.stop();
        }
        QVERIFY(listener.start());
        m_server->kill(); // stop while it looks for the server
        QTRY_VERIFY_WITH_TIMEOUT(listener.hub().isLost(), 10000);
        listener.stop();
    }

    void noServerIsSaidAtOnce()
    {
        startServer();
        m_server->stop();
        const Timestamp begin = systemClock().now();
        const std::unique_ptr<SoundBackend> backend = makeSoundBackend();
        const auto devices = backend->devices();
        QVERIFY(!devices);
        QCOMPARE(devices.error().code, ErrorCode::NoSoundServer);
        const auto opened = backend->open(systemSound());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::NoSoundServer);
        QVERIFY(systemClock().now() - begin < 2s);
    }

    void serverThatDoesNotAnswerIsGivenUp()
    {
        startServer();
        m_server->freeze();
        const Timestamp begin = systemClock().now();
        const auto devices = makeSoundBackend()->devices();
        QVERIFY(!devices);
        QCOMPARE(devices.error().code, ErrorCode::NoSoundServer);
        QVERIFY(systemClock().now() - begin < 5s);
    }
};

QTEST_GUILESS_MAIN(TestPulseCapture)
#include "test_pulse_capture.moc"
