// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow_layout.h"

#include <QWidget>

#include <algorithm>
#include <utility>

namespace reelout {

FlowLayout::FlowLayout(QWidget* parent) : QLayout(parent) {}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.append(item);
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), Placing::Measure);
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (const QLayoutItem* item : m_items)
        least = least.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    for (const QLayoutItem* item : m_items) {
        if (!item->isEmpty())
            width += item->sizeHint().width() + (width > 0 ? spacing() : 0);
    }
    const QMargins margins = contentsMargins();
    return {width + margins.left() + margins.right(), minimumSize().height()};
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, Placing::Place);
}

int FlowLayout::arrange(const QRect& rect, Placing placing) const
{
    const QRect room = rect.marginsRemoved(contentsMargins());
    const bool isMirrored = parentWidget() && parentWidget()->isRightToLeft();
    int top = room.top();
    auto from = m_items.cbegin();
    while (from != m_items.cend()) {
        int width = 0;
        int height = 0;
        auto to = from;
        for (; to != m_items.cend(); ++to) {
            if ((*to)->isEmpty())
                continue;
            const QSize size = (*to)->sizeHint();
            const int wider = width + (width > 0 ? spacing() : 0) + size.width();
            if (width > 0 && wider > room.width())
                break;
            width = wider;
            height = std::max(height, size.height());
        }
        int left = room.left();
        int rest = std::max(0, room.width() - width);
        for (auto each = from; placing == Placing::Place && each != to; ++each) {
            if ((*each)->isEmpty())
                continue;
            QSize size = (*each)->sizeHint().boundedTo({room.width(), height});
            if ((*each)->expandingDirections() & Qt::Horizontal)
                size.rwidth() += std::exchange(rest, 0);
            const int x = isMirrored ? room.right() + 1 - (left - room.left()) - size.width() : left;
            (*each)->setGeometry(QRect({x, top + (height - size.height()) / 2}, size));
            left += size.width() + spacing();
        }
        from = to;
        top += height + (from != m_items.cend() && height > 0 ? spacing() : 0);
    }
    return top - rect.top() + contentsMargins().bottom();
}

} // namespace reelout
