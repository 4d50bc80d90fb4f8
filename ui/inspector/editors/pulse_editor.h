// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

class QPushButton;

namespace reelout {

/// A button that fires; with a list in its row it opens that list and fires the chosen entry.
class PulseEditor final : public ParamEditor {
    Q_OBJECT

public:
    PulseEditor(const ParamDescriptor& row, QWidget* parent);

    void showValue(const QVariant&) override {}
    void showItems(const std::vector<MenuItem>& items) override;
    QList<QWidget*> controls() const override;

private:
    QPushButton* m_button;
};

} // namespace reelout
