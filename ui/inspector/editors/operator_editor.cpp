// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/operator_editor.h"

#include "params/table_text.h"
#include "ui/inspector/operator_box.h"
#include "ui/inspector/param_row_parts.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QWidget>

namespace reelout {

OperatorEditor::OperatorEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent)
    : ParamEditor(row, parent),
      m_context(context),
      m_box(new OperatorBox(row.family, context, this)),
      m_go(makeRowButton(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_box, 1);
    layout->addWidget(m_go);
    m_go->setFocusPolicy(Qt::TabFocus);
    connect(m_box, &OperatorBox::chosen, this, [this](const QString& name) {
        showWhere();
        Q_EMIT edited(name);
    });
    connect(m_go, &QToolButton::clicked, this, &OperatorEditor::go);
    showWhere();
}

void OperatorEditor::showWhere()
{
    const QString name = m_box->name();
    const bool makes = name.isEmpty() && row().kind == ParamKind::OpTable && m_context.makeTable;
    const QString text = makes ? tr("Make a table for it") : tr("Go to %1").arg(name);
    m_go->setIcon(icon(makes ? QStringLiteral("add") : QStringLiteral("goto")));
    m_go->setToolTip(text);
    m_go->setAccessibleName(tr("%1: %2").arg(tableText(row().label), text));
    m_go->setVisible(makes || (!name.isEmpty() && m_context.showOperator));
}

void OperatorEditor::go()
{
    const auto show = m_context.showOperator;
    QString name = m_box->name();
    if (name.isEmpty() && m_context.makeTable) {
        name = m_context.makeTable();
        Q_EMIT edited(name);
    }
    // The inspector turns to the other operator, and this editor may be gone.
    if (show)
        show(name);
}

void OperatorEditor::showValue(const QVariant& value)
{
    m_box->showName(value.toString());
    showWhere();
}

void OperatorEditor::showMixed(const QVariantList&)
{
    m_box->showMixed();
    m_go->hide();
}

QList<QWidget*> OperatorEditor::controls() const
{
    return {m_box, m_go};
}

} // namespace reelout
