// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace reelout {

struct ScriptToken {
    enum class Kind { Word, Number, Text, Pattern, Sign, Hash };
    Kind kind = Kind::Sign;
    qsizetype begin = 0;
    qsizetype end = 0;
    bool isFirstOfLine = false; ///< a line break lies before it

    QStringView in(const QString& source) const { return QStringView(source).mid(begin, end - begin); }
};

/// The tokens of a script without blanks and comments. Hash is a comment by #, to the end of its line. An
/// operator sign is one token ("===", "=>"). Never fails: what is open at the end ends there. Pure.
std::vector<ScriptToken> scriptTokens(const QString& source);

} // namespace reelout
