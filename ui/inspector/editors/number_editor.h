// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

namespace reelout {

class NumberField;
class ValueSlider;

/// One number: a field clamped to the hard range, and a slider over the slider's range.
class NumberEditor final : public ParamEditor {
    Q_OBJECT

public:
    NumberEditor(const ParamDescriptor& row, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    QList<QWidget*> controls() const override;

private:
    QVariant typed(double number) const;

    NumberField* m_field;
    ValueSlider* m_slider;
};

} // namespace reelout
