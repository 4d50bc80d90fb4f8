// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/mask_editor.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QWidget>

namespace reelout {

MaskEditor::MaskEditor(const ParamDescriptor& row, QWidget* parent) : ParamEditor(row, parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    const std::array<QString, 4> letters{QStringLiteral("R"), QStringLiteral("G"), QStringLiteral("B"),
                                         QStringLiteral("A")};
    for (std::size_t bit = 0; bit < letters.size(); ++bit) {
        auto* button = new QPushButton(letters[bit], this);
        button->setCheckable(true);
        button->setMinimumWidth(scaled(26));
        button->setProperty("channel", letters[bit]);
        layout->addWidget(button, 1);
        m_buttons[bit] = button;
        connect(button, &QPushButton::clicked, this, [this] {
            qlonglong mask = 0;
            for (std::size_t at = 0; at < m_buttons.size(); ++at)
                mask |= m_buttons[at]->isChecked() ? 1LL << at : 0;
            Q_EMIT edited(mask);
        });
    }
}

void MaskEditor::showValue(const QVariant& value)
{
    const qlonglong mask = value.toLongLong();
    for (std::size_t bit = 0; bit < m_buttons.size(); ++bit)
        m_buttons[bit]->setChecked((mask >> bit & 1) != 0);
}

void MaskEditor::showMixed(const QVariantList& values)
{
    // What only some have is off: pressing it gives it to all.
    qlonglong common = ~0LL;
    for (const QVariant& value : values)
        common &= value.toLongLong();
    showValue(common);
}

QList<QWidget*> MaskEditor::controls() const
{
    return {m_buttons.begin(), m_buttons.end()};
}

} // namespace reelout
