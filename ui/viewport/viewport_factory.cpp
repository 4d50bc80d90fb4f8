// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "ui/viewport/gl_viewport.h"
#include "ui/viewport/raster_viewport.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QWidget>

namespace reelout {

namespace {

constexpr int kOldestMajorVersion = 3;

bool tryContext()
{
    static const QStringList platformsWithout{QStringLiteral("offscreen"), QStringLiteral("minimal"),
                                              QStringLiteral("vnc"), QStringLiteral("linuxfb")};
    if (platformsWithout.contains(QGuiApplication::platformName()))
        return false;
    if (qEnvironmentVariableIsSet("REELOUT_RASTER"))
        return false;
    QOpenGLContext context;
    context.setFormat(GlViewport::surfaceFormat());
    if (!context.create())
        return false;
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!surface.isValid() || !context.makeCurrent(&surface))
        return false;
    const auto version = context.format().version();
    const auto* renderer = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER));
    logInfo(QStringLiteral("viewport"), QStringLiteral("OpenGL %1.%2, %3")
                                            .arg(version.first)
                                            .arg(version.second)
                                            .arg(QString::fromLatin1(renderer)));
    context.doneCurrent();
    return version.first >= kOldestMajorVersion;
}

} // namespace

bool canUseOpenGl()
{
    static const bool can = tryContext();
    return can;
}

Viewport* makeViewport(QWidget* parent)
{
    if (canUseOpenGl())
        return new GlViewport(parent);
    logInfo(QStringLiteral("viewport"), QStringLiteral("no OpenGL here, drawing without it"));
    return new RasterViewport(parent);
}

} // namespace reelout
