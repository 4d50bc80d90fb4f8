// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace reelout {

/// How a window is known again: its number as long as it exists, its application and title after that.
/// Written "application|title|0x1a00003"; people may leave the number out and write * and ? for what changes.
/// Pure.
struct WindowIdentity {
    QString application; ///< what the system calls the program; X11: the class of WM_CLASS
    QString title;
    std::uint64_t handle = 0; ///< the system's number; 0 = not known

    QString toToken() const;
    static WindowIdentity fromToken(const QString& token);
    friend bool operator==(const WindowIdentity&, const WindowIdentity&) = default;
};

/// Which of the windows that are `there`, the one in front first, is the one `wanted`; nothing when none of
/// them is. In this order: the very window; one of the application with the same title; with a title that
/// fits as a pattern; with the same end of the title, where applications write their name behind that of a
/// document ("letter.txt — Kate"); the application's only window.
std::optional<std::size_t> chooseWindow(const WindowIdentity& wanted,
                                        const std::vector<WindowIdentity>& there);

} // namespace reelout
