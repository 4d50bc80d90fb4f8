// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace reelout {

/// Fusion that, when asked, moves nothing by itself.
class StillStyle final : public QProxyStyle {
public:
    explicit StillStyle(bool reducedMotion);

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;

private:
    bool m_reducedMotion;
};

} // namespace reelout
