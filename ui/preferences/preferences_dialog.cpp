// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/preferences_dialog.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace reelout {

PreferencesDialog::PreferencesDialog(PreferenceStore& store, Surroundings surroundings, QWidget* parent)
    : QDialog(parent),
      m_store(store),
      m_surroundings(std::move(surroundings)),
      m_search(new QLineEdit(this)),
      m_pages(new QListWidget(this)),
      m_scroll(new QScrollArea(this)),
      m_rows(new QWidget(m_scroll)),
      m_nothing(new QLabel(tr("No preference has these words."), m_rows))
{
    setWindowTitle(tr("Preferences"));
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search preferences"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), themeColours().faint), QLineEdit::LeadingPosition);
    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->setAccessibleName(tr("Pages"));
    for (const QString& page : store.table().pages()) {
        auto* item = new QListWidgetItem(preferenceWords(page), m_pages);
        item->setData(Qt::UserRole, page);
    }
    buildRows();
    buildLayout();
    connect(m_pages, &QListWidget::currentRowChanged, this, &PreferencesDialog::showRows);
    connect(m_search, &QLineEdit::textChanged, this, &PreferencesDialog::showRows);
    connect(m_restorePage, &QPushButton::clicked, this, &PreferencesDialog::restorePage);
    connect(m_restoreAll, &QPushButton::clicked, this, &PreferencesDialog::restoreAll);
    connect(&store, &PreferenceStore::changed, this, &PreferencesDialog::showStates);
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    resize(openingSize(*this, {820, 560}));
    m_pages->setCurrentRow(0);
    m_pages->setFocus();
}

// A field that has the keyboard is complete when it loses it, which must be while all of the dialog is there.
PreferencesDialog::~PreferencesDialog()
{
    hide();
}

void PreferencesDialog::relist(const QString& provider)
{
    for (PreferenceView* view : m_views) {
        if (view->row().provider == provider)
            view->relist();
    }
}

void PreferencesDialog::buildRows()
{
    auto* layout = new QVBoxLayout(m_rows);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(0);
    m_nothing->setObjectName(QStringLiteral("note"));
    layout->addWidget(m_nothing);
    QString page;
    for (const Preference& row : m_store.table().rows()) {
        if (row.page != page) {
            page = row.page;
            auto* heading = new QLabel(preferenceWords(page), m_rows);
            QFont font = heading->font();
            font.setWeight(QFont::DemiBold);
            font.setPointSizeF(font.pointSizeF() * 1.2);
            heading->setFont(font);
            heading->setContentsMargins(0, 6, 0, 8);
            m_headings[page] = heading;
            layout->addWidget(heading);
        }
        const auto lister = m_surroundings.listers.find(row.provider);
        auto* view = new PreferenceView(
            m_store, row, lister == m_surroundings.listers.end() ? PreferenceLister() : lister->second,
            [this](const Preference& asked) { return remarkOn(asked); }, m_rows);
        m_views.push_back(view);
        layout->addWidget(view);
    }
    layout->addStretch(1);
    m_scroll->setWidget(m_rows);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    // Rows are never cut at their side, however small the screen was that the dialog opened on.
    m_scroll->setMinimumWidth(m_rows->minimumSizeHint().width() +
                              m_scroll->verticalScrollBar()->sizeHint().width());
}

void PreferencesDialog::buildLayout()
{
    // In a QDialogButtonBox of Qt 6.4 Tab goes round in a circle of these three.
    m_restorePage = new QPushButton(tr("Restore This &Page"), this);
    m_restoreAll = new QPushButton(tr("Restore &All…"), this);
    auto* close = new QPushButton(tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_restorePage);
    buttons->addWidget(m_restoreAll);
    buttons->addStretch(1);
    buttons->addWidget(close);
    for (QPushButton* button : {m_restorePage, m_restoreAll, close})
        button->setAutoDefault(false); // Enter completes a field
    auto* left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_pages, 1);
    m_search->setFixedWidth(scaled(190));
    m_pages->setFixedWidth(scaled(190));
    auto* middle = new QHBoxLayout;
    middle->addLayout(left);
    middle->addWidget(m_scroll, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(middle, 1);
    layout->addLayout(buttons);
}

QString PreferencesDialog::currentPage() const
{
    const QListWidgetItem* item = m_pages->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void PreferencesDialog::showRows()
{
    const QStringList words = m_search->text().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QString page = currentPage();
    QStringList shownPages;
    for (PreferenceView* view : m_views) {
        const bool isShown = words.isEmpty() ? view->row().page == page : view->matches(words);
        view->setVisible(isShown);
        if (isShown)
            shownPages += view->row().page;
    }
    for (const auto& [name, heading] : m_headings)
        heading->setVisible(shownPages.contains(name));
    m_nothing->setVisible(shownPages.isEmpty());
    m_restorePage->setEnabled(words.isEmpty());
    m_scroll->verticalScrollBar()->setValue(0);
}

void PreferencesDialog::showStates()
{
    for (PreferenceView* view : m_views)
        view->showState();
}

// Two actions with one key: only one of them would get it.
QString PreferencesDialog::remarkOn(const Preference& row) const
{
    if (row.kind != PreferenceKind::KeySequence || !m_store.hasEffect(row.key))
        return {};
    const QString keys = m_store.text(row.key);
    if (keys.isEmpty())
        return {};
    for (const Preference& other : m_store.table().rows()) {
        if (other.kind == PreferenceKind::KeySequence && other.key != row.key &&
            m_store.text(other.key) == keys)
            return tr("“%1” has the same key. Only one of them will work.").arg(preferenceWords(other.label));
    }
    const QString used =
        m_surroundings.usedInWindow ? m_surroundings.usedInWindow(QKeySequence::fromString(keys)) : QString();
    return used.isEmpty() ? QString() : tr("In the window this key is “%1”.").arg(used);
}

void PreferencesDialog::restorePage()
{
    m_store.resetPage(currentPage());
}

void PreferencesDialog::restoreAll()
{
    QMessageBox box(QMessageBox::Question, tr("Preferences"), tr("Restore the defaults of all preferences?"),
                    QMessageBox::Cancel, this);
    box.setInformativeText(tr("Folders, keys, theme and language too. This can't be undone."));
    QPushButton* restore = box.addButton(tr("Restore All"), QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() == static_cast<QAbstractButton*>(restore))
        m_store.resetAll();
}

PreferenceView* PreferencesDialog::view(const QString& key) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(),
                                    [&](const PreferenceView* view) { return view->row().key == key; });
    return found == m_views.end() ? nullptr : *found;
}

PreferencesDialog::State PreferencesDialog::state() const
{
    State state;
    state.page = m_pages->currentRow();
    state.search = m_search->text();
    state.scroll = m_scroll->verticalScrollBar()->value();
    state.geometry = saveGeometry();
    for (const PreferenceView* view : m_views) {
        if (const QWidget* focused = focusWidget(); focused && view->isAncestorOf(focused))
            state.focused = view->row().key;
    }
    return state;
}

void PreferencesDialog::restore(const State& state)
{
    if (!state.geometry.isEmpty())
        restoreGeometry(state.geometry);
    m_pages->setCurrentRow(std::clamp(state.page, 0, m_pages->count() - 1));
    m_search->setText(state.search);
    m_scroll->verticalScrollBar()->setValue(state.scroll);
    if (const PreferenceView* focused = view(state.focused))
        focused->editor()->setFocus();
}

} // namespace reelout
