// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/notice_line.h"

#include "ui/reveal_file.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QSizePolicy>
#include <QToolButton>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {

/// Form as well as colour: a tick, a triangle, a dot.
QIcon markOf(NoticeLine::Tone tone)
{
    const ThemeColours& colours = themeColours();
    switch (tone) {
    case NoticeLine::Tone::Good:
        return icon(QStringLiteral("check"), colours.good);
    case NoticeLine::Tone::Problem:
        return icon(QStringLiteral("warning"), colours.attention);
    case NoticeLine::Tone::Plain:
        break;
    }
    return icon(QStringLiteral("goto"), colours.accent);
}

} // namespace

NoticeLine::NoticeLine(QWidget* parent) : QWidget(parent), m_mark(new QLabel(this)), m_label(new QLabel(this))
{
    setObjectName(QStringLiteral("panelHeader"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumHeight(scaled(28));
    m_mark->setFixedSize(scaled(16), scaled(16));
    m_label->setAccessibleName(tr("Notice"));
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_open = makeButton(QStringLiteral("open"), tr("Open"));
    m_folder = makeButton(QStringLiteral("folder"), tr("Show in Folder"));
    m_details = makeButton(QStringLiteral("details"), tr("Details"));
    m_close = makeButton(QStringLiteral("close"), tr("Dismiss the notice"));
    m_close->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_close->setToolTip(tr("Dismiss"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 6, 0);
    layout->setSpacing(8);
    layout->addWidget(m_mark);
    layout->addWidget(m_label, 1);
    for (QToolButton* button : {m_open, m_folder, m_details, m_close})
        layout->addWidget(button);
    connect(m_open, &QToolButton::clicked, this, [this] { openFile(m_path); });
    connect(m_folder, &QToolButton::clicked, this, [this] { revealFile(m_path); });
    connect(m_details, &QToolButton::clicked, this, &NoticeLine::detailsAsked);
    connect(m_close, &QToolButton::clicked, this, &NoticeLine::dismiss);
    dismiss();
}

QToolButton* NoticeLine::makeButton(const QString& iconName, const QString& text)
{
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void NoticeLine::dismiss()
{
    show(Tone::Plain, {});
}

void NoticeLine::show(Tone tone, const QString& text, const QString& path, const QString& details)
{
    show(About::Anything, tone, text, path, details);
}

void NoticeLine::showReport(Tone tone, const QString& text, const QString& path, const QString& details)
{
    show(About::Recording, tone, text, path, details);
}

void NoticeLine::show(About about, Tone tone, const QString& text, const QString& path,
                      const QString& details)
{
    m_text = text;
    m_path = path;
    m_mark->setPixmap(text.isEmpty() ? QPixmap() : markOf(tone).pixmap(m_mark->size(), devicePixelRatioF()));
    m_label->setToolTip(details.isEmpty() ? text : details);
    m_label->setAccessibleDescription(text);
    const bool isRecording = about == About::Recording;
    m_open->setVisible(isRecording && !path.isEmpty());
    m_folder->setVisible(!path.isEmpty());
    m_details->setVisible(isRecording);
    m_close->setVisible(!text.isEmpty());
    elide();
    if (!text.isEmpty()) {
        QAccessibleEvent told(m_label, QAccessible::Alert);
        QAccessible::updateAccessibility(&told);
    }
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
