// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "remote/verbs.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>
#include <QVariantList>

namespace reelout {

// What remotes hand over, brought into the form of the table. Pure; any thread.

/// Whether `value` can be what the table asks for. InvalidParameter names the argument.
Status checkArgument(const VerbArgument& argument, const QJsonValue& value);

/// Unnamed values in the order of the table, as D-Bus and OSC have them; an empty text in place of an
/// optional one is none. Several values where the last argument is a Value or Topics become a list.
/// InvalidParameter when there are too many or too few.
Result<QJsonObject> namedArguments(const VerbDescriptor& verb, const QVariantList& values);

/// From a command line: "OPERATOR.PARAMETER=VALUE" for set, "OPERATOR.PARAMETER" for get, "NAME" for presets.
Result<QJsonObject> argumentsFromText(const VerbDescriptor& verb, const QString& text);

} // namespace reelout
