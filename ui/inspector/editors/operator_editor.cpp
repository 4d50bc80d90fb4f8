// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/operator_editor.h"

#include "ui/inspector/operator_box.h"

#include <QHBoxLayout>
#include <QWidget>

namespace reelout {

OperatorEditor::OperatorEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent)
    : ParamEditor(row, parent),
      m_box(new OperatorBox(row.family, context, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_box);
    connect(m_box, &OperatorBox::chosen, this, [this](const QString& name) { Q_EMIT edited(name); });
}

void OperatorEditor::showValue(const QVariant& value)
{
    m_box->showName(value.toString());
}

void OperatorEditor::showMixed(const QVariantList&)
{
    m_box->showMixed();
}

QList<QWidget*> OperatorEditor::controls() const
{
    return {m_box};
}

} // namespace reelout
