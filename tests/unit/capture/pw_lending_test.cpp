// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_screen_stream.h"
#include "pw_screen.h"
#include "support/pulse_server.h"

#include <QTest>

#include <atomic>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr int kPatience = 60000; // ms
constexpr Size kSize{322, 211};

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

/// Another byte everywhere, and another picture for each number.
std::function<void(std::uint8_t*, int)> pattern(Size size, int number)
{
    return [=](std::uint8_t* row, int stride) {
        for (int y = 0; y < size.height; ++y, row += stride) {
            for (int x = 0; x < size.width * 4; ++x)
                row[x] = static_cast<std::uint8_t>(x * 3 + y * 7 + number * 11);
        }
    };
}

bool isPattern(const Picture& picture, int number)
{
    std::vector<std::uint8_t> row(static_cast<std::size_t>(picture.size.width) * 4);
    for (int y = 0; y < picture.size.height; ++y) {
        pattern({picture.size.width, 1}, 0)(row.data(), 0);
        for (std::uint8_t& byte : row)
            byte = static_cast<std::uint8_t>(byte + y * 7 + number * 11);
        if (std::memcmp(row.data(), picture.row(0, y), row.size()) != 0)
            return false;
    }
    return true;
}

} // namespace

Q_DECLARE_METATYPE(reelout::test::PwScreen::Layout)

/// A real PipeWire between a screen and its stream: what is read in the server's memory, and what becomes of
/// it when either side goes.
class PwLendingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<PulseServer>(PulseServer::Kind::PipeWire);
        QVERIFY(m_server->start());
        m_runtime = m_server->environment().value(q("XDG_RUNTIME_DIR"));
    }
    void cleanup()
    {
        m_stream.reset();
        m_screen.reset();
        m_pictures.clear();
        m_server.reset();
    }

    void noPictureIsCopied_data()
    {
        QTest::addColumn<PwScreen::Layout>("layout");
        QTest::newRow("the server's memory") << PwScreen::Layout::Bgrx;
        QTest::newRow("the screen's memory") << PwScreen::Layout::Descriptor;
        QTest::newRow("graphics memory") << PwScreen::Layout::Graphics;
    }
    void noPictureIsCopied()
    {
        QFETCH(PwScreen::Layout, layout);
        QVERIFY(show(layout));
        QVERIFY(m_screen->bufferCount() >= PwLender::kFewestBuffers);
        for (int i = 0; i < 60; ++i) {
            PwScreen::Frame frame;
            frame.paint = pattern(kSize, i);
            if (i > 0)
                frame.damage = {{3, 4, 5, 6}};
            QVERIFY(m_screen->send(frame));
            const std::shared_ptr<Picture> picture = next();
            QVERIFY(picture);
            QVERIFY(isPattern(*picture, i));
            QCOMPARE(picture->damageKnown, i > 0);
        }
        QCOMPARE(m_stream->statistics().lent, 60U);
        QCOMPARE(m_stream->statistics().copied, 0U);
        QCOMPARE(m_stream->statistics().detached, 0U);
    }

    void anotherOrderOfColoursIsCopied()
    {
        QVERIFY(show(PwScreen::Layout::Rgba));
        PwScreen::Frame frame;
        frame.paint = plain(kSize, 1, 2, 3);
        QVERIFY(m_screen->send(frame));
        const std::shared_ptr<Picture> picture = next();
        QVERIFY(picture);
        QCOMPARE(int(picture->row(0, 0)[0]), 3);
        QCOMPARE(m_stream->statistics().copied, 1U);
        QCOMPARE(m_stream->statistics().lent, 0U);
    }

    /// Somebody who never lets go: the screen goes on as before, and every picture stays as it was.
    void whoNeverLetsGoStopsNobody()
    {
        QVERIFY(show(PwScreen::Layout::Descriptor));
        std::vector<std::shared_ptr<Picture>> all;
        for (int i = 0; i < 80; ++i) {
            PwScreen::Frame frame;
            frame.paint = pattern(kSize, i);
            QVERIFY(m_screen->send(frame));
            all.push_back(next());
            QVERIFY(all.back());
        }
        for (int i = 0; i < 80; ++i)
            QVERIFY(isPattern(*all[static_cast<std::size_t>(i)], i));
        const PwLender::Statistics counts = m_stream->statistics();
        QCOMPARE(counts.lent + counts.copied, 80U);
        QVERIFY(counts.detached > 0 && counts.copied > 0);
    }

    /// The pointer is drawn into memory of ours: what others read has none.
    void thePointerIsDrawnElsewhere()
    {
        m_drawsCursor = true;
        QVERIFY(show(PwScreen::Layout::Descriptor));
        PwScreen::Frame frame;
        frame.paint = pattern(kSize, 1);
        frame.pointer = PwScreen::Pointer{20, 20, true, Size{8, 8}};
        QVERIFY(m_screen->send(frame));
        const std::shared_ptr<Picture> drawn = next();
        QVERIFY(drawn && !isPattern(*drawn, 1));
        PwScreen::Frame gone;
        gone.pointer = PwScreen::Pointer{0, 0, false, {}};
        QVERIFY(m_screen->send(gone));
        const std::shared_ptr<Picture> clean = next();
        QVERIFY(clean && isPattern(*clean, 1));
        QVERIFY(clean->damageKnown);
        QCOMPARE(clean->damage.size(), 1U);
        QCOMPARE(m_stream->statistics().copied, 0U);
    }

    void whatIsHeldOutlivesItsSize_data() { noPictureIsCopied_data(); }
    void whatIsHeldOutlivesItsSize()
    {
        QFETCH(PwScreen::Layout, layout);
        QVERIFY(show(layout));
        PwScreen::Frame frame;
        frame.paint = pattern(kSize, 1);
        QVERIFY(m_screen->send(frame));
        const std::shared_ptr<Picture> before = next();
        QVERIFY(before);
        const Size bigger{500, 300};
        QVERIFY(m_screen->resize(bigger));
        std::shared_ptr<Picture> after;
        for (int i = 2; i < 20; ++i) { // all of the new buffers
            frame.paint = pattern(bigger, i);
            QVERIFY(m_screen->send(frame));
            after = next();
            QVERIFY(after && after->size == bigger);
            QVERIFY(isPattern(*after, i));
        }
        QVERIFY(isPattern(*before, 1));
        QCOMPARE(m_stream->statistics().lent, 19U);
    }

    void whatIsHeldOutlivesTheScreen()
    {
        const std::shared_ptr<Picture> held = oneHeld();
        QVERIFY(held);
        m_screen.reset();
        QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), kPatience);
        QVERIFY(isPattern(*held, 1));
        m_stream.reset();
        QVERIFY(isPattern(*held, 1));
    }

    void whatIsHeldOutlivesTheStream()
    {
        std::shared_ptr<Picture> held = oneHeld();
        QVERIFY(held);
        m_stream.reset();
        QVERIFY(isPattern(*held, 1));
        m_screen.reset();
        QVERIFY(isPattern(*held, 1));
        std::jthread([last = std::move(held)]() mutable { last.reset(); });
    }

    void whatIsHeldOutlivesTheServer()
    {
        const std::shared_ptr<Picture> held = oneHeld();
        QVERIFY(held);
        m_server->kill();
        QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), kPatience);
        QVERIFY(isPattern(*held, 1));
        m_stream.reset();
        QVERIFY(isPattern(*held, 1));
    }

    /// Two that record the same screen: each has the pictures whole, and the end of one is none of the other.
    void twoMayReadTheSameScreen()
    {
        QVERIFY(show(PwScreen::Layout::Descriptor));
        std::mutex mutex;
        std::deque<std::shared_ptr<Picture>> others;
        PwScreenStream::Listener listener;
        listener.picture = [&](std::shared_ptr<Picture> picture) {
            const std::scoped_lock lock(mutex);
            others.push_back(std::move(picture));
        };
        std::atomic<bool> isSecondThere{false};
        listener.streaming = [&] { isSecondThere = true; };
        listener.ended = [](const QString&) {};
        auto second = PwScreenStream::open(settings(), systemClock(), std::move(listener));
        QVERIFY(second);
        QTRY_VERIFY_WITH_TIMEOUT(isSecondThere.load(), kPatience);
        std::shared_ptr<Picture> held; // the newest the second has had
        int number = 0;
        const auto sendUntilHeld = [&] {
            PwScreen::Frame frame;
            frame.paint = pattern(kSize, ++number);
            return m_screen->send(frame) && next() != nullptr;
        };
        QVERIFY(QTest::qWaitFor(
            [&] {
                if (!sendUntilHeld())
                    return false;
                const std::scoped_lock lock(mutex);
                held = others.empty() ? nullptr : others.back();
                return held != nullptr;
            },
            kPatience));
        int seen = 0;
        while (seen <= number && !isPattern(*held, seen))
            ++seen;
        QVERIFY(seen <= number);
        {
            const std::scoped_lock lock(mutex);
            others.clear();
        }
        second->reset();
        for (int i = 0; i < 30; ++i)
            QVERIFY(sendUntilHeld());
        QVERIFY(isPattern(*held, seen));
    }

private:
    PwScreenStream::Settings settings() const
    {
        PwScreenStream::Settings settings;
        settings.descriptor = connectToPipeWire(m_runtime);
        settings.node = m_screen->node();
        settings.drawsCursor = m_drawsCursor;
        settings.rate = FrameRate(60, 1);
        return settings;
    }
    bool show(PwScreen::Layout layout)
    {
        m_screen = PwScreen::open(m_runtime, kSize, layout);
        if (!m_screen || m_screen->node() == 0)
            return false;
        PwScreenStream::Listener listener;
        listener.picture = [this](std::shared_ptr<Picture> picture) {
            const std::scoped_lock lock(m_mutex);
            m_pictures.push_back(std::move(picture));
        };
        listener.streaming = [] {};
        listener.ended = [this](const QString&) {
            const std::scoped_lock lock(m_mutex);
            m_hasEnded = true;
        };
        m_hasEnded = false;
        auto stream = PwScreenStream::open(settings(), systemClock(), std::move(listener));
        if (!stream)
            return false;
        m_stream = std::move(stream).value();
        return m_screen->waitForViewer();
    }
    std::shared_ptr<Picture> oneHeld()
    {
        if (!show(PwScreen::Layout::Descriptor))
            return nullptr;
        PwScreen::Frame frame;
        frame.paint = pattern(kSize, 1);
        std::shared_ptr<Picture> held = m_screen->send(frame) ? next() : nullptr;
        return held && m_stream->statistics().lent == 1 ? held : nullptr;
    }
    bool hasEnded()
    {
        const std::scoped_lock lock(m_mutex);
        return m_hasEnded;
    }
    std::shared_ptr<Picture> next()
    {
        std::shared_ptr<Picture> picture;
        static_cast<void>(m_screen->waitUntil([&] {
            const std::scoped_lock lock(m_mutex);
            if (m_pictures.empty())
                return false;
            picture = std::move(m_pictures.front());
            m_pictures.pop_front();
            return true;
        }));
        return picture;
    }

    std::unique_ptr<PulseServer> m_server;
    QString m_runtime;
    std::unique_ptr<PwScreen> m_screen;
    bool m_drawsCursor = false;
    std::mutex m_mutex; ///< guards what follows
    std::deque<std::shared_ptr<Picture>> m_pictures;
    bool m_hasEnded = false;

    std::unique_ptr<PwScreenStream> m_stream; ///< the first to go
};

QTEST_GUILESS_MAIN(PwLendingTest)
#include "pw_lending_test.moc"
