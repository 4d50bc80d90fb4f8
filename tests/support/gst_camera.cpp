// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gst_camera.h"

#include <QStandardPaths>

#include <csignal>

#include <sys/prctl.h>

namespace reelout::test {

GstCamera::GstCamera(QProcessEnvironment environment)
{
    environment.insert(QStringLiteral("GST_REGISTRY"), environment.value(QStringLiteral("XDG_RUNTIME_DIR")) +
                                                           QStringLiteral("/gst.registry"));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] { (void)::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

GstCamera::~GstCamera()
{
    kill();
}

bool GstCamera::isInstalled()
{
    return !QStandardPaths::findExecutable(QStringLiteral("gst-launch-1.0")).isEmpty();
}

void GstCamera::kill()
{
    m_shouldRun = false;
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(10000);
}

bool GstCamera::launch(const QString& name, const QStringList& pipeline)
{
    const QString properties = QStringLiteral("stream-properties=props,media.class=Video/Source,"
                                              "node.name=%1,node.description=Camera-%1,media.role=Camera")
                                   .arg(name);
    m_process.start(QStringLiteral("gst-launch-1.0"),
                    QStringList{QStringLiteral("-q"), QStringLiteral("--no-fault")} + pipeline +
                        QStringList{QStringLiteral("!"), QStringLiteral("pipewiresink"),
                                    QStringLiteral("mode=provide"), properties});
    m_shouldRun = m_process.waitForStarted(30000);
    return m_shouldRun;
}

bool GstCamera::hasCrashed()
{
    m_process.waitForFinished(0); // looks, without a loop of events
    return m_shouldRun && m_process.state() == QProcess::NotRunning &&
           m_process.exitStatus() == QProcess::CrashExit;
}

bool GstCamera::revive()
{
    if (!hasCrashed())
        return false;
    m_process.start();
    m_shouldRun = m_process.waitForStarted(30000);
    return m_shouldRun;
}

bool GstCamera::start(const QString& name, const QString& pattern, const QString& caps)
{
    const QString pipeline = QStringLiteral("videotestsrc is-live=true pattern=%1 ! %2").arg(pattern, caps);
    return launch(name, pipeline.split(QLatin1Char(' ')));
}

bool GstCamera::startFile(const QString& name, const QString& file, Size size, int rate)
{
    return launch(name, QStringLiteral("multifilesrc location=%1 loop=true ! rawvideoparse format=i420 "
                                       "width=%2 height=%3 framerate=%4/1 ! clocksync")
                            .arg(file)
                            .arg(size.width)
                            .arg(size.height)
                            .arg(rate)
                            .split(QLatin1Char(' ')));
}

} // namespace reelout::test
