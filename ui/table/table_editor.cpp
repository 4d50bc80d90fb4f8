// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/table_editor.h"

#include "base/error_text.h"
#include "operators/project.h"
#include "operators/table_file.h"
#include "ui/flow_layout.h"
#include "ui/passing_windows.h"
#include "ui/table/table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSizePolicy>
#include <QStandardPaths>
#include <QTableView>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace reelout {

TableEditor::TableEditor(QWidget* parent)
    : QWidget(parent),
      m_model(new TableModel(this)),
      m_view(new QTableView(this))
{
    setAcceptDrops(true);
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Cells of the table"));
    m_view->setSelectionMode(QAbstractItemView::ContiguousSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->setDefaultSectionSize(scaled(24));
    m_view->horizontalHeader()->setDefaultSectionSize(scaled(140));
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_view, 1);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid()) {
                    m_row = now.row();
                    m_column = now.column();
                }
            });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        showSize();
        keepPlace();
    });
    setOperator(nullptr);
}

QAction* TableEditor::addAction(const QString& text, const QString& iconName, const QKeySequence& key,
                                void (TableEditor::*what)())
{
    auto* action = new QAction(iconName.isEmpty() ? QIcon() : icon(iconName), text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString keyText = key.toString(QKeySequence::NativeText);
    action->setToolTip(keyText.isEmpty() ? text : tr("%1 (%2)").arg(text, keyText));
    connect(action, &QAction::triggered, this, what);
    QWidget::addAction(action);
    m_actions.append(action);
    return action;
}

QWidget* TableEditor::buildHeader()
{
    auto* header = new QWidget(this);
    header->setObjectName(QStringLiteral("panelHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    m_title = new QLabel(header);
    m_size = new QLabel(header);
    m_size->setObjectName(QStringLiteral("note"));
    m_size->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* layout = new FlowLayout(header);
    layout->setContentsMargins(10, scaled(3), 4, scaled(3));
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_size);
    const auto button = [&](QAction* action) {
        auto* made = new QToolButton(header);
        made->setDefaultAction(action);
        made->setToolButtonStyle(action->icon().isNull() ? Qt::ToolButtonTextOnly
                                                         : Qt::ToolButtonTextBesideIcon);
        made->setAccessibleName(action->text());
        made->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(made);
    };
    const QString add = QStringLiteral("add");
    button(addAction(tr("Row"), add, QKeySequence(Qt::CTRL | Qt::Key_Return), &TableEditor::addRow));
    button(addAction(tr("Column"), add, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
                     &TableEditor::addColumn));
    auto* templates = new QToolButton(header);
    templates->setText(tr("Start As"));
    templates->setAccessibleName(tr("Start the table as"));
    templates->setToolTip(tr("Fill an empty table with the usual rows"));
    templates->setFocusPolicy(Qt::TabFocus);
    templates->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(templates);
    fillTemplates(*menu);
    templates->setMenu(menu);
    layout->addWidget(templates);
    button(addAction(tr("Load…"), QStringLiteral("folder"), {}, &TableEditor::load));
    button(addAction(tr("Save As…"), {}, {}, &TableEditor::save));
    addAction(tr("Remove Rows"), {}, QKeySequence(Qt::CTRL | Qt::Key_Delete), &TableEditor::removeRows);
    addAction(tr("Remove Columns"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete),
              &TableEditor::removeColumns);
    addAction(tr("Clear Cells"), {}, QKeySequence(Qt::Key_Delete), &TableEditor::clearCells);
    return header;
}

void TableEditor::fillTemplates(QMenu& menu)
{
    const auto add = [&](const QString& text, const TableModel::Rows& rows) {
        menu.addAction(text, this, [this, rows] { m_model->setAll(rows); });
    };
    // Keys of files are the same in every language.
    TableModel::Rows header;
    for (const char* key : {"title", "artist", "album", "date", "genre", "copyright", "comment"})
        header.push_back({QString::fromLatin1(key), QString()});
    add(tr("Header of a File (key, value)"), header);
    add(tr("Exports (path, parameter, value, enable)"),
        {{QStringLiteral("path"), QStringLiteral("parameter"), QStringLiteral("value"),
          QStringLiteral("enable")},
         {QString(), QString(), QStringLiteral("0"), QStringLiteral("1")}});
    connect(&menu, &QMenu::aboutToShow, this, [this, &menu] {
        for (QAction* action : menu.actions())
            action->setEnabled(m_model->rowCount() == 0);
    });
}

void TableEditor::setOperator(Operator* op)
{
    // What a dialog or a menu was opened for is the table that was shown.
    if (op != m_model->tableOperator())
        closePassing(*this);
    if (m_model->tableOperator())
        disconnect(m_model->tableOperator(), nullptr, this, nullptr);
    m_row = 0;
    m_column = 0;
    m_model->setOperator(op);
    setEnabled(op != nullptr);
    m_title->setText(op ? op->name() : QString());
    if (op)
        connect(op, &Operator::renamed, m_title,
                [this](const QString&, const QString& to) { m_title->setText(to); });
}

void TableEditor::showSize()
{
    const int rows = m_model->rowCount();
    m_size->setText(rows == 0 ? tr("empty: type, paste cells or load a file")
                              : tr("%1 × %2 cells").arg(rows).arg(m_model->columnCount()));
    m_size->setToolTip(tr("rows × columns"));
}

void TableEditor::keepPlace()
{
    const int row = std::min(m_row, m_model->rowCount() - 1);
    const int column = std::min(m_column, m_model->columnCount() - 1);
    if (row >= 0 && column >= 0)
        m_view->setCurrentIndex(m_model->index(row, column));
}

TableEditor::Area TableEditor::chosenArea() const
{
    const QItemSelection chosen = m_view->selectionModel()->selection();
    if (chosen.isEmpty())
        return {};
    Area area{chosen.constFirst().top(), chosen.constFirst().left(), 0, 0};
    int bottom = 0;
    int right = 0;
    for (const QItemSelectionRange& range : chosen) {
        area.row = std::min(area.row, range.top());
        area.column = std::min(area.column, range.left());
        bottom = std::max(bottom, range.bottom());
        right = std::max(right, range.right());
    }
    area.rows = bottom - area.row + 1;
    area.columns = right - area.column + 1;
    return area;
}

void TableEditor::tell(const Status& status)
{
    if (!status)
        Q_EMIT problemFound(describe(status.error()));
}

void TableEditor::copy()
{
    const Area area = chosenArea();
    if (area.rows > 0)
        QGuiApplication::clipboard()->setText(
            spreadsheetText(m_model->cells(area.row, area.column, area.rows, area.columns)));
}

void TableEditor::cut()
{
    copy();
    clearCells();
}

void TableEditor::paste()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.isEmpty() || !m_model->tableOperator())
        return;
    const Result<TableModel::Rows> cells = parseSpreadsheet(text);
    if (!cells)
        return tell(cells.error());
    const Area area = chosenArea();
    const bool isOne = cells->size() == 1 && cells->front().size() == 1;
    if (isOne && area.rows > 0)
        tell(m_model->putCells(area.row, area.column,
                               TableModel::Rows(static_cast<std::size_t>(area.rows),
                                                QStringList(area.columns, cells->front().front()))));
    else
        tell(m_model->putCells(area.row, area.column, *cells));
}

void TableEditor::clearCells()
{
    const Area area = chosenArea();
    if (area.rows > 0)
        tell(m_model->putCells(
            area.row, area.column,
            TableModel::Rows(static_cast<std::size_t>(area.rows), QStringList(area.columns, QString()))));
}

void TableEditor::addRow()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_row = isEmpty                            ? 0
            : m_view->currentIndex().isValid() ? m_view->currentIndex().row() + 1
                                               : m_model->rowCount();
    m_model->insertRows(m_row, 1);
    keepPlace();
}

void TableEditor::addColumn()
{
    m_column =
        m_view->currentIndex().isValid() ? m_view->currentIndex().column() + 1 : m_model->columnCount();
    m_model->insertColumns(m_column, 1);
    keepPlace();
}

void TableEditor::removeRows()
{
    const Area area = chosenArea();
    if (area.rows > 0)
        m_model->removeRows(area.row, area.rows);
}

void TableEditor::removeColumns()
{
    const Area area = chosenArea();
    if (area.columns > 0)
        m_model->removeColumns(area.column, area.columns);
}

QString TableEditor::startFolder() const
{
    const Operator* op = m_model->tableOperator();
    const QString project = op ? op->project().path() : QString();
    return project.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                             : QFileInfo(project).path();
}

void TableEditor::load()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Load Table"), startFolder(),
                                                      tr("Tables (*.tsv *.csv *.txt);;All files (*)"));
    if (!path.isEmpty())
        loadFrom(path);
}

void TableEditor::save()
{
    QFileDialog dialog(this, tr("Save Table"), startFolder(),
                       tr("Tab-separated (*.tsv);;Comma-separated (*.csv)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("tsv"));
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString& filter) {
        dialog.setDefaultSuffix(filter.contains(QStringLiteral(".csv")) ? QStringLiteral("csv")
                                                                        : QStringLiteral("tsv"));
    });
    if (dialog.exec() == QDialog::Accepted && !dialog.selectedFiles().isEmpty())
        saveTo(dialog.selectedFiles().constFirst());
}

bool TableEditor::loadFrom(const QString& path)
{
    const Result<TableModel::Rows> rows = readTableFile(path);
    if (rows)
        m_model->setAll(*rows);
    else
        tell(rows.error());
    return rows.hasValue();
}

bool TableEditor::saveTo(const QString& path)
{
    const Operator* op = m_model->tableOperator();
    const Status written = op ? writeTableFile(path, op->rows()) : Status();
    tell(written);
    if (written)
        Q_EMIT saved(path);
    return written.hasValue();
}

void TableEditor::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->addAction(tr("Cut"), this, &TableEditor::cut);
    menu->addAction(tr("Copy"), this, &TableEditor::copy);
    menu->addAction(tr("Paste"), this, &TableEditor::paste);
    menu->addSeparator();
    menu->addActions(m_actions);
    popUp(menu, event->globalPos());
}

void TableEditor::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    const QString path = urls.size() == 1 ? urls.constFirst().toLocalFile() : QString();
    const QStringList endings{QStringLiteral("tsv"), QStringLiteral("csv"), QStringLiteral("txt")};
    if (m_model->tableOperator() && endings.contains(QFileInfo(path).suffix().toLower()))
        event->acceptProposedAction();
}

void TableEditor::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    loadFrom(event->mimeData()->urls().value(0).toLocalFile());
}

} // namespace reelout
