// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"

#include <QString>

#include <cstdint>
#include <memory>

namespace reelout::test {

/// A window on an X server as a program has one, with a background the server itself paints. Each call
/// returns when the server has done it.
class XTestWindow {
public:
    struct Options {
        QString title = QStringLiteral("Test");
        QString application = QStringLiteral("Tester");
        std::uint32_t colour = 0x808080;    ///< 0xRRGGBB
        bool bypassesWindowManager = false; ///< as menus and panels do
        bool isOurs = false;                ///< says that it belongs to this process
        int border = 0;
    };
    XTestWindow(const QString& display, const Rect& rect, const Options& options);
    ~XTestWindow();
    XTestWindow(const XTestWindow&) = delete;
    XTestWindow& operator=(const XTestWindow&) = delete;

    std::uint32_t id() const;
    /// Where it is on the root window by now, without frame.
    Rect place() const;
    void move(int x, int y);
    void resize(int width, int height);
    void raise();
    void map();
    void unmap();
    /// Asks the window manager to minimise it.
    void minimise();
    void destroy();
    void setTitle(const QString& title);
    /// Left, right, top and bottom of a shadow it draws itself.
    void setShadow(int width);
    void fill(const Rect& rect, std::uint32_t colour);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace reelout::test
