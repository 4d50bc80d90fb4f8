// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport_tools.h"

#include "ui/inspector/number_field.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/viewport/view_actions.h"
#include "ui/viewport/view_options.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSizePolicy>
#include <QToolButton>
#include <QWidget>

namespace reelout {

namespace {

NumberRange stopsRange()
{
    NumberRange range;
    range.minimum = -kMostStops;
    range.maximum = kMostStops;
    range.sliderMinimum = -5.0;
    range.sliderMaximum = 5.0;
    return range;
}

} // namespace

ViewportTools::ViewportTools(QWidget* parent)
    : QWidget(parent),
      m_swatch(new QLabel(this)),
      m_pixel(new QLabel(this))
{
    setObjectName(QStringLiteral("panelHeader"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(scaled(28));
    m_swatch->setFixedSize(scaled(12), scaled(12));
    m_swatch->setAutoFillBackground(true);
    m_pixel->setObjectName(QStringLiteral("note"));
    m_pixel->setFont(figureFont(8.0));
    m_pixel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_pixel->setAccessibleName(tr("Values of the pixel"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 4, 0);
    layout->setSpacing(2);
    layout->addWidget(m_swatch);
    layout->addSpacing(4);
    layout->addWidget(m_pixel, 1);
    clearPixel();
}

void ViewportTools::addTools(ViewActions& actions)
{
    m_channels = new QToolButton(this);
    m_channels->setIcon(icon(QStringLiteral("channels")));
    m_channels->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_channels->setMenu(actions.makeChannelsMenu(m_channels));
    m_channels->setPopupMode(QToolButton::InstantPopup);
    m_channels->setAccessibleName(tr("Channels"));
    m_channels->setToolTip(tr("Channels: R, G, B and A show one, or all again"));
    m_channels->setText(QStringLiteral("RGBA")); // the widest of them
    m_channels->setFixedWidth(m_channels->sizeHint().width());
    m_channels->setFocusPolicy(Qt::TabFocus);
    m_stops = new NumberField(NumberField::Kind::Real, stopsRange(), {}, this);
    m_stops->setFixedWidth(scaled(52));
    m_stops->setDecimals(2);
    m_stops->setSingleStep(0.5);
    m_stops->setAccessibleName(tr("Exposure in stops"));
    m_stops->setToolTip(tr("Exposure of the view in stops (Page Up, Page Down). Never changes the file"));
    connect(m_stops, &NumberField::edited, this, &ViewportTools::stopsEdited);
    auto* guides = new QToolButton(this);
    guides->setIcon(icon(QStringLiteral("guides")));
    guides->setMenu(actions.makeGuidesMenu(guides));
    guides->setPopupMode(QToolButton::InstantPopup);
    guides->setAccessibleName(tr("Guides"));
    guides->setToolTip(tr("Safe areas, ratios and grid over the picture"));
    guides->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(m_channels);
    layout()->addWidget(actions.makeButton(actions.exposureOff(), this));
    layout()->addWidget(m_stops);
    layout()->addWidget(guides);
    layout()->addWidget(actions.makeButton(actions.savePicture(), this));
}

void ViewportTools::showPixel(QPoint at, const PixelValues& values, const QColor& colour, bool isPinned)
{
    const QString text = QStringLiteral("%1%2, %3   %4")
                             .arg(isPinned ? QStringLiteral("• ") : QString())
                             .arg(at.x(), 4)
                             .arg(at.y(), 4)
                             .arg(pixelText(values));
    if (colour != m_colour) {
        m_colour = colour;
        QPalette filled = m_swatch->palette();
        filled.setColor(QPalette::Window, colour);
        m_swatch->setPalette(filled);
    }
    if (text == m_text)
        return;
    m_text = text;
    elide();
}

void ViewportTools::clearPixel()
{
    m_text.clear();
    m_colour = Qt::transparent;
    QPalette filled = m_swatch->palette();
    filled.setColor(QPalette::Window, Qt::transparent);
    m_swatch->setPalette(filled);
    elide();
}

void ViewportTools::showChannels(const QString& label)
{
    m_channels->setText(label);
    m_channels->setAccessibleDescription(label);
}

void ViewportTools::showStops(double stops)
{
    m_stops->showNumber(stops);
}

void ViewportTools::elide()
{
    m_pixel->setText(m_pixel->fontMetrics().elidedText(m_text, Qt::ElideRight, m_pixel->width()));
    m_pixel->setToolTip(m_text);
    m_pixel->setAccessibleDescription(m_text);
}

void ViewportTools::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    elide();
}

} // namespace reelout
