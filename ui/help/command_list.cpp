// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/command_list.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSet>

namespace reelout {

namespace {

QString plain(QString text)
{
    return text.remove(QLatin1Char('&'));
}

void collect(const QMenu& menu, const QString& name, QList<HelpPages::Command>& commands,
             QSet<const QAction*>& seen)
{
    for (const QAction* action : menu.actions()) {
        seen.insert(action);
        if (const QMenu* inner = action->menu())
            collect(*inner, name, commands, seen);
        else if (!action->shortcut().isEmpty())
            commands.append({name, plain(action->text()),
                             QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)});
    }
}

} // namespace

QList<HelpPages::Command> commandsOf(const QMainWindow& window)
{
    QList<HelpPages::Command> commands;
    QSet<const QAction*> seen;
    for (const QAction* action : window.menuWidget()->actions())
        if (const QMenu* menu = action->menu())
            collect(*menu, plain(action->text()), commands, seen);
    for (const QAction* action : window.findChildren<QAction*>()) {
        if (!seen.contains(action) && !action->shortcut().isEmpty())
            commands.append({QCoreApplication::translate("HelpPages", "Elsewhere"), plain(action->text()),
                             action->shortcut().toString(QKeySequence::NativeText)});
    }
    return commands;
}

} // namespace reelout
