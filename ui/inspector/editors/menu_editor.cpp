// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/menu_editor.h"

#include "params/table_text.h"
#include "ui/inspector/param_text.h"
#include "ui/inspector/quiet_combo_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QWidget>

namespace reelout {

MenuEditor::MenuEditor(const ParamDescriptor& row, QWidget* parent)
    : ParamEditor(row, parent),
      m_box(new QuietComboBox(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_box);
    connect(m_box, &QComboBox::activated, this, [this](int index) {
        m_token = m_box->itemData(index).toString();
        Q_EMIT edited(m_token);
    });
    showItems(row.menu);
}

void MenuEditor::showValue(const QVariant& value)
{
    m_isMixed = false;
    m_token = value.toString();
    const QSignalBlocker blocker(m_box);
    const int index = m_box->findData(m_token);
    m_box->setCurrentIndex(index);
    // A value the menu no longer lists is shown as it is, never silently as another one.
    m_box->setPlaceholderText(index < 0 ? m_token : QString());
}

void MenuEditor::showMixed(const QVariantList&)
{
    m_token.clear();
    const QSignalBlocker blocker(m_box);
    m_box->setCurrentIndex(-1);
    m_box->setPlaceholderText(severalValuesText());
    m_isMixed = true;
}

void MenuEditor::showItems(const std::vector<MenuItem>& items)
{
    const QSignalBlocker blocker(m_box);
    auto* model = qobject_cast<QStandardItemModel*>(m_box->model());
    m_box->clear();
    for (const MenuItem& item : items) {
        m_box->addItem(tableText(item.label), item.token);
        QStandardItem* entry = model->item(m_box->count() - 1);
        if (!item.unavailable.isEmpty()) {
            entry->setEnabled(false);
            entry->setToolTip(item.unavailable);
        }
    }
    if (m_isMixed)
        showMixed({});
    else
        showValue(m_token);
}

QList<QWidget*> MenuEditor::controls() const
{
    return {m_box};
}

} // namespace reelout
