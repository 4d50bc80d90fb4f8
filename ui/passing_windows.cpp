// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/passing_windows.h"

#include <QDialog>
#include <QMenu>

namespace reelout {

void closePassing(QWidget& part)
{
    for (QDialog* dialog : part.findChildren<QDialog*>())
        dialog->reject();
    for (QMenu* menu : part.findChildren<QMenu*>())
        menu->close();
}

void popUp(QMenu* menu, QPoint at)
{
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(at);
}

void openPassing(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace reelout
