// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/display_maker.h"
#include "ui/viewport/guides.h"
#include "ui/viewport/picture_view.h"
#include "ui/viewport/viewport.h"

#include <QPoint>
#include <QWidget>

#include <optional>

class QLabel;
class QNativeGestureEvent;

namespace reelout {

class ViewportOverlay;

/// The picture itself, wherever it is shown: the viewport with its overlay, what the mouse does to it, and
/// the words that stand there without one. Wheel zooms to the cursor, dragging moves, a double click goes
/// between fitted and one to one, Ctrl and a click pin a pixel. Main thread.
class PictureStage final : public QWidget {
    Q_OBJECT

public:
    explicit PictureStage(QWidget* parent);

    void showPicture(const DisplayPicture& picture, std::uint64_t stream);
    /// Without a picture: words in its place, and no memory held.
    void showMessage(const QString& text);
    QString message() const;
    bool hasPicture() const { return m_picture.values != nullptr; }
    const DisplayPicture& picture() const { return m_picture; }

    void setLook(const ViewLook& look);
    const ViewLook& look() const { return m_look; }
    void setGuides(Guides guides);
    void setFillMode(FillMode mode);

    const PictureView& view() const { return m_view; }
    void setPlace(const PictureView::Place& place);
    void fit();
    void zoomTo(double scale);
    void zoomStep(int direction);
    /// In device pixels.
    void moveBy(QPointF distance);

    /// The pixel that is read out: the pinned one, else the one under the cursor. Inside the picture.
    std::optional<QPoint> probedPixel() const;
    /// Moves the pinned pixel, which begins in the middle of what is seen.
    void moveMark(QPoint distance);
    void setMark(const std::optional<QPoint>& pixel);
    bool hasMark() const { return m_mark.has_value(); }

    Viewport& viewport() const { return *m_viewport; }

Q_SIGNALS:
    void viewChanged();  ///< zoomed, moved or resized
    void probeChanged(); ///< another pixel, or other values

protected:
    void resizeEvent(QResizeEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void arrange();
    void place();
    void keepMark(Size size);
    bool zoomByGesture(const QNativeGestureEvent& gesture);
    QPointF inView(QPointF at) const;
    std::optional<QPoint> pixelAt(QPointF inView) const;

    Viewport* m_viewport;
    ViewportOverlay* m_overlay;
    QLabel* m_message;
    PictureView m_view;
    DisplayPicture m_picture;
    ViewLook m_look;
    std::optional<QPointF> m_cursor;
    std::optional<QPoint> m_mark;
    Size m_markSize; ///< of the picture it was set in
    std::optional<QPointF> m_dragFrom;
};

} // namespace reelout
