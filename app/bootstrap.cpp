// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bootstrap.h"

#include "base/freed_memory.h"
#include "base/log.h"
#include "ffmpeg/av_log_bridge.h"

#include <QCoreApplication>

#include <csignal>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

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
#if defined(__linux__)
    // Huge pages round each of an encoder's many planes up to megabytes and bring no speed that could be
    // measured.
    if (prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) != 0)
        logInfo(QStringLiteral("start"), QStringLiteral("huge pages stay as they are"));
#endif
    keepFreedMemory();
    installAvLogBridge();
}

} // namespace reelout
