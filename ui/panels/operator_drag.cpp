// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "ui/inspector/param_editor.h"
#include "ui/panels/operator_delegate.h"
#include "ui/panels/operator_tree.h"

#include <QDrag>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPixmap>
#include <QTreeWidget>

namespace reelout {

// Connecting operators by dragging one onto another.

QMimeData* OperatorTree::mimeData(const QList<QTreeWidgetItem*>& items) const
{
    QStringList names;
    for (const QTreeWidgetItem* item : items)
        if (const Operator* op = operatorOf(item))
            names.append(op->name());
    if (names.isEmpty())
        return nullptr;
    auto* mime = new QMimeData;
    mime->setData(QLatin1String(kOperatorMimeType), names.constFirst().toUtf8());
    mime->setText(names.join(QLatin1Char('\n')));
    return mime;
}

void OperatorTree::startDrag(Qt::DropActions)
{
    QMimeData* mime = mimeData(selectedItems());
    if (!mime)
        return;
    // A small sign below the cursor: the row under it has to stay readable.
    const auto count = mime->text().count(QLatin1Char('\n'));
    const QString first = mime->text().section(QLatin1Char('\n'), 0, 0);
    const QString text = count > 0 ? tr("%1 and %2 more").arg(first).arg(count) : first;
    const QSize size(fontMetrics().horizontalAdvance(text) + 16, fontMetrics().height() + 6);
    QPixmap sign(size * devicePixelRatio());
    sign.setDevicePixelRatio(devicePixelRatioF());
    sign.fill(palette().color(QPalette::Highlight));
    QPainter painter(&sign);
    painter.setPen(palette().color(QPalette::HighlightedText));
    painter.drawText(QRect(QPoint(), size), Qt::AlignCenter, text);
    painter.end();
    auto* drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->setPixmap(sign);
    drag->setHotSpot(QPoint(-14, -16));
    drag->exec(Qt::LinkAction | Qt::CopyAction, Qt::LinkAction);
}

std::vector<Operator*> OperatorTree::draggedOperators(const QMimeData& mime) const
{
    std::vector<Operator*> dragged;
    if (!mime.hasFormat(QLatin1String(kOperatorMimeType)))
        return dragged;
    for (const QString& name : mime.text().split(QLatin1Char('\n')))
        if (Operator* op = m_engine.project().find(name))
            dragged.push_back(op);
    return dragged;
}

void OperatorTree::showHint(QTreeWidgetItem* item, const QString& text)
{
    const QSignalBlocker blocker(this);
    if (m_hinted && m_hinted != item)
        m_hinted->setData(0, kHintRole, QString());
    m_hinted = text.isEmpty() ? nullptr : item;
    if (item)
        item->setData(0, kHintRole, text);
    viewport()->update();
}

void OperatorTree::dragEnterEvent(QDragEnterEvent* event)
{
    if (!draggedOperators(*event->mimeData()).empty())
        event->acceptProposedAction();
}

void OperatorTree::dragMoveEvent(QDragMoveEvent* event)
{
    QTreeWidgetItem* item = itemAt(event->position().toPoint());
    const Operator* target = operatorOf(item);
    const std::vector<Operator*> dragged = draggedOperators(*event->mimeData());
    const auto possible = target && !dragged.empty() ? possibleConnections(*dragged.front(), *target)
                                                     : std::vector<Connection>();
    if (!target || possible.empty()) {
        showHint(item, {});
        return event->ignore();
    }
    const bool asks = event->modifiers() & Qt::ControlModifier && possible.size() > 1;
    showHint(item, asks ? tr("choose…") : connectionText(*target, possible.front()));
    event->setDropAction(Qt::LinkAction);
    event->accept();
}

void OperatorTree::dragLeaveEvent(QDragLeaveEvent* event)
{
    showHint(nullptr, {});
    event->accept();
}

void OperatorTree::dropEvent(QDropEvent* event)
{
    showHint(nullptr, {});
    Operator* target = operatorOf(itemAt(event->position().toPoint()));
    const std::vector<Operator*> dragged = draggedOperators(*event->mimeData());
    if (!target || dragged.empty())
        return event->ignore();
    // Never a move: the view would take the row away.
    event->setDropAction(Qt::LinkAction);
    event->accept();
    const auto possible = possibleConnections(*dragged.front(), *target);
    if (!(event->modifiers() & Qt::ControlModifier) || dragged.size() > 1 || possible.size() < 2)
        return connectAll(dragged, *target);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Connection& connection : possible)
        menu->addAction(connectionText(*target, connection), this,
                        [this, source = QPointer<Operator>(dragged.front()),
                         wanted = QPointer<Operator>(target), connection] {
                            const Status connected =
                                source && wanted ? connectOperators(*source, *wanted, connection) : Status();
                            if (!connected)
                                Q_EMIT refused(describe(connected.error()));
                        });
    menu->popup(viewport()->mapToGlobal(event->position().toPoint()));
}

void OperatorTree::connectAll(const std::vector<Operator*>& sources, Operator& target)
{
    for (Operator* source : sources) {
        const auto possible = possibleConnections(*source, target);
        const Status connected =
            possible.empty()
                ? Status(makeError(ErrorCode::InvalidParameter, QStringLiteral("connect"),
                                   tr("%1 has no place for %2").arg(target.name(), source->name())))
                : connectOperators(*source, target, possible.front());
        if (!connected)
            Q_EMIT refused(describe(connected.error()));
    }
}

} // namespace reelout
