// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <QPointF>
#include <QWidget>

class QLabel;
class QToolButton;

namespace reelout {

/// The line above the picture: whose it is, its size, format and rate, the pixel under the cursor, and the
/// switch of the preview.
class ViewportHeader final : public QWidget {
    Q_OBJECT

public:
    explicit ViewportHeader(QWidget* parent);

    void showName(const QString& name);
    /// `scale` is device pixels per picture pixel.
    void showFacts(const Picture& original, double picturesPerSecond, double scale);
    /// Values of a Bgra8, Bgrx8 or Rgba8 picture at a place in it; nothing outside.
    void showPixel(const Picture& shown, QPointF at);
    void clearPixel();
    void clearFacts();
    void showPreviewOn(bool on);

Q_SIGNALS:
    void previewAsked(bool on);

private:
    QLabel* m_name;
    QLabel* m_facts;
    QLabel* m_pixel;
    QToolButton* m_eye;
};

} // namespace reelout
