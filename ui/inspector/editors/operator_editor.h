// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

namespace reelout {

class OperatorBox;

/// A reference to an operator of the row's family: chosen from the list, typed, or dropped.
class OperatorEditor final : public ParamEditor {
    Q_OBJECT

public:
    OperatorEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    QList<QWidget*> controls() const override;

private:
    OperatorBox* m_box;
};

} // namespace reelout
