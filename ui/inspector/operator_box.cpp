// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/operator_box.h"

#include "ui/inspector/param_text.h"

#include <QComboBox>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QSignalBlocker>
#include <QWidget>

namespace reelout {

OperatorBox::OperatorBox(QString family, const EditorContext& context, QWidget* parent)
    : QuietComboBox(parent),
      m_family(std::move(family)),
      m_context(context)
{
    setAcceptDrops(true);
    refill();
    connect(this, &QComboBox::activated, this, [this](int index) { choose(itemData(index).toString()); });
}

void OperatorBox::refill()
{
    const QSignalBlocker blocker(this);
    clear();
    addItem(tr("none"), QString());
    if (m_context.operatorNames) {
        const QStringList names = m_context.operatorNames(m_family);
        for (const QString& name : names)
            addItem(name, name);
    }
    // A reference to an operator that is gone is kept and shown.
    if (findData(m_name) < 0)
        addItem(tr("%1 (missing)").arg(m_name), m_name);
    setCurrentIndex(m_isMixed ? -1 : findData(m_name));
    setPlaceholderText(m_isMixed ? severalValuesText() : QString());
}

void OperatorBox::showName(const QString& name)
{
    m_isMixed = false;
    m_name = name;
    refill();
}

void OperatorBox::showMixed()
{
    m_isMixed = true;
    m_name.clear();
    refill();
}

void OperatorBox::choose(const QString& name)
{
    if (name == m_name && !m_isMixed)
        return;
    m_isMixed = false;
    m_name = name;
    refill();
    Q_EMIT chosen(name);
}

void OperatorBox::showPopup()
{
    refill();
    QComboBox::showPopup();
}

void OperatorBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        return choose({});
    QuietComboBox::keyPressEvent(event);
}

void OperatorBox::dragEnterEvent(QDragEnterEvent* event)
{
    const QString dragged = QString::fromUtf8(event->mimeData()->data(QLatin1String(kOperatorMimeType)));
    if (dragged.isEmpty())
        return;
    if (m_family.isEmpty() || (m_context.familyOf && m_context.familyOf(dragged) == m_family))
        event->acceptProposedAction();
}

void OperatorBox::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    choose(QString::fromUtf8(event->mimeData()->data(QLatin1String(kOperatorMimeType))));
}

} // namespace reelout
