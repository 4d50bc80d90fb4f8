// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_delegate.h"

#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>
#include <QWidget>

namespace reelout {

namespace {
constexpr int kRowHeight = 28;
constexpr int kGroupHeight = 26;
constexpr int kLightAt = 14;
constexpr int kIconAt = 26;
constexpr int kNameAt = 48;

bool isGroup(const QModelIndex& index)
{
    return !index.parent().isValid();
}
} // namespace

void OperatorDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    painter->save();
    const QRect rect = option.rect;
    const QPalette& palette = option.palette;
    if (isGroup(index)) {
        QFont font = option.font;
        font.setPointSizeF(font.pointSizeF() - 1.0);
        font.setWeight(QFont::DemiBold);
        font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
        painter->setFont(font);
        painter->setPen(themeColours().faint);
        painter->drawText(rect.adjusted(10, 4, -4, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data().toString().toUpper());
        painter->restore();
        return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(rect, option.state & QStyle::State_Active ? palette.color(QPalette::Highlight)
                                                                    : palette.color(QPalette::Mid));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(rect, palette.color(QPalette::Button));
    const int middle = rect.center().y() + 1;
    painter->setPen(Qt::NoPen);
    painter->setBrush(index.data(kLightRole).value<QColor>());
    painter->drawEllipse(QPointF(rect.left() + kLightAt, middle), 3.5, 3.5);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, QRect(rect.left() + kIconAt, middle - 8, 16, 16));

    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() - 1.0);
    const QFontMetrics smallMetrics(small);
    const QString name = index.data().toString();
    const int nameWidth = option.fontMetrics.horizontalAdvance(name);
    const QRect text = rect.adjusted(kNameAt, 0, -8, 0);
    painter->setFont(option.font);
    painter->setPen(selected ? palette.color(QPalette::HighlightedText) : palette.color(QPalette::Text));
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(name, Qt::ElideRight, text.width()));
    const int room = text.width() - nameWidth - 12;
    const QString type = index.data(kTypeRole).toString();
    if (room >= smallMetrics.horizontalAdvance(type)) {
        painter->setFont(small);
        painter->setPen(selected ? palette.color(QPalette::Text) : themeColours().faint);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, type);
    }
    painter->restore();
}

QSize OperatorDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {120, isGroup(index) ? kGroupHeight : kRowHeight};
}

QWidget* OperatorDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                        const QModelIndex&) const
{
    auto* line = new QLineEdit(parent);
    line->setAccessibleName(tr("Name of the operator"));
    return line;
}

void OperatorDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                            const QModelIndex&) const
{
    editor->setGeometry(option.rect.adjusted(kNameAt - 8, 2, -4, -2));
}

} // namespace reelout
