// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

class QCheckBox;

namespace reelout {

class ToggleEditor final : public ParamEditor {
    Q_OBJECT

public:
    ToggleEditor(const ParamDescriptor& row, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    QList<QWidget*> controls() const override;

private:
    QCheckBox* m_box;
};

} // namespace reelout
