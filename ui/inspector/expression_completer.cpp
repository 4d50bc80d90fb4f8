// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/expression_completer.h"

#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kDetailRole = Qt::UserRole + 1;
constexpr int kWidest = 560;
constexpr int kGap = 24;

/// The detail at the right, fainter than the text it belongs to.
class DetailDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const int own = option.fontMetrics.horizontalAdvance(index.data().toString()) + kGap;
        const QRect place = option.rect.adjusted(own, 0, -8, 0);
        painter->save();
        painter->setFont(option.font);
        painter->setPen(themeColours().faint);
        const QString detail =
            option.fontMetrics.elidedText(index.data(kDetailRole).toString(), Qt::ElideRight, place.width());
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, detail);
        painter->restore();
    }
};

} // namespace

ExpressionCompleter::ExpressionCompleter(QLineEdit& line, Ask ask, Return onReturn)
    : QObject(&line),
      m_line(line),
      m_ask(std::move(ask)),
      m_return(onReturn),
      m_model(new QStandardItemModel(this)),
      m_completer(new QCompleter(m_model, this))
{
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setWidget(&line);
    m_completer->setMaxVisibleItems(12);
    QAbstractItemView* popup = m_completer->popup();
    popup->setItemDelegate(new DetailDelegate(popup));
    popup->setFont(figureFont(8.5));
    popup->setAccessibleName(tr("How the expression may go on"));
    popup->installEventFilter(this);
    line.installEventFilter(this);
    connect(&line, &QLineEdit::textEdited, this, &ExpressionCompleter::show);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &ExpressionCompleter::take);
}

bool ExpressionCompleter::isShown() const
{
    return m_completer->popup()->isVisible();
}

QStringList ExpressionCompleter::shownTexts() const
{
    QStringList texts;
    for (int row = 0; isShown() && row < m_model->rowCount(); ++row)
        texts.append(m_model->item(row)->text());
    return texts;
}

void ExpressionCompleter::show()
{
    QAbstractItemView* popup = m_completer->popup();
    const Completions found = m_ask(m_line.text(), m_line.cursorPosition());
    m_begin = found.begin;
    m_model->clear();
    int width = 0;
    for (const Completion& completion : found.items) {
        auto* item = new QStandardItem(completion.text);
        item->setData(completion.detail, kDetailRole);
        item->setData(QStringLiteral("%1, %2").arg(completion.text, completion.detail),
                      Qt::AccessibleTextRole);
        m_model->appendRow(item);
        const QFontMetrics metrics(popup->font());
        width = std::max(width, metrics.horizontalAdvance(completion.text) + kGap +
                                    metrics.horizontalAdvance(completion.detail));
    }
    if (found.items.empty()) {
        popup->hide();
        return;
    }
    width += popup->verticalScrollBar()->sizeHint().width() + kGap;
    m_completer->complete(QRect(
        0, 0, std::clamp(width, m_line.width(), std::max(m_line.width(), scaled(kWidest))), m_line.height()));
    const bool isMarked = m_return == Return::Takes;
    popup->setCurrentIndex(isMarked ? m_completer->completionModel()->index(0, 0) : QModelIndex());
}

void ExpressionCompleter::take(const QString& text)
{
    const QString typed = m_line.text();
    const int cursor = m_line.cursorPosition();
    QString added = text;
    QString rest = typed.mid(cursor);
    // An operator's name closes what op(' has opened.
    static const QString quotes = QStringLiteral("'\"");
    const QChar quote = m_begin > 0 ? typed[m_begin - 1] : QChar();
    if (quotes.contains(quote) && !rest.startsWith(quote))
        added += quote + QLatin1String(")");
    m_line.setText(typed.left(m_begin) + added + rest);
    m_line.setCursorPosition(m_begin + static_cast<int>(added.size()));
    m_line.setModified(true);
    Q_EMIT completed();
}

bool ExpressionCompleter::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    QAbstractItemView* popup = m_completer->popup();
    const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == popup && (isReturn || key->key() == Qt::Key_Tab)) {
        // The line would hear of it before the list does.
        QModelIndex chosen = popup->currentIndex();
        if (!chosen.isValid() && !isReturn)
            chosen = m_completer->completionModel()->index(0, 0);
        popup->hide();
        if (!chosen.isValid())
            return false;
        take(chosen.data().toString());
        return true;
    }
    if (watched == &m_line && key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier) {
        show();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace reelout
