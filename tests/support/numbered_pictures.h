// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/generators/frame_code.h"
#include "media/picture.h"

#include <QFile>
#include <QString>

#include <algorithm>

namespace reelout::test {

/// `count` grey I420 pictures one behind the other, each with its number burnt in (frame_code.h).
inline bool writeNumbered(const QString& path, Size size, int count)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    PicturePool pool;
    for (int number = 0; number < count; ++number) {
        const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgrx8, size);
        for (int y = 0; y < size.height; ++y)
            std::fill_n(picture->row(0, y), static_cast<std::size_t>(size.width) * 4, std::uint8_t(128));
        drawFrameCode(*picture, static_cast<std::uint32_t>(number));
        QByteArray luma;
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x)
                luma.append(static_cast<char>(picture->row(0, y)[std::ptrdiff_t(x) * 4]));
        }
        if (file.write(luma) < 0 || file.write(QByteArray(luma.size() / 2, char(128))) < 0)
            return false;
    }
    return true;
}

} // namespace reelout::test
