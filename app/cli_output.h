// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error_text.h"
#include "base/log.h"
#include "preferences/preference_store.h"

#include <QJsonDocument>
#include <QString>

namespace reelout {

// What the command line prints: results on standard output, everything else on standard error.

void printOut(const QString& line);
void printError(const QString& line);
/// Prints the sentences of an error and returns its exit code.
int printFailure(const Error& error);
void printJson(const QJsonDocument& document);
bool isErrorTerminal();
/// Reads the preferences and says what is wrong with them; those that can't be read are the defaults.
void loadPreferences(PreferenceStore& preferences);

/// Sends log entries from `level` up to standard error for as long as it lives.
class LogPrinter {
public:
    explicit LogPrinter(LogLevel level);
    ~LogPrinter();
    LogPrinter(const LogPrinter&) = delete;
    LogPrinter& operator=(const LogPrinter&) = delete;

private:
    int m_listener;
};

} // namespace reelout
