// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/pixel_probe.h"

#include <QColor>
#include <QPoint>
#include <QWidget>

class QLabel;
class QToolButton;

namespace reelout {

class NumberField;
class ViewActions;

/// The line below the picture: the values of one pixel, and the tools for what is seen of it: channels,
/// exposure, guides, stills.
class ViewportTools final : public QWidget {
    Q_OBJECT

public:
    explicit ViewportTools(QWidget* parent);

    /// Once.
    void addTools(ViewActions& actions);
    /// `colour` is what the pixel looks like.
    void showPixel(QPoint at, const PixelValues& values, const QColor& colour, bool isPinned);
    void clearPixel();
    QString pixel() const { return m_text; }
    void showChannels(const QString& label);
    void showStops(double stops);

Q_SIGNALS:
    void stopsEdited(double stops);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QLabel* m_swatch;
    QLabel* m_pixel;
    QToolButton* m_channels = nullptr;
    NumberField* m_stops = nullptr;
    QString m_text;
    QColor m_colour;
};

} // namespace reelout
