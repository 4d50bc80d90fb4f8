// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"
#include "movie_fixture.h"

#include <QByteArray>

namespace reelout::test {

inline constexpr Size kNumberedSize{128, 96};
inline constexpr int kNumberBits = 8;

/// The number as eight upright bars, black or white; 25 pictures a second.
inline PicturePtr numberedPicture(int number)
{
    auto picture =
        std::make_shared<Picture>(*makePicture(PixelFormat::Bgra8, kNumberedSize, 0, kScreenColour, 0.0));
    for (int y = 0; y < kNumberedSize.height; ++y) {
        std::uint8_t* row = picture->planes[0].data + y * picture->planes[0].stride;
        for (int x = 0; x < kNumberedSize.width; ++x) {
            const bool isWhite = (number >> (x * kNumberBits / kNumberedSize.width) & 1) != 0;
            for (int channel = 0; channel < 4; ++channel)
                row[4 * x + channel] = isWhite || channel == 3 ? 255 : 0;
        }
    }
    picture->serial = static_cast<std::uint64_t>(number) + 1;
    picture->captured = Timestamp(number * std::chrono::milliseconds(40));
    return picture;
}

/// The number in a decoded picture, packed BGRA of that width.
inline int numberIn(const QByteArray& bgra, int width = kNumberedSize.width)
{
    int number = 0;
    for (int bit = 0; bit < kNumberBits; ++bit) {
        const int x = (2 * bit + 1) * kNumberedSize.width / (2 * kNumberBits);
        const auto value = static_cast<unsigned char>(bgra[4 * (kNumberedSize.height / 2 * width + x) + 1]);
        number |= value > 127 ? 1 << bit : 0;
    }
    return number;
}

/// Numbered pictures, one by one.
class NumberReader final : public PictureReader {
public:
    explicit NumberReader(int length) : m_length(length) {}
    Result<PicturePtr> next() override
    {
        return m_read < m_length ? numberedPicture(m_read++) : PicturePtr();
    }
    std::int64_t length() const override { return m_length; }
    FrameRate rate() const override { return {25, 1}; }

private:
    int m_length;
    int m_read = 0;
};

} // namespace reelout::test
