// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hotkey.h"
#include "remote/x11/x11_hotkeys.h"
#include "stage.h"
#include "support/process.h"
#include "support/x_server.h"

#include <QSignalSpy>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestHotkeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void names();
    void refused_data();
    void refused();
    void keysArriveFromOutside();
    void locksMakeNoDifference();
    void heldKeysComeOnce();
    void conflictsAreTold();
    void otherLayouts();
    void releasedKeysAreFree();
    void aTakeByHotkey();
    void withoutAServer();

private:
    // As if somebody pressed it, whatever has the keyboard.
    void xdotool(const QStringList& arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(str("DISPLAY"), m_server.display());
        const ProcessResult result = runProcess(str("xdotool"), arguments, environment, 30);
        QVERIFY2(result.exitCode == 0, result.error.constData());
    }
    void setLayout(const char* layout)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(str("DISPLAY"), m_server.display());
        QCOMPARE(runProcess(str("setxkbmap"), {str(layout)}, environment, 30).exitCode, 0);
    }

    XServer m_server{XServer::Kind::Xvfb};
    std::unique_ptr<HotkeyGrabber> m_keys;
    QList<int> m_pressed;
};

void TestHotkeys::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.error()));
}

void TestHotkeys::init()
{
    auto opened = X11Hotkeys::open(m_server.display());
    QVERIFY(opened.hasValue());
    m_keys = std::move(opened).value();
    m_pressed.clear();
    connect(m_keys.get(), &HotkeyGrabber::pressed, this, [this](int id) { m_pressed.append(id); });
}

void TestHotkeys::cleanup()
{
    m_keys.reset();
}

void TestHotkeys::names()
{
    const Hotkey key = *Hotkey::parse(str("Ctrl+Shift+F9"));
    QVERIFY(key.control && key.shift && !key.alt && !key.meta);
    QCOMPARE(key.keysym, 0xffc6u);
    QCOMPARE(Hotkey::parse(str("Meta+R"))->keysym, std::uint32_t('r'));
    QCOMPARE(Hotkey::parse(str("Ctrl++"))->keysym, std::uint32_t('+'));
    QCOMPARE(Hotkey::parse(str("Media Record"))->keysym, 0x1008ff1cu);
    QCOMPARE(Hotkey::parse(str("Alt+PgDown"))->keysym, 0xff56u);
    QCOMPARE(Hotkey::parse(str("F13"))->keysym, 0xffcau);
}

void TestHotkeys::refused_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<ErrorCode>("code");
    for (const char* keys : {"", "Ctrl+", "Ctrl", "Hyper+F9", "Ctrl+Nonsense", "F99", "F0", "Ctrl+K, Ctrl+C"})
        QTest::newRow(keys) << str(keys) << ErrorCode::InvalidParameter;
    for (const char* keys : {"R", "Shift+R", "Space", "Return", "Ctrl+Alt+F9", "Ctrl+Alt+Shift+F1"})
        QTest::newRow(keys) << str(keys) << ErrorCode::Unsupported;
}

void TestHotkeys::refused()
{
    QFETCH(QString, keys);
    QFETCH(ErrorCode, code);
    const Status status = m_keys->grab(1, keys);
    QVERIFY(!status);
    QCOMPARE(status.error().code, code);
    QVERIFY(!status.error().detail.isEmpty());
}

void TestHotkeys::keysArriveFromOutside()
{
    QVERIFY(m_keys->grab(1, str("Ctrl+Shift+F9")).hasValue());
    QVERIFY(m_keys->grab(2, str("Ctrl+Shift+F10")).hasValue());
    xdotool({str("key"), str("ctrl+shift+F10")});
    QTRY_COMPARE(m_pressed, QList<int>({2}));
    xdotool({str("key"), str("ctrl+F9")});
    xdotool({str("key"), str("ctrl+shift+F9")});
    QTRY_COMPARE(m_pressed, QList<int>({2, 1}));
}

void TestHotkeys::locksMakeNoDifference()
{
    QVERIFY(m_keys->grab(1, str("Ctrl+F8")).hasValue());
    xdotool({str("key"), str("Num_Lock")});
    xdotool({str("key"), str("ctrl+F8")});
    QTRY_COMPARE(m_pressed.size(), 1);
    xdotool({str("key"), str("Caps_Lock")});
    xdotool({str("key"), str("ctrl+F8")});
    QTRY_COMPARE(m_pressed.size(), 2);
    xdotool({str("key"), str("Caps_Lock"), str("Num_Lock")});
}

void TestHotkeys::heldKeysComeOnce()
{
    QVERIFY(m_keys->grab(1, str("Ctrl+F7")).hasValue());
    QVERIFY(m_keys->grab(2, str("Ctrl+F6")).hasValue());
    xdotool({str("keydown"), str("ctrl"), str("keydown"), str("F7"), str("sleep"), str("1.5"), str("keyup"),
             str("F7"), str("key"), str("F6"), str("keyup"), str("ctrl")});
    QTRY_COMPARE(m_pressed, QList<int>({1, 2}));
}

void TestHotkeys::conflictsAreTold()
{
    QVERIFY(m_keys->grab(1, str("Ctrl+Shift+F5")).hasValue());
    auto other = X11Hotkeys::open(m_server.display());
    const Status status = (*other)->grab(7, str("Ctrl+Shift+F5"));
    QCOMPARE(status.error().code, ErrorCode::AlreadyExists);
    QVERIFY(status.error().detail.contains(str("Ctrl+Shift+F5")));
    // What is free it gets, and the first one keeps what it has.
    QVERIFY((*other)->grab(8, str("Ctrl+Shift+F4")).hasValue());
    xdotool({str("key"), str("ctrl+shift+F5")});
    QTRY_COMPARE(m_pressed, QList<int>({1}));
}

void TestHotkeys::otherLayouts()
{
    QVERIFY(m_keys->grab(1, str("Ctrl+Alt+R")).hasValue());
    xdotool({str("key"), str("ctrl+alt+r")});
    QTRY_COMPARE(m_pressed.size(), 1);
    setLayout("us,ru");
    xdotool({str("key"), str("ctrl+alt+r")});
    QTRY_COMPARE(m_pressed.size(), 2);
    setLayout("de");
    xdotool({str("key"), str("ctrl+alt+r")});
    QTRY_COMPARE(m_pressed.size(), 3);
    setLayout("us");
}

void TestHotkeys::releasedKeysAreFree()
{
    QVERIFY(m_keys->grab(1, str("Ctrl+F3")).hasValue());
    m_keys->releaseAll();
    auto other = X11Hotkeys::open(m_server.display());
    QVERIFY((*other)->grab(2, str("Ctrl+F3")).hasValue());
    QVERIFY(!m_keys->grab(1, str("Ctrl+F3")));
    other->reset();
    QTRY_VERIFY(m_keys->grab(1, str("Ctrl+F3")).hasValue());
}

void TestHotkeys::aTakeByHotkey()
{
    RemoteStage stage;
    QVERIFY(m_keys->grab(1, str("Ctrl+Shift+F9")).hasValue());
    connect(m_keys.get(), &HotkeyGrabber::pressed, this,
            [&] { QVERIFY(stage.desk.run(Verb::Toggle).hasValue()); });
    xdotool({str("key"), str("ctrl+shift+F9")});
    QVERIFY(stage.waitFor(RecorderState::Recording));
    xdotool({str("key"), str("ctrl+shift+F9")});
    QVERIFY(stage.waitFor(RecorderState::Idle));
    QVERIFY(stage.engine.recorder(*stage.recorder)->lastReport()->isComplete);
}

void TestHotkeys::withoutAServer()
{
    QCOMPARE(X11Hotkeys::open(str(":4711")).error().code, ErrorCode::NoDisplay);
}

QTEST_GUILESS_MAIN(TestHotkeys)
#include "test_hotkeys.moc"
