// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_connection.h"

#include "base/worker.h"

#include <xcb/composite.h>
#include <xcb/damage.h>
#include <xcb/randr.h>
#include <xcb/shm.h>
#include <xcb/xcbext.h>
#include <xcb/xfixes.h>
#include <xcb/xinput.h>

#include <sys/socket.h>

#include <algorithm>
#include <mutex>
#include <system_error>
#include <thread>

namespace reelout {

namespace {

// xcb_connect() can't be interrupted and waits for ever for a server that accepts and says nothing, so it has
// a thread of its own, which is left behind when it takes too long and then cleans up after itself.
struct Attempt {
    std::mutex mutex;
    WakeDescriptor finished;
    xcb_connection_t* connection = nullptr;
    int screen = 0;
    bool isAbandoned = false;
};

void connectNow(const std::shared_ptr<Attempt>& attempt, const QByteArray& display)
{
    const SigpipeShield shield;
    int screen = 0;
    xcb_connection_t* connection = xcb_connect(display.constData(), &screen);
    const std::scoped_lock lock(attempt->mutex);
    if (attempt->isAbandoned) {
        xcb_disconnect(connection);
        return;
    }
    attempt->connection = connection;
    attempt->screen = screen;
    attempt->finished.wake();
}

Error noDisplay(const QString& detail)
{
    return makeError(ErrorCode::NoDisplay, QStringLiteral("connect to X display"), detail);
}

} // namespace

Result<std::unique_ptr<XConnection>> XConnection::open(const QString& display, Clock& clock, Duration timeout,
                                                       const WakeDescriptor& wake)
{
    if (display.isEmpty())
        return noDisplay(QStringLiteral("DISPLAY is not set"));
    const auto attempt = std::make_shared<Attempt>();
    if (!attempt->finished.isValid() || !wake.isValid())
        return makeError(ErrorCode::Internal, QStringLiteral("connect to X display"),
                         QStringLiteral("no descriptor left"));
    const Timestamp deadline = clock.now() + timeout;
    try {
        std::thread([attempt, name = display.toLocal8Bit()] {
            nameCurrentThread("x11-connect");
            connectNow(attempt, name);
        }).detach();
    } catch (const std::system_error& error) {
        return makeError(ErrorCode::Internal, QStringLiteral("connect to X display"),
                         QString::fromLocal8Bit(error.what()));
    }
    const PollOutcome outcome = pollUntil(attempt->finished.descriptor(), wake, deadline, clock);
    xcb_connection_t* connection = nullptr;
    int screen = 0;
    {
        const std::scoped_lock lock(attempt->mutex);
        connection = attempt->connection;
        screen = attempt->screen;
        attempt->isAbandoned = connection == nullptr;
    }
    if (!connection) {
        if (outcome.woken)
            return makeError(ErrorCode::Cancelled, QStringLiteral("connect to X display"), display);
        return noDisplay(QStringLiteral("X display \"%1\" does not answer").arg(display));
    }
    if (const int failure = xcb_connection_has_error(connection)) {
        xcb_disconnect(connection);
        if (failure == XCB_CONN_CLOSED_PARSE_ERR)
            return noDisplay(QStringLiteral("\"%1\" is no name of an X display").arg(display));
        if (failure == XCB_CONN_CLOSED_INVALID_SCREEN)
            return noDisplay(QStringLiteral("X display \"%1\" has no such screen").arg(display));
        return noDisplay(
            QStringLiteral("X display \"%1\" can't be reached: no server is there, or it refuses us")
                .arg(display));
    }
    std::unique_ptr<XConnection> result(new XConnection(display, connection, screen, clock, timeout, wake));
    if (!result->m_screen)
        return noDisplay(QStringLiteral("X display \"%1\" has no such screen").arg(display));
    result->setDeadline(deadline);
    if (const Status queried = result->queryExtensions(); !queried) {
        if (queried.error().code == ErrorCode::Cancelled)
            return queried.error();
        return noDisplay(QStringLiteral("X display \"%1\": %2").arg(display, queried.error().detail));
    }
    result->setDeadline(Timestamp::max());
    return result;
}

XConnection::XConnection(QString display, xcb_connection_t* connection, int screen, Clock& clock,
                         Duration timeout, const WakeDescriptor& wake)
    : m_display(std::move(display)),
      m_connection(connection),
      m_clock(clock),
      m_timeout(timeout),
      m_wake(wake)
{
    xcb_screen_iterator_t screens = xcb_setup_roots_iterator(xcb_get_setup(m_connection));
    for (int index = 0; screens.rem > 0; ++index, xcb_screen_next(&screens)) {
        if (index == screen)
            m_screen = screens.data;
    }
}

XConnection::~XConnection()
{
    xcb_disconnect(m_connection);
}

bool XConnection::hasFailedDescriptorPassing() const
{
    return xcb_connection_has_error(m_connection) == XCB_CONN_CLOSED_FDPASSING_FAILED;
}

bool XConnection::isLocal() const
{
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    if (::getsockname(xcb_get_file_descriptor(m_connection),
                      static_cast<sockaddr*>(static_cast<void*>(&address)), &length) != 0)
        return false;
    return address.ss_family == AF_UNIX;
}

Status XConnection::queryExtensions()
{
    for (xcb_extension_t* extension :
         {&xcb_shm_id, &xcb_damage_id, &xcb_xfixes_id, &xcb_randr_id, &xcb_composite_id, &xcb_input_id})
        xcb_prefetch_extension_data(m_connection, extension);
    // xcb_get_extension_data() waits without end, but not for what has arrived.
    REELOUT_TRY(sync("ask for extensions"));
    const auto describe = [&](xcb_extension_t* id) {
        const xcb_query_extension_reply_t* data = xcb_get_extension_data(m_connection, id);
        return data && data->present ? Extension{true, data->first_event, data->major_opcode, 0, 0}
                                     : Extension{};
    };
    m_shm = describe(&xcb_shm_id);
    m_damage = describe(&xcb_damage_id);
    m_xfixes = describe(&xcb_xfixes_id);
    m_randr = describe(&xcb_randr_id);
    m_composite = describe(&xcb_composite_id);
    m_input = describe(&xcb_input_id);
    const auto accept = [](Extension& extension, const auto& version) -> Status {
        if (version) {
            extension.major = (*version)->major_version;
            extension.minor = (*version)->minor_version;
            return {};
        }
        if (version.error().code != ErrorCode::Internal)
            return version.error();
        extension = {};
        return {};
    };
    if (m_shm.present)
        REELOUT_TRY(accept(m_shm, wait<xcb_shm_query_version_reply_t>(xcb_shm_query_version(m_connection),
                                                                      "ask for MIT-SHM")));
    if (m_xfixes.present)
        REELOUT_TRY(accept(m_xfixes, wait<xcb_xfixes_query_version_reply_t>(
                                         xcb_xfixes_query_version(m_connection, 5, 0), "ask for XFIXES")));
    if (m_damage.present)
        REELOUT_TRY(accept(m_damage, wait<xcb_damage_query_version_reply_t>(
                                         xcb_damage_query_version(m_connection, 1, 1), "ask for DAMAGE")));
    if (m_randr.present)
        REELOUT_TRY(accept(m_randr, wait<xcb_randr_query_version_reply_t>(
                                        xcb_randr_query_version(m_connection, 1, 5), "ask for RANDR")));
    if (m_composite.present)
        REELOUT_TRY(
            accept(m_composite, wait<xcb_composite_query_version_reply_t>(
                                    xcb_composite_query_version(m_connection, 0, 4), "ask for Composite")));
    if (m_input.present)
        REELOUT_TRY(accept(m_input, wait<xcb_input_xi_query_version_reply_t>(
                                        xcb_input_xi_query_version(m_connection, 2, 2), "ask for XInput")));
    return {};
}

Error XConnection::brokenError(const char* step) const
{
    return makeError(ErrorCode::DeviceLost, QString::fromLatin1(step),
                     QStringLiteral("the connection to X display \"%1\" broke (%2)")
                         .arg(m_display)
                         .arg(xcb_connection_has_error(m_connection)));
}

Result<void*> XConnection::waitForAnswer(unsigned int sequence, const char* step)
{
    xcb_flush(m_connection);
    const Timestamp deadline = std::min(m_clock.now() + m_timeout, m_deadline);
    for (;;) {
        void* reply = nullptr;
        xcb_generic_error_t* failure = nullptr;
        if (xcb_poll_for_reply(m_connection, sequence, &reply, &failure) != 0) {
            const XReply<xcb_generic_error_t> ownedFailure(failure);
            if (failure)
                return makeError(ErrorCode::Internal, QString::fromLatin1(step),
                                 QStringLiteral("X error %1 of request %2.%3")
                                     .arg(failure->error_code)
                                     .arg(failure->major_code)
                                     .arg(failure->minor_code));
            if (!reply && isBroken())
                return brokenError(step);
            return reply;
        }
        const PollOutcome outcome =
            pollUntil(xcb_get_file_descriptor(m_connection), m_wake, deadline, m_clock);
        if (outcome.woken) {
            xcb_discard_reply(m_connection, sequence);
            return makeError(ErrorCode::Cancelled, QString::fromLatin1(step), m_display);
        }
        if (!outcome.readable) {
            xcb_discard_reply(m_connection, sequence);
            return makeError(ErrorCode::TimedOut, QString::fromLatin1(step),
                             QStringLiteral("X display \"%1\" does not answer").arg(m_display));
        }
    }
}

Status XConnection::check(xcb_void_cookie_t cookie, const char* step)
{
    // The end of a request without an answer is known when a later one is answered.
    REELOUT_TRY(sync(step));
    const Result<void*> answer = waitForAnswer(cookie.sequence, step);
    if (!answer)
        return answer.error();
    return {};
}

Status XConnection::sync(const char* step)
{
    const auto answer = wait<xcb_get_input_focus_reply_t>(xcb_get_input_focus(m_connection), step);
    if (!answer)
        return answer.error();
    return {};
}

XReply<xcb_generic_event_t> XConnection::pollEvent() const
{
    return XReply<xcb_generic_event_t>(xcb_poll_for_event(m_connection));
}

XConnection::Wait XConnection::waitForInput(Timestamp deadline) const
{
    xcb_flush(m_connection);
    if (isBroken())
        return Wait::Broken;
    const PollOutcome outcome = pollUntil(xcb_get_file_descriptor(m_connection), m_wake, deadline, m_clock);
    if (outcome.woken)
        return Wait::Woken;
    return outcome.readable ? Wait::Events : Wait::Deadline;
}

} // namespace reelout
