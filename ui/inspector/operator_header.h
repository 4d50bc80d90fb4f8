// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"
#include "ui/inspector/param_editor.h"

#include <QPointer>
#include <QWidget>

class QCheckBox;
class QHBoxLayout;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace reelout {

class OperatorBox;

/// Above the pages: what the operator is called, whether it takes part, and what is wired to its inputs.
/// Of several at once: how many, and whether they take part.
class OperatorHeader final : public QWidget {
    Q_OBJECT

public:
    explicit OperatorHeader(QWidget* parent = nullptr);

    /// A control of somebody else's, beside the name.
    void addTool(QWidget& tool);
    void setOperator(Operator* op, const EditorContext& context);
    /// Several: what they are and their switch.
    void setOperators(const std::vector<Operator*>& ops, const EditorContext& context);

Q_SIGNALS:
    void refused(const QString& text);

private:
    void rename();
    void connectInput(int input, const QString& name);
    void showWiring();
    void showActive();
    void buildInputs();

    EditorContext m_context;
    std::vector<QPointer<Operator>> m_operators;
    QPointer<Operator> m_operator; ///< when it is one
    QLineEdit* m_name;
    QLabel* m_type;
    QCheckBox* m_active;
    QHBoxLayout* m_top;
    QWidget* m_inputs;
    std::vector<OperatorBox*> m_boxes;
};

} // namespace reelout
