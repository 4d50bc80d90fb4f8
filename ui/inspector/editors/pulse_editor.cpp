// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/pulse_editor.h"

#include "params/table_text.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QWidget>

namespace reelout {

PulseEditor::PulseEditor(const ParamDescriptor& row, QWidget* parent)
    : ParamEditor(row, parent),
      m_button(new QPushButton(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_button);
    m_button->setText(!row.picker.isEmpty() ? tr("On the Screen…")
                      : row.menu.empty()    ? tr("Pulse")
                                            : tr("Choose…"));
    if (row.menu.empty())
        connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT pulsed(-1); });
    else
        showItems(row.menu);
}

void PulseEditor::showItems(const std::vector<MenuItem>& items)
{
    if (items.empty())
        return;
    auto* menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (int index = 0; index < static_cast<int>(items.size()); ++index) {
        const MenuItem& item = items[static_cast<std::size_t>(index)];
        QAction* action = menu->addAction(tableText(item.label));
        action->setEnabled(item.unavailable.isEmpty());
        action->setToolTip(item.unavailable);
        connect(action, &QAction::triggered, this, [this, index] { Q_EMIT pulsed(index); });
    }
    QMenu* former = m_button->menu();
    m_button->setMenu(menu);
    if (former)
        former->deleteLater();
}

QList<QWidget*> PulseEditor::controls() const
{
    return {m_button};
}

} // namespace reelout
