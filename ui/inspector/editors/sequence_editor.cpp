// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/sequence_editor.h"

#include "ui/inspector/editors/sequence_block.h"
#include "ui/theme/icons.h"

#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include <algorithm>

namespace reelout {

SequenceEditor::SequenceEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent)
    : ParamEditor(row, parent),
      m_context(context),
      m_layout(new QVBoxLayout(this)),
      m_add(new QToolButton(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(3);
    m_add->setIcon(icon(QStringLiteral("add")));
    m_add->setText(tr("Add block"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QToolButton::clicked, this, [this] {
        QVariantList all = blocks();
        QVariantMap block;
        for (const SequenceField& field : this->row().fields)
            block.insert(field.name, field.defaultValue);
        all.append(block);
        show(all);
        report();
    });
}

void SequenceEditor::show(const QVariantList& blocks)
{
    while (m_blocks.size() > static_cast<std::size_t>(blocks.size())) {
        m_blocks.back()->hide();
        m_blocks.back()->deleteLater();
        m_blocks.pop_back();
    }
    while (m_blocks.size() < static_cast<std::size_t>(blocks.size()))
        addBlock();
    for (std::size_t index = 0; index < m_blocks.size(); ++index)
        m_blocks[index]->showValue(blocks.at(static_cast<qsizetype>(index)).toMap());
    m_add->setEnabled(row().maximumBlocks == 0 || static_cast<int>(m_blocks.size()) < row().maximumBlocks);
}

void SequenceEditor::addBlock()
{
    auto* block = new SequenceBlock(row(), m_context, this);
    block->showNumber(static_cast<int>(m_blocks.size()));
    m_layout->insertWidget(static_cast<int>(m_blocks.size()), block);
    m_blocks.push_back(block);
    connect(block, &SequenceBlock::edited, this, &SequenceEditor::report);
    connect(block, &SequenceBlock::moveAsked, this, [this, block](int by) { move(block, by); });
    connect(block, &SequenceBlock::removeAsked, this, [this, block] {
        QVariantList all = blocks();
        all.removeAt(std::find(m_blocks.begin(), m_blocks.end(), block) - m_blocks.begin());
        show(all);
        report();
    });
}

void SequenceEditor::move(SequenceBlock* block, int by)
{
    const auto from = std::find(m_blocks.begin(), m_blocks.end(), block) - m_blocks.begin();
    const auto to = from + by;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(m_blocks.size()))
        return;
    // The widget itself moves, so that what has the keyboard or the mouse goes with it.
    std::swap(m_blocks[static_cast<std::size_t>(from)], m_blocks[static_cast<std::size_t>(to)]);
    m_layout->removeWidget(block);
    m_layout->insertWidget(static_cast<int>(to), block);
    for (std::size_t index = 0; index < m_blocks.size(); ++index)
        m_blocks[index]->showNumber(static_cast<int>(index));
    m_layout->activate();
    report();
}

QVariantList SequenceEditor::blocks() const
{
    QVariantList all;
    for (const SequenceBlock* block : m_blocks)
        all.append(block->value());
    return all;
}

void SequenceEditor::report()
{
    Q_EMIT edited(blocks());
}

void SequenceEditor::showValue(const QVariant& value)
{
    show(value.toList());
}

void SequenceEditor::showMixed(const QVariantList&)
{
    show({});
}

QList<QWidget*> SequenceEditor::controls() const
{
    QList<QWidget*> all;
    for (const SequenceBlock* block : m_blocks)
        all += block->controls();
    all.append(m_add);
    return all;
}

} // namespace reelout
