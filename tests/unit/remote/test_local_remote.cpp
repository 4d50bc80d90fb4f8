// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/json_lines.h"
#include "remote/local_remote.h"
#include "stage.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QProcess>
#include <QThread>

#include <sys/stat.h>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestLocalRemote : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void onlyTheOwnerMayCome();
    void oneProgramAtATime();
    void aStaleFileIsReplaced();
    void conversation();
    void eventsForSubscribers();
    void clientsAreBounded();
    void longLinesEndTheConversation();
    void aReaderThatSleepsIsLetGo();
    void fromOutsideBySocat();
    void askedFromAnotherThread();

private:
    QString path() const { return m_folder(str("control")); }
    std::unique_ptr<QLocalSocket> connected()
    {
        auto socket = std::make_unique<QLocalSocket>();
        socket->connectToServer(path());
        if (!QTest::qWaitFor([&] { return socket->state() == QLocalSocket::ConnectedState; }))
            qFatal("nobody listens");
        return socket;
    }
    QJsonObject answer(QLocalSocket& socket)
    {
        if (!QTest::qWaitFor([&] { return socket.canReadLine(); }, 20000))
            return {};
        return QJsonDocument::fromJson(socket.readLine()).object();
    }
    QJsonObject ask(QLocalSocket& socket, const QByteArray& line)
    {
        socket.write(line + '\n');
        return answer(socket);
    }

    TempFolder m_folder;
    std::unique_ptr<RemoteStage> m_stage;
    std::unique_ptr<LocalRemote> m_remote;
};

void TestLocalRemote::init()
{
    m_stage = std::make_unique<RemoteStage>();
    m_remote = std::make_unique<LocalRemote>(m_stage->desk);
    const Status listening = m_remote->listen(path());
    QVERIFY2(listening.hasValue(), listening ? "" : qPrintable(listening.error().detail));
}

void TestLocalRemote::cleanup()
{
    m_remote.reset();
    m_stage.reset();
}

void TestLocalRemote::onlyTheOwnerMayCome()
{
    struct stat about = {};
    QCOMPARE(stat(qPrintable(path()), &about), 0);
    QVERIFY(S_ISSOCK(about.st_mode));
    QCOMPARE(about.st_mode & 07777, mode_t(0600));
    QCOMPARE(stat(qPrintable(m_folder.path()), &about), 0);
    QCOMPARE(about.st_mode & 07777, mode_t(0700));
}

void TestLocalRemote::oneProgramAtATime()
{
    LocalRemote second(m_stage->desk);
    QCOMPARE(second.listen(path()).error().code, ErrorCode::AlreadyExists);
    m_remote->close();
    QVERIFY(second.listen(path()).hasValue());
    QCOMPARE(m_remote->listen(str("/proc/nothing/control")).error().code, ErrorCode::IoFailed);
}

void TestLocalRemote::aStaleFileIsReplaced()
{
    m_remote->close();
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(m_remote->listen(path()).hasValue());
    QVERIFY(ask(*connected(), "{\"verb\":\"GetState\"}").value(str("ok")).toBool());
}

void TestLocalRemote::conversation()
{
    const auto socket = connected();
    QCOMPARE(ask(*socket,
                 R"({"id":1,"verb":"SetParameter","operator":"moviefileout1","parameter":"fps","value":30})"),
             QJsonObject({{str("id"), 1}, {str("ok"), true}}));
    QCOMPARE(ask(*socket, R"({"id":"b","verb":"GetParameter","operator":"moviefileout1","parameter":"fps"})"),
             QJsonObject({{str("id"), str("b")}, {str("ok"), true}, {str("result"), 30}}));
    const QJsonObject wrong = ask(*socket, "nonsense");
    QCOMPARE(wrong.value(str("ok")), QJsonValue(false));
    QVERIFY(!wrong.value(str("error")).toObject().value(str("message")).toString().isEmpty());
    // Several in one go, and one in pieces.
    socket->write("{\"id\":1,\"verb\":\"GetState\"}\n{\"id\":2,\"verb\":\"Get");
    QCOMPARE(answer(*socket).value(str("id")), QJsonValue(1));
    QCOMPARE(ask(*socket, "State\"}").value(str("id")), QJsonValue(2));
}

void TestLocalRemote::eventsForSubscribers()
{
    const auto socket = connected();
    const auto deaf = connected();
    QVERIFY(ask(*socket, R"({"verb":"Subscribe","topics":["state","files"]})").value(str("ok")).toBool());
    QVERIFY(ask(*deaf, R"({"verb":"GetState"})").value(str("ok")).toBool());
    QVERIFY(m_stage->desk.run(Verb::Start).hasValue());
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    QVERIFY(m_stage->desk.run(Verb::Stop).hasValue());
    QStringList told;
    while (told.isEmpty() || told.last() != str("finished")) {
        const QJsonObject event = answer(*socket);
        QCOMPARE(event.value(str("operator")).toString(), str("moviefileout1"));
        told += event.contains(str("state")) ? event.value(str("state")).toString()
                                             : event.value(str("event")).toString();
    }
    QCOMPARE(told, QStringList({str("opening"), str("started"), str("recording"), str("finalising"),
                                str("idle"), str("finished")}));
    QVERIFY(!deaf->canReadLine());
}

void TestLocalRemote::clientsAreBounded()
{
    std::vector<std::unique_ptr<QLocalSocket>> all;
    for (int i = 0; i < LocalRemote::kMostClients; ++i) {
        all.push_back(connected());
        QVERIFY(ask(*all.back(), "{\"verb\":\"GetState\"}").value(str("ok")).toBool());
    }
    const auto more = connected();
    QCOMPARE(answer(*more).value(str("ok")), QJsonValue(false));
    QTRY_COMPARE(more->state(), QLocalSocket::UnconnectedState);
    QCOMPARE(m_remote->clientCount(), LocalRemote::kMostClients);
    all.pop_back();
    QTRY_COMPARE(m_remote->clientCount(), LocalRemote::kMostClients - 1);
    QVERIFY(ask(*connected(), "{\"verb\":\"GetState\"}").value(str("ok")).toBool());
}

void TestLocalRemote::longLinesEndTheConversation()
{
    const auto socket = connected();
    const QByteArray block(1 << 20, 'x');
    // A hundred of them would be 100 MB; it is over long before.
    for (int i = 0; i < 100 && socket->state() == QLocalSocket::ConnectedState; ++i) {
        socket->write(block);
        (void)QTest::qWaitFor([&] { return socket->bytesToWrite() == 0 || socket->canReadLine(); }, 1000);
        if (socket->canReadLine())
            break;
    }
    QTRY_COMPARE(m_remote->clientCount(), 0);
    QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
    // The refusal may be lost with what was still on its way.
    if (socket->canReadLine())
        QCOMPARE(answer(*socket).value(str("ok")), QJsonValue(false));
    QVERIFY(ask(*connected(), "{\"verb\":\"GetState\"}").value(str("ok")).toBool());
}

void TestLocalRemote::aReaderThatSleepsIsLetGo()
{
    const auto socket = connected();
    socket->setReadBufferSize(1);
    const QByteArray question("{\"verb\":\"GetState\"}\n");
    // It asks and never listens.
    bool isGone = false;
    for (int i = 0; i < 20000 && !isGone; ++i) {
        socket->write(question.repeated(20));
        socket->flush();
        QCoreApplication::processEvents();
        isGone = m_remote->clientCount() == 0;
    }
    QVERIFY(isGone);
}

void TestLocalRemote::fromOutsideBySocat()
{
    QProcess socat;
    socat.start(str("socat"), {str("-t5"), str("-"), QStringLiteral("UNIX-CONNECT:%1").arg(path())});
    QVERIFY(socat.waitForStarted());
    socat.write("{\"verb\":\"Start\"}\n");
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    socat.write("{\"verb\":\"Stop\",\"id\":9}\n");
    QVERIFY(m_stage->waitFor(RecorderState::Idle));
    socat.closeWriteChannel();
    QVERIFY(QTest::qWaitFor([&] { return socat.state() == QProcess::NotRunning; }, 20000));
    QVERIFY(socat.readAllStandardOutput().contains("\"id\":9,\"ok\":true"));
    QVERIFY(QFileInfo(m_stage->engine.recorder(*m_stage->recorder)->lastReport()->path).size() > 0);
}

void TestLocalRemote::askedFromAnotherThread()
{
    Result<QJsonValue> state = QJsonValue();
    std::unique_ptr<QThread> thread(
        QThread::create([&] { state = askLocalRemote(path(), verbRow(Verb::GetState), {}); }));
    thread->start();
    QVERIFY(QTest::qWaitFor([&] { return thread->isFinished(); }, 20000));
    QVERIFY(state.hasValue());
    QVERIFY(state->toObject().contains(str("recorders")));
    QCOMPARE(askLocalRemote(m_folder(str("nobody")), verbRow(Verb::GetState), {}).error().code,
             ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestLocalRemote)
#include "test_local_remote.moc"
