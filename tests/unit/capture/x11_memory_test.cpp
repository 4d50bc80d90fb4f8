// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/wake_descriptor.h"
#include "capture/x11/x_connection.h"
#include "capture/x11/x_frame_pool.h"
#include "support/x_server.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace reelout;
using namespace reelout::test;

namespace {

struct Mapping {
    qint64 kilobytes = 0;
    qint64 mapped = 0; ///< of these
};

/// What the process has mapped to be shared and written into.
std::vector<Mapping> sharedMappings(qint64 processId)
{
    static const QRegularExpression area(QStringLiteral("^[0-9a-f]+-[0-9a-f]+ (....) "));
    QFile file(QStringLiteral("/proc/%1/smaps").arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<Mapping> all;
    bool isShared = false;
    for (const QString& line : QString::fromLatin1(file.readAll()).split(QLatin1Char('\n'))) {
        const auto kilobytes = [&] {
            return line.section(QLatin1Char(':'), 1)
                .simplified()
                .section(QLatin1Char(' '), 0, 0)
                .toLongLong();
        };
        if (const auto match = area.match(line); match.hasMatch()) {
            isShared = match.captured(1) == QLatin1String("rw-s");
            if (isShared)
                all.emplace_back();
        } else if (isShared && line.startsWith(QLatin1String("Size:"))) {
            all.back().kilobytes = kilobytes();
        } else if (isShared &&
                   (line.startsWith(QLatin1String("Rss:")) || line.startsWith(QLatin1String("Swap:")))) {
            all.back().mapped += kilobytes();
        }
    }
    return all;
}

} // namespace

class X11MemoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(QStringLiteral("/proc/self/smaps")))
            QSKIP("what a process has mapped can't be read here");
    }

    void serverHasMappedWhatIsShared_data()
    {
        QTest::addColumn<XMemory::Kind>("kind");
        QTest::addColumn<int>("depth");
        QTest::newRow("descriptor") << XMemory::Kind::Descriptor << 24;
        QTest::newRow("System V memory") << XMemory::Kind::SysV << 24;
        QTest::newRow("two bytes a pixel") << XMemory::Kind::Descriptor << 16;
    }

    void serverHasMappedWhatIsShared()
    {
        QFETCH(XMemory::Kind, kind);
        QFETCH(int, depth);
        XServer server(XServer::Kind::Xvfb, {{640, 480}, depth, {}});
        QVERIFY2(server.start(), qPrintable(server.error()));
        WakeDescriptor wake;
        const auto connection =
            XConnection::open(server.display(), systemClock(), std::chrono::seconds(20), wake);
        QVERIFY(connection);
        // More rows of pages than a pixmap may have, and a part of a page.
        constexpr std::size_t kBytes = 33'000 * std::size_t(4096) + 64;
        const auto memory = XMemory::create(**connection, kind, kBytes);
        QVERIFY2(memory, memory ? "" : qPrintable(memory.error().detail));
        QVERIFY((*connection)->sync("wait for the server"));
        while (const auto event = (*connection)->pollEvent())
            QVERIFY(event->response_type != 0); // an error
        const std::vector<Mapping> mappings = sharedMappings(server.processId());
        const auto ours = std::find_if(mappings.begin(), mappings.end(), [&](const Mapping& each) {
            return each.kilobytes == qint64(kBytes / 4096 + 1) * 4;
        });
        QVERIFY(ours != mappings.end());
        QVERIFY2(ours->mapped >= qint64(kBytes / 4096) * 4, qPrintable(QString::number(ours->mapped)));
    }

    void firstFramesAreMadeAhead()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        WakeDescriptor wake;
        const auto connection =
            XConnection::open(server.display(), systemClock(), std::chrono::seconds(20), wake);
        QVERIFY(connection);
        XFramePool pool(**connection);
        constexpr std::size_t kPages = 1'234;
        const auto segments = [&] {
            const std::vector<Mapping> mappings = sharedMappings(server.processId());
            return std::count_if(mappings.begin(), mappings.end(),
                                 [&](const Mapping& each) { return each.kilobytes == qint64(kPages) * 4; });
        };
        for (const std::ptrdiff_t count : {2, 1}) {
            pool.setFirstFrames(static_cast<std::size_t>(count));
            QVERIFY(pool.reset(XMemory::Kind::Descriptor, kPages * 4096));
            QVERIFY((*connection)->sync("wait for the server"));
            QCOMPARE(segments(), count);
        }
        const std::unique_ptr<XFrame> first = pool.acquire();
        const std::unique_ptr<XFrame> second = pool.acquire();
        QVERIFY(first && second);
        QVERIFY(first->memory->segment() != second->memory->segment());
    }
};

QTEST_GUILESS_MAIN(X11MemoryTest)
#include "x11_memory_test.moc"
