// SPDX-License-Identifier: GPL-3.0-or-later
#include "soak/soak.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

// soak [--rounds N] [--seed N] [disk] [power] [endurance]: tries faults against recordings and prints how
// many were survived, that is, ended as the program promises. Ends with 1 when one was not. The same seed
// tries the same.

using namespace reelout::soak;

void Line::count(const QString& problem)
{
    ++tried;
    if (problem.isEmpty())
        ++survived;
    else
        problems += problem;
}

namespace {

bool print(const std::vector<Line>& lines)
{
    bool isGood = true;
    for (const Line& line : lines) {
        std::printf("%-52s %7d %9d\n", qPrintable(line.fault), line.tried, line.survived);
        constexpr qsizetype kShown = 5;
        for (const QString& problem : line.problems.mid(0, kShown))
            std::printf("    %s\n", qPrintable(problem));
        if (line.problems.size() > kShown)
            std::printf("    and %d more\n", static_cast<int>(line.problems.size() - kShown));
        isGood = isGood && line.problems.isEmpty();
    }
    std::fflush(stdout);
    return isGood;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption rounds(QStringLiteral("rounds"), QStringLiteral("Tries of each fault."),
                                    QStringLiteral("N"), QStringLiteral("200"));
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("Of the random numbers."),
                                  QStringLiteral("N"), QStringLiteral("1"));
    parser.addOptions({rounds, seed});
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("what"),
                                 QStringLiteral("disk, power, endurance, hostile; all of it when "
                                                "nothing is named."),
                                 QStringLiteral("[WHAT...]"));
    parser.process(application);
    Effort effort;
    effort.rounds = std::max(parser.value(rounds).toInt(), 1);
    effort.seed = parser.value(seed).toUInt();
    const QStringList wanted = parser.positionalArguments();
    const auto isWanted = [&](const char* what) {
        return wanted.isEmpty() || wanted.contains(QString::fromLatin1(what));
    };
    std::printf("%-52s %7s %9s\n", "fault", "tried", "survived");
    bool isGood = true;
    if (isWanted("disk"))
        isGood = print(diskFaults(effort)) && isGood;
    if (isWanted("power"))
        isGood = print(powerCuts(effort)) && isGood;
    if (isWanted("endurance"))
        isGood = print(endurance(effort)) && isGood;
    if (isWanted("hostile"))
        isGood = print(hostileRemotes(effort)) && isGood;
    return isGood ? 0 : 1;
}
