// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport_header.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <cmath>

#include <QHBoxLayout>
#include <QLabel>
#include <QSizePolicy>
#include <QToolButton>
#include <QWidget>

namespace reelout {

ViewportHeader::ViewportHeader(QWidget* parent)
    : QWidget(parent),
      m_name(new QLabel(this)),
      m_facts(new QLabel(this)),
      m_pixel(new QLabel(this)),
      m_eye(new QToolButton(this))
{
    setObjectName(QStringLiteral("panelHeader"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(28);
    for (QLabel* label : {m_facts, m_pixel}) {
        label->setObjectName(QStringLiteral("note"));
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_pixel->setFont(figureFont(8.0));
    m_pixel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_eye->setCheckable(true);
    m_eye->setToolTip(tr("Preview on or off; off costs nothing"));
    m_eye->setAccessibleName(tr("Preview"));
    m_eye->setFocusPolicy(Qt::TabFocus);
    connect(m_eye, &QToolButton::clicked, this, &ViewportHeader::previewAsked);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 4, 0);
    layout->setSpacing(10);
    layout->addWidget(m_name);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_pixel, 1);
    layout->addWidget(m_eye);
    showPreviewOn(true);
}

void ViewportHeader::showName(const QString& name)
{
    m_name->setText(name);
}

void ViewportHeader::showFacts(const Picture& original, double picturesPerSecond, double scale)
{
    QString text = QStringLiteral("%1 × %2   %3")
                       .arg(original.size.width)
                       .arg(original.size.height)
                       .arg(pixelFormatName(original.format));
    if (picturesPerSecond > 0.0)
        text += tr("   %1 pictures/s").arg(std::lround(picturesPerSecond));
    if (scale > 0.0)
        text += QStringLiteral("   %1 %").arg(std::lround(100.0 * scale));
    if (m_facts->text() != text)
        m_facts->setText(text);
}

void ViewportHeader::showPixel(const Picture& shown, QPointF at)
{
    const int x = static_cast<int>(std::floor(at.x()));
    const int y = static_cast<int>(std::floor(at.y()));
    if (x < 0 || y < 0 || x >= shown.size.width || y >= shown.size.height)
        return clearPixel();
    const std::uint8_t* p = shown.row(0, y) + 4 * x;
    const int red = shown.format == PixelFormat::Rgba8 ? 0 : 2;
    m_pixel->setText(
        QStringLiteral("x %1 y %2   R %3 G %4 B %5").arg(x).arg(y).arg(p[red]).arg(p[1]).arg(p[2 - red]));
}

void ViewportHeader::clearPixel()
{
    m_pixel->clear();
}

void ViewportHeader::clearFacts()
{
    m_facts->clear();
    m_pixel->clear();
}

void ViewportHeader::showPreviewOn(bool on)
{
    m_eye->setChecked(on);
    m_eye->setIcon(icon(on ? QStringLiteral("eye") : QStringLiteral("eyeoff")));
}

} // namespace reelout
