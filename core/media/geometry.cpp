// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/geometry.h"

#include <algorithm>

namespace reelout {

Rect Rect::intersected(const Rect& other) const
{
    const int left = std::max(x, other.x);
    const int top = std::max(y, other.y);
    const Rect common{left, top, std::min(right(), other.right()) - left,
                      std::min(bottom(), other.bottom()) - top};
    return common.isEmpty() ? Rect{} : common;
}

Rect Rect::united(const Rect& other) const
{
    if (isEmpty())
        return other;
    if (other.isEmpty())
        return *this;
    const int left = std::min(x, other.x);
    const int top = std::min(y, other.y);
    return {left, top, std::max(right(), other.right()) - left, std::max(bottom(), other.bottom()) - top};
}

} // namespace reelout
