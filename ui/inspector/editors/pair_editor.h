// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

namespace reelout {

class NumberField;

/// Two numbers side by side; each edit hands over both.
class PairEditor final : public ParamEditor {
    Q_OBJECT

public:
    PairEditor(const ParamDescriptor& row, QWidget* parent);

    void showValue(const QVariant& value) override;
    QList<QWidget*> controls() const override;

private:
    void report();

    NumberField* m_first;
    NumberField* m_second;
};

} // namespace reelout
