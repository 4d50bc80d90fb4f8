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

namespace reelout {

namespace {
/// ms; what an expression reads may change with every tick of the project.
constexpr int kRefreshDelay = 40;
} // namespace

InspectorView::InspectorView(QWidget* parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_pages(new QTabWidget(this)),
      m_refresh(new QTimer(this))
{
    m_search->setPlaceholderText(tr("Search parameters"));
    m_search->setAccessibleName(tr("Search parameters"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), QColor(0x6c, 0x72, 0x7b)), QLineEdit::LeadingPosition);
    m_pages->setAccessibleName(tr("Parameter pages"));
    m_pages->tabBar()->setAccessibleName(tr("Parameter pages"));
    m_pages->setDocumentMode(true);
    m_pages->tabBar()->setDrawBase(false);
    m_pages->tabBar()->setExpanding(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* searchLine = new QWidget(this);
    auto* searchLayout = new QHBoxLayout(searchLine);
    searchLayout->setContentsMargins(8, 6, 8, 4);
    searchLayout->addWidget(m_search);
    layout->addWidget(searchLine);
    layout->addWidget(m_pages, 1);

    m_refresh->setSingleShot(true);
    m_refresh->setInterval(kRefreshDelay);
    connect(m_refresh, &QTimer::timeout, this, &InspectorView::refresh);
    connect(m_search, &QLineEdit::textChanged, this, &InspectorView::search);
    connect(m_pages, &QTabWidget::tabBarClicked, this,
            [this](int index) { m_lastPage = m_pages->tabText(index); });
}

InspectorView::~InspectorView()
{
    clear();
}

void InspectorView::setSubject(ParamSet* set, EditorContext context)
{
    setUpdatesEnabled(false);
    clear();
    m_set = set;
    m_context = std::move(context);
    if (set) {
        for (const QString& page : set->table().pages())
            buildPage(page);
        chainTabOrder();
        for (int index = 0; index < m_pages->count(); ++index)
            if (m_pages->tabText(index) == m_lastPage)
                m_pages->setCurrentIndex(index);
        connect(set, &ParamSet::changed, this, &InspectorView::onChanged);
        connect(set, &ParamSet::refreshed, m_refresh, qOverload<>(&QTimer::start));
        // The rows point into the set's table.
        connect(set, &QObject::destroyed, this, &InspectorView::clear);
        search(m_search->text());
    }
    m_search->setEnabled(set != nullptr);
    setUpdatesEnabled(true);
}

void InspectorView::clear()
{
    if (m_set)
        disconnect(m_set, nullptr, this, nullptr);
    m_refresh->stop();
    m_rows.clear();
    while (m_pages->count() > 0) {
        QWidget* page = m_pages->widget(0);
        m_pages->removeTab(0);
        delete page;
    }
    m_set = nullptr;
}

void InspectorView::buildPage(const QString& page)
{
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 6, 0, 8);
    layout->setSpacing(1);
    for (const ParamDescriptor* descriptor : m_set->table().shownRows(page)) {
        auto* row = new ParamRow(*m_set, *descriptor, m_context, content);
        layout->addWidget(row);
        m_rows.push_back(row);
    }
    layout->addStretch(1);
    auto* scroll = new QScrollArea(m_pages);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    m_pages->addTab(scroll, page);
}

void InspectorView::chainTabOrder()
{
    QWidget* previous = m_pages->tabBar();
    for (const ParamRow* row : m_rows) {
        for (QWidget* control : row->editor()->controls() + row->expressionPage()->controls()) {
            setTabOrder(previous, control);
            previous = control;
        }
    }
}

ParamRow* InspectorView::row(const QString& name) const
{
    for (ParamRow* row : m_rows)
        if (row->descriptor().name == name || row->descriptor().components.contains(name))
            return row;
    return nullptr;
}

void InspectorView::onChanged(const QString& name)
{
    if (ParamRow* changed = row(name)) {
        changed->refresh();
        if (changed->descriptor().kind == ParamKind::Sequence)
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

ParamRow* InspectorView::focusedRow() const
{
    const QWidget* focused = focusWidget();
    for (ParamRow* row : m_rows)
        if (focused && (focused == row || row->isAncestorOf(focused)))
            return row;
    return nullptr;
}

void InspectorView::toggleExpressionOfFocused()
{
    if (ParamRow* row = focusedRow())
        row->toggleExpression();
}

void InspectorView::resetFocused()
{
    if (ParamRow* row = focusedRow())
        row->reset();
}

void InspectorView::search(const QString& text)
{
    for (ParamRow* row : m_rows)
        row->setVisible(row->matches(text));
    for (int index = 0; index < m_pages->count(); ++index) {
        bool any = text.isEmpty();
        for (const ParamRow* row : m_rows)
            any = any || (row->matches(text) && m_pages->tabText(index) == row->descriptor().page);
        m_pages->setTabVisible(index, any);
    }
}

} // namespace reelout
