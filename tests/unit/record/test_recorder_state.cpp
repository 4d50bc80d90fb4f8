// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/recorder_state.h"

#include <QSet>
#include <QTest>

using namespace reelout;

namespace {

using S = RecorderState;
using E = RecorderEvent;
using A = RecorderAction;

constexpr S kStates[] = {S::Idle, S::Opening, S::Recording, S::Paused, S::Finalising, S::Failed};
constexpr E kEvents[] = {E::Record, E::Stop,   E::Pause,        E::Resume,  E::AddFrame,
                         E::Opened, E::Failed, E::LimitReached, E::Finished};

struct Row {
    S from;
    E event;
    S withoutPause;
    A actionWithoutPause;
    S withPause;
    A actionWithPause;
};

// Everything that is not in here must leave the state alone and do nothing.
constexpr Row kRows[] = {
    {S::Idle, E::Record, S::Opening, A::Open, S::Opening, A::OpenPaused},
    {S::Failed, E::Record, S::Opening, A::Open, S::Opening, A::OpenPaused},

    {S::Opening, E::Stop, S::Finalising, A::Finish, S::Finalising, A::Finish},
    {S::Opening, E::Pause, S::Opening, A::Hold, S::Opening, A::Hold},
    {S::Opening, E::Resume, S::Opening, A::Continue, S::Opening, A::Continue},
    {S::Opening, E::AddFrame, S::Opening, A::Ignore, S::Opening, A::WriteOne},
    {S::Opening, E::Opened, S::Recording, A::Begin, S::Paused, A::Begin},
    {S::Opening, E::LimitReached, S::Finalising, A::Finish, S::Finalising, A::Finish},
    {S::Opening, E::Failed, S::Failed, A::Release, S::Failed, A::Release},
    {S::Opening, E::Finished, S::Idle, A::Release, S::Idle, A::Release},

    {S::Recording, E::Stop, S::Finalising, A::Finish, S::Finalising, A::Finish},
    {S::Recording, E::Pause, S::Paused, A::Hold, S::Paused, A::Hold},
    {S::Recording, E::LimitReached, S::Finalising, A::Finish, S::Finalising, A::Finish},
    {S::Recording, E::Failed, S::Finalising, A::Finish, S::Finalising, A::Finish},
    {S::Recording, E::Finished, S::Idle, A::Release, S::Idle, A::Release},

    {S::Paused, E::Stop, S::Finalising, A::Finish, S::Finalising, A::Finish},
    {S::Paused, E::Resume, S::Recording, A::Continue, S::Recording, A::Continue},
    {S::Paused, E::AddFrame, S::Paused, A::WriteOne, S::Paused, A::WriteOne},
    {S::Paused, E::LimitReached, S::Finalising, A::Finish, S::Finalising, A::Finish},
    {S::Paused, E::Failed, S::Finalising, A::Finish, S::Finalising, A::Finish},
    {S::Paused, E::Finished, S::Idle, A::Release, S::Idle, A::Release},

    {S::Finalising, E::Failed, S::Failed, A::Release, S::Failed, A::Release},
    {S::Finalising, E::Finished, S::Idle, A::Release, S::Idle, A::Release},
};

} // namespace

class TestRecorderState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStateAndEventHasTheAnswerOfTheTable()
    {
        int answered = 0;
        for (const S state : kStates) {
            for (const E event : kEvents) {
                for (const bool pauseWanted : {false, true}) {
                    Transition expected{state, A::Ignore};
                    for (const Row& row : kRows) {
                        if (row.from == state && row.event == event)
                            expected = pauseWanted ? Transition{row.withPause, row.actionWithPause}
                                                   : Transition{row.withoutPause, row.actionWithoutPause};
                    }
                    const Transition got = nextState(state, event, pauseWanted);
                    const QString where = QStringLiteral("%1, event %2, pause %3")
                                              .arg(recorderStateName(state))
                                              .arg(static_cast<int>(event))
                                              .arg(pauseWanted);
                    QVERIFY2(got.state == expected.state, qPrintable(where));
                    QVERIFY2(got.action == expected.action, qPrintable(where));
                    ++answered;
                }
            }
        }
        QCOMPARE(answered, 6 * 9 * 2);
    }

    void restIsAlwaysReachedInThreeEvents()
    {
        for (const S state : kStates) {
            for (const bool failing : {false, true}) {
                S now = nextState(state, E::Stop, false).state;
                now = nextState(now, failing ? E::Failed : E::Finished, false).state;
                QVERIFY(now == S::Idle || now == S::Failed);
            }
        }
    }

    void namesAreDistinct()
    {
        QSet<QString> names;
        for (const S state : kStates)
            names.insert(recorderStateName(state));
        QCOMPARE(names.size(), 6);
        QVERIFY(!names.contains(QString()));
    }
};

QTEST_GUILESS_MAIN(TestRecorderState)
#include "test_recorder_state.moc"
