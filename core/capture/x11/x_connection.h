// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "capture/wake_descriptor.h"

#include <xcb/xcb.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <stop_token>

namespace reelout {

struct XFree {
    void operator()(void* memory) const { std::free(memory); }
};
template <typename T>
using XReply = std::unique_ptr<T, XFree>;

/// A connection to an X server on which nothing blocks without end: every answer is waited for with a
/// deadline, and a WakeDescriptor ends any wait. Belongs to one thread. Never Xlib, whose error handlers end
/// programs; here an X error is a Result or an event.
class XConnection {
public:
    struct Extension {
        bool present = false;
        std::uint8_t firstEvent = 0;
        std::uint8_t opcode = 0;
        std::uint32_t major = 0;
        std::uint32_t minor = 0;
    };
    enum class Wait { Deadline, Events, Woken, Broken };

    /// Connects to `display` (":0", "host:1.0") and asks for the extensions. NoDisplay when there is no
    /// server or it does not answer within `timeout`; Cancelled when woken. `wake` must outlive the
    /// connection.
    static Result<std::unique_ptr<XConnection>> open(const QString& display, Clock& clock, Duration timeout,
                                                     const WakeDescriptor& wake);
    ~XConnection();
    XConnection(const XConnection&) = delete;
    XConnection& operator=(const XConnection&) = delete;

    xcb_connection_t* raw() const { return m_connection; }
    const xcb_screen_t& screen() const { return *m_screen; }
    xcb_window_t root() const { return m_screen->root; }
    const QString& display() const { return m_display; }
    Clock& clock() const { return m_clock; }
    bool isBroken() const { return xcb_connection_has_error(m_connection) != 0; }
    /// True when the server lost descriptors on the way, as proxies of local sockets do.
    bool hasFailedDescriptorPassing() const;
    /// True over a local socket, the only place where memory can be shared.
    bool isLocal() const;

    const Extension& shm() const { return m_shm; }
    const Extension& damage() const { return m_damage; }
    const Extension& xfixes() const { return m_xfixes; }
    const Extension& randr() const { return m_randr; }
    const Extension& composite() const { return m_composite; }
    const Extension& input() const { return m_input; } ///< XInput

    /// All answers together must have come by then, besides each within the timeout.
    void setDeadline(Timestamp deadline) { m_deadline = deadline; }

    /// The answer to a request whose errors come as its answer (the plain xcb functions, not `_unchecked`).
    /// DeviceLost when the connection broke, TimedOut, Cancelled, else Internal with the X error's numbers.
    template <typename Reply, typename Cookie>
    Result<XReply<Reply>> wait(Cookie cookie, const char* step)
    {
        Result<void*> answer = waitForAnswer(cookie.sequence, step);
        if (!answer)
            return answer.error();
        if (!*answer)
            return makeError(ErrorCode::Internal, QString::fromLatin1(step),
                             QStringLiteral("the X server gave no answer"));
        return XReply<Reply>(static_cast<Reply*>(*answer));
    }
    /// The fate of a `_checked` request without an answer of its own.
    Status check(xcb_void_cookie_t cookie, const char* step);
    /// Waits until the server has done all requests so far.
    Status sync(const char* step);

    /// Next event that has arrived, or null. X errors of unchecked requests come as response_type 0.
    XReply<xcb_generic_event_t> pollEvent() const;
    /// Waits for something to arrive, the deadline or a wake.
    Wait waitForInput(Timestamp deadline) const;

private:
    XConnection(QString display, xcb_connection_t* connection, int screen, Clock& clock, Duration timeout,
                const WakeDescriptor& wake);
    Status queryExtensions();
    Result<void*> waitForAnswer(unsigned int sequence, const char* step);
    Error brokenError(const char* step) const;

    const QString m_display;
    xcb_connection_t* const m_connection;
    xcb_screen_t* m_screen = nullptr;
    Clock& m_clock;
    const Duration m_timeout;
    const WakeDescriptor& m_wake;
    Timestamp m_deadline = Timestamp::max();
    Extension m_shm;
    Extension m_damage;
    Extension m_xfixes;
    Extension m_randr;
    Extension m_composite;
    Extension m_input;
};

} // namespace reelout
