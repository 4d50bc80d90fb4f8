// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "ui/viewport/byte_rows.h"
#include "ui/viewport/view_look.h"

#include <QImage>
#include <QRect>

#include <array>
#include <vector>

namespace reelout {

/// Paints a picture without OpenGL, with the same result (viewport.h says what). Keeps its scratch between
/// pictures. One thread at a time.
class RasterPicture {
public:
    /// Paints what of `target` lies inside `image` (Format_RGB32); nothing else of it is touched. Formats as
    /// displayFormat() gives.
    void paint(const Picture& picture, const QRect& target, const ViewLook& look, QImage& image);
    /// Only what of it lies in `part` of the image, to the same pixels.
    void paint(const Picture& picture, const QRect& target, const ViewLook& look, QImage& image,
               const QRect& part);

private:
    using Pixel = float __attribute__((vector_size(16)));
    using Run = SampleRun;
    static std::vector<Run> runs(int samples, int targetFrom, int targetLength, int from, int count,
                                 Smoothness smoothness);
    void loadRow(const Picture& picture, int y, Pixel* row) const;
    const Pixel* sourceRow(const Picture& picture, int y);
    const Pixel* combinedRow(const Picture& picture, const Run& run);
    void showRow(const Pixel* row, int x, int y, QRgb* out) const;
    QRgb shownPixel(Pixel pixel, int x, int y) const;
    void prepareLook(const Picture& picture, const ViewLook& look);
    /// Code values that are shown as they are.
    bool isPlain() const;
    /// The same of pixels of 8 bits with blue first.
    void paintBytes(const Picture& picture, const std::vector<Run>& rows, const QRect& visible,
                    QImage& image);

    ViewLook m_look;
    bool m_isLinear = false;
    bool m_isOpaque = false;
    float m_gain = 1.0F;
    int m_from = 0; ///< columns of the picture that are needed
    int m_count = 0;
    std::vector<Run> m_columns;
    std::array<std::vector<Pixel>, 2> m_rows;
    std::array<int, 2> m_rowNumbers{-1, -1};
    std::size_t m_nextRow = 0;
    std::vector<Pixel> m_sum;
    std::vector<std::uint16_t> m_bytes;
    ByteColumns m_byteColumns;
};

} // namespace reelout
