// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/param_row_parts.h"

#include "params/table_text.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/param_text.h"
#include "ui/inspector/row_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {
QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}
} // namespace

QWidget* rowDialogParent(QWidget& part)
{
    for (QWidget* around = part.parentWidget(); around; around = around->parentWidget()) {
        if (qobject_cast<InspectorView*>(around))
            return around;
    }
    return &part;
}

int rowLabelWidth()
{
    return scaled(146);
}

RowLabel* makeRowLabel(const ParamDescriptor& row, QWidget* parent)
{
    auto* label = new RowLabel(tableText(row.label), parent);
    label->setAccessibleDescription(helpText(row));
    label->setFixedWidth(rowLabelWidth());
    label->setMinimumHeight(scaled(22));
    label->setWordWrap(true);
    return label;
}

QToolButton* makeRowButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setFixedSize(scaled(20), scaled(20));
    button->setIconSize(QSize(scaled(14), scaled(14)));
    button->setFocusPolicy(Qt::NoFocus);
    return button;
}

QLabel* makeRowNote(QWidget* parent)
{
    auto* note = new QLabel(parent);
    note->setObjectName(QStringLiteral("note"));
    note->setWordWrap(true);
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont font = note->font();
    font.setPointSizeF(font.pointSizeF() - 0.5);
    note->setFont(font);
    note->setMinimumWidth(10);
    note->hide();
    return note;
}

void showRowNote(QLabel& note, const QString& text, bool isProblem)
{
    // Long paths have nowhere to wrap by themselves.
    QString breakable = text;
    breakable.replace(QLatin1Char('/'), QStringLiteral("/\u200b"));
    if (note.property("problem").toBool() != isProblem) {
        note.setProperty("problem", isProblem);
        note.style()->unpolish(&note);
        note.style()->polish(&note);
    }
    if (note.text() != breakable)
        note.setText(breakable);
    note.setVisible(!text.isEmpty());
}

void showModeOn(QToolButton& button, ParamMode mode, bool canHaveExpression)
{
    const ThemeColours& colours = themeColours();
    switch (mode) {
    case ParamMode::Constant:
        button.setIcon(icon(QStringLiteral("constant"), colours.dim));
        button.setToolTip(tr("Constant. Click to use an expression."));
        break;
    case ParamMode::Expression:
        button.setIcon(icon(QStringLiteral("expression"), colours.accent));
        button.setToolTip(tr("Expression. Click to keep its value as a constant."));
        break;
    case ParamMode::Export:
        button.setIcon(icon(QStringLiteral("export"), colours.chop));
        button.setToolTip(tr("A channel drives this parameter."));
        break;
    }
    if (!canHaveExpression)
        button.setIcon({});
    button.setAttribute(Qt::WA_TransparentForMouseEvents, !canHaveExpression);
}

QString rowTip(const ParamDescriptor& row, const QString& disabledReason)
{
    const QString help = tooltipText(row);
    if (disabledReason.isEmpty())
        return help;
    return help + QStringLiteral("<p style=\"color:%1\">").arg(themeColours().attention.name()) +
           disabledReason.toHtmlEscaped() + QStringLiteral("</p>");
}

void nameRowControls(const ParamEditor& editor, const ParamDescriptor& row)
{
    const QList<QWidget*> controls = editor.controls();
    for (qsizetype index = 0; index < controls.size(); ++index) {
        QWidget* control = controls.at(index);
        if (!control->accessibleName().isEmpty())
            continue;
        QString part;
        if (row.kind == ParamKind::Int2)
            part = index == 0 ? tr("width") : tr("height");
        else if (row.kind == ParamKind::Float2)
            part = tr("number %1").arg(index + 1);
        else if (row.kind == ParamKind::Mask)
            part = QString(QStringLiteral("RGBA").at(index));
        else if (index > 0 && row.kind == ParamKind::File)
            part = tr("browse");
        else if (index > 0 && row.kind == ParamKind::String)
            part = tr("suggestions");
        else if (index > 0)
            part = tr("slider");
        else if (row.kind == ParamKind::Sequence)
            part = tr("add block");
        control->setAccessibleName(part.isEmpty() ? tableText(row.label)
                                                  : tr("%1, %2").arg(tableText(row.label), part));
        control->setAccessibleDescription(helpText(row));
    }
}

bool sameItems(const std::vector<MenuItem>& a, const std::vector<MenuItem>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const MenuItem& x, const MenuItem& y) {
        return x.token == y.token && x.label == y.label && x.unavailable == y.unavailable;
    });
}

} // namespace reelout
