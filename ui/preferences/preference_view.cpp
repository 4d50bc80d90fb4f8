// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/preference_view.h"

#include "base/error_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace reelout {

namespace {

QString helpOf(const Preference& row)
{
    switch (row.takesEffect) {
    case TakesEffect::NextTake:
        return PreferenceView::tr("%1 Takes effect at the next recording.").arg(preferenceWords(row.help));
    case TakesEffect::NextStart:
        return PreferenceView::tr("%1 Takes effect at the next start of the program.")
            .arg(preferenceWords(row.help));
    case TakesEffect::AtOnce:
        break;
    }
    return preferenceWords(row.help);
}

} // namespace

PreferenceView::PreferenceView(PreferenceStore& store, const Preference& row, const PreferenceLister& lister,
                               Remark remark, QWidget* parent)
    : QWidget(parent),
      m_store(store),
      m_row(row),
      m_remarkOf(std::move(remark)),
      m_editor(makePreferenceEditor(
          row, lister, [this](const QVariant& value) { edit(value); }, this)),
      m_reset(new QToolButton(this)),
      m_help(new QLabel(helpOf(row), this)),
      m_remark(new QLabel(this))
{
    setObjectName(row.key);
    const bool isToggle = row.kind == PreferenceKind::Toggle; // has its label in itself
    auto* label = new QLabel(isToggle ? QString() : preferenceWords(row.label), this);
    label->setWordWrap(true);
    label->setFixedWidth(scaled(150));
    QWidget* focused = m_editor.widget->focusProxy() ? m_editor.widget->focusProxy() : m_editor.widget;
    label->setBuddy(focused);
    focused->setAccessibleName(preferenceWords(row.label));
    focused->setAccessibleDescription(m_help->text());
    m_reset->setIcon(icon(QStringLiteral("reset"), themeColours().faint));
    m_reset->setIconSize(QSize(scaled(14), scaled(14)));
    m_reset->setToolTip(tr("Restore the default"));
    m_reset->setAccessibleName(tr("%1: restore the default").arg(preferenceWords(row.label)));
    m_reset->setFocusPolicy(Qt::TabFocus);
    QSizePolicy keepsPlace = m_reset->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keepsPlace);
    for (QLabel* text : {m_help, m_remark}) {
        text->setObjectName(QStringLiteral("note"));
        text->setWordWrap(true);
    }
    m_remark->setProperty("problem", true);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 4, 0, 8);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    layout->addWidget(label, 0, 0, Qt::AlignTop);
    layout->addWidget(m_editor.widget, 0, 1);
    layout->addWidget(m_reset, 0, 2, Qt::AlignTop);
    layout->addWidget(m_remark, 1, 1);
    layout->addWidget(m_help, 2, 1);
    layout->setColumnStretch(1, 1);
    connect(m_reset, &QToolButton::clicked, this, [this] {
        m_refusal.clear();
        if (m_editor.widget->focusPolicy() != Qt::NoFocus || m_editor.widget->focusProxy())
            m_editor.widget->setFocus(); // the button is about to go
        m_store.reset(m_row.key);
        showState();
    });
    showState();
}

void PreferenceView::edit(const QVariant& value)
{
    const Status set = m_store.set(m_row.key, value);
    m_refusal = set ? QString() : describe(set.error());
    showState();
}

void PreferenceView::relist()
{
    if (m_editor.relist)
        m_editor.relist();
}

void PreferenceView::showState()
{
    if (m_refusal.isEmpty()) // what was refused stays to be mended
        m_editor.show(m_store.value(m_row.key));
    m_editor.widget->setEnabled(m_store.hasEffect(m_row.key));
    m_reset->setVisible(!m_store.isDefault(m_row.key));
    const QString remark = !m_refusal.isEmpty() ? m_refusal : m_remarkOf ? m_remarkOf(m_row) : QString();
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

QString PreferenceView::remarkText() const
{
    return m_remark->text();
}

bool PreferenceView::matches(const QStringList& words) const
{
    QStringList texts{
        m_row.key,     m_row.page, m_row.label, preferenceWords(m_row.page), preferenceWords(m_row.label),
        m_help->text()};
    for (const PreferenceItem& item : m_row.items)
        texts += {item.label, preferenceWords(item.label)};
    const QString all = texts.join(QLatin1Char('\n'));
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace reelout
