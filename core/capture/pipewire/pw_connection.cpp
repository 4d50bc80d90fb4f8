// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_connection.h"

#include <pipewire/pipewire.h>

#include <mutex>

#include <unistd.h>

namespace reelout {

namespace {

void initialise()
{
    static std::once_flag once;
    std::call_once(once, [] { pw_init(nullptr, nullptr); });
}

} // namespace

Error pipeWireUnreachable(const QString& detail)
{
    return makeError(ErrorCode::Internal, QStringLiteral("connect to PipeWire"), detail);
}

Result<std::unique_ptr<PwConnection>> PwConnection::open(const char* threadName, int descriptor)
{
    initialise();
    std::unique_ptr<PwConnection> connection(new PwConnection);
    REELOUT_TRY(connection->connect(threadName, descriptor));
    return connection;
}

Status PwConnection::connect(const char* threadName, int descriptor)
{
    m_loop = pw_thread_loop_new(threadName, nullptr);
    if (m_loop)
        // Pictures are too big to be kept from being swapped out, and there is no need.
        m_context = pw_context_new(pw_thread_loop_get_loop(m_loop),
                                   pw_properties_new("mem.allow-mlock", "false", nullptr), 0);
    if (!m_context) {
        if (descriptor >= 0)
            ::close(descriptor);
        return pipeWireUnreachable(QStringLiteral("PipeWire's library can't be set up"));
    }
    m_core = descriptor >= 0 ? pw_context_connect_fd(m_context, descriptor, nullptr, 0)
                             : pw_context_connect(m_context, nullptr, 0);
    if (!m_core && descriptor >= 0)
        return pipeWireUnreachable(QStringLiteral("PipeWire does not take the portal's descriptor"));
    if (!m_core)
        return makeError(ErrorCode::Unsupported, QStringLiteral("connect to PipeWire"),
                         QStringLiteral("PipeWire does not run here."));
    m_registry = pw_core_get_registry(m_core, PW_VERSION_REGISTRY, 0);
    return m_registry ? Status() : Status(pipeWireUnreachable(QStringLiteral("PipeWire has no registry")));
}

PwConnection::~PwConnection()
{
    stop();
    if (m_registry)
        pw_proxy_destroy(reinterpret_cast<pw_proxy*>(m_registry));
    if (m_core)
        pw_core_disconnect(m_core);
    if (m_context)
        pw_context_destroy(m_context);
    if (m_loop)
        pw_thread_loop_destroy(m_loop);
}

Status PwConnection::run()
{
    if (const int failure = pw_thread_loop_start(m_loop); failure < 0)
        return pipeWireUnreachable(QStringLiteral("PipeWire's thread does not start (%1)").arg(-failure));
    return {};
}

void PwConnection::stop()
{
    if (m_loop)
        pw_thread_loop_stop(m_loop);
}

PwLock::PwLock(const PwConnection& connection) : m_loop(connection.loop())
{
    pw_thread_loop_lock(m_loop);
}

PwLock::~PwLock()
{
    pw_thread_loop_unlock(m_loop);
}

} // namespace reelout
