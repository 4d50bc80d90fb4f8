// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

class QComboBox;

namespace reelout {

/// A menu; entries that can't be chosen here stay listed, greyed, with the reason as tooltip.
class MenuEditor final : public ParamEditor {
    Q_OBJECT

public:
    MenuEditor(const ParamDescriptor& row, QWidget* parent);

    void showValue(const QVariant& value) override;
    void showMixed(const QVariantList& values) override;
    void showItems(const std::vector<MenuItem>& items) override;
    QList<QWidget*> controls() const override;

private:
    QComboBox* m_box;
    QString m_token;
    bool m_isMixed = false;
};

} // namespace reelout
