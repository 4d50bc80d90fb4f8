// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/file_line.h"

#include "ui/passing_windows.h"
#include "ui/reveal_file.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace reelout {

FileLine::FileLine(QWidget* parent) : QWidget(parent), m_caption(new QLabel(this)), m_label(new QLabel(this))
{
    m_caption->setObjectName(QStringLiteral("note"));
    // The longest of them, so that nothing moves when a recording begins.
    int width = 0;
    for (const QString& text : {tr("Next file"), tr("Recording to"), tr("Not ready")})
        width = std::max(width, m_caption->fontMetrics().horizontalAdvance(text));
    m_caption->setFixedWidth(width + 6);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_label->setAccessibleName(tr("File"));
    m_label->setObjectName(QStringLiteral("note"));
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_make = makeButton(QStringLiteral("add"), tr("Make Folder"));
    m_make->setText(m_make->accessibleName());
    m_make->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_make->hide();
    connect(m_make, &QToolButton::clicked, this, [this] { Q_EMIT makeFolderAsked(m_missingFolder); });
    m_copy = makeButton(QStringLiteral("duplicate"), tr("Copy the path"));
    m_reveal = makeButton(QStringLiteral("folder"), tr("Show in folder"));
    connect(m_copy, &QToolButton::clicked, this, &FileLine::copy);
    connect(m_reveal, &QToolButton::clicked, this, &FileLine::reveal);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_caption);
    row->addWidget(m_label, 1);
    row->addWidget(m_make);
    row->addWidget(m_copy);
    row->addWidget(m_reveal);
    clear();
}

QToolButton* FileLine::makeButton(const QString& iconName, const QString& text)
{
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void FileLine::showPath(const QString& path, bool isCurrent)
{
    m_missingFolder.clear();
    m_path = path;
    show(Kind::Path, isCurrent ? tr("Recording to") : tr("Next file"), path);
}

void FileLine::showProblem(const QString& text, const QString& missingFolder)
{
    m_path.clear();
    m_missingFolder = missingFolder;
    show(Kind::Problem, tr("Not ready"), text);
}

void FileLine::clear()
{
    m_missingFolder.clear();
    m_path.clear();
    show(Kind::Path, {}, {});
}

void FileLine::show(Kind kind, const QString& caption, const QString& text)
{
    m_kind = kind;
    m_text = text;
    m_caption->setText(caption);
    m_label->setToolTip(text);
    m_label->setAccessibleDescription(text);
    const bool isProblem = kind == Kind::Problem;
    if (m_label->property("problem").toBool() != isProblem) {
        m_label->setProperty("problem", isProblem);
        style()->unpolish(m_label);
        style()->polish(m_label);
    }
    m_make->setVisible(!m_missingFolder.isEmpty());
    m_make->setToolTip(tr("Make the folder %1").arg(m_missingFolder));
    m_copy->setEnabled(!m_path.isEmpty());
    m_reveal->setEnabled(!m_path.isEmpty());
    elide();
}

// Of a path both ends matter, of a sentence its beginning.
void FileLine::elide()
{
    const auto mode = m_kind == Kind::Path ? Qt::ElideMiddle : Qt::ElideRight;
    m_label->setText(m_label->fontMetrics().elidedText(m_text, mode, std::max(40, m_label->width())));
}

void FileLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    elide();
}

void FileLine::copy() const
{
    QGuiApplication::clipboard()->setText(m_path);
}

void FileLine::reveal() const
{
    revealFile(m_path);
}

void FileLine::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->addAction(icon(QStringLiteral("duplicate")), tr("Copy Path"), this, &FileLine::copy)
        ->setEnabled(!m_path.isEmpty());
    menu->addAction(icon(QStringLiteral("folder")), tr("Show in Folder"), this, &FileLine::reveal)
        ->setEnabled(!m_path.isEmpty());
    popUp(menu, event->globalPos());
}

} // namespace reelout
