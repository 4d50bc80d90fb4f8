// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace reelout {

class ViewActions;

/// The line above the picture: whose it is, its size, format and rate, and the tools for how it lies:
/// before or after the picture path, zoom, full screen, and the switch of the preview.
class ViewportHeader final : public QWidget {
    Q_OBJECT

public:
    explicit ViewportHeader(QWidget* parent);

    /// Once.
    void addTools(ViewActions& actions);
    void showName(const QString& name);
    /// `writtenAs`: the Pixel Format of a picture that went through a picture path, else empty.
    void showFacts(const Picture& picture, const QString& writtenAs, double picturesPerSecond);
    /// Device pixels per picture pixel.
    void showScale(QPointF scale, bool isFitted);
    void clearFacts();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QLabel* m_name;
    QLabel* m_facts;
    QToolButton* m_zoom = nullptr;
    QString m_factsText;
};

} // namespace reelout
