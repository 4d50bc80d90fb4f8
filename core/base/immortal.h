// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

namespace reelout {

/// An object of the whole process that is never destroyed. A take whose encoder hangs is left behind with its
/// threads, which may still log, ask the time or write a file while the program ends; what they use must be
/// there until the last of them. Use: `static T& it = makeImmortal<T>();`
template <typename T, typename... Arguments>
T& makeImmortal(Arguments&&... arguments)
{
    return *new T(std::forward<Arguments>(arguments)...);
}

} // namespace reelout
