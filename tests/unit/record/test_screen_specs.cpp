// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project.h"
#include "record/source_specs.h"

#include <QTest>

using namespace reelout;

namespace {

using Area = ScreenSpec::Area;

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

ScreenSpec specOf(const Operator& op)
{
    const Result<PictureSourceSpec> spec = pictureSourceSpec(op);
    return spec ? std::get<ScreenSpec>(*spec) : ScreenSpec();
}

} // namespace

/// Every row of the screen's table changes what is captured where its area has it, and nothing elsewhere.
class TestScreenSpecs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void defaults();
    void everyRowMatters_data();
    void everyRowMatters();
};

void TestScreenSpecs::defaults()
{
    Project project;
    const ScreenSpec spec = specOf(**project.add(q("screengrab")));
    ScreenSpec expected;
    expected.rate = FrameRate(60, 1);
    QVERIFY(spec == expected);
    // Nothing of a person's input is shown unless it was asked for.
    QVERIFY(!spec.clickRings && spec.keys == ScreenSpec::Keys::None);
}

void TestScreenSpecs::everyRowMatters_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QStringList>("areas");
    const QStringList all{q("monitor"), q("allmonitors"), q("region"), q("window"), q("followmouse")};
    const auto row = [](const char* name, const QVariant& value, const QStringList& areas) {
        QTest::newRow(name) << q(name) << value << areas;
    };
    row("monitor", q("DP-1"), {q("monitor")});
    row("position", QVariantList{5, 6}, {q("region")});
    row("size", QVariantList{700, 500}, {q("region"), q("followmouse")});
    row("window", q("Kate|*|"), {q("window")});
    row("windowframe", true, {q("window")});
    row("windowclosed", q("hold"), {q("window")});
    row("follow", q("edge"), {q("followmouse")});
    row("followtime", 1.5, {q("followmouse")});
    row("cursor", false, all);
    row("cursorscale", 2.0, all);
    row("clicks", true, all);
    row("keys", q("shortcuts"), all);
    row("fps", 25, all);
    row("ownwindows", true, {}); // what is listed, not what is captured
}

void TestScreenSpecs::everyRowMatters()
{
    QFETCH(QString, row);
    QFETCH(QVariant, value);
    QFETCH(QStringList, areas);
    for (const char* area : {"monitor", "allmonitors", "region", "window", "followmouse"}) {
        Project project;
        Operator& op = **project.add(q("screengrab"));
        QVERIFY(op.params().set(q("area"), q(area)));
        const ScreenSpec before = specOf(op);
        QVERIFY(op.params().set(row, value));
        QVERIFY2((specOf(op) != before) == areas.contains(q(area)), area);
    }
}

QTEST_GUILESS_MAIN(TestScreenSpecs)
#include "test_screen_specs.moc"
