// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>

namespace reelout::test {

/// Paints known things on the screen of an X server, right on the root window, over everything. Each call
/// returns when the server has done it.
class XPainter {
public:
    explicit XPainter(const QString& display);
    ~XPainter();
    XPainter(const XPainter&) = delete;
    XPainter& operator=(const XPainter&) = delete;

    /// False when the display can't be reached.
    bool isValid() const;
    /// `colour` is 0xRRGGBB, or the raw pixel on screens of another depth than 24.
    void fill(const Rect& rect, std::uint32_t colour);
    /// 32 blocks of 8×8 pixels in a row, block n white when bit n of `number` is set, else black.
    void drawNumber(int x, int y, std::uint32_t number);
    void movePointer(int x, int y);
    /// A solid pointer, `size` pixels square, hot at hotX, hotY.
    void setPointer(int size, int hotX, int hotY, std::uint32_t colour);
    /// Gives an output an EDID, as a plugged monitor would.
    void setEdid(const QByteArray& outputName, const QByteArray& edid);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace reelout::test
