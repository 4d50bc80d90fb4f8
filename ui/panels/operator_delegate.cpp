// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_delegate.h"

#include "ui/panels/operator_glance.h"
#include "ui/panels/state_light.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr int kRowHeight = 30;
constexpr int kGroupHeight = 26;
constexpr int kLightAt = 13;
constexpr int kIconSide = 16;
constexpr int kWarningWidth = 18;

int nameAt()
{
    return lightWidth() + OperatorGlance::size().width() + scaled(8);
}

bool isGroup(const QModelIndex& index)
{
    return !index.parent().isValid();
}

QColor colourOfLevel(float level)
{
    const ThemeColours& colours = themeColours();
    return level > 0.5F ? colours.recording : level > 0.125F ? colours.attention : colours.good;
}

} // namespace

int lightWidth()
{
    return scaled(24);
}

void OperatorDelegate::paintGroup(QPainter& painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const
{
    QFont font = option.font;
    font.setPointSizeF(font.pointSizeF() - 1.0);
    font.setWeight(QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
    painter.setFont(font);
    painter.setPen(themeColours().faint);
    painter.drawText(option.rect.adjusted(10, 4, -4, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     index.data().toString().toUpper());
}

void OperatorDelegate::paintGlance(QPainter& painter, const QRect& place, const QModelIndex& index) const
{
    const QImage picture = index.data(kPictureRole).value<QImage>();
    if (!picture.isNull()) {
        const QSizeF size = picture.deviceIndependentSize();
        painter.fillRect(place, Qt::black);
        painter.drawImage(QPointF(place.left() + (place.width() - size.width()) / 2.0,
                                  place.top() + (place.height() - size.height()) / 2.0),
                          picture);
        return;
    }
    const float level = index.data(kLevelRole).isValid() ? index.data(kLevelRole).toFloat() : -1.0F;
    const bool isHeard = level >= 0.0F;
    const int side = scaled(kIconSide);
    const QRect iconPlace(place.center().x() - side / 2,
                          place.center().y() - (isHeard ? side / 2 + 1 : side / 2 - 1), side, side);
    index.data(Qt::DecorationRole).value<QIcon>().paint(&painter, iconPlace);
    if (!isHeard)
        return;
    const int thickness = scaled(3);
    const QRectF bar(place.left(), place.bottom() + 1 - thickness, place.width(), thickness);
    painter.fillRect(bar, Qt::black);
    const double share = std::clamp(1.0 + 20.0 * std::log10(std::max(level, 1e-6F)) / 60.0, 0.0, 1.0);
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), colourOfLevel(level));
}

void OperatorDelegate::paintTexts(QPainter& painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const
{
    const QPalette& palette = option.palette;
    const QColor selectedText =
        palette.color(option.state & QStyle::State_Active ? QPalette::HighlightedText : QPalette::Text);
    const bool selected = option.state & QStyle::State_Selected;
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() - 1.0);
    const QFontMetrics smallMetrics(small);
    QRect text = option.rect.adjusted(nameAt(), 0, -8, 0);
    if (!index.data(kWarningRole).toString().isEmpty()) {
        const int side = scaled(15);
        const QRect sign(text.right() - side + 1, option.rect.center().y() - side / 2, side, side);
        icon(QStringLiteral("warning"), themeColours().attention).paint(&painter, sign);
        text.setRight(text.right() - scaled(kWarningWidth));
    }
    const QString name = index.data().toString();
    const QString hint = index.data(kHintRole).toString();
    if (!hint.isEmpty()) {
        // What a drop would do is said whole, below the name.
        painter.setFont(small);
        painter.setPen(selected ? selectedText : palette.color(QPalette::Text));
        const QRect above(text.left(), option.rect.center().y() - smallMetrics.height(), text.width(),
                          smallMetrics.height());
        painter.drawText(above, Qt::AlignLeft | Qt::AlignVCenter,
                         smallMetrics.elidedText(name, Qt::ElideRight, text.width()));
        painter.setPen(selected ? selectedText : themeColours().accent);
        painter.drawText(above.translated(0, smallMetrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         smallMetrics.elidedText(u"→ " + hint, Qt::ElideRight, text.width()));
        return;
    }
    painter.setFont(option.font);
    painter.setPen(selected ? selectedText : palette.color(QPalette::Text));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     option.fontMetrics.elidedText(name, Qt::ElideRight, text.width()));
    const QString type = index.data(kTypeRole).toString();
    if (text.width() - option.fontMetrics.horizontalAdvance(name) - 12 < smallMetrics.horizontalAdvance(type))
        return;
    painter.setFont(small);
    painter.setPen(selected ? selectedText : themeColours().faint);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, type);
}

void OperatorDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    painter->save();
    const QRect rect = option.rect;
    const QPalette& palette = option.palette;
    if (isGroup(index)) {
        paintGroup(*painter, option, index);
        painter->restore();
        return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(rect, option.state & QStyle::State_Active ? palette.color(QPalette::Highlight)
                                                                    : themeColours().chosen);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(rect, palette.color(QPalette::Button));
    if (!index.data(kHintRole).toString().isEmpty()) {
        painter->setPen(QPen(themeColours().accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3);
    }
    const int middle = rect.center().y() + 1;
    paintLight(*painter, QPointF(rect.left() + scaled(kLightAt), middle),
               static_cast<StateLight>(index.data(kLightRole).toInt()), palette);
    paintGlance(*painter,
                QRect(QPoint(rect.left() + lightWidth(), middle - OperatorGlance::size().height() / 2),
                      OperatorGlance::size()),
                index);
    paintTexts(*painter, option, index);
    painter->restore();
}

QSize OperatorDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {scaled(120), scaled(isGroup(index) ? kGroupHeight : kRowHeight)};
}

QWidget* OperatorDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                        const QModelIndex&) const
{
    auto* line = new QLineEdit(parent);
    line->setAccessibleName(tr("Name of the operator"));
    return line;
}

// Once: pictures and levels change while somebody types, and each change would bring the old name back.
void OperatorDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    auto* line = static_cast<QLineEdit*>(editor);
    if (line->isModified() || !line->text().isEmpty())
        return;
    line->setText(index.data(Qt::EditRole).toString());
    line->selectAll();
}

void OperatorDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                            const QModelIndex&) const
{
    editor->setGeometry(option.rect.adjusted(nameAt() - scaled(8), 2, -4, -2));
}

} // namespace reelout
