// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stop_signals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <atomic>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>
#endif

namespace reelout {

#ifdef Q_OS_UNIX

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
constexpr int kPatience = 3;

int g_pipe[2] = {-1, -1};
std::atomic<int> g_received{0};

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
    if (pipe2(g_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
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

StopSignals::StopSignals(QObject* parent) : QObject(parent) {}
StopSignals::~StopSignals() = default;

#endif

} // namespace reelout
