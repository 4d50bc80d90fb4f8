// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/first_picture.h"
#include "support/fake_source.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

SourceEvent told(SourceEventKind kind)
{
    return {kind, systemClock().now(), QStringLiteral("the words of the source")};
}

/// Waits with no patience at all; `onLook` is called at each look with its number.
Result<PicturePtr> await(PictureHub& hub, const std::function<bool(int)>& onLook)
{
    int look = 0;
    return awaitFirstPicture(
        hub, QStringLiteral("moviefileout1"), [&] { return onLook(++look); }, 0s);
}

} // namespace

class FirstPictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSourceThatShowsNothingIsSaid()
    {
        PictureHub hub;
        const Result<PicturePtr> picture = await(hub, [](int) { return false; });
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::TimedOut);
        QVERIFY(picture.error().detail.contains(QStringLiteral("moviefileout1")));
    }

    /// The patience for a source begins when the person has answered.
    void whileAPersonIsAskedNobodyIsLate()
    {
        PictureHub hub;
        hub.publishEvent(told(SourceEventKind::Asking));
        const Result<PicturePtr> picture = await(hub, [&](int look) {
            if (look == 4)
                hub.publish(fakePicture(1, systemClock().now()));
            return false;
        });
        QVERIFY(picture && *picture);
        QVERIFY(!hub.isAsking());
    }

    void aRefusalIsTheReason()
    {
        PictureHub hub;
        hub.publishEvent(told(SourceEventKind::Asking));
        const Result<PicturePtr> picture = await(hub, [&](int look) {
            if (look == 3)
                hub.publishEvent(told(SourceEventKind::Ended));
            return false;
        });
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::DeviceLost);
        QCOMPARE(picture.error().detail, QStringLiteral("the words of the source"));
    }

    void itCanBeStopped()
    {
        PictureHub hub;
        hub.publishEvent(told(SourceEventKind::Asking));
        const Result<PicturePtr> picture = await(hub, [](int look) { return look == 3; });
        QVERIFY(picture && !*picture);
    }
};

QTEST_GUILESS_MAIN(FirstPictureTest)
#include "test_first_picture.moc"
