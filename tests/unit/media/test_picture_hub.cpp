// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/picture_hub.h"

#include <QTest>

#include <thread>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

PicturePtr picture(std::uint64_t serial)
{
    auto result = std::make_shared<Picture>();
    result->serial = serial;
    result->captured = timestampFromNanoseconds(static_cast<std::int64_t>(serial) * 1000);
    return result;
}

} // namespace

class TestPictureHub : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewestFew()
    {
        PictureHub hub;
        QVERIFY(!hub.latest());
        QVERIFY(hub.newerThan(0).empty());
        for (std::uint64_t serial = 1; serial <= 10; ++serial)
            hub.publish(picture(serial));
        QCOMPARE(hub.latest()->serial, 10U);
        const std::vector<PicturePtr> all = hub.newerThan(0);
        QCOMPARE(all.size(), PictureHub::kHistory);
        QCOMPARE(all.front()->serial, 11 - PictureHub::kHistory);
        QCOMPARE(hub.newerThan(9).size(), 1U);
        QVERIFY(hub.newerThan(10).empty());
    }

    void letsGoOfOldPictures()
    {
        PictureHub hub;
        PicturePtr first = picture(1);
        const std::weak_ptr<const Picture> watched = first;
        hub.publish(std::move(first));
        for (std::uint64_t serial = 2; serial <= 1 + PictureHub::kHistory; ++serial)
            hub.publish(picture(serial));
        QVERIFY(watched.expired());
    }

    void whatAllReadersHaveHadIsNotKept()
    {
        PictureHub hub;
        const auto kept = [&] { return hub.newerThan(0).size(); };
        auto first = hub.addReader();
        for (std::uint64_t serial = 1; serial <= 3; ++serial)
            hub.publish(picture(serial));
        QCOMPARE(kept(), 3U);
        *first = 3;
        hub.publish(picture(4));
        QCOMPARE(kept(), 1U); // the newest is for everybody
        auto second = hub.addReader();
        *first = 4;
        hub.publish(picture(5));
        QCOMPARE(kept(), 2U);
        *first = 5;
        *second = 4;
        hub.publish(picture(6));
        QCOMPARE(kept(), 2U);
        second.reset();
        *first = 6;
        hub.publish(picture(7));
        QCOMPARE(kept(), 1U);
        first.reset();
        for (std::uint64_t serial = 8; serial <= 20; ++serial)
            hub.publish(picture(serial));
        QCOMPARE(kept(), PictureHub::kHistory);
    }

    void reportedUntilNeverGoesBack()
    {
        PictureHub hub;
        hub.publish(picture(5));
        QCOMPARE(hub.reportedUntil(), timestampFromNanoseconds(5000));
        hub.publishUnchanged(timestampFromNanoseconds(9000));
        QCOMPARE(hub.reportedUntil(), timestampFromNanoseconds(9000));
        hub.publishUnchanged(timestampFromNanoseconds(7000));
        QCOMPARE(hub.reportedUntil(), timestampFromNanoseconds(9000));
    }

    void lostUntilRecovered()
    {
        PictureHub hub;
        hub.publishEvent({SourceEventKind::Notice, {}, QStringLiteral("hello")});
        QVERIFY(!hub.isLost());
        hub.publishEvent({SourceEventKind::Lost, {}, {}});
        QVERIFY(hub.isLost());
        hub.publishEvent({SourceEventKind::Recovered, {}, {}});
        QVERIFY(!hub.isLost());
        QCOMPARE(hub.eventsAfter(1).size(), 2U);
        QVERIFY(hub.eventsAfter(7).empty());
    }

    void waitsForANewerPicture()
    {
        PictureHub hub;
        hub.publish(picture(1));
        QCOMPARE(hub.waitNewerThan(0, 0s, {})->serial, 1U);
        QVERIFY(!hub.waitNewerThan(1, 0s, {}));
        std::jthread publisher([&] { hub.publish(picture(2)); });
        QCOMPARE(hub.waitNewerThan(1, 60s, {})->serial, 2U);
    }

    void waitEndsWhenStopped()
    {
        PictureHub hub;
        std::stop_source stop;
        std::jthread stopper([&] { stop.request_stop(); });
        QVERIFY(!hub.waitNewerThan(0, 60s, stop.get_token()));
    }
};

QTEST_GUILESS_MAIN(TestPictureHub)
#include "test_picture_hub.moc"
