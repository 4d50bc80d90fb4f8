// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/text_editor.h"

#include "operators/provider_names.h"
#include "params/table_text.h"
#include "ui/inspector/channel_choice.h"
#include "ui/inspector/param_text.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QWidget>

namespace reelout {

TextEditor::TextEditor(const ParamDescriptor& row, QWidget* parent)
    : ParamEditor(row, parent),
      m_line(new QLineEdit(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_line, 1);
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        m_line->setModified(false);
        if (m_line->text() == m_shown)
            return;
        m_shown = m_line->text();
        Q_EMIT edited(m_shown);
    });
    if (row.provider.isEmpty())
        return;
    m_suggest = new QToolButton(this);
    m_suggest->setIcon(icon(QStringLiteral("chevron")));
    m_suggest->setToolTip(tr("Suggestions"));
    m_suggest->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(m_suggest);
    connect(m_suggest, &QToolButton::clicked, this, [this] { openSuggestions(); });
}

void TextEditor::openSuggestions()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (row().provider == providers::kInputChannels) {
        fillChannels(*menu);
    } else {
        for (const MenuItem& item : m_items) {
            QAction* action = menu->addAction(item.label.isEmpty() ? item.token : tableText(item.label));
            action->setEnabled(item.unavailable.isEmpty());
            connect(action, &QAction::triggered, this, [this, token = item.token] { take(token); });
        }
    }
    if (m_items.empty())
        menu->addAction(tr("No suggestions"))->setEnabled(false);
    menu->popup(m_line->mapToGlobal(QPoint(0, m_line->height())));
}

void TextEditor::fillChannels(QMenu& menu)
{
    QStringList names;
    for (const MenuItem& item : m_items)
        names.append(item.token);
    QAction* all = menu.addAction(tr("All Channels"), this, [this] { take(QStringLiteral("*")); });
    all->setEnabled(m_shown != QStringLiteral("*"));
    if (!names.isEmpty())
        menu.addSeparator();
    const QList<bool> chosen = chosenChannels(m_shown, names);
    for (qsizetype index = 0; index < names.size(); ++index) {
        QAction* action = menu.addAction(names.at(index), this, [this, names, chosen, index](bool on) {
            QList<bool> now = chosen;
            now[index] = on;
            take(channelPattern(names, now));
        });
        action->setCheckable(true);
        action->setChecked(chosen.at(index));
    }
}

void TextEditor::take(const QString& text)
{
    showValue(text);
    Q_EMIT edited(text);
}

void TextEditor::showValue(const QVariant& value)
{
    m_shown = value.toString();
    m_line->setPlaceholderText({});
    if (m_line->text() != m_shown)
        m_line->setText(m_shown);
}

void TextEditor::showMixed(const QVariantList&)
{
    showValue(QString());
    m_line->setPlaceholderText(severalValuesText());
}

void TextEditor::showItems(const std::vector<MenuItem>& items)
{
    m_items = items;
}

QList<QWidget*> TextEditor::controls() const
{
    QList<QWidget*> all{m_line};
    if (m_suggest)
        all.append(m_suggest);
    return all;
}

} // namespace reelout
