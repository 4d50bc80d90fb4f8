// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/notice_line.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QSizePolicy>
#include <QToolButton>
#include <QUrl>
#include <QWidget>

namespace reelout {

NoticeLine::NoticeLine(QWidget* parent)
    : QWidget(parent),
      m_mark(new QLabel(this)),
      m_label(new QLabel(this)),
      m_folder(new QToolButton(this)),
      m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("panelHeader"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(scaled(28));
    m_mark->setFixedSize(3, scaled(16));
    m_mark->setAutoFillBackground(true);
    m_label->setAccessibleName(tr("Notice"));
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_folder->setIcon(icon(QStringLiteral("folder")));
    m_folder->setText(tr("Show in Folder"));
    m_folder->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_folder->setAccessibleName(tr("Show in folder"));
    m_folder->setFocusPolicy(Qt::TabFocus);
    m_close->setIcon(icon(QStringLiteral("close"), themeColours().faint));
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss the notice"));
    m_close->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 6, 0);
    layout->setSpacing(8);
    layout->addWidget(m_mark);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_folder);
    layout->addWidget(m_close);
    connect(m_folder, &QToolButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_path).absolutePath())); });
    connect(m_close, &QToolButton::clicked, this, &NoticeLine::dismiss);
    dismiss();
}

void NoticeLine::dismiss()
{
    show(Tone::Plain, {});
}

void NoticeLine::show(Tone tone, const QString& text, const QString& path, const QString& details)
{
    m_text = text;
    m_path = path;
    const ThemeColours& colours = themeColours();
    QPalette coloured = palette();
    coloured.setColor(QPalette::Window, text.isEmpty()          ? Qt::transparent
                                        : tone == Tone::Good    ? colours.good
                                        : tone == Tone::Problem ? colours.attention
                                                                : colours.accent);
    m_mark->setPalette(coloured);
    m_label->setToolTip(details.isEmpty() ? text : details);
    m_folder->setVisible(!path.isEmpty());
    m_close->setVisible(!text.isEmpty());
    elide();
}

void NoticeLine::elide()
{
    m_label->setText(
        m_label->fontMetrics().elidedText(m_text, Qt::ElideRight, std::max(40, m_label->width())));
}

void NoticeLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    elide();
}

} // namespace reelout
