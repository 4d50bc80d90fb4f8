// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport_panel.h"

#include "ui/theme/theme.h"
#include "ui/viewport/picture_watcher.h"
#include "ui/viewport/viewport_header.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QSizePolicy>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr double kLeastZoom = 0.05;
constexpr double kMostZoom = 64.0;
constexpr double kWheelStep = 1.2;

Smoothness smoothnessFromToken(const QString& token)
{
    if (token == QStringLiteral("nearest"))
        return Smoothness::Nearest;
    return token == QStringLiteral("mipmap") ? Smoothness::Mipmap : Smoothness::Linear;
}

} // namespace

ViewportPanel::ViewportPanel(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_watcher(new PictureWatcher(engine, this)),
      m_header(new ViewportHeader(this)),
      m_stage(new QWidget(this)),
      m_stack(new QStackedLayout(m_stage)),
      m_message(new QLabel(m_stage)),
      m_viewport(makeViewport(m_stage))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Picture"));
    setMouseTracking(true);
    m_stage->setMouseTracking(true);
    m_stage->setMinimumSize(160, 90);
    m_stage->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setMargin(24);
    m_message->setAutoFillBackground(true);
    QPalette dark = palette();
    dark.setColor(QPalette::Window, dark.color(QPalette::Dark));
    dark.setColor(QPalette::WindowText, themeColours().faint);
    m_message->setPalette(dark);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_viewport->widget());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_stage, 1);
    connect(m_header, &ViewportHeader::previewAsked, this, &ViewportPanel::setPreviewOn);
    connect(m_watcher, &PictureWatcher::pictureArrived, this, &ViewportPanel::show);
    connect(m_watcher, &PictureWatcher::pictureMissing, this, &ViewportPanel::showMissing);
}

void ViewportPanel::setOperator(Operator* op)
{
    if (m_operator)
        disconnect(&m_operator->params(), nullptr, this, nullptr);
    m_operator = op;
    m_picture.reset();
    m_original.reset();
    m_viewport->showPicture(nullptr);
    m_header->showName(op ? op->name() : QString());
    m_header->clearFacts();
    if (op) {
        connect(&op->params(), &ParamSet::changed, this, &ViewportPanel::readViewParameters);
        connect(&op->params(), &ParamSet::refreshed, this, &ViewportPanel::readViewParameters);
        connect(op, &Operator::renamed, m_header,
                [this](const QString&, const QString& to) { m_header->showName(to); });
    }
    m_zoom = 1.0;
    m_pan = {};
    readViewParameters();
    m_watcher->setOperator(op);
    if (!m_previewOn)
        showMissing(tr("the preview is switched off"));
    else if (!m_watcher->isRunning() || !op)
        showMissing(op ? QString() : tr("nothing is selected"));
}

void ViewportPanel::readViewParameters()
{
    if (m_operator) {
        m_fill = fillModeFromToken(m_operator->params().text(QStringLiteral("fillmode")));
        m_smoothness = smoothnessFromToken(m_operator->params().text(QStringLiteral("filtertype")));
    }
    place();
}

void ViewportPanel::setPreviewOn(bool on)
{
    if (on == m_previewOn)
        return;
    m_previewOn = on;
    m_header->showPreviewOn(on);
    m_watcher->setRunning(on && isVisible());
    if (!on)
        showMissing(tr("the preview is switched off"));
    Q_EMIT previewToggled(on);
}

void ViewportPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_watcher->setRunning(m_previewOn);
}

void ViewportPanel::hideEvent(QHideEvent* event)
{
    m_watcher->setRunning(false);
    m_viewport->showPicture(nullptr);
    QWidget::hideEvent(event);
}

QString ViewportPanel::message() const
{
    return m_stack->currentWidget() == m_message ? m_message->text() : QString();
}

void ViewportPanel::show(const PicturePtr& shown, const PicturePtr& original)
{
    const bool sameLayout = m_picture && m_picture->size == shown->size;
    m_picture = shown;
    m_original = original;
    if (!sameLayout)
        place();
    m_viewport->showPicture(shown);
    if (m_stack->currentWidget() == m_message)
        m_stack->setCurrentWidget(m_viewport->widget());
    m_header->showFacts(*original, m_watcher->picturesPerSecond(), m_target.height() / original->size.height);
}

void ViewportPanel::showMissing(const QString& reason)
{
    m_picture.reset();
    m_original.reset();
    m_viewport->showPicture(nullptr);
    m_message->setText(reason.isEmpty() ? tr("Waiting for the first picture…")
                                        : tr("No picture: %1").arg(reason));
    m_stack->setCurrentWidget(m_message);
    m_header->clearFacts();
}

QSizeF ViewportPanel::viewSize() const
{
    return QSizeF(m_stage->size()) * devicePixelRatioF();
}

QPointF ViewportPanel::inView(QPointF at) const
{
    return (at - QPointF(m_stage->pos())) * devicePixelRatioF();
}

void ViewportPanel::place()
{
    if (!m_picture)
        return;
    const QSizeF size(m_picture->size.width, m_picture->size.height);
    m_target =
        zoomed(fitPicture(m_fill, size, m_original->pixelAspect, viewSize()), viewSize(), m_zoom, m_pan);
    m_viewport->setPlacement(m_target, m_smoothness);
}

void ViewportPanel::resetView()
{
    m_zoom = 1.0;
    m_pan = {};
    place();
}

void ViewportPanel::showOneToOne()
{
    if (!m_picture || m_target.isEmpty())
        return;
    m_zoom *= m_picture->size.height / m_target.height();
    m_pan = {};
    place();
}

void ViewportPanel::zoomAt(QPointF at, double factor)
{
    const double zoom = std::clamp(m_zoom * factor, kLeastZoom, kMostZoom);
    const QPointF centre(viewSize().width() / 2.0, viewSize().height() / 2.0);
    // What lies under the cursor stays there.
    m_pan = (at - centre) - (at - centre - m_pan) * (zoom / m_zoom);
    m_zoom = zoom;
    place();
}

void ViewportPanel::showPixel(QPointF at)
{
    if (!m_picture || m_target.isEmpty())
        return;
    const QPointF inTarget = at - m_target.topLeft();
    m_header->showPixel(*m_picture, QPointF(inTarget.x() * m_picture->size.width / m_target.width(),
                                            inTarget.y() * m_picture->size.height / m_target.height()));
}

void ViewportPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    place();
}

void ViewportPanel::wheelEvent(QWheelEvent* event)
{
    zoomAt(inView(event->position()), std::pow(kWheelStep, event->angleDelta().y() / 120.0));
}

void ViewportPanel::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton)
        m_dragFrom = inView(event->position()) - m_pan;
}

void ViewportPanel::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = inView(event->position());
    if (m_dragFrom) {
        m_pan = at - *m_dragFrom;
        place();
    }
    showPixel(at);
}

void ViewportPanel::mouseReleaseEvent(QMouseEvent*)
{
    m_dragFrom.reset();
}

void ViewportPanel::mouseDoubleClickEvent(QMouseEvent*)
{
    resetView();
}

void ViewportPanel::leaveEvent(QEvent*)
{
    m_header->clearPixel();
}

void ViewportPanel::keyPressEvent(QKeyEvent* event)
{
    const QPointF centre(viewSize().width() / 2.0, viewSize().height() / 2.0);
    switch (event->key()) {
    case Qt::Key_0:
        return resetView();
    case Qt::Key_1:
        return showOneToOne();
    case Qt::Key_Plus:
        return zoomAt(centre, kWheelStep);
    case Qt::Key_Minus:
        return zoomAt(centre, 1.0 / kWheelStep);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace reelout
