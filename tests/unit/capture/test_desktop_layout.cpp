// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/desktop_layout.h"

#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

DeviceInfo monitor(const char* name, const char* socket, Rect area, bool isPrimary = false)
{
    DeviceInfo info;
    info.label = str(name);
    info.id = monitorIdentity(info.label, str(socket));
    info.area = area;
    info.isDefault = isPrimary;
    return info;
}

/// The primary one in the middle, one that stands on its side to the left of it.
DesktopLayout desk()
{
    return {{monitor("Left", "1", {-1080, -200, 1080, 1920}), monitor("Main", "2", {0, 0, 2560, 1440}, true),
             monitor("Right", "3", {2560, 300, 1920, 1080})}};
}

} // namespace

class TestDesktopLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void identities();
    void aMonitorIsKnownAgain();
    void areas();
    void refused();
    void whatFollowsIsCovered();
};

void TestDesktopLayout::identities()
{
    QCOMPARE(monitorIdentity(str(" DELL: U2720Q "), str("a")), monitorIdentity(str("DELL U2720Q"), str("a")));
    QVERIFY(monitorIdentity(str("DELL"), str("a")) != monitorIdentity(str("DELL"), str("b")));
    QVERIFY(monitorIdentity(str("DELL"), str("a")).startsWith(str("DELL:")));
    QCOMPARE(monitorDetail({1920, 1080}, 59.94), str("1920 × 1080, 60 Hz"));
    QCOMPARE(monitorDetail({1920, 1080}, 0.0), str("1920 × 1080"));
}

void TestDesktopLayout::aMonitorIsKnownAgain()
{
    const DesktopLayout layout = desk();
    QCOMPARE(layout.find(layout.monitors[2].id), &layout.monitors[2]);
    // In another socket, and as people write it.
    QCOMPARE(layout.find(monitorIdentity(str("Right"), str("9"))), &layout.monitors[2]);
    QCOMPARE(layout.find(str("Right")), &layout.monitors[2]);
    QVERIFY(!layout.find(str("Beamer:01234567")));
    // Of two of a kind none is taken for the other.
    DesktopLayout twins = layout;
    twins.monitors.push_back(monitor("Right", "4", {4480, 0, 1920, 1080}));
    QVERIFY(!twins.find(monitorIdentity(str("Right"), str("9"))));
    QCOMPARE(twins.find(layout.monitors[2].id)->area, layout.monitors[2].area);
}

void TestDesktopLayout::areas()
{
    const DesktopLayout layout = desk();
    ScreenSpec spec;
    const Result<QString> primary = chooseMonitor(spec, layout);
    QVERIFY(primary);
    QCOMPARE(*primary, layout.monitors[1].id);
    QCOMPARE(*resolveArea(spec, *primary, layout), (Rect{0, 0, 2560, 1440}));
    spec.area = ScreenSpec::Area::AllMonitors;
    QVERIFY(chooseMonitor(spec, layout)->isEmpty());
    QCOMPARE(*resolveArea(spec, {}, layout), (Rect{-1080, -200, 5560, 1920}));
    spec.area = ScreenSpec::Area::Region;
    spec.region = {-100, 100, 300, 200};
    QCOMPARE(*resolveArea(spec, {}, layout), spec.region);
    QCOMPARE(areaName(spec, {}), str("the region at -100,100"));
    spec.area = ScreenSpec::Area::FollowMouse;
    QCOMPARE(resolveArea(spec, {}, layout)->size(), (Size{300, 200}));
}

void TestDesktopLayout::refused()
{
    const DesktopLayout layout = desk();
    ScreenSpec spec;
    spec.monitorId = str("Beamer");
    const Result<QString> none = chooseMonitor(spec, layout);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
    QVERIFY(none.error().detail.contains(layout.monitors[0].id));
    QCOMPARE(resolveArea(spec, str("Beamer:1"), layout).error().code, ErrorCode::NotFound);
    QCOMPARE(chooseMonitor({}, {}).error().code, ErrorCode::NoDisplay);
    spec.area = ScreenSpec::Area::Region;
    // Between the monitors' lower edges nothing is to be seen.
    for (const Rect& region :
         {Rect{0, 0, 0, 10}, Rect{0, 0, 40000, 10}, Rect{50000, 0, 10, 10}, Rect{100, 1500, 50, 50}}) {
        spec.region = region;
        QCOMPARE(resolveArea(spec, {}, layout).error().code, ErrorCode::InvalidParameter);
    }
    spec.area = ScreenSpec::Area::Virtual;
    QCOMPARE(resolveArea(spec, {}, layout).error().code, ErrorCode::Unsupported);
}

// Wherever the pointer is, the region lies in what is fetched.
void TestDesktopLayout::whatFollowsIsCovered()
{
    const DesktopLayout layout = desk();
    for (const Size size : {Size{640, 360}, Size{1200, 700}, Size{3000, 2000}}) {
        ScreenSpec spec;
        spec.area = ScreenSpec::Area::FollowMouse;
        spec.region = {0, 0, size.width, size.height};
        const Rect covered = coveredArea(spec, *resolveArea(spec, {}, layout), layout);
        for (const DeviceInfo& each : layout.monitors) {
            // FollowRegion keeps it inside the monitor, or centres it there.
            const auto place = [](int from, int length, int wanted) {
                return length < wanted ? from + (length - wanted) / 2 : from;
            };
            const Rect first{place(each.area.x, each.area.width, size.width),
                             place(each.area.y, each.area.height, size.height), size.width, size.height};
            QCOMPARE(first.intersected(covered), first);
        }
    }
    ScreenSpec still;
    still.area = ScreenSpec::Area::Region;
    QCOMPARE(coveredArea(still, {1, 2, 3, 4}, layout), (Rect{1, 2, 3, 4}));
}

QTEST_GUILESS_MAIN(TestDesktopLayout)
#include "test_desktop_layout.moc"
