// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_output.h"
#include "support/fake_source.h"
#include "ui/panels/listen_control.h"
#include "ui/panels/meter_view.h"
#include "window_fixture.h"

#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// The row on a project with an oscillator and outputs that make no sound.
struct Row {
    Project project;
    Engine engine{project, EngineServices{}};
    std::shared_ptr<OutputScript> outputs = std::make_shared<OutputScript>();
    SoundMonitor monitor{engine, std::make_unique<FakeOutputs>(outputs)};
    ListenControl control{monitor};

    Row() { monitor.setOperator(*project.add(q("audiooscillator"))); }
};

} // namespace

class TestUiListen final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        static const TempFolder settings;
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    }
    void init() { QSettings().clear(); }

    void offUntilItIsClicked()
    {
        Row row;
        QVERIFY(!row.control.listenButton().isChecked());
        QVERIFY(!row.control.muteButton().isEnabled());
        QVERIFY(row.outputs->playing.empty());
        QTest::mouseClick(&row.control.listenButton(), Qt::LeftButton);
        QVERIFY(row.control.listenButton().isChecked());
        QVERIFY(row.control.volumeSlider().isEnabled());
        QCOMPARE(row.outputs->playing.size(), 1U);
        QTest::mouseClick(&row.control.muteButton(), Qt::LeftButton);
        QVERIFY(row.outputs->playing[0]->isMuted);
        row.control.volumeSlider().setValue(25);
        QCOMPARE(row.outputs->playing[0]->volume, 0.25);
        QTest::mouseClick(&row.control.listenButton(), Qt::LeftButton);
        QVERIFY(row.outputs->playing.empty());
    }

    void whatIsSetElsewhereIsShown()
    {
        Row row;
        row.monitor.setVolume(0.4);
        QCOMPARE(row.control.volumeSlider().value(), 40);
        row.monitor.setMuted(true);
        QVERIFY(row.control.muteButton().isChecked());
    }

    void metersShowWhatOpensInTheBackground()
    {
        EngineServices services;
        services.sounds = std::make_shared<FakeSounds>();
        services.opening = EngineServices::Opening::InBackground;
        Project project;
        Engine engine(project, services);
        MeterView meters(engine);
        meters.setOperator(*project.add(q("audiodevicein")));
        meters.show();
        QVERIFY(meters.message().isEmpty());
        QTRY_COMPARE(meters.levels().size(), std::size_t{2});
    }

    void metersShowWhatBeginsToRunForOthers()
    {
        const auto sounds = std::make_shared<FakeSounds>();
        sounds->openError = makeError(ErrorCode::NoSoundServer, q("open"), q("nobody answers"));
        EngineServices services;
        services.sounds = sounds;
        Project project;
        Engine engine(project, services);
        Operator* const device = *project.add(q("audiodevicein"));
        MeterView meters(engine);
        meters.setOperator(device);
        meters.show();
        QVERIFY(meters.message().contains(q("nobody answers")));
        sounds->openError.reset();
        const Result<AudioFeed> other = engine.watchSound(*device);
        QVERIFY(other);
        QTRY_COMPARE(meters.levels().size(), std::size_t{2});
        QVERIFY(meters.message().isEmpty());
    }

    void whyNothingIsHeardIsTold()
    {
        Row row;
        QSignalSpy refused(&row.control, &ListenControl::refused);
        row.outputs->openError = makeError(ErrorCode::NoSoundServer, q("open"), q("nobody answers"));
        QTest::mouseClick(&row.control.listenButton(), Qt::LeftButton);
        QVERIFY(!row.control.listenButton().isChecked());
        QCOMPARE(refused.count(), 1);
        QVERIFY(refused.takeFirst().front().toString().contains(q("nobody answers")));
        QTest::mouseClick(&row.control.listenButton(), Qt::LeftButton);
        QCOMPARE(refused.count(), 1); // again, because it was tried again
    }
};

QTEST_MAIN(TestUiListen)
#include "test_ui_listen.moc"
