// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <pulse/pulseaudio.h>

#include <functional>
#include <memory>
#include <stop_token>

namespace reelout {

/// A connection to the sound server with an event loop of its own that runs only inside run() and runUntil():
/// every callback comes on the thread that owns the connection, so nothing needs a lock, and every wait has a
/// time limit, which pa_threaded_mainloop_wait() can't give. Never starts a server. Owned by one thread.
class PulseConnection {
public:
    /// NoSoundServer when there is none or it does not answer until `deadline`; Cancelled when stopped.
    static Result<std::unique_ptr<PulseConnection>> open(Timestamp deadline, std::stop_token stop = {});
    ~PulseConnection();
    PulseConnection(const PulseConnection&) = delete;
    PulseConnection& operator=(const PulseConnection&) = delete;

    pa_context* context() const { return m_context; }
    /// The server is PipeWire, which speaks PulseAudio's language but keeps other time.
    bool isPipeWire() const { return m_isPipeWire; }

    /// Waits at most `wait` for something to happen and handles it. DeviceLost when the connection is broken.
    Status run(Duration wait);
    /// Runs until `done` says so. TimedOut, Cancelled or DeviceLost else; `step` is for the error.
    Status runUntil(const std::function<bool()>& done, Timestamp deadline, const std::stop_token& stop,
                    const QString& step);
    /// Runs until the operation is done, and gives it back. A null operation is a failed call.
    Status wait(pa_operation* operation, Timestamp deadline, const std::stop_token& stop,
                const QString& step);

    /// The server's own words for the last error.
    QString lastError() const;

private:
    PulseConnection() = default;
    pa_mainloop* m_loop = nullptr;
    pa_context* m_context = nullptr;
    bool m_isPipeWire = false;
};

} // namespace reelout
