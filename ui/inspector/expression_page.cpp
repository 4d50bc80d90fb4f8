// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/expression_page.h"

#include "params/table_text.h"
#include "ui/inspector/expression_completer.h"
#include "ui/inspector/param_row_parts.h"
#include "ui/inspector/param_text.h"
#include "ui/passing_windows.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

namespace reelout {

namespace {
constexpr int kTypingPause = 150; ///< ms until what is being typed is tried
}

ExpressionPage::ExpressionPage(const ParamDescriptor& row, const EditorContext& context, QWidget* parent)
    : QWidget(parent),
      m_line(new QLineEdit(this)),
      m_pause(new QTimer(this))
{
    m_line->setFont(figureFont(8.5));
    m_line->setAccessibleName(tr("%1, expression").arg(tableText(row.label)));
    m_line->setAccessibleDescription(helpText(row));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_line, 1);
    m_line->installEventFilter(this);
    m_pause->setSingleShot(true);
    m_pause->setInterval(kTypingPause);
    connect(m_line, &QLineEdit::textEdited, m_pause, qOverload<>(&QTimer::start));
    connect(m_pause, &QTimer::timeout, this, [this] { Q_EMIT typed(m_line->text()); });
    connect(m_line, &QLineEdit::editingFinished, this, &ExpressionPage::finish);
    // Asked for when it is needed: the context is filled for another operator with each choice.
    m_completer = new ExpressionCompleter(*m_line, [&context](const QString& text, int cursor) {
        return context.completions ? context.completions(text, cursor) : Completions{cursor, {}};
    });
    connect(m_completer, &ExpressionCompleter::completed, m_pause, qOverload<>(&QTimer::start));
    if (row.kind != ParamKind::File)
        return;
    m_folder = makeRowButton(this);
    m_folder->setIcon(icon(QStringLiteral("folder")));
    m_folder->setToolTip(tr("Choose the folder…"));
    m_folder->setAccessibleName(tr("%1, choose the folder").arg(tableText(row.label)));
    m_folder->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(m_folder);
    connect(m_folder, &QToolButton::clicked, this,
            [this, label = tableText(row.label), start = context.folder] {
                auto* dialog = new QFileDialog(rowDialogParent(*this), label, start);
                dialog->setFileMode(QFileDialog::Directory);
                dialog->setOption(QFileDialog::ShowDirsOnly);
                connect(dialog, &QFileDialog::fileSelected, this, &ExpressionPage::folderChosen);
                openPassing(dialog);
            });
}

void ExpressionPage::finish()
{
    // The list of completions has the keyboard for a moment.
    if (m_completer->isShown())
        return;
    m_pause->stop();
    m_line->setModified(false);
    Q_EMIT typed({});
    if (m_line->text() == m_shown)
        return;
    m_shown = m_line->text();
    Q_EMIT edited(m_shown);
}

bool ExpressionPage::eventFilter(QObject* watched, QEvent* event)
{
    const bool isEscape =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (isEscape && m_line->isModified()) {
        m_line->setText(m_shown);
        m_pause->stop();
        Q_EMIT typed({});
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ExpressionPage::showMixed()
{
    showExpression({});
    m_line->setPlaceholderText(severalValuesText());
}

void ExpressionPage::showExpression(const QString& expression)
{
    m_line->setPlaceholderText({});
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
