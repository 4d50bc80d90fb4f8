// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/sequence_block.h"

#include "ui/inspector/number_field.h"
#include "ui/inspector/operator_box.h"
#include "ui/theme/icons.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QWidget>

namespace reelout {

SequenceBlock::SequenceBlock(const ParamDescriptor& row, int index, const EditorContext& context,
                             QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const SequenceField& field : row.fields) {
        m_fields[field.name] = makeField(field, context);
        QWidget* control = m_controls.constLast();
        const QString label = field.label.isEmpty() ? field.name : field.label;
        control->setToolTip(field.note.isEmpty() ? label : tr("%1: %2").arg(label, field.note));
        control->setAccessibleName(tr("%1 %2, %3").arg(row.label).arg(index).arg(label));
        const bool isReference = field.kind == ParamKind::OpRef || field.kind == ParamKind::OpTable;
        layout->addWidget(control, isReference ? 3 : 1);
    }
    auto* remove = new QToolButton(this);
    remove->setIcon(icon(QStringLiteral("remove")));
    remove->setToolTip(tr("Remove this block"));
    remove->setAccessibleName(tr("Remove %1 %2").arg(row.label).arg(index));
    remove->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(remove);
    m_controls.append(remove);
    connect(remove, &QToolButton::clicked, this, [this] { Q_EMIT removeAsked(); });
}

SequenceBlock::Field SequenceBlock::makeField(const SequenceField& field, const EditorContext& context)
{
    switch (field.kind) {
    case ParamKind::OpRef:
    case ParamKind::OpTable: {
        auto* box = new OperatorBox(
            field.kind == ParamKind::OpTable ? QStringLiteral("DAT") : QStringLiteral("TOP"), context, this);
        m_controls.append(box);
        connect(box, &OperatorBox::chosen, this, [this] { Q_EMIT edited(); });
        return {[box](const QVariant& value) { box->showName(value.toString()); },
                [box] { return QVariant(box->name()); }};
    }
    case ParamKind::Toggle: {
        auto* box = new QCheckBox(this);
        m_controls.append(box);
        connect(box, &QCheckBox::clicked, this, [this] { Q_EMIT edited(); });
        return {[box](const QVariant& value) { box->setChecked(value.toBool()); },
                [box] { return QVariant(box->isChecked()); }};
    }
    case ParamKind::Int:
    case ParamKind::Float: {
        const bool whole = field.kind == ParamKind::Int;
        auto* number = new NumberField(whole ? NumberField::Kind::Whole : NumberField::Kind::Real, {}, this);
        m_controls.append(number);
        connect(number, &QDoubleSpinBox::valueChanged, this, [this] { Q_EMIT edited(); });
        return {[number](const QVariant& value) {
                    const QSignalBlocker blocker(number);
                    number->setValue(value.toDouble());
                },
                [number, whole] {
                    return whole ? QVariant(static_cast<qlonglong>(number->value()))
                                 : QVariant(number->value());
                }};
    }
    default: {
        auto* line = new QLineEdit(this);
        line->setPlaceholderText(field.label.isEmpty() ? field.name : field.label);
        line->setMinimumWidth(24);
        m_controls.append(line);
        connect(line, &QLineEdit::editingFinished, this, [this] { Q_EMIT edited(); });
        return {[line](const QVariant& value) {
                    if (line->text() != value.toString())
                        line->setText(value.toString());
                },
                [line] { return QVariant(line->text()); }};
    }
    }
}

void SequenceBlock::showValue(const QVariantMap& fields)
{
    m_shown = fields;
    for (const auto& [name, field] : m_fields)
        field.show(fields.value(name));
}

QVariantMap SequenceBlock::value() const
{
    QVariantMap fields = m_shown;
    for (const auto& [name, field] : m_fields)
        fields.insert(name, field.read());
    return fields;
}

} // namespace reelout
