// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace reelout {

/// A descriptor that poll() sees as readable from the first wake() on until clear(): how another thread ends
/// a wait for the X server. wake() may be called from any thread.
class WakeDescriptor {
public:
    WakeDescriptor();
    ~WakeDescriptor();
    WakeDescriptor(const WakeDescriptor&) = delete;
    WakeDescriptor& operator=(const WakeDescriptor&) = delete;

    /// False when the system has no descriptor left; nothing can be woken then.
    bool isValid() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    void wake();
    void clear();
    bool isAwake() const;
    /// Waits until `deadline` on `clock`; true when woken.
    bool sleepUntil(Timestamp deadline, const Clock& clock) const;

private:
    int m_descriptor = -1;
};

/// What poll() found: `woken`, `readable` (or hung up), or neither at the deadline.
struct PollOutcome {
    bool woken = false;
    bool readable = false;
};
/// Waits for `descriptor` (−1 = none) and `wake` until `deadline`.
PollOutcome pollUntil(int descriptor, const WakeDescriptor& wake, Timestamp deadline, const Clock& clock);

/// Keeps SIGPIPE from ending the program while a socket is written whose other end may be gone: libxcb
/// writes without MSG_NOSIGNAL. For the calling thread, as long as the object lives.
class SigpipeShield {
public:
    SigpipeShield();
    ~SigpipeShield();
    SigpipeShield(const SigpipeShield&) = delete;
    SigpipeShield& operator=(const SigpipeShield&) = delete;

private:
    bool m_wasBlocked = true;
};

} // namespace reelout
