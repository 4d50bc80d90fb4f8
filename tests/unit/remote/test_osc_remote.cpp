// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/osc_remote.h"
#include "stage.h"
#include "support/process.h"
#include "support/virtual_clock.h"

#include <QNetworkDatagram>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestOscRemote : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void recordsAndSets();
    void replaysAreSaved();
    void splitsAndMarks();
    void questionsAreAnswered();
    void errorsAreAnswered();
    void subscriptions();
    void onlyWhoIsAllowed();
    void wrongAddresses();
    void aFloodIsBounded();
    void fromOutsideByOscsend();
    void aTakeGoesOnUnderFire();

private:
    void send(const char* address, const QVariantList& arguments = {})
    {
        m_peer->writeDatagram(oscPacket({str(address), arguments}), QHostAddress::LocalHost,
                              m_remote->port());
    }
    // The next message with that address.
    OscMessage receive(const QString& address)
    {
        OscMessage found;
        (void)QTest::qWaitFor(
            [&] {
                while (found.address.isEmpty() && m_peer->hasPendingDatagrams()) {
                    const auto read = parseOsc(m_peer->receiveDatagram().data());
                    if (read && read->front().address == address)
                        found = read->front();
                }
                return !found.address.isEmpty();
            },
            20000);
        return found;
    }

    VirtualClock m_clock;
    std::unique_ptr<RemoteStage> m_stage;
    std::unique_ptr<OscRemote> m_remote;
    std::unique_ptr<QUdpSocket> m_peer;
};

void TestOscRemote::initTestCase()
{
    if (!hasOsc())
        QSKIP("built without liblo");
}

void TestOscRemote::init()
{
    m_stage = std::make_unique<RemoteStage>();
    m_remote = std::make_unique<OscRemote>(m_stage->desk, m_clock);
    QVERIFY(m_remote->listen(QHostAddress(QHostAddress::LocalHost), 0, {}).hasValue());
    m_peer = std::make_unique<QUdpSocket>();
    QVERIFY(m_peer->bind(QHostAddress::LocalHost, 0));
}

void TestOscRemote::cleanup()
{
    m_remote.reset();
    m_stage.reset();
}

void TestOscRemote::replaysAreSaved()
{
    Recorder* recorder = m_stage->engine.recorder(*m_stage->recorder);
    QSignalSpy files(recorder, &Recorder::fileFinished);
    const QJsonObject op{{str("operator"), str("moviefileout1")}};
    const auto replay = [&] {
        return m_stage->desk.run(Verb::GetState, op)->toObject().value(str("replay")).toObject();
    };
    QVERIFY(!m_stage->desk.run(Verb::SaveReplay)); // nothing is kept
    QVERIFY(!replay().value(str("running")).toBool());
    send("/moviefileout1/replay", {1});
    QVERIFY(QTest::qWaitFor([&] { return replay().value(str("seconds")).toDouble() > 0.2; }, 20000));
    QVERIFY(replay().value(str("running")).toBool());
    QVERIFY(replay().value(str("bytes")).toDouble() > 0.0);
    send("/reelout/savereplay");
    QVERIFY(QTest::qWaitFor([&] { return files.size() == 1; }, 20000));
    send("/moviefileout1/savereplay", {1});
    QVERIFY(QTest::qWaitFor([&] { return files.size() == 2; }, 20000));
    const auto first = files[0][0].value<RecordReport>();
    const auto second = files[1][0].value<RecordReport>();
    QVERIFY(first.isComplete && second.isComplete);
    QCOMPARE(first.path, m_stage->folder(str("take-replay.0.mov")));
    QCOMPARE(second.path, m_stage->folder(str("take-replay.1.mov")));
    QVERIFY(second.duration >= first.duration);
    send("/moviefileout1/replay", {0});
    QVERIFY(QTest::qWaitFor([&] { return !replay().value(str("running")).toBool(); }, 20000));
    // Of stills there is none, and it says so.
    m_stage->set(*m_stage->recorder, "type", str("image"));
    QVERIFY(!m_stage->desk.run(Verb::StartReplay, op));
}

void TestOscRemote::splitsAndMarks()
{
    Recorder* recorder = m_stage->engine.recorder(*m_stage->recorder);
    QSignalSpy started(recorder, &Recorder::started);
    QSignalSpy files(recorder, &Recorder::fileFinished);
    send("/moviefileout1/record", {1});
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    send("/moviefileout1/marker", {str("first")});
    send("/reelout/marker", {str("second")});
    send("/moviefileout1/marker", {0}); // a button that is let go
    send("/moviefileout1/split");
    QVERIFY(QTest::qWaitFor([&] { return started.size() == 2; }, 20000));
    send("/moviefileout1/marker", {1});
    send("/moviefileout1/record", {0});
    QVERIFY(m_stage->waitFor(RecorderState::Idle));
    QVERIFY(QTest::qWaitFor([&] { return files.size() == 2; }, 20000));
    const RecordReport report = *recorder->lastReport();
    QCOMPARE(report.files.size(), 2U);
    QCOMPARE(started[1][0].toString(), report.files[1].path);
    QCOMPARE(report.markers.size(), 3U);
    QCOMPARE(report.markers[0].name, str("first"));
    QCOMPARE(report.markers[1].name, str("second"));
    // Each file has a report of its own.
    QCOMPARE(files[0][0].value<RecordReport>().path, report.files[0].path);
    QCOMPARE(files[0][0].value<RecordReport>().stats.framesWritten, report.files[0].frames);
    QCOMPARE(report.files[0].frames + report.files[1].frames, report.stats.framesWritten);
    // Nothing is recorded any more: both are refused.
    const QJsonObject op{{str("operator"), str("moviefileout1")}};
    QVERIFY(!m_stage->desk.run(Verb::Split, op));
    QVERIFY(!m_stage->desk.run(Verb::Marker, op));
}

void TestOscRemote::recordsAndSets()
{
    send("/moviefileout1/par/fps", {30});
    QTRY_COMPARE(m_stage->recorder->params().number(str("fps")), 30.0);
    send("/moviefileout1/par/resolution", {320, 240});
    QTRY_COMPARE(m_stage->recorder->params().integer(str("resolutionh")), 240);
    send("/moviefileout1/record", {1});
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    send("/moviefileout1/pause", {1.0});
    QVERIFY(m_stage->waitFor(RecorderState::Paused));
    send("/moviefileout1/addframe");
    send("/moviefileout1/pause", {0});
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    send("/moviefileout1/record", {0});
    QVERIFY(m_stage->waitFor(RecorderState::Idle));
    send("/moviefileout1/toggle");
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    send("/reelout/stop");
    QVERIFY(m_stage->waitFor(RecorderState::Idle));
    send("/reelout/setparameter", {str("moviefileout1"), str("n"), 5});
    QTRY_COMPARE(m_stage->recorder->params().integer(str("n")), 5);
}

void TestOscRemote::questionsAreAnswered()
{
    send("/moviefileout1/par/fps", {24});
    send("/moviefileout1/par/fps");
    QCOMPARE(receive(str("/moviefileout1/par/fps")).arguments, QVariantList{24});
    send("/moviefileout1/par/resolution");
    QCOMPARE(receive(str("/moviefileout1/par/resolution")).arguments, QVariantList({1920, 1080}));
    send("/reelout/getstate");
    QVERIFY(receive(str("/reelout/getstate")).arguments.value(0).toString().contains(str("\"recorders\"")));
}

void TestOscRemote::errorsAreAnswered()
{
    for (const char* address :
         {"/nosuch/record", "/moviefileout1/par/nosuch", "/moviefileout1/dance", "/reelout/dance", "/a/b/c/d",
          "/", "/moviefileout1/setparameter", "/reelout/show"}) {
        send(address, {1});
        const OscMessage error = receive(str("/reelout/error"));
        QCOMPARE(error.arguments.value(0).toString(), str(address));
        QVERIFY(!error.arguments.value(1).toString().isEmpty());
    }
}

void TestOscRemote::subscriptions()
{
    send("/reelout/subscribe");
    send("/moviefileout1/record", {1});
    QCOMPARE(receive(str("/moviefileout1/state")).arguments, QVariantList{str("opening")});
    QVERIFY(receive(str("/moviefileout1/file")).arguments.value(0).toString().endsWith(str("take.0.mov")));
    send("/moviefileout1/record", {0});
    QVERIFY(
        receive(str("/moviefileout1/finished")).arguments.value(0).toString().endsWith(str("take.0.mov")));
    QVERIFY(m_stage->waitFor(RecorderState::Idle));
    // They end by themselves.
    m_clock.advance(OscRemote::kSubscription + std::chrono::seconds(1));
    while (m_peer->hasPendingDatagrams())
        m_peer->receiveDatagram();
    send("/moviefileout1/record", {1});
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    send("/moviefileout1/par/fps");
    QVERIFY(!receive(str("/moviefileout1/par/fps")).address.isEmpty());
    QVERIFY(!m_peer->hasPendingDatagrams());
}

void TestOscRemote::onlyWhoIsAllowed()
{
    QVERIFY(m_remote->listen(QHostAddress(QHostAddress::LocalHost), 0, {str("192.0.2.0/24")}).hasValue());
    send("/moviefileout1/par/n", {5});
    QVERIFY(m_remote->listen(QHostAddress(QHostAddress::LocalHost), m_remote->port(), {str("127.0.0.0/8")})
                .hasValue());
    send("/moviefileout1/par/fps", {12});
    QTRY_COMPARE(m_stage->recorder->params().number(str("fps")), 12.0);
    QCOMPARE(m_stage->recorder->params().integer(str("n")), 0);
}

void TestOscRemote::wrongAddresses()
{
    QCOMPARE(m_remote->listen(QHostAddress(str("nonsense")), 0, {}).error().code,
             ErrorCode::InvalidParameter);
    QCOMPARE(m_remote->listen(QHostAddress(QHostAddress::LocalHost), 0, {str("tablet")}).error().code,
             ErrorCode::InvalidParameter);
    QUdpSocket taken;
    QVERIFY(taken.bind(QHostAddress::LocalHost, 0));
    QCOMPARE(m_remote->listen(QHostAddress(QHostAddress::LocalHost), taken.localPort(), {}).error().code,
             ErrorCode::IoFailed);
}

void TestOscRemote::aFloodIsBounded()
{
    // The clock stands: all of it is one second.
    for (int i = 0; i < OscRemote::kMostASecond + 500; ++i) {
        send("/moviefileout1/par/n", {i});
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(m_stage->recorder->params().integer(str("n")), OscRemote::kMostASecond - 1);
    m_clock.advance(std::chrono::seconds(2));
    send("/moviefileout1/par/n", {3});
    QTRY_COMPARE(m_stage->recorder->params().integer(str("n")), 3);
}

void TestOscRemote::fromOutsideByOscsend()
{
    QProcess oscsend;
    const QString url = QStringLiteral("osc.udp://127.0.0.1:%1").arg(m_remote->port());
    oscsend.start(str("oscsend"), {url, str("/moviefileout1/record"), str("i"), str("1")});
    QVERIFY(oscsend.waitForFinished());
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    oscsend.start(str("oscsend"), {url, str("/moviefileout1/record"), str("i"), str("0")});
    QVERIFY(oscsend.waitForFinished());
    QVERIFY(m_stage->waitFor(RecorderState::Idle));
}

void TestOscRemote::aTakeGoesOnUnderFire()
{
    send("/moviefileout1/record", {1});
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    QRandomGenerator random(5);
    for (int i = 0; i < 20000; ++i) {
        QByteArray packet(random.bounded(200), '\0');
        for (char& byte : packet)
            byte = static_cast<char>(random.bounded(256));
        m_peer->writeDatagram(packet, QHostAddress::LocalHost, m_remote->port());
        if (i % 50 == 0)
            QCoreApplication::processEvents();
    }
    QCOMPARE(m_stage->state(), RecorderState::Recording);
    m_clock.advance(std::chrono::seconds(2));
    send("/moviefileout1/record", {0});
    QVERIFY(m_stage->waitFor(RecorderState::Idle));
    QVERIFY(m_stage->engine.recorder(*m_stage->recorder)->lastReport()->isComplete);
}

QTEST_GUILESS_MAIN(TestOscRemote)
#include "test_osc_remote.moc"
