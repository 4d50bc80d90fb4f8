// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/full_screen_view.h"

#include "ui/viewport/picture_stage.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QScreen>
#include <QVBoxLayout>
#include <QWidget>

namespace reelout {

namespace {
constexpr int kPointerRests = 2000; ///< ms
}

FullScreenView::FullScreenView(QWidget* parent)
    : QWidget(parent, Qt::Window | Qt::FramelessWindowHint),
      m_stage(new PictureStage(this))
{
    setWindowTitle(tr("Reelout picture"));
    setAccessibleName(tr("Picture on the full screen"));
    QPalette black = palette();
    black.setColor(QPalette::Dark, Qt::black);
    black.setColor(QPalette::Window, Qt::black);
    // Each by itself: under a style sheet a palette isn't handed down.
    for (QWidget* part :
         {static_cast<QWidget*>(this), static_cast<QWidget*>(m_stage), m_stage->viewport().widget()})
        part->setPalette(black);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stage);
    setFocusProxy(m_stage);
    m_stage->setAccessibleName(tr("Picture"));
    m_stage->installEventFilter(this);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kPointerRests);
    connect(&m_rest, &QTimer::timeout, this, [this] { m_stage->setCursor(Qt::BlankCursor); });
}

void FullScreenView::openOn(QScreen& screen)
{
    setScreen(&screen);
    setGeometry(screen.geometry());
    showFullScreen();
    activateWindow();
    m_stage->setFocus(Qt::ActiveWindowFocusReason);
    m_rest.start();
}

bool FullScreenView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::Wheel) {
        if (m_stage->cursor().shape() == Qt::BlankCursor)
            m_stage->unsetCursor();
        m_rest.start();
    }
    return QWidget::eventFilter(watched, event);
}

void FullScreenView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void FullScreenView::closeEvent(QCloseEvent* event)
{
    m_rest.stop();
    event->accept();
    Q_EMIT left();
}

} // namespace reelout
