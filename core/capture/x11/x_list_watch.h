// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/source.h"
#include "capture/wake_descriptor.h"
#include "capture/x11/x11_options.h"

namespace reelout {

class XConnection;

/// Says when monitors or windows of a screen came or went, on a thread of its own that sleeps otherwise.
/// Connects anew when the server went.
class XListWatch final : public DeviceWatch {
public:
    /// `changed` is called on the watch's thread.
    XListWatch(QString display, const X11Options& options, Clock& clock, std::function<void()> changed);
    ~XListWatch() override;

private:
    void run();
    void watchOver(XConnection& connection);

    const QString m_display;
    const X11Options m_options;
    Clock& m_clock;
    const std::function<void()> m_changed;
    WakeDescriptor m_wake;
    Worker m_worker;
};

} // namespace reelout
