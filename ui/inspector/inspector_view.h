// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_set.h"
#include "ui/inspector/param_editor.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QStackedWidget;
class QTabWidget;
class QTimer;

namespace reelout {

class ParamRow;

/// The pages of one ParamSet, or the rows that several have in common, built from the table alone. Follows
/// the sets' changes and availability live. A page is built when it is looked at first, or before that while
/// nothing else happens, and kept for the next operator of its type.
class InspectorView final : public QWidget {
    Q_OBJECT

public:
    explicit InspectorView(QWidget* parent = nullptr);
    ~InspectorView() override;

    /// Shows a set, or nothing. The set may go at any time.
    void setSubject(ParamSet* set, EditorContext context);
    /// Several are edited together.
    void setSubjects(const std::vector<ParamSet*>& sets, EditorContext context);
    /// The first of them.
    ParamSet* subject() const { return m_sets.empty() ? nullptr : m_sets.front(); }

    /// Pages of this table will be wanted: they are built row by row whenever the event loop is idle.
    void prepare(const std::shared_ptr<const ParamTable>& table);
    /// Nothing that was asked for is left to be built.
    bool isPrepared() const { return m_toPrepare.empty(); }

    ParamRow* row(const QString& name);
    const std::vector<ParamRow*>& rows();
    /// All rows look at their set again (a recording ended, an operator came or went).
    void refresh();
    /// Shows only rows whose label, name or help contains the text.
    void search(const QString& text);
    void focusSearch();
    /// Turns to the page of a row and scrolls to it.
    void reveal(const QString& name);

    // For the row that has the keyboard, or those chosen by their labels; nothing when there are none.
    void toggleExpressionOfFocused();
    void resetFocused();
    void resetAll();
    void helpForFocused();
    void copyValues();
    void pasteValues();
    void chooseAll();
    std::vector<ParamRow*> chosenRows() const;

Q_SIGNALS:
    void noticed(const QString& text);
    /// A person wants to read about a parameter; empty = about the operator.
    void helpAsked(const QString& parameter);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Page {
        QString name;
        QWidget* content = nullptr;                  ///< null until its first row is built
        std::vector<const ParamDescriptor*> missing; ///< rows to be built, in their order
        bool isWhole() const { return content && missing.empty(); }
    };
    /// All pages of one table, or of what several have in common.
    struct Pages {
        std::shared_ptr<const ParamTable> table; ///< the rows point into it
        bool isOfOneTable = true;
        QTabWidget* tabs = nullptr; ///< null only where there is nothing to show
        std::vector<Page> pages;
        std::vector<ParamRow*> rows;
    };
    ParamRow* focusedRow() const;
    std::vector<ParamRow*> rowsMeant() const;
    std::vector<ParamSet*> sets() const;
    void leave();
    Pages& pagesFor(const std::vector<ParamSet*>& sets);
    Pages& pagesOf(const std::shared_ptr<const ParamTable>& table);
    std::unique_ptr<Pages> makePages(const std::shared_ptr<const ParamTable>& table,
                                     const std::vector<ParamSet*>& sets, bool isOfOneTable);
    /// The rows of a table's page that all sets have.
    static std::vector<const ParamDescriptor*>
    commonRows(const ParamTable& table, const std::vector<ParamSet*>& sets, const QString& page);
    void follow();
    void showLastPage();
    void buildPage(std::size_t index);
    void buildRow(Pages& pages, std::size_t index);
    void prepareNext();
    void buildAll();
    void join(ParamRow& row);
    void choose(ParamRow& row, Qt::KeyboardModifiers modifiers);
    void openMenu(ParamRow& row, QPoint at);
    void chainTabOrder();
    void onChanged(const QString& name);

    std::vector<QPointer<ParamSet>> m_sets;
    EditorContext m_context;
    QLineEdit* m_search;
    QStackedWidget* m_stack;
    QTimer* m_refresh;
    std::vector<std::unique_ptr<Pages>> m_all;
    Pages* m_now;                ///< what is shown; never null
    QPointer<ParamRow> m_anchor; ///< where a choice of several began
    QString m_lastPage;
    std::vector<std::shared_ptr<const ParamTable>> m_toPrepare;
    QTimer* m_prepare;
};

} // namespace reelout
