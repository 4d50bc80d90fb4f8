// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_view.h"
#include "ui/main_window.h"
#include "ui/panels/log_view.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/transport_bar.h"
#include "ui/project_document.h"
#include "ui/table/table_editor.h"
#include "ui/theme/icons.h"
#include "ui/undo/undo_actions.h"
#include "ui/viewport/view_actions.h"
#include "ui/viewport/viewport_panel.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QWidget>

namespace reelout {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}

QString aboutText()
{
    return tr("<h3>Reelout %1</h3>"
              "<p>A desktop recorder: screens, sound and test signals into movies, stills and audio "
              "files.</p>"
              "<p>Free software under the GNU General Public License, version 3 or later. It comes with no "
              "warranty.</p><p>Qt %2</p>")
        .arg(QStringLiteral(REELOUT_VERSION), QString::fromLatin1(qVersion()));
}

QString shortcutsText()
{
    const QStringList rows{
        tr("F9|Record, or stop and finish the file"),
        tr("F10|Pause and go on"),
        tr("F8|Add one frame while paused"),
        tr("Ctrl+Z, Ctrl+Shift+Z|Undo, redo"),
        tr("Ctrl+F|Search the parameters"),
        tr("Ctrl+E|Constant or expression, for the parameter being edited"),
        tr("Ctrl+Backspace|Reset the parameter being edited"),
        tr("F1|What the parameter being edited means, and why it is disabled"),
        tr("Escape, ↑, ↓|From a field to its label, and from label to label"),
        tr("Ctrl+Shift+C, Ctrl+Shift+V|Copy and paste values of the parameters chosen by their labels"),
        tr("Drag on a number|Change it; with Shift coarsely, with Ctrl finely"),
        tr("F2, Ctrl+D, Del|Rename, duplicate, delete operators"),
        tr("Ctrl+X, Ctrl+C, Ctrl+V|Cut, copy, paste operators, also between windows"),
        tr("F11, Escape|The picture alone on the full screen, and back"),
        tr("0, 1, 2, +, −, arrows|In the picture: fit, one to one, two to one, nearer, further, look around"),
        tr("R, G, B, A, C, W|In the picture: one channel, over a checker, without alpha"),
        tr("E, Page Up, Page Down|In the picture: exposure off and on, brighter, darker"),
        tr("Ctrl+arrows, Ctrl+click, U|In the picture: pin a pixel whose values stay in view, unpin it"),
        tr("P|In the picture of a recorder: before or after its picture path"),
        tr("Ctrl+Alt+S|Save the picture as a still; with Shift what is seen of it"),
    };
    QString html = QStringLiteral("<table cellpadding=\"3\">");
    for (const QString& row : rows)
        html += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>")
                    .arg(row.section(QLatin1Char('|'), 0, 0), row.section(QLatin1Char('|'), 1));
    return html + QStringLiteral("</table>");
}

void fillFileMenu(MainWindow& window, QMenu& menu)
{
    ProjectDocument* document = &window.document();
    menu.addAction(tr("&New Project"), QKeySequence::New, &window, &MainWindow::startNewProject);
    menu.addAction(tr("&Open Project…"), QKeySequence::Open, document, &ProjectDocument::openAsking);
    QMenu* recent = menu.addMenu(tr("Open &Recent"));
    QObject::connect(recent, &QMenu::aboutToShow, recent, [recent, document] {
        recent->clear();
        for (const QString& path : document->recentPaths())
            recent
                ->addAction(QFileInfo(path).fileName(), document,
                            [document, path] {
                                if (document->mayDiscard())
                                    document->open(path);
                            })
                ->setToolTip(path);
        if (recent->isEmpty())
            recent->addAction(tr("No projects yet"))->setEnabled(false);
    });
    menu.addSeparator();
    menu.addAction(tr("&Save Project"), QKeySequence::Save, document, &ProjectDocument::save);
    menu.addAction(tr("Save Project &As…"), QKeySequence::SaveAs, document, &ProjectDocument::saveAs);
    menu.addSeparator();
    menu.addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), &window, &QWidget::close);
}

/// Cut, Copy and Paste mean what has the keyboard; a text field takes the keys before they come here.
void fillClipboardPart(MainWindow& window, QMenu& menu)
{
    const auto isIn = [](const QWidget& part) {
        const QWidget* focused = QApplication::focusWidget();
        return focused && (focused == &part || part.isAncestorOf(focused));
    };
    OperatorList* list = &window.operatorList();
    InspectorView* inspector = &window.inspector();
    TableEditor* table = &window.tableEditor();
    ViewportPanel* viewport = &window.viewportPanel();
    menu.addAction(tr("Cu&t"), QKeySequence::Cut, &window, [list, table, isIn] {
        if (isIn(*table))
            table->cut();
        else if (isIn(*list))
            list->cutCurrent();
    });
    menu.addAction(tr("&Copy"), QKeySequence::Copy, &window, [list, inspector, table, viewport, isIn] {
        if (isIn(*table))
            table->copy();
        else if (isIn(*viewport))
            viewport->copyPicture();
        else if (isIn(*inspector))
            inspector->copyValues();
        else
            list->copyCurrent();
    });
    menu.addAction(tr("&Paste"), QKeySequence::Paste, &window, [list, inspector, table, isIn] {
        if (isIn(*table))
            table->paste();
        else if (isIn(*inspector))
            inspector->pasteValues();
        else
            list->paste();
    });
    menu.addAction(tr("Copy &Values"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), inspector,
                   &InspectorView::copyValues);
    menu.addAction(tr("Paste Va&lues"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V), inspector,
                   &InspectorView::pasteValues);
    menu.addAction(tr("Choose All Parameters"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), inspector,
                   &InspectorView::chooseAll);
}

void fillEditMenu(MainWindow& window, QMenu& menu)
{
    menu.addAction(window.undoActions().undo());
    menu.addAction(window.undoActions().redo());
    menu.addSeparator();
    fillClipboardPart(window, menu);
    menu.addSeparator();
    OperatorList* list = &window.operatorList();
    QMenu* add = menu.addMenu(icon(QStringLiteral("add")), tr("&Add Operator"));
    add->setToolTipsVisible(true);
    list->fillAddMenu(*add);
    menu.addAction(tr("&Rename Operator"), QKeySequence(Qt::Key_F2), list, &OperatorList::renameCurrent);
    menu.addAction(tr("&Duplicate Operators"), QKeySequence(Qt::CTRL | Qt::Key_D), list,
                   &OperatorList::duplicateCurrent);
    // Del belongs to the list: in a text field it must delete a letter.
    QAction* remove = menu.addAction(tr("De&lete Operators"), list, &OperatorList::removeCurrent);
    auto* removeKey = new QAction(list);
    removeKey->setShortcut(QKeySequence::Delete);
    removeKey->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(removeKey, &QAction::triggered, remove, &QAction::trigger);
    list->addAction(removeKey);
    menu.addSeparator();
    InspectorView* inspector = &window.inspector();
    menu.addAction(tr("&Search Parameters"), QKeySequence::Find, inspector, &InspectorView::focusSearch);
    menu.addAction(tr("Constant or &Expression"), QKeySequence(Qt::CTRL | Qt::Key_E), inspector,
                   &InspectorView::toggleExpressionOfFocused);
    menu.addAction(tr("Rese&t Parameter"), QKeySequence(Qt::CTRL | Qt::Key_Backspace), inspector,
                   &InspectorView::resetFocused);
    menu.addAction(tr("Reset All Parameters"), inspector, &InspectorView::resetAll);
    menu.addSeparator();
    QAction* preferences = menu.addAction(tr("Pre&ferences…"), QKeySequence(Qt::CTRL | Qt::Key_Comma),
                                          &window, &MainWindow::preferencesAsked);
    preferences->setMenuRole(QAction::PreferencesRole);
}

void fillRecordMenu(MainWindow& window, QMenu& menu)
{
    TransportBar* transport = &window.transport();
    menu.addAction(tr("&Record or Stop"), QKeySequence(Qt::Key_F9), transport, &TransportBar::toggleRecord);
    menu.addAction(tr("&Pause or Go On"), QKeySequence(Qt::Key_F10), transport, &TransportBar::togglePause);
    menu.addAction(tr("&Add Frame"), QKeySequence(Qt::Key_F8), transport, &TransportBar::addFrame);
}

void fillViewMenu(MainWindow& window, QMenu& menu)
{
    window.viewportPanel().actions().fillMenu(menu);
    menu.addSeparator();
    QAction* debug = menu.addAction(tr("&Debug Entries in the Log"), &window.log(), &LogView::setShowsDebug);
    debug->setCheckable(true);
}

void fillHelpMenu(MainWindow& window, QMenu& menu)
{
    menu.addAction(tr("Help on This &Parameter"), QKeySequence(Qt::Key_F1), &window.inspector(),
                   &InspectorView::helpForFocused);
    menu.addAction(tr("&Keyboard"), &window,
                   [&window] { QMessageBox::information(&window, tr("Keyboard"), shortcutsText()); });
    menu.addSeparator();
    menu.addAction(tr("&About Reelout"), &window,
                   [&window] { QMessageBox::about(&window, tr("About Reelout"), aboutText()); });
    menu.addAction(tr("About &Qt"), &window, [&window] { QMessageBox::aboutQt(&window); });
}

} // namespace

void buildMenus(MainWindow& window)
{
    QMenuBar& bar = *window.menuBar();
    fillFileMenu(window, *bar.addMenu(tr("&File")));
    fillEditMenu(window, *bar.addMenu(tr("&Edit")));
    fillRecordMenu(window, *bar.addMenu(tr("&Record")));
    fillViewMenu(window, *bar.addMenu(tr("&View")));
    fillHelpMenu(window, *bar.addMenu(tr("&Help")));
}

} // namespace reelout
