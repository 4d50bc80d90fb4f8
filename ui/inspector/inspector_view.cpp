// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_view.h"

#include "params/table_text.h"
#include "ui/inspector/expression_page.h"
#include "ui/inspector/param_row.h"
#include "ui/passing_windows.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedWidget>
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
      m_stack(new QStackedWidget(this)),
      m_refresh(new QTimer(this)),
      m_prepare(new QTimer(this))
{
    m_search->setPlaceholderText(tr("Search parameters"));
    m_search->setAccessibleName(tr("Search parameters"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), themeColours().faint), QLineEdit::LeadingPosition);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* searchLine = new QWidget(this);
    auto* searchLayout = new QHBoxLayout(searchLine);
    searchLayout->setContentsMargins(8, 6, 8, 4);
    searchLayout->addWidget(m_search);
    layout->addWidget(searchLine);
    layout->addWidget(m_stack, 1);

    m_all.push_back(std::make_unique<Pages>());
    m_now = m_all.front().get();
    m_stack->addWidget(new QWidget(m_stack));
    m_refresh->setSingleShot(true);
    m_refresh->setInterval(kRefreshDelay);
    connect(m_refresh, &QTimer::timeout, this, &InspectorView::refresh);
    connect(m_prepare, &QTimer::timeout, this, &InspectorView::prepareNext);
    connect(m_search, &QLineEdit::textChanged, this, &InspectorView::search);
}

InspectorView::~InspectorView()
{
    leave();
}

void InspectorView::setSubject(ParamSet* set, EditorContext context)
{
    setSubjects(set ? std::vector{set} : std::vector<ParamSet*>(), std::move(context));
}

void InspectorView::setSubjects(const std::vector<ParamSet*>& sets, EditorContext context)
{
    setUpdatesEnabled(false);
    // What was typed belongs to the operator it was typed for.
    if (QWidget* focused = focusedRow() ? focusWidget() : nullptr)
        focused->clearFocus();
    if (!std::equal(sets.begin(), sets.end(), m_sets.begin(), m_sets.end()))
        closePassing(*this); // and so does what was opened
    Pages& next = pagesFor(sets);
    if (&next != m_now)
        leave();
    for (const QPointer<ParamSet>& set : m_sets)
        if (set)
            disconnect(set, nullptr, this, nullptr);
    m_now = &next;
    m_sets.assign(sets.begin(), sets.end());
    m_context = std::move(context);
    for (ParamRow* row : m_now->rows)
        row->setSets(sets);
    if (subject()) {
        m_stack->setCurrentWidget(m_now->tabs);
        showLastPage();
        follow();
        search(m_search->text());
    } else {
        m_stack->setCurrentIndex(0);
    }
    m_search->setEnabled(subject() != nullptr);
    setUpdatesEnabled(true);
}

/// The pages that are shown rest, or go when they were made for just those operators.
void InspectorView::leave()
{
    m_refresh->stop();
    for (const QPointer<ParamSet>& set : m_sets)
        if (set)
            disconnect(set, nullptr, this, nullptr);
    m_sets.clear();
    for (ParamRow* row : m_now->rows) {
        row->setChosen(false);
        row->setSets({});
    }
    if (m_now->isOfOneTable)
        return;
    delete m_now->tabs;
    std::erase_if(m_all, [this](const auto& each) { return each.get() == m_now; });
    m_now = m_all.front().get();
}

InspectorView::Pages& InspectorView::pagesFor(const std::vector<ParamSet*>& sets)
{
    if (sets.empty())
        return *m_all.front(); // no pages at all
    const auto table = sets.front()->sharedTable();
    if (std::all_of(sets.begin(), sets.end(),
                    [&](const ParamSet* set) { return set->sharedTable() == table; }))
        return pagesOf(table);
    m_all.push_back(makePages(table, sets, false));
    return *m_all.back();
}

InspectorView::Pages& InspectorView::pagesOf(const std::shared_ptr<const ParamTable>& table)
{
    for (const auto& each : m_all)
        if (each->isOfOneTable && each->table == table)
            return *each;
    m_all.push_back(makePages(table, {}, true));
    return *m_all.back();
}

std::unique_ptr<InspectorView::Pages> InspectorView::makePages(const std::shared_ptr<const ParamTable>& table,
                                                               const std::vector<ParamSet*>& sets,
                                                               bool isOfOneTable)
{
    auto made = std::make_unique<Pages>();
    made->isOfOneTable = isOfOneTable;
    made->tabs = new QTabWidget(m_stack);
    QTabWidget* tabs = made->tabs;
    tabs->setAccessibleName(tr("Parameter pages"));
    tabs->tabBar()->setAccessibleName(tr("Parameter pages"));
    tabs->setDocumentMode(true);
    tabs->tabBar()->setDrawBase(false);
    tabs->tabBar()->setExpanding(false);
    m_stack->addWidget(tabs);
    made->table = table;
    for (const QString& page : table->pages()) {
        std::vector<const ParamDescriptor*> rows = commonRows(*table, sets, page);
        if (rows.empty())
            continue;
        auto* scroll = new QScrollArea(tabs);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setFocusPolicy(Qt::NoFocus);
        tabs->addTab(scroll, tableText(page));
        made->pages.push_back({page, nullptr, std::move(rows)});
    }
    connect(tabs, &QTabWidget::tabBarClicked, this, [this, pages = made.get()](int index) {
        if (index >= 0)
            m_lastPage = pages->pages[static_cast<std::size_t>(index)].name;
    });
    connect(tabs, &QTabWidget::currentChanged, this, [this, tabs](int index) {
        if (tabs != m_now->tabs || index < 0 || !subject())
            return;
        buildPage(static_cast<std::size_t>(index));
        chainTabOrder();
    });
    return made;
}

void InspectorView::showLastPage()
{
    const auto& pages = m_now->pages;
    const auto last = std::find_if(pages.begin(), pages.end(),
                                   [this](const Page& page) { return page.name == m_lastPage; });
    if (last != pages.end())
        m_now->tabs->setCurrentIndex(static_cast<int>(last - pages.begin()));
    if (m_now->tabs->currentIndex() >= 0)
        buildPage(static_cast<std::size_t>(m_now->tabs->currentIndex()));
    chainTabOrder();
}

void InspectorView::follow()
{
    for (const QPointer<ParamSet>& set : m_sets) {
        connect(set, &ParamSet::changed, this, &InspectorView::onChanged);
        connect(set, &ParamSet::refreshed, m_refresh, qOverload<>(&QTimer::start));
        connect(set, &QObject::destroyed, this, [this] { setSubjects({}, {}); });
    }
}

std::vector<const ParamDescriptor*>
InspectorView::commonRows(const ParamTable& table, const std::vector<ParamSet*>& sets, const QString& page)
{
    std::vector<const ParamDescriptor*> rows = table.shownRows(page);
    std::erase_if(rows, [&](const ParamDescriptor* row) {
        return std::any_of(sets.begin(), sets.end(), [&](const ParamSet* set) {
            const ParamDescriptor* other = set->table().find(row->name);
            return !other || other->name != row->name || other->kind != row->kind;
        });
    });
    return rows;
}

void InspectorView::buildPage(std::size_t index)
{
    while (!m_now->pages[index].isWhole())
        buildRow(*m_now, index);
}

/// The next row of a page that has some to be built; with the last one the page is whole.
void InspectorView::buildRow(Pages& pages, std::size_t index)
{
    Page& page = pages.pages[index];
    if (!page.content) {
        page.content = new QWidget(pages.tabs);
        page.content->hide();
        auto* layout = new QVBoxLayout(page.content);
        layout->setContentsMargins(0, 6, 0, 8);
        layout->setSpacing(1);
    }
    auto* layout = static_cast<QVBoxLayout*>(page.content->layout());
    if (!page.missing.empty()) {
        const ParamDescriptor& descriptor = *page.missing.front();
        page.missing.erase(page.missing.begin());
        const bool isShown = &pages == m_now;
        auto* row =
            new ParamRow(isShown ? sets() : std::vector<ParamSet*>(), descriptor, m_context, page.content);
        row->setVisible(!isShown || row->matches(m_search->text()));
        layout->addWidget(row);
        pages.rows.push_back(row);
        join(*row);
    }
    if (!page.missing.empty())
        return;
    layout->addStretch(1);
    static_cast<QScrollArea*>(pages.tabs->widget(static_cast<int>(index)))->setWidget(page.content);
}

void InspectorView::prepare(const std::shared_ptr<const ParamTable>& table)
{
    if (std::find(m_toPrepare.begin(), m_toPrepare.end(), table) != m_toPrepare.end())
        return;
    m_toPrepare.push_back(table);
    m_prepare->start(0);
}

/// One row at a time, so that nobody who types meanwhile notices.
void InspectorView::prepareNext()
{
    if (m_toPrepare.empty())
        return m_prepare->stop();
    Pages& pages = pagesOf(m_toPrepare.front());
    for (std::size_t index = 0; index < pages.pages.size(); ++index) {
        if (pages.pages[index].isWhole())
            continue;
        buildRow(pages, index);
        // What the style sheet makes of it is most of the work.
        ParamRow* row = pages.rows.back();
        row->ensurePolished();
        for (QWidget* part : row->findChildren<QWidget*>())
            part->ensurePolished();
        return;
    }
    // And its place, at the width it will have.
    for (QWidget* part : pages.tabs->findChildren<QWidget*>())
        part->ensurePolished();
    pages.tabs->resize(m_stack->size());
    for (const Page& page : pages.pages) {
        page.content->layout()->activate();
        page.content->resize(m_stack->width(), page.content->heightForWidth(m_stack->width()));
    }
    m_toPrepare.erase(m_toPrepare.begin());
}

void InspectorView::buildAll()
{
    const std::size_t before = m_now->rows.size();
    for (std::size_t index = 0; index < m_now->pages.size(); ++index)
        buildPage(index);
    if (m_now->rows.size() != before)
        chainTabOrder();
}

void InspectorView::chainTabOrder()
{
    if (!m_now->tabs)
        return;
    QWidget* previous = m_now->tabs->tabBar();
    for (const ParamRow* row : m_now->rows) {
        for (QWidget* control :
             row->editor()->controls() +
                 (row->expressionPage() ? row->expressionPage()->controls() : QList<QWidget*>())) {
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
    return m_now->rows;
}

ParamRow* InspectorView::row(const QString& name)
{
    const ParamDescriptor* wanted = subject() ? subject()->table().find(name) : nullptr;
    if (!wanted)
        return nullptr;
    for (std::size_t index = 0; index < m_now->pages.size(); ++index)
        if (m_now->pages[index].name == wanted->page)
            buildPage(index);
    const auto found = std::find_if(m_now->rows.begin(), m_now->rows.end(),
                                    [&](const ParamRow* row) { return &row->descriptor() == wanted; });
    return found == m_now->rows.end() ? nullptr : *found;
}

void InspectorView::onChanged(const QString& name)
{
    for (ParamRow* row : m_now->rows) {
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
    for (ParamRow* row : m_now->rows)
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
    for (ParamRow* row : m_now->rows)
        row->setVisible(row->matches(text));
    for (int index = 0; m_now->tabs && index < m_now->tabs->count(); ++index) {
        bool any = text.isEmpty();
        for (const ParamRow* row : m_now->rows)
            any = any || (row->matches(text) &&
                          m_now->pages[static_cast<std::size_t>(index)].name == row->descriptor().page);
        m_now->tabs->setTabVisible(index, any);
    }
}

void InspectorView::reveal(const QString& name)
{
    ParamRow* shown = row(name);
    if (!shown)
        return;
    if (!shown->matches(m_search->text()))
        m_search->clear();
    for (std::size_t index = 0; index < m_now->pages.size(); ++index) {
        if (m_now->pages[index].name != shown->descriptor().page)
            continue;
        m_now->tabs->setCurrentIndex(static_cast<int>(index));
        static_cast<QScrollArea*>(m_now->tabs->widget(static_cast<int>(index)))
            ->ensureWidgetVisible(shown, 0, 30);
    }
}

} // namespace reelout
