// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport_header.h"

#include "ui/theme/theme.h"
#include "ui/viewport/pixel_probe.h"
#include "ui/viewport/view_actions.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSizePolicy>
#include <QToolButton>
#include <QWidget>

#include <cmath>

namespace reelout {

ViewportHeader::ViewportHeader(QWidget* parent)
    : QWidget(parent),
      m_name(new QLabel(this)),
      m_facts(new QLabel(this))
{
    setObjectName(QStringLiteral("panelHeader"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(scaled(28));
    m_facts->setObjectName(QStringLiteral("note"));
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_facts->setAccessibleName(tr("Facts about the picture"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 4, 0);
    layout->setSpacing(2);
    layout->addWidget(m_name);
    layout->addSpacing(8);
    layout->addWidget(m_facts, 1);
}

void ViewportHeader::addTools(ViewActions& actions)
{
    m_zoom = new QToolButton(this);
    m_zoom->setMenu(actions.makeZoomMenu(m_zoom));
    m_zoom->setPopupMode(QToolButton::InstantPopup);
    m_zoom->setAccessibleName(tr("Zoom"));
    m_zoom->setToolTip(tr("Zoom: the wheel, + and −; 0 fits, 1 is one to one"));
    m_zoom->setFixedWidth(m_zoom->fontMetrics().horizontalAdvance(QStringLiteral("6400 %  ")) + scaled(12));
    m_zoom->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(actions.makeButton(actions.written(), this));
    layout()->addWidget(m_zoom);
    layout()->addWidget(actions.makeButton(actions.fullScreen(), this));
    layout()->addWidget(actions.makeButton(actions.preview(), this));
    clearFacts();
}

void ViewportHeader::showName(const QString& name)
{
    m_name->setText(name);
}

void ViewportHeader::showFacts(const Picture& picture, const QString& writtenAs, double picturesPerSecond)
{
    QString text = QStringLiteral("%1 × %2   %3")
                       .arg(picture.size.width)
                       .arg(picture.size.height)
                       .arg(writtenAs.isEmpty() ? formatText(picture.format, picture.colour) : writtenAs);
    if (picturesPerSecond > 0.0)
        text += tr("   %1 fps").arg(std::lround(picturesPerSecond));
    if (text == m_factsText)
        return;
    m_factsText = text;
    elide();
}

void ViewportHeader::showScale(QPointF scale, bool isFitted)
{
    const auto percent = [](double each) {
        const double value = 100.0 * each;
        return value < 9.95 ? QString::number(value, 'f', 1) : QString::number(std::lround(value));
    };
    const bool isSquare = std::abs(scale.x() - scale.y()) < 0.01 * scale.y();
    const QString text = isSquare ? tr("%1 %").arg(percent(scale.y())) : tr("stretched");
    m_zoom->setText(text);
    m_zoom->setAccessibleDescription(isFitted ? tr("fitted, %1").arg(text) : text);
}

void ViewportHeader::clearFacts()
{
    m_factsText.clear();
    elide();
    if (m_zoom)
        m_zoom->setText(QStringLiteral("–"));
}

void ViewportHeader::elide()
{
    m_facts->setText(m_facts->fontMetrics().elidedText(m_factsText, Qt::ElideRight, m_facts->width()));
    m_facts->setToolTip(m_factsText);
}

void ViewportHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    elide();
}

} // namespace reelout
