// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/table_text.h"

#include "params/param_descriptor.h"

#include <QCoreApplication>

namespace reelout {

QString tableText(const QString& source)
{
    return source.isEmpty() ? source : QCoreApplication::translate("Parameters", source.toUtf8().constData());
}

QString helpText(const ParamDescriptor& row)
{
    return tableText(row.shownHelp.isEmpty() ? row.help : row.shownHelp);
}

QString providerText(const ParamDescriptor& row)
{
    return tableText(row.shownProviderNote.isEmpty() ? row.providerNote : row.shownProviderNote);
}

} // namespace reelout
