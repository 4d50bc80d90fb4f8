// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/overlay/sprite.h"
#include "capture/pipewire/pw_video_format.h"
#include "media/picture.h"

#include <spa/buffer/buffer.h>

#include <optional>
#include <vector>

namespace reelout {

/// What one buffer of a screen's stream brings. Pure readers of PipeWire's structures; every length that
/// comes from the other side is checked against what there really is.
struct PwFrame {
    const std::uint8_t* pixels = nullptr; ///< null: none; only the pointer moved
    std::ptrdiff_t stride = 0;
    std::optional<Timestamp> captured; ///< on CLOCK_MONOTONIC
    bool isBroken = false;             ///< one got lost that would have had pixels
    bool isDamageKnown = false;
    std::vector<Rect> damage;
};

/// InvalidData when the memory is shorter than the format needs.
Result<PwFrame> readFrame(const spa_buffer& buffer, const PwVideoFormat& format);

/// The pointer as the buffers tell of it: its place with each, its look only when that changed.
class PwCursor {
public:
    /// `scale` as ScreenSpec::cursorScale.
    explicit PwCursor(double scale) : m_scale(scale) {}

    /// True when it has moved, changed or gone.
    bool read(const spa_buffer& buffer);
    /// In the picture's coordinates; no sprite while it is hidden.
    PlacedSprite placed() const;

private:
    const double m_scale;
    SpritePtr m_sprite;
    bool m_isVisible = false;
    int m_x = 0;
    int m_y = 0;
};

/// Whether a frame can be a Bgrx8 picture where it lies, once its memory is kept.
bool isPictureAlready(const PwFrame& frame, const PwVideoFormat& format);

/// Copies rows of a frame into a Bgrx8 picture of the same size.
void copyRows(const PwFrame& frame, const PwVideoFormat& format, int top, int bottom, Picture& picture);

} // namespace reelout
