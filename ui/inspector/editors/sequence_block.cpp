// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/sequence_block.h"

#include "params/table_text.h"
#include "ui/inspector/number_field.h"
#include "ui/inspector/operator_box.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QToolButton>
#include <QWidget>

namespace reelout {

SequenceBlock::SequenceBlock(const ParamDescriptor& row, const EditorContext& context, QWidget* parent)
    : QWidget(parent),
      m_row(row),
      m_grip(new QLabel(this)),
      m_remove(new QToolButton(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    makeGrip();
    layout->addWidget(m_grip);
    for (const SequenceField& field : row.fields) {
        m_fields[field.name] = makeField(field, context);
        QWidget* control = m_controls.constLast();
        const QString label = field.label.isEmpty() ? field.name : tableText(field.label);
        control->setToolTip(field.note.isEmpty() ? label : tr("%1: %2").arg(label, tableText(field.note)));
        m_labels.append(label);
        const bool isReference = field.kind == ParamKind::OpRef || field.kind == ParamKind::OpTable;
        layout->addWidget(control, isReference ? 3 : 1);
    }
    m_remove->setIcon(icon(QStringLiteral("remove")));
    m_remove->setToolTip(tr("Remove this block"));
    m_remove->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(m_remove);
    m_controls.append(m_remove);
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeAsked(); });
    for (QWidget* control : m_controls)
        control->installEventFilter(this);
}

void SequenceBlock::makeGrip()
{
    m_grip->setPixmap(icon(QStringLiteral("grip"), themeColours().faint).pixmap(scaled(14), scaled(14)));
    m_grip->setFixedWidth(scaled(14));
    m_grip->setCursor(Qt::SizeVerCursor);
    m_grip->setToolTip(tr("Drag to move this block, or press Alt+Up or Alt+Down in it"));
    m_grip->installEventFilter(this);
}

bool SequenceBlock::eventFilter(QObject* watched, QEvent* event)
{
    const auto* key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event) : nullptr;
    const bool isMove = key && key->modifiers() & Qt::AltModifier;
    if (isMove && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        Q_EMIT moveAsked(key->key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    const auto* mouse = event->type() == QEvent::MouseMove ? static_cast<QMouseEvent*>(event) : nullptr;
    if (mouse && watched == m_grip && mouse->buttons() & Qt::LeftButton) {
        const double y = m_grip->mapTo(this, mouse->position().toPoint()).y();
        if (y < -height() / 4.0)
            Q_EMIT moveAsked(-1);
        else if (y > height() * 1.25)
            Q_EMIT moveAsked(1);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SequenceBlock::showNumber(int number)
{
    for (qsizetype index = 0; index < m_labels.size(); ++index)
        m_controls.at(index)->setAccessibleName(
            tr("%1 %2, %3").arg(tableText(m_row.label)).arg(number).arg(m_labels.at(index)));
    m_remove->setAccessibleName(tr("Remove %1 %2").arg(tableText(m_row.label)).arg(number));
}

SequenceBlock::Field SequenceBlock::makeField(const SequenceField& field, const EditorContext& context)
{
    switch (field.kind) {
    case ParamKind::OpRef:
    case ParamKind::OpTable: {
        auto* box = new OperatorBox(field.family, context, this);
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
        auto* number =
            new NumberField(whole ? NumberField::Kind::Whole : NumberField::Kind::Real, {}, {}, this);
        m_controls.append(number);
        connect(number, &NumberField::edited, this, [this] { Q_EMIT edited(); });
        return {[number](const QVariant& value) { number->showNumber(value.toDouble()); },
                [number, whole] {
                    return whole ? QVariant(static_cast<qlonglong>(number->value()))
                                 : QVariant(number->value());
                }};
    }
    default: {
        auto* line = new QLineEdit(this);
        line->setPlaceholderText(field.label.isEmpty() ? field.name : tableText(field.label));
        line->setMinimumWidth(24);
        m_controls.append(line);
        connect(line, &QLineEdit::editingFinished, this, [this, line] {
            if (line->isModified())
                Q_EMIT edited();
            line->setModified(false);
        });
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
