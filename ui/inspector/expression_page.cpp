// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/expression_page.h"

#include "ui/inspector/param_row_parts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QWidget>

namespace reelout {

ExpressionPage::ExpressionPage(const ParamDescriptor& row, const EditorContext& context, QWidget* parent)
    : QWidget(parent),
      m_line(new QLineEdit(this))
{
    m_line->setFont(figureFont(8.5));
    m_line->setAccessibleName(tr("%1, expression").arg(row.label));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_line, 1);
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (m_line->text() == m_shown)
            return;
        m_shown = m_line->text();
        Q_EMIT edited(m_shown);
    });
    if (row.kind != ParamKind::File)
        return;
    m_folder = makeRowButton(this);
    m_folder->setIcon(icon(QStringLiteral("folder")));
    m_folder->setToolTip(tr("Choose the folder…"));
    m_folder->setAccessibleName(tr("%1, choose the folder").arg(row.label));
    m_folder->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(m_folder);
    connect(m_folder, &QToolButton::clicked, this, [this, label = row.label, start = context.folder] {
        const QString folder = QFileDialog::getExistingDirectory(this, label, start);
        if (!folder.isEmpty())
            Q_EMIT folderChosen(folder);
    });
}

void ExpressionPage::showExpression(const QString& expression)
{
    if (expression == m_shown)
        return;
    m_shown = expression;
    m_line->setText(expression);
    m_line->setCursorPosition(0);
}

void ExpressionPage::edit()
{
    m_line->setFocus();
    m_line->selectAll();
}

QList<QWidget*> ExpressionPage::controls() const
{
    return m_folder ? QList<QWidget*>{m_line, m_folder} : QList<QWidget*>{m_line};
}

} // namespace reelout
