// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewport_cases.h"

#include <QImage>
#include <QSize>

namespace reelout::test {

/// What a viewport of `view` device pixels must show, worked out pixel by pixel in double from what the
/// parameters mean, by code that shares nothing with the program's.
class ViewportReference {
public:
    ViewportReference(const ViewportCase& wanted, QSize view, QRgb background);

    /// Where the picture lies; may reach beyond the view.
    QRect target() const { return m_target; }
    /// The number of pixels of `shown` that are off by more than `tolerance` code values in some channel, and
    /// by how much at most. A pixel whose centre lies on the border of two samples may show either with
    /// Nearest.
    struct Difference {
        int wrong = 0;
        double greatest = 0.0;
        QPoint where;
    };
    Difference compare(const QImage& shown, double tolerance) const;

private:
    std::array<double, 3> colourAt(double column, double row, int x, int y) const;
    double differenceAt(QRgb shown, int x, int y) const;
    std::array<double, 4> sample(int x, int y) const;
    std::array<double, 4> filtered(double column, double row) const;

    const ViewportCase& m_case;
    QSize m_view;
    QRgb m_background;
    QRect m_target;
};

} // namespace reelout::test
