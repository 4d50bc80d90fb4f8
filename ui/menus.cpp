// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_window.h"
#include "ui/inspector/inspector_view.h"
#include "ui/main_window.h"
#include "ui/panels/log_view.h"
#include "ui/panels/operator_list.h"
#include "ui/project_document.h"
#include "ui/table/table_editor.h"
#include "ui/theme/icons.h"
#include "ui/transport/record_commands.h"
#include "ui/transport/report_window.h"
#include "ui/transport/transport_bar.h"
#include "ui/undo/undo_actions.h"
#include "ui/viewport/view_actions.h"
#include "ui/viewport/viewport_panel.h"

#include <QApplication>
#include <QCoreApplication>
#include <QDir>
#include <QDockWidget>
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

/// With the folder, which tells projects of one name apart; those that are gone can't be chosen.
void fillRecentMenu(MainWindow& window, QMenu& menu)
{
    menu.clear();
    ProjectDocument* document = &window.document();
    for (const QString& path : document->recentPaths()) {
        const QFileInfo file(path);
        QString text = QStringLiteral("%1\t%2").arg(file.fileName(), file.dir().dirName());
        QAction* action =
            menu.addAction(text.replace(QLatin1Char('&'), QStringLiteral("&&")), document, [&window, path] {
                if (window.mayReplaceProject())
                    window.openProject(path);
            });
        action->setEnabled(file.isFile());
        action->setToolTip(path);
    }
    if (menu.isEmpty()) {
        menu.addAction(tr("No projects yet"))->setEnabled(false);
        return;
    }
    menu.addSeparator();
    menu.addAction(tr("&Clear This List"), document, &ProjectDocument::forgetRecent);
}

void fillFileMenu(MainWindow& window, QMenu& menu)
{
    ProjectDocument* document = &window.document();
    menu.addAction(tr("&New Project"), QKeySequence::New, &window, &MainWindow::startNewProject);
    menu.addAction(tr("&Open Project…"), QKeySequence::Open, document, [&window, document] {
        if (!window.mayReplaceProject())
            return;
        if (const QString path = document->askForProject(); !path.isEmpty())
            window.openProject(path);
    });
    QMenu* recent = menu.addMenu(tr("Open &Recent"));
    recent->setToolTipsVisible(true);
    QObject::connect(recent, &QMenu::aboutToShow, recent,
                     [&window, recent] { fillRecentMenu(window, *recent); });
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
    menu.addAction(tr("Re&name Operator"), QKeySequence(Qt::Key_F2), list, &OperatorList::renameCurrent);
    menu.addAction(tr("&Duplicate Operators"), QKeySequence(Qt::CTRL | Qt::Key_D), list,
                   &OperatorList::duplicateCurrent);
    // Del belongs to the list: in a text field it must delete a letter.
    QAction* remove = menu.addAction(tr("Delete &Operators"), list, &OperatorList::removeCurrent);
    auto* removeKey = new QAction(tr("Delete Operators"), list);
    removeKey->setShortcut(QKeySequence::Delete);
    removeKey->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(removeKey, &QAction::triggered, remove, &QAction::trigger);
    list->addAction(removeKey);
    menu.addSeparator();
    InspectorView* inspector = &window.inspector();
    menu.addAction(tr("&Search Parameters"), QKeySequence::Find, inspector, &InspectorView::focusSearch);
    menu.addAction(tr("Constant or &Expression"), QKeySequence(Qt::CTRL | Qt::Key_E), inspector,
                   &InspectorView::toggleExpressionOfFocused);
    menu.addAction(tr("Reset Para&meter"), QKeySequence(Qt::CTRL | Qt::Key_Backspace), inspector,
                   &InspectorView::resetFocused);
    menu.addAction(tr("Reset All Parameters"), inspector, &InspectorView::resetAll);
    menu.addSeparator();
    QAction* preferences = menu.addAction(tr("Pre&ferences…"), QKeySequence(Qt::CTRL | Qt::Key_Comma),
                                          &window, &MainWindow::preferencesAsked);
    preferences->setMenuRole(QAction::PreferencesRole);
}

void fillRecordMenu(MainWindow& window, QMenu& menu)
{
    RecordCommands* commands = &window.transport().commands();
    menu.addAction(tr("&Record or Stop"), QKeySequence(Qt::Key_F9), commands, &RecordCommands::toggleRecord);
    menu.addAction(tr("&Pause or Go On"), QKeySequence(Qt::Key_F10), commands, &RecordCommands::togglePause);
    menu.addAction(tr("&Add Frame"), QKeySequence(Qt::Key_F8), commands, &RecordCommands::addFrame);
    menu.addAction(tr("Spl&it"), QKeySequence(Qt::Key_F6), commands, &RecordCommands::split);
    menu.addAction(tr("Mar&ker"), QKeySequence(Qt::Key_F5), commands, &RecordCommands::mark);
    menu.addSeparator();
    menu.addAction(tr("Save Repla&y"), QKeySequence(Qt::Key_F4), commands, &RecordCommands::saveReplay);
    QAction* replay = menu.addAction(tr("Replay &Buffer"), QKeySequence(Qt::SHIFT | Qt::Key_F4), commands,
                                     &RecordCommands::toggleReplay);
    replay->setCheckable(true);
    QObject::connect(&menu, &QMenu::aboutToShow, replay, [replay, commands] {
        const std::vector<Recorder*> meant = commands->meant();
        replay->setChecked(std::any_of(meant.begin(), meant.end(), [](const Recorder* recorder) {
            return RecordCommands::isReplaying(*recorder);
        }));
    });
    menu.addSeparator();
    menu.addAction(tr("Record or Stop A&ll Armed"), QKeySequence(Qt::SHIFT | Qt::Key_F9), commands,
                   &RecordCommands::toggleRecordArmed);
    menu.addAction(tr("Pause All Ar&med"), QKeySequence(Qt::SHIFT | Qt::Key_F10), commands,
                   &RecordCommands::togglePauseArmed);
    menu.addAction(tr("Add a &Frame to All Armed"), QKeySequence(Qt::SHIFT | Qt::Key_F8), commands,
                   &RecordCommands::addFrameToArmed);
    QAction* arm = menu.addAction(tr("Arm &This Recorder"), QKeySequence(Qt::Key_F7), commands,
                                  &RecordCommands::toggleArmed);
    arm->setCheckable(true);
    QObject::connect(&menu, &QMenu::aboutToShow, arm, [arm, commands] {
        arm->setEnabled(commands->recorder());
        arm->setChecked(commands->recorder() && commands->recorder()->sink().isActive());
    });
    menu.addSeparator();
    menu.addAction(tr("Recordings of This &Session…"), QKeySequence(Qt::CTRL | Qt::Key_R), &window.reports(),
                   &ReportWindow::showNewest);
}

void fillViewMenu(MainWindow& window, QMenu& menu)
{
    window.viewportPanel().actions().fillMenu(menu);
    menu.addSeparator();
    QAction* console = window.scriptDock().toggleViewAction();
    console->setText(tr("Scrip&t Console"));
    console->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K));
    menu.addAction(console);
    QAction* debug = menu.addAction(tr("&Debug Entries in the Log"), &window.log(), &LogView::setShowsDebug);
    debug->setCheckable(true);
}

void fillHelpMenu(MainWindow& window, QMenu& menu)
{
    HelpWindow* help = &window.help();
    menu.addAction(tr("Help on This &Parameter"), QKeySequence(Qt::Key_F1), &window.inspector(),
                   &InspectorView::helpForFocused);
    menu.addAction(tr("&Contents"), QKeySequence(Qt::SHIFT | Qt::Key_F1), help, &HelpWindow::openIndex);
    menu.addAction(tr("&First Steps"), help, [help] { help->open(QStringLiteral("first-steps")); });
    menu.addAction(tr("&Keyboard"), help, [help] { help->open(QStringLiteral("keyboard")); });
    menu.addAction(tr("&Troubleshooting"), help, [help] { help->open(QStringLiteral("troubleshooting")); });
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
