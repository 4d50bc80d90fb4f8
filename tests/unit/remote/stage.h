// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/verb_desk.h"
#include "script/script_engine.h"
#include "support/temp_folder.h"

#include <QTest>

namespace reelout::test {

/// A project with a small test pattern and a recorder, and the desk that remotes go through.
struct RemoteStage {
    RemoteStage()
    {
        pattern = project.add(QStringLiteral("testpattern")).value();
        recorder = project.add(QStringLiteral("moviefileout")).value();
        set(*pattern, "resolution", QVariantList{64, 48});
        // Each take has a name of its own.
        if (!recorder->params().setExpression(QStringLiteral("file"),
                                              QStringLiteral("'take' + me.fileSuffix")))
            qFatal("the stage has no file");
        set(*recorder, "videocodec", QStringLiteral("mjpa"));
        set(*recorder, "audiochop", QString());
        set(*recorder, "uniquesuff", true);
        if (!project.connectInput(*recorder, 0, pattern))
            qFatal("the stage can't be wired");
    }

    void set(Operator& op, const char* name, const QVariant& value)
    {
        if (const Status done = op.params().set(QLatin1String(name), value); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    RecorderState state() const { return engine.recorder(*recorder)->state(); }
    bool waitFor(RecorderState wanted) const
    {
        return QTest::qWaitFor([&] { return state() == wanted; }, 20000);
    }

    TempFolder folder;
    Project project;
    ScriptEngine script{project, systemClock()};
    Engine engine{project, services(folder.path())};
    Operator* pattern = nullptr;
    Operator* recorder = nullptr;
    VerbDesk desk{engine};

private:
    static EngineServices services(const QString& movies)
    {
        EngineServices made;
        made.moviesFolder = movies;
        return made;
    }
};

} // namespace reelout::test
