// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"
#include "ui/viewport/fit.h"
#include "ui/viewport/viewport.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QStackedLayout;

namespace reelout {

class PictureWatcher;
class ViewportHeader;

/// The centre of the window: the picture of the selected operator with its facts above. Wheel zooms, dragging
/// moves, a double click or 0 fits, 1 shows one picture pixel per device pixel.
class ViewportPanel final : public QWidget {
    Q_OBJECT

public:
    ViewportPanel(Engine& engine, QWidget* parent = nullptr);

    void setOperator(Operator* op);
    /// Off = holds no source and draws nothing.
    void setPreviewOn(bool on);
    bool isPreviewOn() const { return m_previewOn; }
    PictureWatcher& watcher() const { return *m_watcher; }
    Viewport& viewport() const { return *m_viewport; }
    QString message() const;
    void resetView();
    void showOneToOne();

Q_SIGNALS:
    void previewToggled(bool on);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void readViewParameters();
    void show(const PicturePtr& shown, const PicturePtr& original);
    void showMissing(const QString& reason);
    void showPixel(QPointF at);
    void place();
    void zoomAt(QPointF at, double factor);
    QSizeF viewSize() const;
    QPointF inView(QPointF at) const;

    PictureWatcher* m_watcher;
    ViewportHeader* m_header;
    QWidget* m_stage;
    QStackedLayout* m_stack;
    QLabel* m_message;
    Viewport* m_viewport;
    QPointer<Operator> m_operator;
    PicturePtr m_picture;
    PicturePtr m_original;
    FillMode m_fill = FillMode::Best;
    Smoothness m_smoothness = Smoothness::Linear;
    double m_zoom = 1.0;
    QPointF m_pan;
    std::optional<QPointF> m_dragFrom;
    QRectF m_target;
    bool m_previewOn = true;
};

} // namespace reelout
