// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bootstrap.h"

#include "ffmpeg/av_log_bridge.h"

#include <QCoreApplication>

#include <csignal>

namespace reelout {

void prepareProgram(QCoreApplication& application)
{
    application.setApplicationName(QStringLiteral("Reelout"));
    application.setOrganizationName(QStringLiteral("Reelout"));
    application.setOrganizationDomain(QStringLiteral("reelout.org"));
    application.setApplicationVersion(QStringLiteral(REELOUT_VERSION));
#ifdef SIGPIPE
    // A reader of our output that goes away must not end a recording.
    std::signal(SIGPIPE, SIG_IGN);
#endif
#ifdef SIGXFSZ
    // A file-size limit is an error of the write, not the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
#endif
    installAvLogBridge();
}

} // namespace reelout
