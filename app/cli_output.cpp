// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_output.h"

#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#else
#include <io.h>
#endif

namespace reelout {

namespace {

void print(FILE* stream, const QString& line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

QString levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return QStringLiteral("debug");
    case LogLevel::Info:
        return QStringLiteral("info");
    case LogLevel::Warning:
        return QStringLiteral("warning");
    case LogLevel::Error:
        return QStringLiteral("error");
    }
    return {};
}

} // namespace

void printOut(const QString& line)
{
    print(stdout, line);
}

void printError(const QString& line)
{
    print(stderr, line);
}

int printFailure(const Error& error)
{
    printError(QStringLiteral("reelout-cli: ") + describe(error));
    return exitCodeFor(error.code);
}

void printJson(const QJsonDocument& document)
{
    const QByteArray text = document.toJson(QJsonDocument::Indented);
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    std::fflush(stdout);
}

void loadPreferences(PreferenceStore& preferences)
{
    if (const Status loaded = preferences.load(); !loaded)
        printError(QStringLiteral("reelout-cli: ") + describe(loaded.error()));
}

bool isErrorTerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDERR_FILENO) == 1;
#else
    return _isatty(_fileno(stderr)) != 0;
#endif
}

LogPrinter::LogPrinter(LogLevel level)
    : m_listener(logBuffer().addListener([level](const LogEntry& entry) {
          if (entry.level >= level)
              printError(QStringLiteral("%1: %2: %3").arg(levelName(entry.level), entry.area, entry.text));
      }))
{}

LogPrinter::~LogPrinter()
{
    logBuffer().removeListener(m_listener);
}

} // namespace reelout
