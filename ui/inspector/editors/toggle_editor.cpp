// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/toggle_editor.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QWidget>

namespace reelout {

ToggleEditor::ToggleEditor(const ParamDescriptor& row, QWidget* parent)
    : ParamEditor(row, parent),
      m_box(new QCheckBox(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_box);
    layout->addStretch();
    connect(m_box, &QCheckBox::clicked, this, [this](bool on) { Q_EMIT edited(on); });
}

void ToggleEditor::showValue(const QVariant& value)
{
    m_box->setTristate(false);
    m_box->setChecked(value.toBool());
}

void ToggleEditor::showMixed(const QVariantList&)
{
    m_box->setCheckState(Qt::PartiallyChecked);
}

QList<QWidget*> ToggleEditor::controls() const
{
    return {m_box};
}

} // namespace reelout
