// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

#include <memory>

namespace reelout {

struct ThemeChoice;

/// Fusion with our signs in questions, whose icons grow with the text and, when asked, that moves nothing by
/// itself.
class StillStyle final : public QProxyStyle {
public:
    explicit StillStyle(const ThemeChoice& choice);

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption* option,
                       const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;

private:
    std::unique_ptr<QStyle> m_plain;
    double m_growth; ///< of the text, 1..2
    bool m_reducedMotion;
};

} // namespace reelout
