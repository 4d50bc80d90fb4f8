// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

/// The expression of a File parameter with its folder replaced: 'Reelout' + me.fileSuffix and "/films" give
/// '/films/Reelout' + me.fileSuffix. An expression that does not begin with a text is put behind the folder.
QString expressionInFolder(const QString& expression, const QString& folder);

/// `text` as a JavaScript literal in single quotes.
QString quotedForExpression(const QString& text);

} // namespace reelout
