// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/frame_rate.h"
#include "record/pacer.h"

#include <QTest>
#include <map>
#include <random>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp kStart = timestampFromNanoseconds(1'000'000'000'000);

PicturePtr pictureAt(std::uint64_t serial, Timestamp captured)
{
    auto picture = std::make_shared<Picture>();
    picture->serial = serial;
    picture->captured = captured;
    return picture;
}

struct Outcome {
    std::map<PickCause, int> causes;
    std::vector<std::uint64_t> serials;
    double worstErrorMs = 0.0;
    std::int64_t delivered = 0;
    std::int64_t skipped = 0;
};

struct Source {
    Duration interval;
    Duration phase{};
    Duration jitter{};
    Duration delivery = 2ms;
    bool reportsIdle = false;
    Duration stopsAt = 100000s;
};

// Plays a source against a movie's frames, as the image thread would.
Outcome play(Duration frameInterval, int frames, const Source& source)
{
    Pacer pacer(frameInterval);
    std::mt19937 random(3);
    std::uniform_int_distribution<std::int64_t> jitter(-source.jitter.count(), source.jitter.count());
    Outcome outcome;
    std::uint64_t serial = 0;
    PicturePtr coming;
    Timestamp reported;
    const auto next = [&] {
        ++serial;
        const Duration ideal = source.phase + static_cast<std::int64_t>(serial - 1) * source.interval;
        coming =
            ideal < source.stopsAt ? pictureAt(serial, kStart + ideal + Duration(jitter(random))) : nullptr;
    };
    next();
    for (int n = 0; n < frames; ++n) {
        const Timestamp slot = kStart + n * frameInterval;
        const Timestamp decision = slot + pacer.decisionDelay();
        while (coming && coming->captured + source.delivery <= decision) {
            reported = coming->captured;
            pacer.offer(coming, slot);
            next();
        }
        if (source.reportsIdle && !coming)
            reported = decision - source.delivery;
        const Pick pick = pacer.pick(slot, Timestamp::max(), {reported, false});
        ++outcome.causes[pick.cause];
        outcome.serials.push_back(pick.picture ? pick.picture->serial : 0);
        if (pick.picture && pick.cause == PickCause::Fresh)
            outcome.worstErrorMs =
                std::max(outcome.worstErrorMs, std::abs(toSeconds(pick.picture->captured - slot)) * 1e3);
    }
    outcome.delivered = pacer.delivered();
    outcome.skipped = pacer.skipped();
    return outcome;
}

bool isStrictlyRising(const std::vector<std::uint64_t>& serials)
{
    for (std::size_t i = 1; i < serials.size(); ++i) {
        if (serials[i] != serials[i - 1] + 1)
            return false;
    }
    return true;
}

} // namespace

class TestPacer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameRateGivesEachPictureOnce_data()
    {
        QTest::addColumn<double>("phase");
        for (const double phase : {0.0, 0.2, 0.4, 0.5, 0.6, 0.8})
            QTest::addRow("phase %.1f", phase) << phase;
    }

    void sameRateGivesEachPictureOnce()
    {
        QFETCH(double, phase);
        const Duration frame = FrameRate(60, 1).interval();
        Source source{frame, fromSeconds(phase * toSeconds(frame)), 3ms, 2ms, false, 100000s};
        const Outcome outcome = play(frame, 6000, source);
        // The first frames find their feet; from then on nothing is repeated and nothing skipped.
        const std::vector<std::uint64_t> settled(outcome.serials.begin() + 300, outcome.serials.end());
        QVERIFY(isStrictlyRising(settled));
        QVERIFY2(outcome.worstErrorMs <= 20.0, qPrintable(QString::number(outcome.worstErrorMs)));
    }

    void driftingSourceSlipsOnceInAWhileAndNeverTwice()
    {
        const Duration frame = FrameRate(60, 1).interval();
        Source source{frame * 10005 / 10000, 0ns, 3ms, 2ms, false, 100000s};
        const Outcome outcome = play(frame, 20000, source);
        const int repeats = outcome.causes.at(PickCause::Late);
        QVERIFY2(repeats >= 9 && repeats <= 12, qPrintable(QString::number(repeats)));
        QCOMPARE(outcome.skipped, 0);
    }

    void halfRateSourceIsShownTwiceEach()
    {
        const Duration frame = FrameRate(60, 1).interval();
        const Outcome outcome = play(frame, 600, {2 * frame, 0ns, 2ms, 2ms, false, 100000s});
        QCOMPARE(outcome.causes.at(PickCause::Fresh), 300);
        QCOMPARE(outcome.causes.at(PickCause::Late), 300);
        QCOMPARE(outcome.skipped, 0);
    }

    void fasterSourceIsThinnedToTheNearest()
    {
        const Duration frame = FrameRate(30, 1).interval();
        const Outcome outcome =
            play(frame, 900, {FrameRate(144, 1).interval(), 1ms, 500us, 2ms, false, 100000s});
        QCOMPARE(outcome.causes.at(PickCause::Fresh), 900);
        QVERIFY2(outcome.worstErrorMs <= 4.5, qPrintable(QString::number(outcome.worstErrorMs)));
        QVERIFY(std::abs(outcome.delivered - 900 * 144 / 30) <= 6);
        QVERIFY(std::abs(outcome.skipped - (outcome.delivered - 900)) <= 6);
    }

    void idleAndLateAndLostAreToldApart()
    {
        const Duration frame = FrameRate(60, 1).interval();
        Outcome idle = play(frame, 120, {frame, 0ns, 0ns, 2ms, true, 1s});
        QVERIFY(idle.causes[PickCause::Idle] >= 58);
        QVERIFY(idle.causes[PickCause::Late] <= 1);
        Outcome late = play(frame, 120, {frame, 0ns, 0ns, 2ms, false, 1s});
        QVERIFY(late.causes[PickCause::Late] >= 58);

        Pacer pacer(frame);
        pacer.offer(pictureAt(1, kStart), kStart);
        QCOMPARE(pacer.pick(kStart, Timestamp::max(), {kStart, false}).cause, PickCause::Fresh);
        QCOMPARE(pacer.pick(kStart + frame, Timestamp::max(), {kStart, true}).cause, PickCause::Lost);
    }

    void nothingFromAfterTheCutIsShownBeforeIt()
    {
        const Duration frame = 20ms;
        Pacer pacer(frame);
        pacer.offer(pictureAt(1, kStart), kStart);
        pacer.pick(kStart, Timestamp::max(), {});
        pacer.offer(pictureAt(2, kStart + 28ms), kStart + 20ms);
        QCOMPARE(pacer.pick(kStart + 20ms, kStart + 25ms, {}).picture->serial, 1U);
        QCOMPARE(pacer.pick(kStart + 40ms, Timestamp::max(), {}).picture->serial, 2U);
    }

    void picturesOfAPauseAreNotCounted()
    {
        const Duration frame = 20ms;
        Pacer pacer(frame);
        pacer.offer(pictureAt(1, kStart), kStart);
        pacer.pick(kStart, Timestamp::max(), {});
        for (std::uint64_t serial = 2; serial < 100; ++serial)
            pacer.observe(pictureAt(serial, kStart + static_cast<std::int64_t>(serial) * 10ms));
        QCOMPARE(pacer.pick(kStart + 1s, Timestamp::max(), {}).picture->serial, 99U);
        QCOMPARE(pacer.delivered(), 1);
        QCOMPARE(pacer.skipped(), 0);
    }

    void theFirstPictureStandsInForFramesBeforeIt()
    {
        Pacer pacer(20ms);
        QVERIFY(!pacer.pick(kStart, Timestamp::max(), {}).picture);
        pacer.offer(pictureAt(1, kStart + 100ms), kStart + 20ms);
        QCOMPARE(pacer.pick(kStart + 20ms, kStart + 30ms, {}).picture->serial, 1U);
    }

    void anOrderedPictureIsTakenWhateverItsTime()
    {
        Pacer pacer(20ms);
        const PicturePtr flash = pictureAt(5, kStart - 3s);
        pacer.offer(flash, kStart);
        QCOMPARE(pacer.pickThis(flash).picture, flash);
        QCOMPARE(pacer.pickThis(flash).cause, PickCause::Idle);
        QCOMPARE(pacer.delivered(), 1);
    }

    void whatWaitsIsBounded()
    {
        Pacer pacer(1s);
        std::vector<std::weak_ptr<const Picture>> all;
        for (std::uint64_t serial = 1; serial <= 1000; ++serial) {
            PicturePtr picture = pictureAt(serial, kStart + static_cast<std::int64_t>(serial) * 1ms);
            all.push_back(picture);
            pacer.offer(std::move(picture), kStart);
        }
        const auto alive = std::count_if(all.begin(), all.end(), [](const auto& p) { return !p.expired(); });
        QVERIFY(alive <= 8);
        QVERIFY(!all.back().expired());
    }
};

QTEST_GUILESS_MAIN(TestPacer)
#include "test_pacer.moc"
