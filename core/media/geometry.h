// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace reelout {

/// Width and height in pixels.
struct Size {
    int width = 0;
    int height = 0;

    bool isEmpty() const { return width <= 0 || height <= 0; }
    friend bool operator==(const Size&, const Size&) = default;
};

/// A rectangle in physical pixels; x and y may be negative (monitors left of the first).
struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    int right() const { return x + width; }   ///< one past the last column
    int bottom() const { return y + height; } ///< one past the last row
    Size size() const { return {width, height}; }
    bool isEmpty() const { return width <= 0 || height <= 0; }
    Rect intersected(const Rect& other) const;
    Rect united(const Rect& other) const;
    friend bool operator==(const Rect&, const Rect&) = default;
};

} // namespace reelout
