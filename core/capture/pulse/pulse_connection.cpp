// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/pulse_connection.h"

#include <algorithm>

namespace reelout {

namespace {

/// The longest a stop request has to wait while nothing happens.
constexpr Duration kTurn = std::chrono::milliseconds(20);

void onServer(pa_context*, const pa_server_info* info, void* data)
{
    // "PulseAudio (on PipeWire 0.3.65)"
    if (info != nullptr && info->server_name != nullptr)
        *static_cast<bool*>(data) = QByteArrayView(info->server_name).contains("PipeWire");
}

} // namespace

Result<std::unique_ptr<PulseConnection>> PulseConnection::open(Timestamp deadline, std::stop_token stop)
{
    const QString step = QStringLiteral("connect to sound server");
    std::unique_ptr<PulseConnection> connection(new PulseConnection);
    connection->m_loop = pa_mainloop_new();
    if (connection->m_loop == nullptr)
        return makeError(ErrorCode::Internal, step, QStringLiteral("no event loop"));
    const std::unique_ptr<pa_proplist, decltype(&pa_proplist_free)> wishes(pa_proplist_new(),
                                                                           pa_proplist_free);
    // PipeWire runs its graph as fast as the smallest fragment anybody asks for, and on a busy machine loses
    // the more cycles the shorter they are: let them be 21 ms, as far as we are concerned.
    if (!wishes || pa_proplist_sets(wishes.get(), "pulse.min.quantum", "1024/48000") < 0)
        return makeError(ErrorCode::Internal, step, QStringLiteral("no properties"));
    connection->m_context =
        pa_context_new_with_proplist(pa_mainloop_get_api(connection->m_loop), "Reelout", wishes.get());
    if (connection->m_context == nullptr)
        return makeError(ErrorCode::Internal, step, QStringLiteral("no context"));
    if (pa_context_connect(connection->m_context, nullptr, PA_CONTEXT_NOAUTOSPAWN, nullptr) < 0)
        return makeError(ErrorCode::NoSoundServer, step, connection->lastError());
    const Status ready =
        connection->runUntil([&] { return pa_context_get_state(connection->m_context) == PA_CONTEXT_READY; },
                             deadline, stop, step);
    if (!ready) {
        if (ready.error().code == ErrorCode::Cancelled)
            return ready.error();
        return makeError(ErrorCode::NoSoundServer, step, ready.error().detail);
    }
    REELOUT_TRY(connection->wait(
        pa_context_get_server_info(connection->m_context, onServer, &connection->m_isPipeWire), deadline,
        stop, step));
    return connection;
}

PulseConnection::~PulseConnection()
{
    if (m_context != nullptr) {
        pa_context_disconnect(m_context);
        pa_context_unref(m_context);
    }
    if (m_loop != nullptr)
        pa_mainloop_free(m_loop);
}

Status PulseConnection::run(Duration wait)
{
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(wait).count();
    const bool turned = pa_mainloop_prepare(m_loop, static_cast<int>(microseconds)) >= 0 &&
                        pa_mainloop_poll(m_loop) >= 0 && pa_mainloop_dispatch(m_loop) >= 0;
    if (turned && PA_CONTEXT_IS_GOOD(pa_context_get_state(m_context)))
        return {};
    return makeError(ErrorCode::DeviceLost, QStringLiteral("talk to sound server"), lastError());
}

Status PulseConnection::runUntil(const std::function<bool()>& done, Timestamp deadline,
                                 const std::stop_token& stop, const QString& step)
{
    while (!done()) {
        if (stop.stop_requested())
            return makeError(ErrorCode::Cancelled, step, QString());
        const Duration left = deadline - systemClock().now();
        if (left <= Duration::zero())
            return makeError(ErrorCode::TimedOut, step, QStringLiteral("the sound server does not answer"));
        REELOUT_TRY(run(std::min(left, kTurn)));
    }
    return {};
}

Status PulseConnection::wait(pa_operation* operation, Timestamp deadline, const std::stop_token& stop,
                             const QString& step)
{
    if (operation == nullptr)
        return makeError(ErrorCode::DeviceLost, step, lastError());
    const Status status = runUntil([&] { return pa_operation_get_state(operation) != PA_OPERATION_RUNNING; },
                                   deadline, stop, step);
    const bool isDone = pa_operation_get_state(operation) == PA_OPERATION_DONE;
    // Its callback has pointers of the caller: it must never come later.
    pa_operation_cancel(operation);
    pa_operation_unref(operation);
    if (!status)
        return status;
    if (!isDone)
        return makeError(ErrorCode::DeviceLost, step, lastError());
    return {};
}

QString PulseConnection::lastError() const
{
    return QString::fromUtf8(pa_strerror(pa_context_errno(m_context)));
}

} // namespace reelout
