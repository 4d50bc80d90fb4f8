// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "base/whole_file.h"
#include "translations/source_texts.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QSet>

#include <cstdio>

namespace {

using namespace reelout;

QString asLiteral(QString text)
{
    text.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    text.replace(QLatin1Char('"'), QLatin1String("\\\""));
    text.replace(QLatin1Char('\n'), QLatin1String("\\n"));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

QStringList sourceFiles(const QString& root)
{
    QStringList files;
    for (const char* folder : {"app", "core", "ui"}) {
        QDirIterator each(root + QLatin1Char('/') + QString::fromLatin1(folder), {QStringLiteral("*.cpp")},
                          QDir::Files, QDirIterator::Subdirectories);
        while (each.hasNext())
            files.append(each.next());
    }
    files.sort();
    return files;
}

int fail(const QString& text)
{
    std::fprintf(stderr, "reelout_texts: %s\n", qPrintable(text));
    return 1;
}

} // namespace

/// reelout_texts ROOT FILE: writes the texts that stand in no tr(), as code that lupdate reads.
int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return fail(QStringLiteral("usage: reelout_texts ROOT FILE"));
    std::vector<SourceText> texts = tableTexts();
    for (const QString& path : sourceFiles(arguments[1])) {
        const Result<QByteArray> code = readWholeFile(path, QStringLiteral("read source"));
        if (!code)
            return fail(describe(code.error()));
        for (const QString& context : contextsOfTr(QString::fromUtf8(*code))) {
            if (context != QLatin1String("reelout"))
                return fail(
                    QStringLiteral("%1: a helper called tr must have the context \"reelout\", not \"%2\"")
                        .arg(path, context));
        }
        for (const SourceText& text : helperTexts(QString::fromUtf8(*code)))
            texts.push_back(text);
    }
    QString out = QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later\n"
                                 "// Written by `./dev translations`, read by lupdate, never compiled.\n"
                                 "// clang-format off\n");
    QSet<QString> known;
    for (const SourceText& each : texts) {
        const QString line =
            QStringLiteral("QT_TRANSLATE_NOOP(%1, %2)\n").arg(asLiteral(each.context), asLiteral(each.text));
        if (!known.contains(line))
            out += line;
        known.insert(line);
    }
    const Status written = writeWholeFile(arguments[2], out.toUtf8(), QStringLiteral("write texts"));
    return written ? 0 : fail(describe(written.error()));
}
