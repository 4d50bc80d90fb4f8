// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/overlay/sprite.h"

#include <QStringList>

#include <memory>

namespace reelout {

/// Draws words in the system's sans-serif font: white in dark boxes with round corners, one beside the other.
/// Belongs to one thread.
class TextSprites {
public:
    /// NotFound when the system has no font.
    static Result<std::unique_ptr<TextSprites>> open();
    ~TextSprites();
    TextSprites(const TextSprites&) = delete;
    TextSprites& operator=(const TextSprites&) = delete;

    /// `height`: of the letters, in pixels. Characters the font lacks are drawn from another one of the
    /// system. What would be wider than `longest` loses its beginning. Null for no words.
    SpritePtr draw(const QStringList& words, int height, int longest);

private:
    struct Impl;
    explicit TextSprites(std::unique_ptr<Impl> impl);
    const std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
