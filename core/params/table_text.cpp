// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/table_text.h"

#include <QCoreApplication>

namespace reelout {

QString tableText(const QString& source)
{
    return source.isEmpty() ? source : QCoreApplication::translate("Parameters", source.toUtf8().constData());
}

} // namespace reelout
