// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

class QToolButton;
class QVBoxLayout;

namespace reelout {

class SequenceBlock;

/// Blocks of fields, added, removed and moved one by one; each edit hands over all blocks.
class SequenceEditor final : public ParamEditor {
    Q_OBJECT

public:
    SequenceEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    QList<QWidget*> controls() const override;

private:
    void show(const QVariantList& blocks);
    void addBlock();
    void move(SequenceBlock* block, int by);
    QVariantList blocks() const;
    void report();

    const EditorContext& m_context;
    QVBoxLayout* m_layout;
    std::vector<SequenceBlock*> m_blocks;
    QToolButton* m_add;
};

} // namespace reelout
