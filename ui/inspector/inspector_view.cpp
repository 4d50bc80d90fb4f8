// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_view.h"

#include "ui/inspector/expression_page.h"
#include "ui/inspector/param_row.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {
/// ms; what an expression reads may change with every tick of the project.
constexpr int kRefreshDelay = 40;
} // namespace

InspectorView::InspectorView(QWidget* parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_tabs(new QTabWidget(this)),
      m_refresh(new QTimer(this))
{
    m_search->setPlaceholderText(tr("Search parameters"));
    m_search->setAccessibleName(tr("Search parameters"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), QColor(0x6c, 0x72, 0x7b)), QLineEdit::LeadingPosition);
    m_tabs->setAccessibleName(tr("Parameter pages"));
    m_tabs->tabBar()->setAccessibleName(tr("Parameter pages"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setExpanding(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* searchLine = new QWidget(this);
    auto* searchLayout = new QHBoxLayout(searchLine);
    searchLayout->setContentsMargins(8, 6, 8, 4);
    searchLayout->addWidget(m_search);
    layout->addWidget(searchLine);
    layout->addWidget(m_tabs, 1);

    m_refresh->setSingleShot(true);
    m_refresh->setInterval(kRefreshDelay);
    connect(m_refresh, &QTimer::timeout, this, &InspectorView::refresh);
    connect(m_search, &QLineEdit::textChanged, this, &InspectorView::search);
    connect(m_tabs, &QTabWidget::tabBarClicked, this,
            [this](int index) { m_lastPage = m_tabs->tabText(index); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int index) {
        if (index < 0 || static_cast<std::size_t>(index) >= m_pages.size())
            return;
        buildPage(static_cast<std::size_t>(index));
        chainTabOrder();
    });
}

InspectorView::~InspectorView()
{
    clear();
}

void InspectorView::setSubject(ParamSet* set, EditorContext context)
{
    setSubjects(set ? std::vector{set} : std::vector<ParamSet*>(), std::move(context));
}

/// The rows stay and look at other sets: nothing jumps, and nothing has to be made.
bool InspectorView::takesOver(const std::vector<ParamSet*>& sets) const
{
    const auto sameTable = [&](const ParamSet* set) { return &set->table() == &subject()->table(); };
    return subject() && !sets.empty() && std::all_of(sets.begin(), sets.end(), sameTable) &&
           std::all_of(m_sets.begin(), m_sets.end(),
                       [&](const QPointer<ParamSet>& set) { return set && sameTable(set); });
}

void InspectorView::setSubjects(const std::vector<ParamSet*>& sets, EditorContext context)
{
    setUpdatesEnabled(false);
    if (takesOver(sets)) {
        // What was typed belongs to the operator it was typed for.
        if (QWidget* focused = focusedRow() ? focusWidget() : nullptr)
            focused->clearFocus();
        for (const QPointer<ParamSet>& set : m_sets)
            disconnect(set, nullptr, this, nullptr);
        m_sets.assign(sets.begin(), sets.end());
        m_context = std::move(context);
        for (ParamRow* row : m_rows)
            row->setSets(sets);
        chainTabOrder();
    } else {
        clear();
        m_sets.assign(sets.begin(), sets.end());
        m_context = std::move(context);
        if (subject())
            addPages();
    }
    follow();
    search(m_search->text());
    m_search->setEnabled(subject() != nullptr);
    setUpdatesEnabled(true);
}

void InspectorView::follow()
{
    for (const QPointer<ParamSet>& set : m_sets) {
        connect(set, &ParamSet::changed, this, &InspectorView::onChanged);
        connect(set, &ParamSet::refreshed, m_refresh, qOverload<>(&QTimer::start));
        // The rows point into the set's table.
        connect(set, &QObject::destroyed, this, &InspectorView::clear);
    }
}

void InspectorView::clear()
{
    for (const QPointer<ParamSet>& set : m_sets)
        if (set)
            disconnect(set, nullptr, this, nullptr);
    m_refresh->stop();
    m_rows.clear();
    m_pages.clear();
    while (m_tabs->count() > 0) {
        QWidget* page = m_tabs->widget(0);
        m_tabs->removeTab(0);
        delete page;
    }
    m_sets.clear();
}

std::vector<const ParamDescriptor*> InspectorView::commonRows(const QString& page) const
{
    std::vector<const ParamDescriptor*> rows = subject()->table().shownRows(page);
    std::erase_if(rows, [this](const ParamDescriptor* row) {
        return std::any_of(m_sets.begin(), m_sets.end(), [&](const QPointer<ParamSet>& set) {
            const ParamDescriptor* other = set->table().find(row->name);
            return !other || other->name != row->name || other->kind != row->kind;
        });
    });
    return rows;
}

void InspectorView::addPages()
{
    // Announced first: a tab that becomes the current one is built.
    for (const QString& page : subject()->table().pages())
        if (!commonRows(page).empty())
            m_pages.push_back({page, nullptr});
    int current = 0;
    {
        const QSignalBlocker blocker(m_tabs);
        for (std::size_t index = 0; index < m_pages.size(); ++index) {
            auto* scroll = new QScrollArea(m_tabs);
            scroll->setWidgetResizable(true);
            scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
            scroll->setFocusPolicy(Qt::NoFocus);
            m_tabs->addTab(scroll, m_pages[index].name);
            if (m_pages[index].name == m_lastPage)
                current = static_cast<int>(index);
        }
        m_tabs->setCurrentIndex(current);
    }
    if (!m_pages.empty())
        buildPage(static_cast<std::size_t>(current));
    chainTabOrder();
}

void InspectorView::buildPage(std::size_t index)
{
    Page& page = m_pages[index];
    if (page.content)
        return;
    page.content = new QWidget;
    auto* layout = new QVBoxLayout(page.content);
    layout->setContentsMargins(0, 6, 0, 8);
    layout->setSpacing(1);
    for (const ParamDescriptor* descriptor : commonRows(page.name)) {
        auto* row = new ParamRow(sets(), *descriptor, m_context, page.content);
        row->setVisible(row->matches(m_search->text()));
        layout->addWidget(row);
        m_rows.push_back(row);
        join(*row);
    }
    layout->addStretch(1);
    static_cast<QScrollArea*>(m_tabs->widget(static_cast<int>(index)))->setWidget(page.content);
}

void InspectorView::buildAll()
{
    const std::size_t before = m_rows.size();
    for (std::size_t index = 0; index < m_pages.size(); ++index)
        buildPage(index);
    if (m_rows.size() != before)
        chainTabOrder();
}

void InspectorView::chainTabOrder()
{
    QWidget* previous = m_tabs->tabBar();
    for (const ParamRow* row : m_rows) {
        for (QWidget* control : row->editor()->controls() + row->expressionPage()->controls()) {
            setTabOrder(previous, control);
            previous = control;
        }
    }
}

std::vector<ParamSet*> InspectorView::sets() const
{
    return {m_sets.begin(), m_sets.end()};
}

const std::vector<ParamRow*>& InspectorView::rows()
{
    buildAll();
    return m_rows;
}

ParamRow* InspectorView::row(const QString& name)
{
    const ParamDescriptor* wanted = subject() ? subject()->table().find(name) : nullptr;
    if (!wanted)
        return nullptr;
    for (std::size_t index = 0; index < m_pages.size(); ++index)
        if (m_pages[index].name == wanted->page)
            buildPage(index);
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const ParamRow* row) { return &row->descriptor() == wanted; });
    return found == m_rows.end() ? nullptr : *found;
}

void InspectorView::onChanged(const QString& name)
{
    for (ParamRow* row : m_rows) {
        if (row->descriptor().name != name)
            continue;
        row->refresh();
        if (row->descriptor().kind == ParamKind::Sequence)
            chainTabOrder(); // its blocks come and go
    }
    m_refresh->start();
}

void InspectorView::refresh()
{
    m_refresh->stop();
    for (ParamRow* row : m_rows)
        row->refreshDependent();
}

void InspectorView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void InspectorView::search(const QString& text)
{
    if (!text.isEmpty())
        buildAll();
    for (ParamRow* row : m_rows)
        row->setVisible(row->matches(text));
    for (int index = 0; index < m_tabs->count(); ++index) {
        bool any = text.isEmpty();
        for (const ParamRow* row : m_rows)
            any = any || (row->matches(text) && m_tabs->tabText(index) == row->descriptor().page);
        m_tabs->setTabVisible(index, any);
    }
}

void InspectorView::reveal(const QString& name)
{
    ParamRow* shown = row(name);
    if (!shown)
        return;
    if (!shown->matches(m_search->text()))
        m_search->clear();
    for (std::size_t index = 0; index < m_pages.size(); ++index) {
        if (m_pages[index].name != shown->descriptor().page)
            continue;
        m_tabs->setCurrentIndex(static_cast<int>(index));
        static_cast<QScrollArea*>(m_tabs->widget(static_cast<int>(index)))->ensureWidgetVisible(shown, 0, 30);
    }
}

} // namespace reelout
