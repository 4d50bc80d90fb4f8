// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"
#include "support/fake_source.h"
#include "support/fake_writer.h"
#include "support/temp_folder.h"

#include <QTest>

namespace reelout::test {

inline QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// A project with a screen, a microphone and a recorder on fakes. It lives in real time, so keep it short.
class Studio {
public:
    Studio()
    {
        services.screens = screens;
        services.sounds = sounds;
        services.cameras = cameras;
        services.moviesFolder = folder.path();
        services.stopTimeout = std::chrono::milliseconds(300);
        services.openWriter = [this](const WriterRequest& request) {
            requests.push_back(request);
            return script.open(request.name.path);
        };
    }

    void build(const char* type = "moviefileout")
    {
        engine = std::make_unique<Engine>(project, services);
        grab = *project.add(q("screengrab"));
        mic = *project.add(q("audiodevicein"));
        sink = *project.add(q(type));
        const bool isMovie = sink->type().family == Family::Top;
        QVERIFY(project.connectInput(*sink, 0, isMovie ? grab : mic));
        if (isMovie)
            set("audiochop", QString());
        set("file", isMovie ? q("out.mp4") : q("out.wav"));
        recorder = engine->recorder(*sink);
        QVERIFY(recorder);
    }

    void set(const char* name, const QVariant& value)
    {
        const Status status = sink->params().set(QString::fromLatin1(name), value);
        QVERIFY2(status, status ? "" : qPrintable(status.error().detail));
    }
    bool isRecordOn() const { return sink->params().toggle(q("record")); }
    void show()
    {
        if (screens->hub)
            screens->hub->publish(fakePicture(++serial, systemClock().now()));
    }
    // Shows pictures until the recorder is in `state`.
    bool reach(RecorderState state)
    {
        return QTest::qWaitFor(
            [&] {
                show();
                return recorder->state() == state;
            },
            10000);
    }
    bool write(std::size_t pictures)
    {
        return QTest::qWaitFor(
            [&] {
                show();
                return script.pictureCount() >= pictures;
            },
            10000);
    }

    TempFolder folder;
    std::shared_ptr<FakeScreens> screens = std::make_shared<FakeScreens>();
    std::shared_ptr<FakeSounds> sounds = std::make_shared<FakeSounds>();
    std::shared_ptr<FakeCameras> cameras = std::make_shared<FakeCameras>();
    WriterScript script;
    std::vector<WriterRequest> requests;
    EngineServices services;
    Project project;
    std::unique_ptr<Engine> engine;
    Operator* grab = nullptr;
    Operator* mic = nullptr;
    Operator* sink = nullptr;
    Recorder* recorder = nullptr;
    std::uint64_t serial = 0;
};

} // namespace reelout::test
