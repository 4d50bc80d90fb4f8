// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/starter_project.h"

#include "base/log.h"

namespace reelout {

namespace {

bool hasScreen(Engine& engine)
{
    // Whether it answers is seen when its picture is asked for; a start waits for nobody.
    const Status available = engine.screens().availability();
    if (!available)
        logInfo(QStringLiteral("start"), QStringLiteral("no screen: ") + available.error().detail);
    return available.hasValue();
}

bool hasSystemSound(Engine& engine)
{
    const auto devices = engine.sounds().devices();
    if (!devices) {
        logInfo(QStringLiteral("start"), QStringLiteral("no sound server: ") + devices.error().detail);
        return false;
    }
    for (const auto& device : *devices)
        if (device.kind == QStringLiteral("systemsound"))
            return true;
    return false;
}

} // namespace

Status makeStarterProject(Engine& engine, FrameRate rate)
{
    // Built aside and read in, so that an untouched first project counts as unmodified.
    Project project;
    project.setRate(rate);
    const bool screen = hasScreen(engine);
    const bool sound = hasSystemSound(engine);
    const auto picture = project.add(screen ? QStringLiteral("screengrab") : QStringLiteral("testpattern"));
    if (!picture)
        return picture.error();
    const auto tone =
        project.add(sound ? QStringLiteral("audiodevicein") : QStringLiteral("audiooscillator"));
    if (!tone)
        return tone.error();
    const auto movie = project.add(QStringLiteral("moviefileout"));
    if (!movie)
        return movie.error();
    REELOUT_TRY(project.connectInput(**movie, 0, *picture));
    REELOUT_TRY(sound ? (*tone)->params().set(QStringLiteral("kind"), QStringLiteral("systemsound"))
                      : (*tone)->params().set(QStringLiteral("wave"), QStringLiteral("beep")));
    return engine.project().fromJson(project.toJson());
}

} // namespace reelout
