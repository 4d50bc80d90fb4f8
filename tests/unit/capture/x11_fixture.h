// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/x11/x11_backend.h"

#include <functional>

namespace reelout::test {

/// One capture under test: source, hub, and ways to wait for what must come.
struct ScreenCapture {
    std::unique_ptr<PictureSource> source;
    std::shared_ptr<PictureHub> hub = std::make_shared<PictureHub>();
    Error error; ///< why open() or start() refused

    using Condition = std::function<bool(const Picture&)>;
    /// The first picture that fulfils `condition`, or null after 20 s.
    PicturePtr waitFor(const Condition& condition) const;
    /// A picture whose pixel at x, y has the colour.
    PicturePtr waitForColour(int x, int y, std::uint32_t colour) const;
    /// The text of the first event of this kind after the first `skip` events, or empty after 20 s.
    QString waitForEvent(SourceEventKind kind, std::size_t skip = 0) const;
    /// Waits until the source has reported `ticks` ticks more; false after 20 s.
    bool waitForTicks(int ticks) const;

    FrameRate rate;
};

/// Opens and starts; `error` says why when source is null.
ScreenCapture startCapture(const QString& display, const ScreenSpec& spec, const X11Options& options = {});

/// What `condition` says within 20 s.
bool waitUntil(const std::function<bool()>& condition);

/// 0xRRGGBB.
std::uint32_t colourAt(const Picture& picture, int x, int y);
/// True when all pixels of the part have the colour.
bool isFilled(const Picture& picture, const Rect& part, std::uint32_t colour);
/// What XPainter::drawNumber() drew there.
std::uint32_t readNumber(const Picture& picture, int x, int y);

ScreenSpec regionSpec(const Rect& region, bool cursor = false, int framesPerSecond = 60);
ScreenSpec monitorSpec(const QString& id, bool cursor = false, int framesPerSecond = 60);

} // namespace reelout::test
