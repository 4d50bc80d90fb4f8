// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_list_watch.h"

#include "capture/x11/x_atoms.h"

#include <xcb/randr.h>

#include <array>

namespace reelout {

namespace {

// A desktop that is being rearranged says so by the dozen.
constexpr Duration kPause = std::chrono::milliseconds(200);

} // namespace

XListWatch::XListWatch(QString display, const X11Options& options, Clock& clock,
                       std::function<void()> changed)
    : m_display(std::move(display)),
      m_options(options),
      m_clock(clock),
      m_changed(std::move(changed)),
      m_worker("x11-watch", [this](const std::stop_token&) { run(); })
{}

XListWatch::~XListWatch()
{
    m_wake.wake();
    m_worker.join();
}

void XListWatch::run()
{
    const SigpipeShield shield;
    while (!m_wake.isAwake()) {
        auto connection = XConnection::open(m_display, m_clock, m_options.timeout, m_wake);
        if (connection) {
            m_changed();
            watchOver(**connection);
            if (!m_wake.isAwake())
                m_changed();
        }
        if (m_wake.sleepUntil(m_clock.now() + m_options.reconnectInterval, m_clock))
            return;
    }
}

void XListWatch::watchOver(XConnection& connection)
{
    const Result<XAtoms> atoms = XAtoms::ask(connection);
    if (!atoms)
        return;
    const std::uint32_t mask = XCB_EVENT_MASK_STRUCTURE_NOTIFY | XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_change_window_attributes(connection.raw(), connection.root(), XCB_CW_EVENT_MASK, &mask);
    const XConnection::Extension& randr = connection.randr();
    if (randr.present)
        xcb_randr_select_input(connection.raw(), connection.root(),
                               XCB_RANDR_NOTIFY_MASK_SCREEN_CHANGE | XCB_RANDR_NOTIFY_MASK_OUTPUT_CHANGE);
    const auto isNews = [&](const xcb_generic_event_t& event) {
        const int type = event.response_type & 127;
        if (type == XCB_PROPERTY_NOTIFY) {
            const auto& change =
                *static_cast<const xcb_property_notify_event_t*>(static_cast<const void*>(&event));
            return change.atom == atoms->clientList || change.atom == atoms->plainClientList;
        }
        return type == XCB_CONFIGURE_NOTIFY ||
               (randr.present && (type == randr.firstEvent + XCB_RANDR_SCREEN_CHANGE_NOTIFY ||
                                  type == randr.firstEvent + XCB_RANDR_NOTIFY));
    };
    for (;;) {
        const XConnection::Wait waited = connection.waitForInput(Timestamp::max());
        if (waited == XConnection::Wait::Woken || waited == XConnection::Wait::Broken)
            return;
        bool hasNews = false;
        while (const auto event = connection.pollEvent())
            hasNews = isNews(*event) || hasNews;
        if (!hasNews)
            continue;
        m_changed();
        if (m_wake.sleepUntil(m_clock.now() + kPause, m_clock))
            return;
    }
}

} // namespace reelout
