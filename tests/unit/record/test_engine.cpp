// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/hardware_probe.h"
#include "record/engine.h"
#include "support/fake_source.h"

#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

class Studio {
public:
    explicit Studio(EngineServices services = {})
    {
        services.screens = screens;
        services.sounds = sounds;
        engine = std::make_unique<Engine>(project, services);
        grab = *project.add(q("screengrab"));
        mic = *project.add(q("audiodevicein"));
        sink = *project.add(q("moviefileout"));
    }
    std::shared_ptr<FakeScreens> screens = std::make_shared<FakeScreens>();
    std::shared_ptr<FakeSounds> sounds = std::make_shared<FakeSounds>();
    Project project;
    std::unique_ptr<Engine> engine;
    Operator* grab = nullptr;
    Operator* mic = nullptr;
    Operator* sink = nullptr;
};

QStringList tokens(const std::vector<MenuItem>& items)
{
    QStringList list;
    for (const MenuItem& item : items)
        list += item.token;
    return list;
}

} // namespace

class TestEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSourceRunsOnceForAllWhoWatch()
    {
        Studio studio;
        QVERIFY(studio.project.connectInput(*studio.sink, 0, studio.grab));
        Result<PictureFeed> first = studio.engine->watchPicture(*studio.grab);
        Result<PictureFeed> second = studio.engine->watchPicture(*studio.sink);
        QVERIFY(first && second);
        QCOMPARE(first->hub, second->hub);
        QCOMPARE(studio.screens->running, 1);
        *first = {};
        QCOMPARE(studio.screens->running, 1);
        *second = {};
        QCOMPARE(studio.screens->running, 0);
    }

    void watchingAgainAfterAChangeGivesTheNewSettings()
    {
        Studio studio;
        QSignalSpy outdated(studio.engine.get(), &Engine::feedOutdated);
        Result<PictureFeed> old = studio.engine->watchPicture(*studio.grab);
        QVERIFY(studio.grab->params().set(q("cursor"), false));
        QTRY_COMPARE(outdated.count(), 1);
        Result<PictureFeed> fresh = studio.engine->watchPicture(*studio.grab);
        QVERIFY(fresh->hub != old->hub);
        QCOMPARE(studio.screens->opened.size(), 2U);
        QVERIFY(!studio.screens->opened[1].cursor);
    }

    void aSourceThatIsRecordedKeepsItsSettingsUntilTheEnd()
    {
        Studio studio;
        QSignalSpy outdated(studio.engine.get(), &Engine::feedOutdated);
        Result<PictureFeed> watched = studio.engine->watchPicture(*studio.grab);
        Result<PictureFeed> recorded = studio.engine->recordPicture(*studio.grab);
        QCOMPARE(watched->hub, recorded->hub);
        QVERIFY(studio.grab->params().set(q("cursor"), false));
        studio.grab->setActive(false);
        QTest::qWait(1);
        QCOMPARE(outdated.count(), 0);
        QCOMPARE(studio.engine->watchPicture(*studio.grab)->hub, watched->hub);
        *recorded = {};
        studio.engine->lookAtSources();
        QTRY_COMPARE(outdated.count(), 1);
        QVERIFY(!studio.engine->watchPicture(*studio.grab)); // it is switched off
    }

    void soundOfASinkIsItsAudioChop()
    {
        Studio studio;
        QVERIFY(studio.sink->params().set(q("audiochop"), studio.mic->name()));
        const Result<AudioFeed> ofSink = studio.engine->watchSound(*studio.sink);
        const Result<AudioFeed> ofMic = studio.engine->watchSound(*studio.mic);
        QCOMPARE(ofSink->hub, ofMic->hub);
        QVERIFY(studio.sink->params().set(q("audiochop"), QString()));
        QVERIFY(!studio.engine->watchSound(*studio.sink));
    }

    void recordersComeAndGoWithTheirOperators()
    {
        Studio studio;
        QCOMPARE(studio.engine->recorders().size(), 1U);
        QSignalSpy added(studio.engine.get(), &Engine::recorderAdded);
        QSignalSpy removed(studio.engine.get(), &Engine::recorderAboutToBeRemoved);
        Operator* sound = *studio.project.add(q("audiofileout"));
        QCOMPARE(added.count(), 1);
        QVERIFY(studio.engine->recorder(*sound));
        QVERIFY(!studio.engine->recorder(*studio.grab));
        studio.project.remove(*sound);
        QCOMPARE(removed.count(), 1);
        const QJsonObject json = studio.project.toJson();
        QVERIFY(studio.project.fromJson(json));
        QCOMPARE(studio.engine->recorders().size(), 1U);
        studio.project.clear();
        QCOMPARE(studio.engine->recorders().size(), 0U);
    }

    void menusOfDevicesAndCodecs()
    {
        Studio studio;
        QCOMPARE(tokens(studio.grab->params().menuItems(q("monitor"))), QStringList({q("two"), q("one")}));
        QCOMPARE(tokens(studio.mic->params().menuItems(q("device"))), QStringList({q("mic")}));
        QVERIFY(studio.mic->params().set(q("kind"), q("systemsound")));
        QCOMPARE(tokens(studio.mic->params().menuItems(q("device"))), QStringList({q("out")}));
        QVERIFY(tokens(studio.sink->params().menuItems(q("videocodectype"))).contains(q("x264")));
        QCOMPARE(tokens(studio.sink->params().menuItems(q("moviepixelformat"))).value(0), q("yuv420"));
        QCOMPARE(studio.sink->params().text(q("moviepixelformat")), q("yuv420"));
        QVERIFY(studio.sink->params().enableState(q("videocodectype")).enabled);
        QVERIFY(studio.sink->params().enableState(q("headerdat")).enabled);
        for (const MenuItem& item : studio.sink->params().menuItems(q("videocodec"))) {
            if (item.token == q("notchlc"))
                QVERIFY(!item.unavailable.isEmpty());
        }
        // An empty device stays empty: the default at the time it is opened, not of today.
        const Result<PictureFeed> feed = studio.engine->watchPicture(*studio.grab);
        QVERIFY(studio.screens->opened[0].monitorId.isEmpty());
    }

    void whatTheEncoderCantFollowIsGreyedWithTheReason()
    {
        Studio studio;
        ParamSet& params = studio.sink->params();
        const auto entry = [&](const char* row, const char* token) {
            for (const MenuItem& item : params.menuItems(q(row))) {
                if (item.token == q(token))
                    return item.unavailable;
            }
            return q("not listed");
        };
        QVERIFY(params.enableState(q("motionpredict")).enabled);
        QCOMPARE(entry("preset", "lossless"), QString());
        QVERIFY(params.set(q("videocodectype"), q("vaapi")));
        QVERIFY(!params.enableState(q("motionpredict")).enabled);
        QVERIFY(params.enableState(q("motionpredict")).reason.contains(q("VA-API")));
        QVERIFY(!entry("preset", "lossless").isEmpty());
        // A row whose value is what stands in the way can still be changed.
        QVERIFY(params.set(q("videocodectype"), q("videotoolbox")));
        QVERIFY(!params.enableState(q("preset")).enabled);
        QVERIFY(params.set(q("preset"), q("lossless")));
        QVERIFY(params.enableState(q("preset")).enabled);
        // The pixel format decides about the profile.
        QVERIFY(params.set(q("videocodectype"), q("x264")));
        QVERIFY(params.set(q("preset"), q("fast")));
        QCOMPARE(entry("profile", "high"), QString());
        QVERIFY(params.set(q("moviepixelformat"), q("yuv444")));
        QVERIFY(entry("profile", "high").contains(q("4:4:4")));
        QVERIFY(params.set(q("videocodec"), q("av1")));
        QVERIFY(entry("bitratemode", "constant").contains(q("SVT-AV1")));
    }

    void showingTheMenuOfTypesLooksForHardware()
    {
        const CodecType& type = *CodecCatalog::instance().type(q("h264"), q("vaapi"));
        if (!type.unavailable.isEmpty())
            QSKIP("this FFmpeg has no VA-API");
        const auto reason = [](const Studio& studio) {
            for (const MenuItem& item : studio.sink->params().menuItems(q("videocodectype"))) {
                if (item.token == q("vaapi"))
                    return item.unavailable;
            }
            return q("not listed");
        };
        const auto forget = qScopeGuard([] { HardwareProbe::instance().setTrial({}); });
        HardwareProbe::instance().setTrial([](const QString&, const std::stop_token&) { return QString(); });
        // The command line looks when it needs one.
        const Studio quiet;
        QVERIFY(!reason(quiet).isEmpty());
        QCOMPARE(HardwareProbe::instance().finding(type.encoder).state, HardwareFinding::State::Unknown);
        EngineServices services;
        services.looksForHardware = true;
        const Studio studio(services);
        QSignalSpy refreshed(&studio.sink->params(), &ParamSet::refreshed);
        QVERIFY(studio.sink->params().set(q("videocodectype"), q("x264")));
        refreshed.clear();
        static_cast<void>(reason(studio));
        QTRY_VERIFY(!refreshed.isEmpty());
        QTRY_COMPARE(reason(studio), QString());
    }

    void generatorsNeedNoDevice()
    {
        Studio studio;
        Operator* pattern = *studio.project.add(q("testpattern"));
        Operator* tone = *studio.project.add(q("audiooscillator"));
        QVERIFY(pattern->params().set(q("resolution"), QVariantList{64, 48}));
        const Result<PictureFeed> pictures = studio.engine->watchPicture(*pattern);
        const Result<AudioFeed> sound = studio.engine->watchSound(*tone);
        QVERIFY(pictures && sound);
        QTRY_VERIFY(pictures->hub->latest());
        QCOMPARE(pictures->hub->latest()->size, (Size{64, 48}));
        QTRY_VERIFY(sound->hub->framesPublished() > 0);
        QVERIFY(!studio.engine->watchSound(*pattern));
        QVERIFY(!studio.engine->watchPicture(*tone));
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "test_engine.moc"
