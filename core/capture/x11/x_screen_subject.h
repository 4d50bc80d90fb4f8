// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/follow_region.h"
#include "capture/x11/x_subject.h"

#include <optional>

namespace reelout {

/// A part of the screen: a monitor, all of them, a region that stands or follows the pointer.
class XScreenSubject final : public XSubject {
public:
    /// `monitorId`: what the spec means by no monitor; `name`: for people. `spec` must outlive it.
    XScreenSubject(XConnection& connection, XPixelFormat format, const ScreenSpec& spec, QString monitorId,
                   QString name);

    void watch() override;
    bool handleEvent(const xcb_generic_event_t& event) override;
    Result<XSight> look() override;
    void follow(int x, int y, Timestamp now, XSight& sight) override;

private:
    XConnection& m_connection;
    const XPixelFormat m_format;
    const ScreenSpec& m_spec;
    const QString m_monitorId;
    const QString m_name;
    std::optional<FollowRegion> m_follow;
};

} // namespace reelout
