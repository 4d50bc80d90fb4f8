// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

#include <array>

namespace reelout {

class NumberField;

/// Two numbers side by side, each edited by itself.
class PairEditor final : public ParamEditor {
    Q_OBJECT

public:
    PairEditor(const ParamDescriptor& row, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    QList<QWidget*> controls() const override;

private:
    std::array<NumberField*, 2> m_fields{};
};

} // namespace reelout
