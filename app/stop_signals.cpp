// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stop_signals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <atomic>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>
#else
#include "base/windows_api.h"

#include <mutex>
#endif

namespace reelout {

#ifdef Q_OS_UNIX

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
constexpr int kPatience = 3;

int g_pipe[2] = {-1, -1};
std::atomic<int> g_received{0};

bool openPipe()
{
#ifdef Q_OS_LINUX
    return pipe2(g_pipe, O_CLOEXEC | O_NONBLOCK) == 0;
#else
    if (pipe(g_pipe) != 0)
        return false;
    for (const int end : g_pipe) {
        if (fcntl(end, F_SETFD, FD_CLOEXEC) != 0 || fcntl(end, F_SETFL, O_NONBLOCK) != 0)
            return false;
    }
    return true;
#endif
}

// Runs in signal context: only async-signal-safe calls.
void onSignal(int number)
{
    if (g_received.fetch_add(1) + 1 >= kPatience)
        _exit(128 + number);
    const auto byte = static_cast<unsigned char>(number);
    if (write(g_pipe[1], &byte, 1) != 1)
        _exit(128 + number);
}

} // namespace

StopSignals::StopSignals(QObject* parent) : QObject(parent)
{
    if (!openPipe())
        qFatal("no pipe for signals");
    m_notifier = std::make_unique<QSocketNotifier>(g_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        unsigned char number = 0;
        while (read(g_pipe[0], &number, 1) == 1)
            Q_EMIT stopRequested(number);
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : kSignals)
        sigaction(number, &action, nullptr);
}

StopSignals::~StopSignals()
{
    for (const int number : kSignals)
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    close(g_pipe[0]);
    close(g_pipe[1]);
}

#else

namespace {

constexpr int kPatience = 3;

std::mutex g_mutex;
StopSignals* g_receiver = nullptr;
int g_received = 0;

// The number of the signal that means the same elsewhere.
int signalFor(DWORD event)
{
    constexpr int kInterrupt = 2;
    constexpr int kTerminate = 15;
    return event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT ? kInterrupt : kTerminate;
}

// On a thread of Windows' own. Of a console that is closed, and at the end of a session, the process is ended
// as soon as this returns: so it waits for as long as it may, while the files are finished.
BOOL WINAPI onConsoleEvent(DWORD event)
{
    {
        const std::scoped_lock lock(g_mutex);
        if (g_receiver == nullptr || ++g_received >= kPatience)
            return FALSE;
        Q_EMIT g_receiver->stopRequested(signalFor(event));
    }
    if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT)
        Sleep(INFINITE);
    return TRUE;
}

} // namespace

StopSignals::StopSignals(QObject* parent) : QObject(parent)
{
    {
        const std::scoped_lock lock(g_mutex);
        g_receiver = this;
    }
    if (SetConsoleCtrlHandler(onConsoleEvent, TRUE) == FALSE)
        qFatal("no handler for Ctrl+C");
}

StopSignals::~StopSignals()
{
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
    const std::scoped_lock lock(g_mutex);
    g_receiver = nullptr;
}

#endif

} // namespace reelout
