// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <memory>

#include <spa/utils/hook.h>

struct pw_context;
struct pw_core;
struct pw_registry;
struct pw_thread_loop;

namespace reelout {

/// A thread of PipeWire's with a connection to a server and its list of objects. What is made with it is
/// destroyed before it, after stop(). Owner's thread, with a PwLock while the thread runs.
class PwConnection {
public:
    /// `descriptor` < 0: the server of this session; else one that is connected, and taken over, also on
    /// failure. Unsupported when PipeWire can't be reached.
    static Result<std::unique_ptr<PwConnection>> open(const char* threadName, int descriptor);
    ~PwConnection();
    PwConnection(const PwConnection&) = delete;
    PwConnection& operator=(const PwConnection&) = delete;

    /// Nothing comes before it, ...
    Status run();
    /// ... and nothing after it.
    void stop();

    pw_thread_loop* loop() const { return m_loop; }
    pw_core* core() const { return m_core; }
    pw_registry* registry() const { return m_registry; }

private:
    PwConnection() = default;
    Status connect(const char* threadName, int descriptor);

    pw_thread_loop* m_loop = nullptr;
    pw_context* m_context = nullptr;
    pw_core* m_core = nullptr;
    pw_registry* m_registry = nullptr;
};

/// Keeps PipeWire's thread still as long as it lives.
class PwLock {
public:
    explicit PwLock(const PwConnection& connection);
    ~PwLock();
    PwLock(const PwLock&) = delete;
    PwLock& operator=(const PwLock&) = delete;

private:
    pw_thread_loop* const m_loop;
};

Error pipeWireUnreachable(const QString& detail);

} // namespace reelout
