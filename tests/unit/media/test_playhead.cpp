// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/playhead.h"

#include <QTest>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp kZero = timestampFromNanoseconds(1'000'000'000);
using Place = Playhead::Course::Place;

Duration positionAt(const Playhead& head, Duration after)
{
    return head.course().at(kZero + after).position;
}

} // namespace

class PlayheadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void standsUntilItIsStarted()
    {
        Playhead head({});
        QCOMPARE(positionAt(head, 5s), 0s);
        head.start(kZero);
        QCOMPARE(positionAt(head, 5s), 5s);
        head.start(kZero + 3s); // somebody else plays it too
        QCOMPARE(positionAt(head, 5s), 5s);
    }

    void pauseAndSpeedKeepThePlace()
    {
        Playback playback;
        Playhead head(playback);
        head.start(kZero);
        playback.speed = 0.25;
        head.set(playback, kZero + 4s);
        QCOMPARE(positionAt(head, 8s), 5s);
        playback.plays = false;
        head.set(playback, kZero + 8s);
        QCOMPARE(positionAt(head, 1h), 5s);
        playback.plays = true;
        playback.speed = 2.0;
        head.set(playback, kZero + 10s);
        QCOMPARE(positionAt(head, 11s), 7s);
    }

    void roundsAreCounted()
    {
        Playback playback;
        playback.isTrimmed = true;
        playback.in = 1.0;
        playback.out = 3.0;
        Playhead head(playback);
        head.start(kZero);
        const Playhead::Course course = head.course();
        QCOMPARE(course.at(kZero), (Place{0, 1s}));
        QCOMPARE(course.at(kZero + 1999ms), (Place{0, 2999ms}));
        QCOMPARE(course.at(kZero + 2s), (Place{1, 1s}));
        QCOMPARE(course.at(kZero + 7s), (Place{3, 2s}));
        QCOMPARE(course.timeOf({3, 2s}), kZero + 7s);
        playback.loops = false;
        head.set(playback, kZero + 7s);
        QCOMPARE(positionAt(head, 60s), 3s);
    }

    /// Years at any speed: nothing overflows and nothing drifts.
    void isExactForLong()
    {
        for (const double speed : {0.001, 0.333, 1.0, 1.5, 100.0}) {
            Playback playback;
            playback.speed = speed;
            Playhead head(playback);
            head.start(kZero);
            const Duration year = 24h * 365;
            const Playhead::Course course = head.course();
            const Place place = course.at(kZero + year);
            QCOMPARE(place.position, year / 1000 * static_cast<std::int64_t>(speed * 1000 + 0.5));
            QVERIFY(std::chrono::abs(course.timeOf(place) - (kZero + year)) <= 1us);
        }
    }

    void theEndIsLearnedAndPicturesKnowBest()
    {
        Playhead head({});
        head.start(kZero);
        QCOMPARE(positionAt(head, 100s), 100s);
        head.learnEnd(8s, Playhead::Authority::Sound);
        QCOMPARE(positionAt(head, 9s), 1s);
        head.setTimeline({FrameRate(25, 1), 10s}, Playhead::Authority::Pictures);
        head.learnEnd(10s, Playhead::Authority::Pictures);
        head.learnEnd(8s, Playhead::Authority::Sound);
        QCOMPARE(positionAt(head, 9s), 9s);
        QCOMPARE(positionAt(head, 11s), 1s);
    }

    void playAtTheEndBeginsAgain()
    {
        Playback playback;
        playback.loops = false;
        Playhead head(playback);
        head.start(kZero);
        head.learnEnd(2s, Playhead::Authority::Pictures);
        QCOMPARE(positionAt(head, 5s), 2s);
        playback.plays = false;
        head.set(playback, kZero + 5s);
        QCOMPARE(positionAt(head, 6s), 2s);
        playback.plays = true;
        head.set(playback, kZero + 6s);
        QCOMPARE(positionAt(head, 7s), 1s);
    }

    void placesAreGivenInAnyUnit()
    {
        const FileTimeline timeline{FrameRate(30000, 1001), 10s};
        QCOMPARE(placeOf(1.5, Playback::Unit::Seconds, timeline), 1500ms);
        QCOMPARE(placeOf(30.0, Playback::Unit::Pictures, timeline), 1001ms);
        QCOMPARE(placeOf(0.25, Playback::Unit::Fraction, timeline), 2500ms);
        QCOMPARE(placeOf(7.0, Playback::Unit::Fraction, timeline), 10s);
        QCOMPARE(placeOf(-1.0, Playback::Unit::Seconds, timeline), 0s);
        // A place in pictures is known when the file is open.
        Playback playback;
        playback.unit = Playback::Unit::Pictures;
        playback.position = 50;
        Playhead head(playback);
        head.setTimeline({FrameRate(25, 1), 10s}, Playhead::Authority::Pictures);
        head.start(kZero);
        QCOMPARE(positionAt(head, 0s), 2s);
    }

    void changingThePositionGoesThere()
    {
        Playback playback;
        playback.isTrimmed = true;
        playback.in = 2.0;
        playback.out = 6.0;
        Playhead head(playback);
        head.start(kZero);
        QCOMPARE(positionAt(head, 0s), 2s);
        const std::uint64_t change = head.course().change;
        playback.position = 4.0;
        head.set(playback, kZero + 1s);
        QVERIFY(head.course().change > change);
        QCOMPARE(positionAt(head, 1s), 4s);
        playback.position = 0.5; // outside: the nearest place that plays
        head.set(playback, kZero + 1s);
        QCOMPARE(positionAt(head, 1s), 2s);
        head.moveTo(5s, kZero + 1s);
        head.cue(kZero + 2s);
        QCOMPARE(positionAt(head, 2s), 2s);
    }

    void pointsThatLeaveNothingDoNoHarm()
    {
        Playback playback;
        playback.isTrimmed = true;
        playback.in = 5.0;
        playback.out = 1.0;
        Playhead head(playback);
        head.start(kZero);
        const Place place = head.course().at(kZero + 100s);
        QVERIFY(place.position >= 0s && place.position <= 1s);
    }

    void stepsAreTakenOnce()
    {
        Playhead head({});
        head.step(1);
        head.step(1);
        head.step(-3);
        QCOMPARE(head.takeSteps(), -1);
        QCOMPARE(head.takeSteps(), 0);
    }
};

QTEST_GUILESS_MAIN(PlayheadTest)
#include "test_playhead.moc"
