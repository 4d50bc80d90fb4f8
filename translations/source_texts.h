// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace reelout {

/// A text to be translated.
struct SourceText {
    QString context;
    QString text;
};

/// What a source file passes to helpers of its own of the form
/// `QString sentence(const char* x) { return QCoreApplication::translate("context", x); }`, which lupdate
/// can't follow. Helpers called tr are left out: lupdate takes them for methods of the namespace.
std::vector<SourceText> helperTexts(const QString& code);

/// Contexts of helpers called tr, which must all be that of the namespace ("reelout").
QStringList contextsOfTr(const QString& code);

/// What the tables of parameters, operators, factory presets and preferences show.
std::vector<SourceText> tableTexts();

} // namespace reelout
