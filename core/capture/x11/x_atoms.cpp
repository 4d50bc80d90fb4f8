// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_atoms.h"

#include <array>
#include <string_view>
#include <utility>

namespace reelout {

Result<XAtoms> XAtoms::ask(XConnection& connection)
{
    using Member = xcb_atom_t XAtoms::*;
    constexpr std::array<std::pair<std::string_view, Member>, 9> kNames{{
        {"_NET_CLIENT_LIST_STACKING", &XAtoms::clientList},
        {"_NET_CLIENT_LIST", &XAtoms::plainClientList},
        {"_NET_WM_NAME", &XAtoms::title},
        {"_NET_WM_PID", &XAtoms::process},
        {"_NET_WM_WINDOW_TYPE", &XAtoms::kind},
        {"_NET_WM_WINDOW_TYPE_DESKTOP", &XAtoms::kindDesktop},
        {"_NET_WM_WINDOW_TYPE_DOCK", &XAtoms::kindDock},
        {"_GTK_FRAME_EXTENTS", &XAtoms::shadow},
        {"UTF8_STRING", &XAtoms::utf8},
    }};
    std::array<xcb_intern_atom_cookie_t, kNames.size()> cookies{};
    for (std::size_t index = 0; index < kNames.size(); ++index)
        cookies[index] =
            xcb_intern_atom(connection.raw(), 0, static_cast<std::uint16_t>(kNames[index].first.size()),
                            kNames[index].first.data());
    XAtoms atoms;
    for (std::size_t index = 0; index < kNames.size(); ++index) {
        const auto reply = connection.wait<xcb_intern_atom_reply_t>(cookies[index], "ask for names");
        if (!reply)
            return reply.error();
        atoms.*kNames[index].second = (*reply)->atom;
    }
    return atoms;
}

} // namespace reelout
