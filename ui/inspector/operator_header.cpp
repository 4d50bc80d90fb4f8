// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/operator_header.h"

#include "base/error_text.h"
#include "params/table_text.h"
#include "ui/inspector/operator_box.h"
#include "ui/inspector/param_row_parts.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {
constexpr int kMostInputsShown = 8;
}

OperatorHeader::OperatorHeader(QWidget* parent)
    : QWidget(parent),
      m_name(new QLineEdit(this)),
      m_type(new QLabel(this)),
      m_active(new QCheckBox(tr("Active"), this)),
      m_top(new QHBoxLayout),
      m_inputs(new QWidget(this))
{
    setObjectName(QStringLiteral("panelHeader"));
    setAttribute(Qt::WA_StyledBackground);
    m_name->setAccessibleName(tr("Name"));
    m_name->setToolTip(tr("Name of the operator; references follow"));
    m_type->setObjectName(QStringLiteral("note"));
    m_active->setAccessibleName(tr("Active"));
    m_active->setToolTip(tr("Off: the operator takes no part. In scripts: par.active"));
    m_top->setSpacing(8);
    m_top->addWidget(m_name, 1);
    m_top->addWidget(m_type);
    m_top->addWidget(m_active);
    auto* inputsLayout = new QGridLayout(m_inputs);
    inputsLayout->setContentsMargins(0, 4, 0, 0);
    inputsLayout->setVerticalSpacing(2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 5, 8, 5);
    layout->setSpacing(0);
    layout->addLayout(m_top);
    layout->addWidget(m_inputs);
    connect(m_name, &QLineEdit::editingFinished, this, &OperatorHeader::rename);
    connect(m_active, &QCheckBox::clicked, this, [this](bool on) {
        for (const QPointer<Operator>& op : m_operators)
            if (op)
                op->setActive(on);
        showActive();
    });
    setOperator(nullptr, {});
}

void OperatorHeader::addTool(QWidget& tool)
{
    m_top->insertWidget(m_top->indexOf(m_active), &tool);
}

void OperatorHeader::setOperator(Operator* op, const EditorContext& context)
{
    setOperators(op ? std::vector{op} : std::vector<Operator*>(), context);
}

void OperatorHeader::setOperators(const std::vector<Operator*>& ops, const EditorContext& context)
{
    for (const QPointer<Operator>& former : m_operators)
        if (former)
            disconnect(former, nullptr, this, nullptr);
    qDeleteAll(m_inputs->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    m_boxes.clear();
    m_operators.assign(ops.begin(), ops.end());
    m_operator = ops.size() == 1 ? ops.front() : nullptr;
    m_context = context;
    setEnabled(!ops.empty());
    QStringList types;
    QStringList names;
    for (const Operator* op : ops) {
        names.append(op->name());
        if (!types.contains(tableText(op->type().label)))
            types.append(tableText(op->type().label));
        connect(op, &Operator::activeChanged, this, &OperatorHeader::showActive);
    }
    m_name->setReadOnly(!m_operator);
    m_name->setText(m_operator || ops.empty() ? names.value(0)
                                              : tr("%n operators", nullptr, static_cast<int>(ops.size())));
    m_name->setToolTip(m_operator ? tr("Name of the operator; references follow")
                                  : names.join(QStringLiteral(", ")));
    m_type->setText(types.size() > 2 ? tr("several types") : types.join(QStringLiteral(", ")));
    showActive();
    m_inputs->setVisible(m_operator && m_operator->type().maximumInputs > 0);
    if (m_operator)
        buildInputs();
}

void OperatorHeader::showActive()
{
    const auto isOn = [](const QPointer<Operator>& op) { return op && op->isActive(); };
    const bool any = std::any_of(m_operators.begin(), m_operators.end(), isOn);
    const bool all = std::all_of(m_operators.begin(), m_operators.end(), isOn);
    m_active->setTristate(any && !all);
    m_active->setCheckState(!any ? Qt::Unchecked : all ? Qt::Checked : Qt::PartiallyChecked);
}

void OperatorHeader::buildInputs()
{
    Operator* op = m_operator;
    auto* grid = static_cast<QGridLayout*>(m_inputs->layout());
    const QString family = familyName(op->type().inputFamily);
    for (int input = 0; input < std::min(op->type().maximumInputs, kMostInputsShown); ++input) {
        const QString text = op->type().maximumInputs == 1 ? tr("Input") : tr("Input %1").arg(input);
        auto* label = new QLabel(text, m_inputs);
        label->setFixedWidth(rowLabelWidth() + 2);
        auto* box = new OperatorBox(family, m_context, m_inputs);
        box->setAccessibleName(text);
        box->setToolTip(tr("Operator wired to this connector (%1); drop one here").arg(family));
        label->setBuddy(box);
        grid->addWidget(label, input, 0);
        grid->addWidget(box, input, 1);
        connect(box, &OperatorBox::chosen, this,
                [this, input](const QString& name) { connectInput(input, name); });
        m_boxes.push_back(box);
    }
    QWidget* previous = m_active;
    for (OperatorBox* box : m_boxes) {
        setTabOrder(previous, box);
        previous = box;
    }
    connect(op, &Operator::wiringChanged, this, &OperatorHeader::showWiring);
    connect(op, &Operator::renamed, this, [this](const QString&, const QString& to) { m_name->setText(to); });
    showWiring();
}

void OperatorHeader::showWiring()
{
    for (std::size_t input = 0; m_operator && input < m_boxes.size(); ++input) {
        const Operator* source = m_operator->input(static_cast<int>(input));
        m_boxes[input]->showName(source ? source->name() : QString());
    }
}

void OperatorHeader::rename()
{
    if (!m_operator || m_name->text() == m_operator->name())
        return;
    const Status renamed = m_operator->project().rename(*m_operator, m_name->text().trimmed());
    if (!renamed)
        Q_EMIT refused(describe(renamed.error()));
    m_name->setText(m_operator->name());
    m_name->setModified(false);
}

void OperatorHeader::connectInput(int input, const QString& name)
{
    if (!m_operator)
        return;
    Project& project = m_operator->project();
    const Status connected =
        project.connectInput(*m_operator, input, name.isEmpty() ? nullptr : project.find(name));
    if (!connected)
        Q_EMIT refused(describe(connected.error()));
    showWiring();
}

} // namespace reelout
