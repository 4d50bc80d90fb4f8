// SPDX-License-Identifier: GPL-3.0-or-later
#include "v4l2_fixture.h"

#include <QTest>

#include <atomic>
#include <cerrno>
#include <cstring>

using namespace reelout;
using namespace reelout::test;

namespace {

FakeInput hdmi(const char* name, Size signal)
{
    FakeInput input;
    input.name = q(name);
    input.hasTimings = true;
    input.signal = signal;
    return input;
}

FakeInput composite(v4l2_std_id seen)
{
    FakeInput input;
    input.name = q("Composite");
    input.standards = V4L2_STD_ALL;
    input.seen = seen;
    return input;
}

/// Two HDMI plugs and a yellow one.
FakeCamera card()
{
    FakeCamera camera = webcam();
    camera.card = q("Grabber");
    camera.formats = {format(V4L2_PIX_FMT_UYVY, {{1920, 1080}}, {})};
    camera.inputs.all = {hdmi("HDMI 1", {128, 72}), hdmi("HDMI 2", {64, 36}), composite(V4L2_STD_PAL)};
    camera.inputs.all[2].sizes = {{720, 576}};
    return camera;
}

CameraSpec at(const char* input)
{
    CameraSpec spec;
    spec.input = q(input);
    return spec;
}

/// Rows of a field, each of its number in what is to become the whole picture, marked by the field.
FakeVideo::Frame field(std::uint32_t which, Size size, std::uint8_t value)
{
    FakeVideo::Frame frame = marked(nowNs(), 0);
    frame.field = which;
    frame.paint = [=](int, std::uint8_t* memory, std::size_t) {
        for (int y = 0; y < size.height; ++y)
            std::memset(memory + y * size.width, value + y, static_cast<std::size_t>(size.width));
        return static_cast<std::size_t>(size.width * size.height);
    };
    return frame;
}

/// A grey card that has its pictures in fields of one kind only.
FakeCamera fieldCard(std::uint32_t fieldKind, Size delivered)
{
    FakeCamera camera = webcam();
    camera.formats = {format(V4L2_PIX_FMT_GREY, {{32, 16}}, {{1, 25}})};
    camera.inputs.all = {composite(V4L2_STD_PAL)};
    camera.fields = {fieldKind};
    camera.givesInstead = delivered;
    return camera;
}

std::vector<int> rowsOf(const PicturePtr& picture)
{
    std::vector<int> rows;
    for (int y = 0; y < picture->size.height; ++y)
        rows.push_back(picture->row(0, y)[0]);
    return rows;
}

} // namespace

/// Capture cards: their inputs, and signals that come, change and go.
class V4l2SignalTest final : public V4l2Fixture {
    Q_OBJECT

private Q_SLOTS:
    void inputsAreListed()
    {
        m_video->plug(card());
        const Result<std::vector<DeviceInfo>> cameras = backend().cameras();
        QVERIFY(cameras && cameras->size() == 1);
        const std::vector<CameraInput> expected{
            {q("HDMI 1"), true, false}, {q("HDMI 2"), false, false}, {q("Composite"), false, false}};
        QVERIFY(cameras->front().inputs == expected);
        m_video->change(kPath, 0, hdmi("HDMI 1", {}));
        QVERIFY(backend().cameras()->front().inputs[0].hasNoSignal);
        QCOMPARE(m_video->inputs(kPath).current, 0); // looking changes nothing
    }

    void theChosenInputDelivers_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<int>("index");
        QTest::addColumn<QSize>("size");
        QTest::newRow("as it is") << QString() << 0 << QSize(128, 72);
        QTest::newRow("by name") << q("HDMI 2") << 1 << QSize(64, 36);
        QTest::newRow("by name, written otherwise") << q("hdmi 2") << 1 << QSize(64, 36);
        QTest::newRow("by number") << q("1") << 1 << QSize(64, 36);
        QTest::newRow("television") << q("Composite") << 2 << QSize(720, 576);
    }
    /// Chosen before its formats are asked for.
    void theChosenInputDelivers()
    {
        QFETCH(QString, input);
        QFETCH(int, index);
        QFETCH(QSize, size);
        m_video->plug(card());
        std::atomic<int> told = 0;
        const std::unique_ptr<DeviceWatch> watch = backend().watch([&] { ++told; });
        CameraSpec spec;
        spec.input = input;
        const Status started = start(spec);
        QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
        QCOMPARE(m_video->inputs(kPath).current, index);
        QVERIFY(told > 0); // it offers something else now
        QVERIFY(m_video->send(kPath, marked(nowNs(), 16)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->size, (Size{size.width(), size.height()}));
        const DeviceInfo listed = backend().cameras()->front();
        QVERIFY(listed.inputs[static_cast<std::size_t>(index)].isCurrent);
        QCOMPARE(listed.modes.front().size, picture->size);
    }

    void anInputItLacksIsRefused()
    {
        m_video->plug(card());
        const Status started = start(at("HDMI 9"));
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::NotFound);
        QVERIFY2(started.error().detail.contains(q("no input “HDMI 9”. It has: HDMI 1, HDMI 2, Composite")),
                 qPrintable(started.error().detail));
        // Where there is nothing to choose the row is grey, and does not count.
        m_video->unplug(kPath);
        FakeCamera single = card();
        single.inputs.all.resize(1);
        m_video->plug(single);
        QVERIFY(start(at("HDMI 9")));
    }

    /// An HDMI input is set to what is plugged into it; its rate is the signal's where the card lists none.
    void anInputFollowsItsSignal()
    {
        FakeCamera camera = card();
        camera.inputs.all[0].rate = 50;
        m_video->plug(camera);
        CameraSpec spec;
        spec.rate = FrameRate(50, 1);
        QVERIFY(start(spec));
        QCOMPARE(m_video->inputs(kPath).sizes.front(), (Size{128, 72}));
        QCOMPARE(m_video->interval(kPath).denominator, 50U);
    }

    void aStandardIsTakenAsItIsSeen()
    {
        m_video->plug(card());
        CameraSpec spec = at("Composite");
        spec.rate = FrameRate(25, 1);
        QVERIFY(start(spec));
        QVERIFY((m_video->inputs(kPath).standard & V4L2_STD_PAL) != 0);
    }

    void noSignalHoldsThePicture_data()
    {
        QTest::addColumn<bool>("isTold");
        QTest::newRow("by the driver's event") << true;
        QTest::newRow("by looking") << false;
    }
    void noSignalHoldsThePicture()
    {
        QFETCH(bool, isTold);
        FakeCamera camera = card();
        camera.inputs.hasEvents = isTold;
        m_video->plug(camera);
        QVERIFY(start({}));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 11)));
        QVERIFY(next());
        m_video->change(kPath, 0, hdmi("HDMI 1", {}));
        QVERIFY(waitForEvent(SourceEventKind::Lost, q("Grabber, HDMI 1: no signal")));
        QVERIFY(m_hub->isLost());
        QCOMPARE(int(m_hub->latest()->row(0, 0)[0]), 11);
        // What comes then may be of another size.
        m_video->change(kPath, 0, hdmi("HDMI 1", {96, 54}));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 12)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->size, (Size{96, 54}));
        QVERIFY(hasEvent(SourceEventKind::Recovered, q("Grabber")));
        QVERIFY(hasEvent(SourceEventKind::Changed, q("96×54")));
        QCOMPARE(m_video->opened(kPath), 2); // listed, and opened once
    }

    void oneThatComesLaterIsAwaited()
    {
        FakeCamera camera = card();
        camera.inputs.all[0].signal = {};
        m_video->plug(camera);
        CameraSpec spec;
        spec.size = Size{64, 36}; // nobody can know
        QVERIFY(start(spec));
        QVERIFY(waitForEvent(SourceEventKind::Lost, q("no signal")));
        m_video->change(kPath, 0, hdmi("HDMI 1", {64, 36}));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 12)));
        QVERIFY(next());
    }

    void anotherSignalIsTaken()
    {
        m_video->plug(card());
        CameraSpec spec;
        spec.size = Size{128, 72};
        QVERIFY(start(spec));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 11)));
        QVERIFY(next());
        m_video->change(kPath, 0, hdmi("HDMI 1", {64, 48}));
        QVERIFY(waitForEvent(SourceEventKind::Lost, q("another signal")));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 12)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->size, (Size{64, 48})); // though another one was asked for
        QVERIFY(hasEvent(SourceEventKind::Recovered, {}));
    }

    void whatTheCardCannotTakeIsSaid()
    {
        FakeCamera camera = card();
        camera.inputs.all[0].timingsError = -ERANGE;
        m_video->plug(camera);
        QVERIFY(start({}));
        QVERIFY(waitForEvent(SourceEventKind::Lost, q("the card can't take")));
        camera.inputs.all[0].timingsError = -ENOLCK;
        m_video->unplug(kPath);
        m_video->plug(camera);
        m_hub = std::make_shared<PictureHub>();
        QVERIFY(start({}));
        QVERIFY(waitForEvent(SourceEventKind::Lost, q("not steady")));
    }

    /// Many go on with noise, or with blue, which is no picture of anything.
    void noiseIsNoPicture()
    {
        m_video->plug(card());
        QVERIFY(start(at("Composite")));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 11)));
        QVERIFY(next());
        m_video->setStatus(kPath, V4L2_IN_ST_NO_SIGNAL);
        QVERIFY(waitForEvent(SourceEventKind::Lost, q("Composite: no signal")));
        QVERIFY(m_video->send(kPath, marked(nowNs(), 99)));
        QVERIFY(m_video->waitUntilTaken(kPath));
        QCOMPARE(int(m_hub->latest()->row(0, 0)[0]), 11);
        m_video->setStatus(kPath, V4L2_IN_ST_NO_H_LOCK); // a worn tape is still worth recording
        QVERIFY(m_video->send(kPath, marked(nowNs(), 12)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(int(picture->row(0, 0)[0]), 12);
        QVERIFY(hasEvent(SourceEventKind::Recovered, {}));
    }

    void wholePicturesAreChosenWhereThereAreAny()
    {
        FakeCamera camera = fieldCard(V4L2_FIELD_INTERLACED, {32, 16});
        camera.fields.push_back(V4L2_FIELD_NONE);
        m_video->plug(camera);
        QVERIFY(start({}));
        QVERIFY(m_video->send(kPath, field(V4L2_FIELD_NONE, {32, 16}, 0)));
        QVERIFY(next());
        QVERIFY(!hasEvent(SourceEventKind::Notice, {}));
    }

    void interlacedOnesAreTakenAsTheyAre()
    {
        m_video->plug(fieldCard(V4L2_FIELD_INTERLACED, {32, 16}));
        QVERIFY(start({}));
        QVERIFY(m_video->send(kPath, field(V4L2_FIELD_INTERLACED, {32, 16}, 0)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(rowsOf(picture), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}));
        QVERIFY(waitForEvent(SourceEventKind::Notice, q("interlaced")));
    }

    void fieldsAreJoined_data()
    {
        QTest::addColumn<bool>("is525");
        QTest::newRow("625 lines: the upper one first") << false;
        QTest::newRow("525 lines: the lower one first") << true;
    }
    /// Two of one picture become that picture, at the time of the first; one alone is none.
    void fieldsAreJoined()
    {
        QFETCH(bool, is525);
        const std::uint32_t first = is525 ? V4L2_FIELD_BOTTOM : V4L2_FIELD_TOP;
        const std::uint32_t second = is525 ? V4L2_FIELD_TOP : V4L2_FIELD_BOTTOM;
        FakeCamera camera = fieldCard(V4L2_FIELD_ALTERNATE, {32, 8});
        camera.inputs.all = {composite(is525 ? V4L2_STD_NTSC : V4L2_STD_PAL)};
        m_video->plug(camera);
        QVERIFY(start({}));
        // The second half of one that began before.
        constexpr std::int64_t kField = 20'000'000; // ns
        FakeVideo::Frame frame = field(second, {32, 8}, 200);
        frame.sequence = 4;
        frame.captured -= 2 * kField;
        QVERIFY(m_video->send(kPath, frame));
        frame = field(first, {32, 8}, 100);
        frame.sequence = 5;
        frame.captured -= kField;
        const std::int64_t captured = frame.captured;
        QVERIFY(m_video->send(kPath, frame));
        frame = field(second, {32, 8}, 50);
        frame.sequence = 5;
        QVERIFY(m_video->send(kPath, frame));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->size, (Size{32, 16}));
        QCOMPARE(picture->captured.time_since_epoch().count(), captured);
        std::vector<int> expected;
        for (int y = 0; y < 8; ++y) {
            expected.push_back((is525 ? 50 : 100) + y);
            expected.push_back((is525 ? 100 : 50) + y);
        }
        QCOMPARE(rowsOf(picture), expected);
        QVERIFY(waitForEvent(SourceEventKind::Notice, q("interlaced")));
    }

    /// The lower field of one picture and the upper of the next got lost: what is left of them is no picture.
    void fieldsOfTwoPicturesAreNotJoined()
    {
        m_video->plug(fieldCard(V4L2_FIELD_ALTERNATE, {32, 8}));
        QVERIFY(start({}));
        constexpr std::int64_t kField = 20'000'000; // ns
        const std::int64_t now = nowNs();
        const auto send = [&](std::uint32_t which, std::uint32_t sequence, std::int64_t fieldsAgo,
                              std::uint8_t value) {
            FakeVideo::Frame frame = field(which, {32, 8}, value);
            frame.sequence = sequence;
            frame.captured = now - fieldsAgo * kField;
            return m_video->send(kPath, frame);
        };
        QVERIFY(send(V4L2_FIELD_TOP, 5, 6, 10));
        QVERIFY(send(V4L2_FIELD_BOTTOM, 6, 3, 60));
        QVERIFY(send(V4L2_FIELD_TOP, 7, 2, 100));
        QVERIFY(send(V4L2_FIELD_BOTTOM, 7, 1, 150));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(picture->row(0, 0)[0], 100);
        QCOMPARE(picture->row(0, 1)[0], 150);
        QVERIFY(waitForEvent(SourceEventKind::Notice, q("lost on the way to the program: 2")));
    }

    void fieldsBehindEachOtherAreJoined_data()
    {
        QTest::addColumn<quint32>("kind");
        QTest::addColumn<bool>("isBottomFirst");
        QTest::newRow("upper first") << quint32(V4L2_FIELD_SEQ_TB) << false;
        QTest::newRow("lower first") << quint32(V4L2_FIELD_SEQ_BT) << true;
    }
    void fieldsBehindEachOtherAreJoined()
    {
        QFETCH(quint32, kind);
        QFETCH(bool, isBottomFirst);
        m_video->plug(fieldCard(kind, {32, 16}));
        QVERIFY(start({}));
        QVERIFY(m_video->send(kPath, field(kind, {32, 16}, 0)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        std::vector<int> expected;
        for (int y = 0; y < 8; ++y) {
            expected.push_back(isBottomFirst ? 8 + y : y);
            expected.push_back(isBottomFirst ? y : 8 + y);
        }
        QCOMPARE(rowsOf(picture), expected);
    }

    void oneFieldAloneFillsThePicture()
    {
        m_video->plug(fieldCard(V4L2_FIELD_TOP, {32, 8}));
        QVERIFY(start({}));
        QVERIFY(m_video->send(kPath, field(V4L2_FIELD_TOP, {32, 8}, 0)));
        const PicturePtr picture = next();
        QVERIFY(picture);
        QCOMPARE(rowsOf(picture), (std::vector<int>{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7}));
    }
};

QTEST_GUILESS_MAIN(V4l2SignalTest)
#include "v4l2_signal_test.moc"
