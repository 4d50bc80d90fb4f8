// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/picture_stage.h"

#include "ui/viewport/device_pixels.h"
#include "ui/viewport/viewport_overlay.h"

#include <QLabel>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr double kZoomPerNotch = 1.2;
constexpr double kAnglePerNotch = 120.0; ///< QWheelEvent's eighths of a degree

} // namespace

PictureStage::PictureStage(QWidget* parent)
    : QWidget(parent),
      m_viewport(makeViewport(this)),
      m_overlay(new ViewportOverlay(this)),
      m_message(new QLabel(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(160, 90);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setMargin(24);
    m_message->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_message->setObjectName(QStringLiteral("note"));
    m_viewport->widget()->hide();
    m_overlay->raise();
}

void PictureStage::showPicture(const DisplayPicture& picture, std::uint64_t stream)
{
    // Of the same place in a picture of another size: before and after a picture path.
    if (m_mark && !(m_markSize == picture.values->size))
        keepMark(picture.values->size);
    const bool isSame = m_picture.values && m_picture.values->size == picture.values->size &&
                        m_picture.values->pixelAspect == picture.values->pixelAspect;
    m_picture = picture;
    if (!isSame) {
        const Picture& values = *picture.values;
        m_view.setPicture({values.size.width, values.size.height}, values.pixelAspect);
        place();
    }
    m_viewport->showPicture(picture.shown, stream);
    if (m_viewport->widget()->isHidden()) {
        m_message->hide();
        m_viewport->widget()->show();
    }
    // A neighbour that moved this one without resizing it.
    if (m_viewport->widget()->geometry() != onDevicePixels(*this, rect()))
        arrange();
    Q_EMIT probeChanged();
}

void PictureStage::showMessage(const QString& text)
{
    m_picture = {};
    m_viewport->showPicture(nullptr, 0);
    m_viewport->widget()->hide();
    m_message->setText(text);
    m_message->show();
    m_view.setPicture({}, 1.0);
    m_overlay->setTarget({}, 1.0);
    m_overlay->setMark(std::nullopt);
    Q_EMIT probeChanged();
}

QString PictureStage::message() const
{
    return m_picture.values ? QString() : m_message->text();
}

void PictureStage::setLook(const ViewLook& look)
{
    m_look = look;
    m_viewport->setLook(look);
    Q_EMIT probeChanged();
}

void PictureStage::setGuides(Guides guides)
{
    m_overlay->setGuides(guides);
}

void PictureStage::setFillMode(FillMode mode)
{
    if (mode == m_view.fillMode())
        return;
    m_view.setFillMode(mode);
    place();
}

void PictureStage::setPlace(const PictureView::Place& where)
{
    m_view.setPlace(where);
    place();
}

void PictureStage::fit()
{
    m_view.fit();
    place();
}

void PictureStage::zoomTo(double scale)
{
    m_view.zoomTo(scale, m_view.middle());
    place();
}

void PictureStage::zoomStep(int direction)
{
    m_view.zoomStep(direction, m_cursor.value_or(m_view.middle()));
    place();
}

void PictureStage::moveBy(QPointF distance)
{
    m_view.moveBy(distance);
    place();
}

void PictureStage::place()
{
    if (!m_picture.values)
        return;
    const Picture& values = *m_picture.values;
    m_viewport->setPlacement(m_view.target());
    m_overlay->setTarget(m_view.target(), values.size.width * values.pixelAspect / values.size.height);
    if (m_mark) {
        const QPointF corner = m_view.toView(*m_mark);
        const QPointF end = m_view.toView(*m_mark + QPoint(1, 1));
        m_overlay->setMark(QRectF(corner, end).toRect());
    } else {
        m_overlay->setMark(std::nullopt);
    }
    Q_EMIT viewChanged();
    Q_EMIT probeChanged();
}

void PictureStage::arrange()
{
    const QRect room = onDevicePixels(*this, rect());
    m_viewport->widget()->setGeometry(room);
    m_overlay->setGeometry(room);
    m_message->setGeometry(rect());
    m_view.setView(room.size() * devicePixelRatioF());
    place();
}

void PictureStage::resizeEvent(QResizeEvent*)
{
    arrange();
}

void PictureStage::moveEvent(QMoveEvent*)
{
    arrange();
}

void PictureStage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), palette().color(QPalette::Dark));
}

QPointF PictureStage::inView(QPointF at) const
{
    return (at - QPointF(m_overlay->pos())) * devicePixelRatioF();
}

std::optional<QPoint> PictureStage::pixelAt(QPointF at) const
{
    if (!m_picture.values ||
        !m_view.target().contains(QPoint(int(std::floor(at.x())), int(std::floor(at.y())))))
        return std::nullopt;
    const QPointF inside = m_view.toPicture(at);
    const Size size = m_picture.values->size;
    return QPoint(std::clamp(static_cast<int>(std::floor(inside.x())), 0, size.width - 1),
                  std::clamp(static_cast<int>(std::floor(inside.y())), 0, size.height - 1));
}

std::optional<QPoint> PictureStage::probedPixel() const
{
    if (!m_picture.values)
        return std::nullopt;
    if (m_mark)
        return m_mark;
    return m_cursor ? pixelAt(*m_cursor) : std::nullopt;
}

void PictureStage::setMark(const std::optional<QPoint>& pixel)
{
    m_mark = pixel;
    if (m_picture.values)
        m_markSize = m_picture.values->size;
    place();
}

void PictureStage::keepMark(Size size)
{
    const auto moved = [](int at, int from, int to) {
        return std::clamp(static_cast<int>((at + 0.5) * to / from), 0, to - 1);
    };
    m_mark = {moved(m_mark->x(), m_markSize.width, size.width),
              moved(m_mark->y(), m_markSize.height, size.height)};
    m_markSize = size;
}

void PictureStage::moveMark(QPoint distance)
{
    if (!m_picture.values)
        return;
    const Size size = m_picture.values->size;
    const QPointF middle = m_view.toPicture(m_view.middle());
    QPoint next =
        m_mark ? *m_mark + distance : QPoint(int(std::floor(middle.x())), int(std::floor(middle.y())));
    next = {std::clamp(next.x(), 0, size.width - 1), std::clamp(next.y(), 0, size.height - 1)};
    setMark(next);
}

void PictureStage::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() == 0)
        return event->ignore();
    m_view.zoomBy(std::pow(kZoomPerNotch, event->angleDelta().y() / kAnglePerNotch),
                  inView(event->position()));
    place();
}

bool PictureStage::zoomByGesture(const QNativeGestureEvent& gesture)
{
    if (gesture.gestureType() != Qt::ZoomNativeGesture)
        return false;
    m_view.zoomBy(1.0 + gesture.value(), inView(gesture.position()));
    place();
    return true;
}

void PictureStage::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = inView(event->position());
    if (event->button() == Qt::LeftButton && (event->modifiers() & Qt::ControlModifier) != 0)
        return setMark(pixelAt(at));
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton)
        m_dragFrom = at;
    else
        event->ignore();
}

void PictureStage::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = inView(event->position());
    m_cursor = at;
    if (m_dragFrom && m_picture.values) {
        setCursor(Qt::ClosedHandCursor);
        const QPointF distance = at - *m_dragFrom;
        m_dragFrom = at;
        moveBy(distance);
    } else {
        Q_EMIT probeChanged();
    }
}

void PictureStage::mouseReleaseEvent(QMouseEvent*)
{
    m_dragFrom.reset();
    unsetCursor();
}

void PictureStage::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (m_view.isFitted())
        m_view.zoomTo(1.0, inView(event->position()));
    else
        m_view.fit();
    place();
}

void PictureStage::leaveEvent(QEvent*)
{
    m_cursor.reset();
    Q_EMIT probeChanged();
}

void PictureStage::focusInEvent(QFocusEvent* event)
{
    const bool isByKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                         event->reason() == Qt::ShortcutFocusReason;
    m_overlay->setFocusShown(isByKey);
    QWidget::focusInEvent(event);
}

void PictureStage::focusOutEvent(QFocusEvent* event)
{
    m_overlay->setFocusShown(false);
    QWidget::focusOutEvent(event);
}

bool PictureStage::event(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture && zoomByGesture(*static_cast<QNativeGestureEvent*>(event)))
        return true;
    return QWidget::event(event);
}

} // namespace reelout
