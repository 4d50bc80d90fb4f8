// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/key_field.h"

#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace reelout {

KeyField::KeyField(QWidget* parent)
    : QWidget(parent),
      m_edit(new QKeySequenceEdit(this)),
      m_clear(new QToolButton(this))
{
    m_edit->installEventFilter(this);
    if (auto* line = m_edit->findChild<QLineEdit*>())
        line->setPlaceholderText(tr("No key; press one"));
    m_clear->setIcon(icon(QStringLiteral("close")));
    m_clear->setToolTip(tr("No key"));
    m_clear->setAccessibleName(tr("No key"));
    m_clear->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_clear);
    setFocusProxy(m_edit);
    connect(m_edit, &QKeySequenceEdit::keySequenceChanged, this, &KeyField::take);
    connect(m_clear, &QToolButton::clicked, m_edit, &QKeySequenceEdit::clear);
}

void KeyField::setKeys(const QString& keys)
{
    const QSignalBlocker silent(m_edit);
    m_edit->setKeySequence(QKeySequence::fromString(keys, QKeySequence::PortableText));
    m_clear->setEnabled(!keys.isEmpty());
}

// The desktop grabs one key, not a chord of several.
void KeyField::take()
{
    const QKeySequence typed = m_edit->keySequence();
    const QKeySequence keys = typed.isEmpty() ? typed : QKeySequence(typed[0]);
    if (typed.count() > 1) {
        const QSignalBlocker silent(m_edit);
        m_edit->setKeySequence(keys);
    }
    Q_EMIT edited(keys.toString(QKeySequence::PortableText));
}

bool KeyField::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isTab = key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab;
        const bool isPlain = (key->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
        if (isTab && isPlain) {
            focusNextPrevChild(key->key() == Qt::Key_Tab);
            return true;
        }
        if (key->key() == Qt::Key_Escape && isPlain) {
            event->ignore(); // closes the dialog
            return false;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace reelout
