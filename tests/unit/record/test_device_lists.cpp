// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/device_lists.h"
#include "record/engine.h"
#include "support/fake_source.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <condition_variable>

using namespace reelout;
using namespace reelout::test;

namespace {

using Kind = DeviceLists::Kind;
using Mode = DeviceLists::Mode;
using Found = Result<std::vector<DeviceInfo>>;

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

DeviceInfo device(const char* id)
{
    DeviceInfo info;
    info.id = q(id);
    info.label = q(id);
    return info;
}

/// A server that answers when the test says so.
class Gate {
public:
    void open()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isOpen = true;
        }
        m_changed.notify_all();
    }
    void wait()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isOpen; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen = false;
};

/// A desktop of the test's own, where a call says which thread it was on.
class Desktop final : public ScreenBackend {
public:
    QString name() const override { return q("Testland"); }
    Abilities abilities() const override { return can; }
    Found monitors() override
    {
        hasBeenAskedByMain = hasBeenAskedByMain || QThread::currentThread() == qApp->thread();
        if (error)
            return *error;
        return std::vector<DeviceInfo>{device("one")};
    }
    Found windows() override
    {
        DeviceInfo own = device("ours");
        own.isOwn = true;
        return std::vector<DeviceInfo>{own, device("theirs")};
    }
    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override
    {
        tell = changed;
        return std::make_unique<DeviceWatch>();
    }
    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec&) override
    {
        return makeError(ErrorCode::NoDisplay, q("open"), {});
    }

    Abilities can;
    std::optional<Error> error;
    std::function<void()> tell;
    std::atomic<bool> hasBeenAskedByMain{false};
};

struct Studio {
    explicit Studio(Mode mode)
    {
        EngineServices services;
        services.screens = desktop;
        services.sounds = std::make_shared<FakeSounds>();
        services.listing = mode;
        engine = std::make_unique<Engine>(project, services);
        grab = *project.add(q("screengrab"));
    }
    QStringList tokens(const char* parameter) const
    {
        QStringList all;
        for (const MenuItem& item : grab->params().menuItems(q(parameter)))
            all += item.token;
        return all;
    }
    std::shared_ptr<Desktop> desktop = std::make_shared<Desktop>();
    Project project;
    std::unique_ptr<Engine> engine;
    Operator* grab = nullptr;
};

} // namespace

class TestDeviceLists : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nobodyWaitsForAServer();
    void atOnceAsksEachTime();
    void whatIsTheSameIsNoNews();
    void refreshingWhileLookingLooksAgain();
    void mainThreadNeverLists();
    void rowSaysWhatIsMissing();
    void ownWindowsAreLeftOut();
    void whatADesktopCannotDoIsGrey();
};

void TestDeviceLists::nobodyWaitsForAServer()
{
    Gate gate;
    DeviceLists lists(Mode::InBackground);
    QSignalSpy changed(&lists, &DeviceLists::changed);
    lists.setLookup(Kind::Monitors, [&]() -> Found {
        gate.wait();
        return std::vector<DeviceInfo>{device("one")};
    });
    // The server says nothing, and nobody hangs.
    QVERIFY(!lists.look(Kind::Monitors).isKnown);
    QVERIFY(lists.look(Kind::Monitors).devices.empty());
    gate.open();
    QTRY_COMPARE(changed.count(), 1);
    QVERIFY(lists.look(Kind::Monitors).isKnown);
    QCOMPARE(lists.look(Kind::Monitors).devices.size(), std::size_t(1));
}

void TestDeviceLists::atOnceAsksEachTime()
{
    DeviceLists lists(Mode::AtOnce);
    int asked = 0;
    lists.setLookup(Kind::Sounds, [&]() -> Found {
        ++asked;
        return std::vector<DeviceInfo>{device("mic")};
    });
    QCOMPARE(lists.look(Kind::Sounds).devices.size(), std::size_t(1));
    QCOMPARE(lists.look(Kind::Sounds).devices.size(), std::size_t(1));
    QCOMPARE(asked, 2);
    QVERIFY(!lists.look(Kind::Windows).isKnown);
}

void TestDeviceLists::whatIsTheSameIsNoNews()
{
    DeviceLists lists(Mode::InBackground);
    QSignalSpy changed(&lists, &DeviceLists::changed);
    std::atomic<int> asked{0};
    std::atomic<bool> isBroken{false};
    lists.setLookup(Kind::Windows, [&]() -> Found {
        ++asked;
        if (isBroken)
            return makeError(ErrorCode::NoDisplay, q("look"), q("no server"));
        return std::vector<DeviceInfo>{device("one")};
    });
    (void)lists.look(Kind::Windows);
    QTRY_COMPARE(changed.count(), 1);
    lists.refresh(Kind::Windows);
    QTRY_COMPARE(asked.load(), 2);
    QTest::qWait(1);
    QCOMPARE(changed.count(), 1);
    isBroken = true;
    lists.refresh(Kind::Windows);
    QTRY_COMPARE(changed.count(), 2);
    QVERIFY(lists.look(Kind::Windows).error);
    QVERIFY(lists.look(Kind::Windows).devices.empty());
}

void TestDeviceLists::refreshingWhileLookingLooksAgain()
{
    Gate gate;
    DeviceLists lists(Mode::InBackground);
    std::atomic<int> asked{0};
    lists.setLookup(Kind::Monitors, [&]() -> Found {
        if (++asked == 1)
            gate.wait();
        return std::vector<DeviceInfo>(static_cast<std::size_t>(asked), device("one"));
    });
    (void)lists.look(Kind::Monitors);
    QTRY_COMPARE(asked.load(), 1);
    for (int i = 0; i < 5; ++i)
        lists.refresh(Kind::Monitors);
    QCoreApplication::processEvents();
    gate.open();
    QTRY_COMPARE(lists.look(Kind::Monitors).devices.size(), std::size_t(2));
    QCOMPARE(asked.load(), 2);
}

void TestDeviceLists::mainThreadNeverLists()
{
    Studio studio(Mode::InBackground);
    QCOMPARE(studio.tokens("monitor"), QStringList());
    QTRY_COMPARE(studio.tokens("monitor"), QStringList(q("one")));
    QSignalSpy refreshed(&studio.grab->params(), &ParamSet::refreshed);
    studio.desktop->error = makeError(ErrorCode::NoDisplay, q("look"), q("the server went"));
    studio.desktop->tell(); // as a back end does, on any thread
    QTRY_VERIFY(refreshed.count() > 0);
    QTRY_COMPARE(studio.tokens("monitor"), QStringList());
    QVERIFY(!studio.desktop->hasBeenAskedByMain);
}

void TestDeviceLists::rowSaysWhatIsMissing()
{
    Studio studio(Mode::InBackground);
    studio.desktop->error = makeError(ErrorCode::NoDisplay, q("look"), q("DISPLAY is not set"));
    QVERIFY(studio.grab->params().errorText(q("monitor")).isEmpty());
    (void)studio.tokens("monitor");
    QTRY_VERIFY(studio.grab->params().errorText(q("monitor")).contains(q("DISPLAY is not set")));
    // One that comes later says it as well.
    const Operator* later = *studio.project.add(q("screengrab"));
    QVERIFY(later->params().errorText(q("monitor")).contains(q("DISPLAY is not set")));
    studio.desktop->error.reset();
    studio.desktop->tell();
    QTRY_VERIFY(studio.grab->params().errorText(q("monitor")).isEmpty());
}

void TestDeviceLists::ownWindowsAreLeftOut()
{
    Studio studio(Mode::AtOnce);
    QCOMPARE(studio.tokens("window"), QStringList(q("theirs")));
    QVERIFY(studio.grab->params().set(q("ownwindows"), true));
    QCOMPARE(studio.tokens("window"), QStringList({q("ours"), q("theirs")}));
}

void TestDeviceLists::whatADesktopCannotDoIsGrey()
{
    Studio studio(Mode::AtOnce);
    ParamSet& params = studio.grab->params();
    const auto unavailable = [&](const char* token) {
        for (const MenuItem& item : params.menuItems(q("area"))) {
            if (item.token == q(token))
                return item.unavailable;
        }
        return q("not listed");
    };
    for (const char* token : {"monitor", "allmonitors", "region", "window", "followmouse"})
        QCOMPARE(unavailable(token), QString());
    QVERIFY(params.enableState(q("keys")).enabled);
    QVERIFY(params.set(q("area"), q("window")));
    QVERIFY(params.enableState(q("pickwindow")).enabled);
    studio.desktop->can = {false, false, false, false, false};
    QVERIFY(unavailable("region").contains(q("Testland")));
    QVERIFY(unavailable("window").contains(q("Testland")));
    QCOMPARE(unavailable("monitor"), QString());
    QVERIFY(!params.enableState(q("pickwindow")).enabled);
    QVERIFY(!params.enableState(q("windowframe")).enabled);
    QVERIFY(params.enableState(q("keys")).reason.contains(q("clicks and keys")));
}

QTEST_GUILESS_MAIN(TestDeviceLists)
#include "test_device_lists.moc"
