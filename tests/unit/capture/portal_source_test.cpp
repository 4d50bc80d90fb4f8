// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "capture/portal/portal_backend.h"
#include "capture/portal/restore_tokens.h"
#include "portal_mock.h"
#include "pw_screen.h"
#include "support/pulse_server.h"
#include "support/temp_folder.h"

#include <QTest>

#include <array>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;
using Answer = PortalMock::Answer;

namespace {

constexpr int kPatience = 60000; // ms
constexpr Size kSize{64, 48};

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

std::array<int, 3> pixel(const Picture& picture, int x, int y)
{
    const std::uint8_t* at = picture.row(0, y) + std::ptrdiff_t(x) * 4;
    return {at[0], at[1], at[2]};
}

} // namespace

/// From the portal's dialog to pictures in the hub.
class PortalSourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<PulseServer>(PulseServer::Kind::PipeWire);
        QVERIFY(m_server->start());
        const QProcessEnvironment environment = m_server->environment();
        m_runtime = environment.value(q("XDG_RUNTIME_DIR"));
        m_folder = std::make_unique<TempFolder>();
        m_portal = std::make_unique<PortalMock>(environment.value(q("DBUS_SESSION_BUS_ADDRESS")));
        QVERIFY(m_portal->isThere());
        m_portal->openRemote = [this] { return connectToPipeWire(m_runtime); };
        m_portal->token = q("token1");
        m_options = {};
        m_options.busAddress = environment.value(q("DBUS_SESSION_BUS_ADDRESS"));
        m_options.tokensPath = (*m_folder)(q("tokens.json"));
        m_options.reconnectInterval = 50ms;
        m_options.firstPicturePatience = 1h;
        m_hub = std::make_shared<PictureHub>();
        m_serial = 0;
    }
    void cleanup()
    {
        if (m_source)
            m_source->stop();
        m_source.reset();
        m_screen.reset();
        m_portal.reset();
        m_server.reset();
    }

    void everyPictureComesAsItWasPainted()
    {
        QVERIFY(show());
        for (int i = 0; i < 8; ++i) {
            const Timestamp when = systemClock().now();
            PwScreen::Frame frame;
            frame.paint = plain(kSize, std::uint8_t(10 * i), 100, 200);
            frame.pts = when.time_since_epoch().count();
            if (i > 0)
                frame.damage = {{i, 2, 3, 4}};
            QVERIFY(m_screen->send(frame));
            const PicturePtr picture = next();
            QVERIFY(picture);
            QCOMPARE(picture->size, kSize);
            QCOMPARE(picture->format, PixelFormat::Bgrx8);
            QCOMPARE(pixel(*picture, 0, 0), (std::array{10 * i, 100, 200}));
            QCOMPARE(pixel(*picture, 63, 47), (std::array{10 * i, 100, 200}));
            QCOMPARE(picture->captured, when); // the compositor's stamp
            QCOMPARE(picture->damageKnown, i > 0);
            if (i > 0) {
                QCOMPARE(picture->damage.size(), 1U);
                QCOMPARE(picture->damage[0], (Rect{i, 2, 3, 4}));
            }
        }
    }

    void redAndBlueChangePlaces()
    {
        QVERIFY(show({}, PwScreen::Layout::Rgba));
        PwScreen::Frame frame;
        frame.paint = plain(kSize, 1, 2, 3); // R, G, B there
        QVERIFY(m_screen->send(frame));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(pixel(*picture, 5, 5), (std::array{3, 2, 1}));
    }

    /// A desktop that has nothing but graphics memory to give.
    void graphicsMemoryIsRead()
    {
        QVERIFY(show({}, PwScreen::Layout::Graphics));
        for (int i = 1; i < 10; ++i) {
            PwScreen::Frame frame;
            frame.paint = plain(kSize, std::uint8_t(i), 50, 60);
            QVERIFY(m_screen->send(frame));
            const PicturePtr picture = next();
            QVERIFY(picture);
            QCOMPARE(pixel(*picture, 63, 47), (std::array{i, 50, 60}));
        }
    }

    /// It comes beside the picture and is drawn by us; a buffer without a picture only moves it.
    void thePointerIsDrawn()
    {
        QVERIFY(show());
        QCOMPARE(m_portal->selected.value(q("cursor_mode")).toUInt(), 4U);
        PwScreen::Frame frame;
        frame.paint = plain(kSize, 0, 0, 0);
        frame.pointer = PwScreen::Pointer{10, 10, true, Size{8, 8}};
        QVERIFY(m_screen->send(frame));
        const std::array red{0, 0, 255};
        const std::array black{0, 0, 0};
        PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(pixel(*picture, 10, 10), red); // its hot spot is 1, 1
        QCOMPARE(pixel(*picture, 9, 9), black); // transparent there
        QCOMPARE(pixel(*picture, 10, 9), red);
        QCOMPARE(pixel(*picture, 17, 10), black);

        PwScreen::Frame moved;
        moved.pointer = PwScreen::Pointer{40, 20, true, {}};
        QVERIFY(m_screen->send(moved));
        picture = next();
        QVERIFY(picture);
        QCOMPARE(pixel(*picture, 40, 20), red);
        QCOMPARE(pixel(*picture, 10, 10), black);
        QVERIFY(picture->damageKnown);
        QCOMPARE(picture->damage.size(), 2U);

        PwScreen::Frame gone;
        gone.pointer = PwScreen::Pointer{0, 0, false, {}};
        QVERIFY(m_screen->send(gone));
        picture = next();
        QVERIFY(picture);
        QCOMPARE(pixel(*picture, 40, 20), black);
    }

    void whatIsDamagedOnTheWayIsLeftOut()
    {
        QVERIFY(show());
        PwScreen::Frame broken;
        broken.paint = plain(kSize, 9, 9, 9);
        broken.isCorrupt = true;
        QVERIFY(m_screen->send(broken));
        PwScreen::Frame whole;
        whole.paint = plain(kSize, 7, 7, 7);
        QVERIFY(m_screen->send(whole));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(pixel(*picture, 0, 0), (std::array{7, 7, 7}));
    }

    void theScreenMayChangeItsSize()
    {
        QVERIFY(show());
        PwScreen::Frame frame;
        frame.paint = plain(kSize, 1, 1, 1);
        QVERIFY(m_screen->send(frame));
        QVERIFY(next());
        const Size bigger{100, 80};
        QVERIFY(m_screen->resize(bigger));
        frame.paint = plain(bigger, 2, 2, 2);
        frame.damage = {{0, 0, 5, 5}};
        QVERIFY(m_screen->send(frame));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->size, bigger);
        QVERIFY(!picture->damageKnown); // all of it is new
        QCOMPARE(pixel(*picture, 99, 79), (std::array{2, 2, 2}));
        QVERIFY(waitForEvent(SourceEventKind::Changed, q("100")));
    }

    /// Nothing happens on it, and that is said.
    void aScreenThatStandsIsReportedAsUnchanged()
    {
        QVERIFY(show());
        PwScreen::Frame frame;
        frame.paint = plain(kSize, 1, 1, 1);
        QVERIFY(m_screen->send(frame));
        QVERIFY(next());
        const Timestamp later = systemClock().now() + 300ms;
        QVERIFY(QTest::qWaitFor([&] { return m_hub->reportedUntil() >= later; }, kPatience));
        QCOMPARE(m_hub->latest()->serial, m_serial);
        QVERIFY(!m_hub->isLost());
    }

    /// Some desktops send nothing at all before something changes.
    void aScreenThatNeverSendsIsBlack()
    {
        m_options.firstPicturePatience = 0s;
        QVERIFY(show());
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->size, kSize);
        QCOMPARE(pixel(*picture, 30, 30), (std::array{0, 0, 0}));
        QVERIFY(waitForEvent(SourceEventKind::Notice, q("no picture yet")));
    }

    void thePermissionIsAskedForOnce()
    {
        QVERIFY(show());
        QVERIFY(!m_portal->selected.contains(q("restore_token")));
        const RestoreTokens tokens(m_options.tokensPath);
        QVERIFY(QTest::qWaitFor([&] { return tokens.take(q("monitor:")) == q("token1"); }, kPatience));
        m_source->stop();
        m_portal->token = q("token2");
        QVERIFY(show());
        QCOMPARE(m_portal->selected.value(q("restore_token")).toString(), q("token1"));
        QVERIFY(QTest::qWaitFor([&] { return tokens.take(q("monitor:")) == q("token2"); }, kPatience));
        // Until somebody wants another choice.
        m_source->stop();
        QVERIFY(makePortalBackend(systemClock(), m_options)->forgetChoice({}));
        QVERIFY(show());
        QVERIFY(!m_portal->selected.contains(q("restore_token")));
    }

    void aRefusalEndsIt()
    {
        m_portal->answers[q("Start")] = Answer::Cancel;
        QVERIFY(start({}));
        QVERIFY(waitForEvent(SourceEventKind::Ended, q("Choose Again")));
        QVERIFY(m_hub->isLost() && m_hub->hasEnded() && !m_hub->isAsking());
    }

    void theDesktopsOwnSwitchEndsIt()
    {
        QVERIFY(show());
        PwScreen::Frame frame;
        frame.paint = plain(kSize, 1, 1, 1);
        QVERIFY(m_screen->send(frame));
        QVERIFY(next());
        m_portal->closeSession();
        QVERIFY(waitForEvent(SourceEventKind::Ended, q("ended the recording")));
    }

    void whileTheDialogIsOpenItCanBeStopped()
    {
        m_portal->answers[q("Start")] = Answer::Ask;
        QVERIFY(start({}));
        QVERIFY(waitForEvent(SourceEventKind::Asking, q("dialog")));
        QVERIFY(m_hub->isAsking());
        m_source->stop();
        QVERIFY(!m_hub->isLost());
    }

    /// The compositor's node goes and another one comes: what was granted is granted again.
    void aLostScreenIsTakenBack()
    {
        QVERIFY(show());
        PwScreen::Frame frame;
        frame.paint = plain(kSize, 1, 1, 1);
        QVERIFY(m_screen->send(frame));
        QVERIFY(next());
        m_portal->answers[q("CreateSession")] = Answer::Ask; // not yet
        m_screen.reset();
        QVERIFY(waitForEvent(SourceEventKind::Lost, q("gone")));
        m_screen = PwScreen::open(m_runtime, kSize);
        QVERIFY(m_screen);
        m_portal->node = m_screen->node();
        m_portal->answers.clear();
        QVERIFY(m_screen->waitForViewer());
        frame.paint = plain(kSize, 5, 5, 5);
        QVERIFY(m_screen->send(frame));
        QVERIFY(waitForEvent(SourceEventKind::Recovered, {}));
        QVERIFY(QTest::qWaitFor(
            [&] {
                return pixel(*m_hub->latest(), 0, 0) == std::array{5, 5, 5};
            },
            kPatience));
    }

    void abilitiesAndAreas()
    {
        const auto backend = makePortalBackend(systemClock(), m_options);
        QVERIFY(backend->availability());
        QVERIFY(!backend->abilities().lists);
        QVERIFY(backend->abilities().windows && backend->abilities().virtualMonitors);
        QCOMPARE(backend->monitors()->size(), 1U);
        ScreenSpec spec;
        spec.area = ScreenSpec::Area::Region;
        const auto region = backend->open(spec);
        QVERIFY(!region);
        QCOMPARE(region.error().code, ErrorCode::Unsupported);
        for (const auto& [area, type] :
             {std::pair{ScreenSpec::Area::Window, 2U}, {ScreenSpec::Area::Virtual, 4U}}) {
            spec.area = area;
            spec.cursor = false;
            QVERIFY(show(spec));
            QCOMPARE(m_portal->selected.value(q("types")).toUInt(), type);
            QCOMPARE(m_portal->selected.value(q("cursor_mode")).toUInt(), 1U);
            m_source->stop();
        }
    }

private:
    bool start(const ScreenSpec& spec)
    {
        const auto backend = makePortalBackend(systemClock(), m_options);
        Result<std::unique_ptr<PictureSource>> source = backend->open(spec);
        if (!source)
            return false;
        m_source = std::move(source).value();
        return m_source->start(m_hub).hasValue();
    }
    // Up to the moment when the screen's pictures are taken.
    bool show(const ScreenSpec& spec = {}, PwScreen::Layout layout = PwScreen::Layout::Bgrx)
    {
        m_screen = PwScreen::open(m_runtime, kSize, layout);
        if (!m_screen)
            return false;
        m_portal->node = m_screen->node();
        return m_portal->node != 0 && start(spec) && m_screen->waitForViewer();
    }
    PicturePtr next()
    {
        PicturePtr picture;
        const bool isThere = m_screen->waitUntil([&] {
            picture = m_hub->latest();
            return picture && picture->serial > m_serial;
        });
        m_serial = isThere ? picture->serial : m_serial;
        return isThere ? picture : nullptr;
    }
    bool waitForEvent(SourceEventKind kind, const QString& says)
    {
        return QTest::qWaitFor(
            [&] {
                for (const SourceEvent& event : m_hub->eventsAfter(0)) {
                    if (event.kind == kind && event.text.contains(says))
                        return true;
                }
                return false;
            },
            kPatience);
    }

    std::unique_ptr<PulseServer> m_server;
    std::unique_ptr<TempFolder> m_folder;
    QString m_runtime;
    std::unique_ptr<PortalMock> m_portal;
    std::unique_ptr<PwScreen> m_screen;
    PortalOptions m_options;
    std::shared_ptr<PictureHub> m_hub;
    std::unique_ptr<PictureSource> m_source;
    std::uint64_t m_serial = 0;
};

QTEST_GUILESS_MAIN(PortalSourceTest)
#include "portal_source_test.moc"
