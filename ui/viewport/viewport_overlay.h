// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/guides.h"

#include <QWidget>

#include <optional>

namespace reelout {

/// What is drawn over the picture: guides, the mark of a pinned pixel and the frame of the keyboard focus.
/// All places are device pixels of the viewport it covers.
class ViewportOverlay final : public QWidget {
    Q_OBJECT

public:
    explicit ViewportOverlay(QWidget* parent);

    void setGuides(Guides guides);
    /// Where the picture is, and its display aspect.
    void setTarget(const QRect& target, double aspect);
    /// The pixel whose values are kept in view, or none.
    void setMark(const std::optional<QRect>& mark);
    void setFocusShown(bool shown);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Guides m_guides;
    QRect m_target;
    double m_aspect = 1.0;
    std::optional<QRect> m_mark;
    bool m_focusShown = false;
};

} // namespace reelout
