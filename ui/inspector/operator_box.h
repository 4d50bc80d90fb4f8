// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"
#include "ui/inspector/quiet_combo_box.h"

namespace reelout {

/// Chooses an operator of one family ("" = any); the list is asked for when it opens. Takes operators dropped
/// from the list.
class OperatorBox final : public QuietComboBox {
    Q_OBJECT

public:
    OperatorBox(QString family, const EditorContext& context, QWidget* parent);

    void showName(const QString& name);
    void showMixed(); ///< several that differ
    QString name() const { return m_name; }
    void showPopup() override;

Q_SIGNALS:
    void chosen(const QString& name); ///< by the person; empty = none

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refill();
    void choose(const QString& name);

    QString m_family;
    const EditorContext& m_context;
    QString m_name;
    bool m_isMixed = false;
};

} // namespace reelout
