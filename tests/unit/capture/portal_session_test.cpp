// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "capture/portal/portal_session.h"
#include "capture/portal/restore_tokens.h"
#include "portal_mock.h"
#include "support/temp_folder.h"

#include <QDBusConnection>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace reelout;
using namespace reelout::test;
using Answer = PortalMock::Answer;

namespace {

constexpr int kPatience = 60000; // ms

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

/// One session and what it says.
class Asked {
public:
    Asked(const QString& bus, const PortalAsk& ask)
        : connection(QDBusConnection::connectToBus(bus, q("asked"))),
          session(std::make_unique<PortalSession>(connection, ask))
    {
        QObject::connect(session.get(), &PortalSession::asking, [this] { ++asking; });
        QObject::connect(session.get(), &PortalSession::closed, [this] { ++closed; });
        QObject::connect(session.get(), &PortalSession::failed,
                         [this](const Error& error) { failures.push_back(error); });
        QObject::connect(session.get(), &PortalSession::granted,
                         [this](const PortalGrant& grant) { grants.push_back(grant); });
        session->begin();
    }
    ~Asked()
    {
        for (const PortalGrant& grant : grants)
            ::close(grant.descriptor);
        session.reset();
        connection = QDBusConnection(QString());
        QDBusConnection::disconnectFromBus(q("asked"));
    }
    bool settle() const
    {
        return QTest::qWaitFor([this] { return !failures.empty() || !grants.empty(); }, kPatience);
    }

    QDBusConnection connection;
    std::unique_ptr<PortalSession> session;
    int asking = 0;
    int closed = 0;
    std::vector<Error> failures;
    std::vector<PortalGrant> grants;
};

} // namespace

class PortalSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // A bus that starts nothing by itself: an installed portal would answer in the mock's place.
        const QString socket = m_folder(q("bus"));
        m_bus = q("unix:path=") + socket;
        QFile config(m_folder(q("bus.conf")));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(q("<busconfig><type>session</type><listen>%1</listen><policy context=\"default\">"
                       "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
                       "<allow own=\"*\"/></policy></busconfig>\n")
                         .arg(m_bus)
                         .toUtf8());
        config.close();
        m_daemon.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_daemon.start(q("dbus-daemon"),
                       {q("--config-file=") + config.fileName(), q("--nofork"), q("--nopidfile")});
        QVERIFY(QTest::qWaitFor([&] { return QFileInfo::exists(socket); }, kPatience));
    }
    void cleanupTestCase()
    {
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished());
    }

    void init()
    {
        m_portal = std::make_unique<PortalMock>(m_bus);
        QVERIFY(m_portal->isThere());
        m_portal->openRemote = [] { return ::open("/dev/null", O_RDONLY | O_CLOEXEC); };
    }

    void cleanup() { m_portal.reset(); }

    void agreement()
    {
        m_portal->node = 42;
        m_portal->size = QSize(1280, 720);
        m_portal->token = q("second");
        PortalAsk ask;
        ask.restoreToken = q("first");
        Asked asked(m_bus, ask);
        QVERIFY(asked.settle());
        QVERIFY2(asked.failures.empty(), asked.failures.empty() ? "" : qPrintable(asked.failures[0].detail));
        QCOMPARE(asked.asking, 1);
        const PortalGrant& grant = asked.grants[0];
        QCOMPARE(grant.node, 42U);
        QCOMPARE(grant.size, (Size{1280, 720}));
        QCOMPARE(grant.restoreToken, q("second"));
        QVERIFY(::fcntl(grant.descriptor, F_GETFD) >= 0);
        QCOMPARE(m_portal->calls, (QStringList{q("GetAll"), q("CreateSession"), q("SelectSources"),
                                               q("Start"), q("OpenPipeWireRemote")}));
        QCOMPARE(m_portal->selected.value(q("types")).toUInt(), 1U);
        QCOMPARE(m_portal->selected.value(q("persist_mode")).toUInt(), 2U);
        QCOMPARE(m_portal->selected.value(q("restore_token")).toString(), q("first"));
        QCOMPARE(m_portal->selected.value(q("multiple")).toBool(), false);
        // Letting go of it tells the desktop.
        const QString session = m_portal->session;
        asked.session.reset();
        QVERIFY(QTest::qWaitFor([&] { return m_portal->closed.contains(session); }, kPatience));
    }

    void typesAndCursorModes_data()
    {
        QTest::addColumn<unsigned>("type");
        QTest::addColumn<unsigned>("modes");
        QTest::addColumn<bool>("wants");
        QTest::addColumn<unsigned>("mode"); // 0 = not asked for
        QTest::newRow("beside the picture") << 1U << 7U << true << 4U;
        QTest::newRow("in the picture") << 2U << 3U << true << 2U;
        QTest::newRow("none") << 4U << 7U << false << 1U;
        QTest::newRow("none can be had") << 1U << 1U << true << 1U;
        QTest::newRow("old portal") << 1U << 0U << true << 0U;
    }
    void typesAndCursorModes()
    {
        QFETCH(unsigned, type);
        QFETCH(unsigned, modes);
        QFETCH(bool, wants);
        QFETCH(unsigned, mode);
        m_portal->cursorModes = modes;
        PortalAsk ask;
        ask.types = type;
        ask.wantsCursor = wants;
        Asked asked(m_bus, ask);
        QVERIFY(asked.settle());
        QCOMPARE(asked.grants.size(), 1U);
        QCOMPARE(m_portal->selected.value(q("types")).toUInt(), type);
        QCOMPARE(m_portal->selected.value(q("cursor_mode")).toUInt(), mode);
        if (mode != 0)
            QCOMPARE(unsigned(asked.grants[0].cursor), mode);
    }

    void anOldPortalIsAskedForWhatItKnows()
    {
        m_portal->version = 2;
        m_portal->answers[q("CreateSession")] = Answer::BeOld;
        Asked asked(m_bus, {});
        QVERIFY(asked.settle());
        QCOMPARE(asked.grants.size(), 1U);
        QVERIFY(!m_portal->selected.contains(q("persist_mode")));
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("answer");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* method, Answer answer, ErrorCode code,
                            const char* says) {
            QTest::newRow(name) << q(method) << int(answer) << int(code) << q(says);
        };
        for (const char* method : {"CreateSession", "SelectSources", "Start"}) {
            row(qPrintable(q("%1 cancelled").arg(q(method))), method, Answer::Cancel, ErrorCode::Cancelled,
                "Choose Again");
            row(qPrintable(q("%1 given up").arg(q(method))), method, Answer::GiveUp, ErrorCode::Internal,
                "gave up");
            row(qPrintable(q("%1 denied").arg(q(method))), method, Answer::DenyAccess,
                ErrorCode::PermissionDenied, "not for this program");
        }
        row("closed while asking", "Start", Answer::CloseSession, ErrorCode::Cancelled, "Choose Again");
        row("silent", "CreateSession", Answer::SayNothing, ErrorCode::TimedOut, "does not answer");
        row("silent at once", "GetAll", Answer::SayNothing, ErrorCode::TimedOut, "does not answer");
    }
    void refusals()
    {
        QFETCH(QString, method);
        QFETCH(int, answer);
        QFETCH(int, code);
        QFETCH(QString, says);
        m_portal->answers[method] = Answer(answer);
        Asked asked(m_bus, {});
        QVERIFY(asked.settle());
        QCOMPARE(asked.failures.size(), 1U);
        QVERIFY(asked.grants.empty());
        QCOMPARE(int(asked.failures[0].code), code);
        const QString text = describe(asked.failures[0]);
        QVERIFY2(text.contains(says), qPrintable(text));
    }

    /// Nobody is hurried: the dialog may be open for ever, and letting go of it takes it away.
    void theDialogWaits()
    {
        m_portal->answers[q("Start")] = Answer::Ask;
        {
            Asked asked(m_bus, {});
            QVERIFY(QTest::qWaitFor([&] { return asked.asking == 1 && m_portal->calls.contains(q("Start")); },
                                    kPatience));
            QVERIFY(asked.failures.empty() && asked.grants.empty());
        }
        QVERIFY(QTest::qWaitFor([&] { return m_portal->closed.contains(m_portal->session); }, kPatience));
    }

    void whatADesktopLacksIsNamed()
    {
        const auto failure = [&](const PortalAsk& ask = {}) {
            Asked asked(m_bus, ask);
            return asked.settle() && asked.failures.size() == 1 ? asked.failures[0] : Error();
        };
        PortalAsk window;
        window.types = PortalAsk::Window;
        m_portal->types = 1;
        QCOMPARE(failure(window).code, ErrorCode::Unsupported);
        QVERIFY(describe(failure(window)).contains(q("windows")));
        m_portal->types = 7;
        m_portal->givesStream = false;
        QVERIFY(describe(failure()).contains(q("no picture")));
        m_portal->givesStream = true;
        m_portal->openRemote = nullptr;
        QVERIFY(describe(failure()).contains(q("no PipeWire")));
        m_portal->hasScreenCast = false;
        QCOMPARE(failure().code, ErrorCode::Unsupported);
        QVERIFY(describe(failure()).contains(q("xdg-desktop-portal-gnome")));
        m_portal.reset();
        QCOMPARE(failure().code, ErrorCode::Unsupported);
        QVERIFY(describe(failure()).contains(q("xdg-desktop-portal")));
        Asked nowhere(q("unix:path=/nonexistent/bus"), {});
        QVERIFY(nowhere.settle());
        QCOMPARE(nowhere.failures[0].code, ErrorCode::Unsupported);
        QVERIFY(describe(nowhere.failures[0]).contains(q("D-Bus")));
    }

    void theDesktopEndsIt()
    {
        Asked asked(m_bus, {});
        QVERIFY(asked.settle());
        QCOMPARE(asked.closed, 0);
        m_portal->closeSession();
        QVERIFY(QTest::qWaitFor([&] { return asked.closed == 1; }, kPatience));
        QVERIFY(asked.failures.empty());
    }

    void tokensAreTheUsersAlone()
    {
        const TempFolder folder;
        const QString path = folder(q("deep/er/tokens.json"));
        const RestoreTokens tokens(path);
        QVERIFY(tokens.take(q("monitor:")).isEmpty());
        QVERIFY(tokens.store(q("monitor:"), q("one")));
        QVERIFY(tokens.store(q("window:"), q("two")));
        QCOMPARE(QFileInfo(path).permissions() & ~QFile::Permissions(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        QVERIFY(tokens.store(q("monitor:"), q("renewed")));
        QCOMPARE(tokens.take(q("monitor:")), q("renewed"));
        QCOMPARE(tokens.take(q("window:")), q("two"));
        QVERIFY(tokens.store(q("monitor:"), {}));
        QVERIFY(tokens.take(q("monitor:")).isEmpty());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no JSON") > 0);
        file.close();
        QVERIFY(tokens.take(q("window:")).isEmpty());
        QVERIFY(tokens.store(q("window:"), q("again")));
        QCOMPARE(tokens.take(q("window:")), q("again"));
        QVERIFY(!RestoreTokens(q("/proc/nowhere/tokens.json")).store(q("a"), q("b")));
    }

private:
    TempFolder m_folder;
    QProcess m_daemon;
    QString m_bus;
    std::unique_ptr<PortalMock> m_portal;
};

QTEST_GUILESS_MAIN(PortalSessionTest)
#include "portal_session_test.moc"
