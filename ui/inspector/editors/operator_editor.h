// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

class QToolButton;

namespace reelout {

class OperatorBox;

/// A reference to an operator of the row's family: chosen from the list or dropped. A button goes there; of a
/// table that isn't there yet it makes one.
class OperatorEditor final : public ParamEditor {
    Q_OBJECT

public:
    OperatorEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    QList<QWidget*> controls() const override;

private:
    void go();
    void showWhere();

    const EditorContext& m_context;
    OperatorBox* m_box;
    QToolButton* m_go;
};

} // namespace reelout
