// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

#include <array>

class QPushButton;

namespace reelout {

/// Four buttons R G B A; the value is their bits R1 G2 B4 A8.
class MaskEditor final : public ParamEditor {
    Q_OBJECT

public:
    MaskEditor(const ParamDescriptor& row, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    QList<QWidget*> controls() const override;

private:
    std::array<QPushButton*, 4> m_buttons{};
};

} // namespace reelout
