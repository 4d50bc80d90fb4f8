// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/operator.h"
#include "support/paths.h"
#include "support/process.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

using Options = QSet<QString>;

Options optionsIn(const QString& text)
{
    static const QRegularExpression option(QStringLiteral("(?<![\\w-])--[a-z][a-z-]*"));
    Options found;
    auto matches = option.globalMatch(text);
    while (matches.hasNext())
        found.insert(matches.next().captured());
    return found;
}

QString manPage(const QString& name)
{
    QFile file(sourcePath(QStringLiteral("packaging/linux/man/%1.1").arg(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).replace(QLatin1String("\\-"), QLatin1String("-"));
}

QString helpOf(const QString& program, QStringList arguments)
{
    arguments.append(QStringLiteral("--help"));
    const ProcessResult result = runProcess(builtProgram(program), arguments);
    return result.exitCode == 0 ? QString::fromUtf8(result.out) : QString();
}

/// The options of `record` that are parameters of the recorders, which the page describes as a whole.
Options parameterOptions()
{
    Options options;
    for (const OperatorType& type : operatorTypes()) {
        if (!type.isSink || !type.table)
            continue;
        for (const ParamDescriptor& row : type.table->rows())
            options.insert(QStringLiteral("--") + row.name);
    }
    return options;
}

} // namespace

class TestManPages final : public QObject {
    Q_OBJECT

private:
    static void compare(const Options& page, const Options& help)
    {
        const Options missing = help - page;
        const Options invented = page - help;
        QVERIFY2(
            missing.isEmpty(),
            qPrintable(QStringLiteral("the page lacks %1").arg(missing.values().join(QLatin1Char(' ')))));
        QVERIFY2(
            invented.isEmpty(),
            qPrintable(QStringLiteral("no help knows %1").arg(invented.values().join(QLatin1Char(' ')))));
    }

private Q_SLOTS:
    void theWindowsOptionsAreThoseOfItsHelp()
    {
        const QString help = helpOf(QStringLiteral("reelout"), {});
        QVERIFY(help.contains(QStringLiteral("[project]")));
        compare(optionsIn(manPage(QStringLiteral("reelout"))), optionsIn(help));
    }

    void theCommandLinesOptionsAreThoseOfItsHelp()
    {
        const QString program = QStringLiteral("reelout-cli");
        const QString usage = helpOf(program, {});
        Options help = optionsIn(usage);
        static const QRegularExpression command(QStringLiteral("^  reelout-cli ([a-z]+)"),
                                                QRegularExpression::MultilineOption);
        const QString page = manPage(program);
        int commands = 0;
        auto matches = command.globalMatch(usage);
        while (matches.hasNext()) {
            const QString name = matches.next().captured(1);
            const QString text = helpOf(program, {name});
            QVERIFY2(!text.isEmpty(), qPrintable(name + QStringLiteral(" --help")));
            QVERIFY2(page.contains(QStringLiteral(".B %1\n").arg(name)), qPrintable(name));
            help += optionsIn(text);
            ++commands;
        }
        QVERIFY(commands >= 6);
        help += QStringLiteral("--version");
        const Options parameters = parameterOptions();
        compare(optionsIn(page) - parameters, help - parameters);
    }

    void everyExitCodeIsThere()
    {
        const QString page = manPage(QStringLiteral("reelout-cli"));
        static const QRegularExpression code(QStringLiteral("(?:^|  )  ?([0-9]+)  [a-z]"),
                                             QRegularExpression::MultilineOption);
        auto matches = code.globalMatch(helpOf(QStringLiteral("reelout-cli"), {}));
        int codes = 0;
        while (matches.hasNext()) {
            const QString number = matches.next().captured(1);
            QVERIFY2(page.contains(QStringLiteral(".TP\n%1\n").arg(number)), qPrintable(number));
            ++codes;
        }
        QVERIFY(codes >= 14);
    }
};

QTEST_GUILESS_MAIN(TestManPages)
#include "test_man_pages.moc"
