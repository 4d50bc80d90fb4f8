// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"
#include "support/temp_folder.h"
#include "translations/source_texts.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace reelout;
using test::sourcePath;

namespace {

/// One entry of a .ts file.
struct Message {
    QString context;
    QString source;
    QStringList forms; ///< one, or as many as the language has plurals
    bool isPlural = false;
    bool isFinished = true;

    QString key() const { return context + QLatin1Char('\n') + source; }
};

QStringList languageFiles()
{
    QStringList paths;
    const QDir folder(sourcePath(QStringLiteral("translations")));
    for (const QString& name : folder.entryList({QStringLiteral("reelout_*.ts")}))
        paths.append(folder.filePath(name));
    return paths;
}

bool isEnglish(const QString& path)
{
    return path.endsWith(QLatin1String("_en.ts"));
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<Message> messagesOf(const QString& path)
{
    std::vector<Message> messages;
    QXmlStreamReader xml(contentOf(path));
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            messages.push_back(
                {context, {}, {}, xml.attributes().hasAttribute(QLatin1String("numerus")), true});
        } else if (xml.name() == QLatin1String("source")) {
            messages.back().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            messages.back().isFinished = xml.attributes().value(QLatin1String("type")).isEmpty();
            if (!messages.back().isPlural)
                messages.back().forms.append(xml.readElementText());
        } else if (xml.name() == QLatin1String("numerusform")) {
            messages.back().forms.append(xml.readElementText());
        }
    }
    return messages;
}

QStringList allOf(const QRegularExpression& pattern, const QString& text)
{
    QStringList found;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext())
        found.append(matches.next().captured());
    found.sort();
    return found;
}

/// %1, %n and the like; several of one count, as an argument that is left out leaves the sign.
QStringList placeholders(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%(?:[0-9]+|L[0-9]+|n)"));
    return allOf(pattern, text);
}

QStringList tags(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("</?[a-z][a-z0-9]*[^>]*>"));
    return allOf(pattern, text);
}

} // namespace

/// The languages are complete, and stay so: a text that is new in the sources fails here until it is
/// translated.
class TestTranslations final : public QObject {
    Q_OBJECT

private:
    test::TempFolder m_folder;

    QString run(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setWorkingDirectory(sourcePath(QString()));
        process.start(program, arguments);
        if (!process.waitForFinished(120000) || process.exitCode() != 0)
            return QStringLiteral("failed: ") + QString::fromUtf8(process.readAll());
        return {};
    }

private Q_SLOTS:
    void helpersAreFound()
    {
        const QString code = QStringLiteral("QString words(const char* source)\n{\n    return "
                                            "QCoreApplication::translate(\"a::B\", source);\n}\n"
                                            "x = words(\"one\"); y = words(\n  \"two \\\"%1\\\" \"\n  "
                                            "\"three\").arg(1); z = otherwords(\"four\");");
        const std::vector<SourceText> texts = helperTexts(code);
        QCOMPARE(texts.size(), 2U);
        QCOMPARE(texts[0].context, QStringLiteral("a::B"));
        QCOMPARE(texts[0].text, QStringLiteral("one"));
        QCOMPARE(texts[1].text, QStringLiteral("two \"%1\" three"));
    }

    void textsOutsideOfTrAreCollected()
    {
        const QString path = m_folder(QStringLiteral("texts.h"));
        const QString problem = run(QStringLiteral(REELOUT_TEXTS), {sourcePath(QStringLiteral(".")), path});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY2(contentOf(path) == contentOf(sourcePath(QStringLiteral("translations/texts.h"))),
                 "translations/texts.h is not up to date: ./dev translations");
    }

    void languagesAreUpToDate()
    {
        QVERIFY(languageFiles().size() >= 2);
        for (const QString& path : languageFiles()) {
            const QString copy = m_folder(QFileInfo(path).fileName());
            QVERIFY(QFile::copy(path, copy));
            QStringList arguments{QStringLiteral("-silent"),    QStringLiteral("-no-obsolete"),
                                  QStringLiteral("-locations"), QStringLiteral("none"),
                                  QStringLiteral("-I"),         QStringLiteral("."),
                                  QStringLiteral("-I"),         QStringLiteral("core"),
                                  QStringLiteral("app"),        QStringLiteral("core"),
                                  QStringLiteral("ui"),         QStringLiteral("translations/texts.h"),
                                  QStringLiteral("-ts"),        copy};
            if (isEnglish(path))
                arguments.prepend(QStringLiteral("-pluralonly"));
            const QString problem = run(QStringLiteral(REELOUT_LUPDATE), arguments);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            QSet<QString> here;
            for (const Message& message : messagesOf(path))
                here.insert(message.key());
            QSet<QString> needed;
            for (const Message& message : messagesOf(copy))
                needed.insert(message.key());
            const QStringList missing = (needed - here).values();
            const QStringList superfluous = (here - needed).values();
            QVERIFY2(missing.isEmpty(),
                     qPrintable(path + QStringLiteral(" lacks: ") + missing.join(QStringLiteral("; "))));
            QVERIFY2(superfluous.isEmpty(),
                     qPrintable(path + QStringLiteral(" has: ") + superfluous.join(QStringLiteral("; "))));
        }
    }

    void languagesAreComplete()
    {
        QStringList offences;
        for (const QString& path : languageFiles()) {
            const std::vector<Message> messages = messagesOf(path);
            QVERIFY2(messages.size() > (isEnglish(path) ? 3U : 500U), qPrintable(path));
            for (const Message& message : messages) {
                const bool isEmpty = message.forms.isEmpty() ||
                                     std::any_of(message.forms.begin(), message.forms.end(),
                                                 [](const QString& form) { return form.isEmpty(); });
                if (!message.isFinished || isEmpty || (message.isPlural && message.forms.size() < 2))
                    offences += QFileInfo(path).fileName() + QStringLiteral(": ") + message.source;
            }
        }
        QVERIFY2(offences.isEmpty(), qPrintable(offences.join(QLatin1Char('\n'))));
    }

    // A placeholder or tag that is lost in translation shows nothing or a sign instead of a value.
    void placeholdersAndTagsAgree()
    {
        QStringList offences;
        for (const QString& path : languageFiles()) {
            for (const Message& message : messagesOf(path)) {
                for (const QString& form : message.forms) {
                    QStringList wanted = placeholders(message.source);
                    QStringList there = placeholders(form);
                    if (message.isPlural) { // "the last picture" needs no number
                        wanted.removeAll(QStringLiteral("%n"));
                        there.removeAll(QStringLiteral("%n"));
                    }
                    const bool isMnemonic =
                        message.source.contains(QLatin1Char('&')) == form.contains(QLatin1Char('&'));
                    const bool isSpaced =
                        message.source.startsWith(QLatin1Char(' ')) == form.startsWith(QLatin1Char(' ')) &&
                        message.source.endsWith(QLatin1Char(' ')) == form.endsWith(QLatin1Char(' '));
                    const bool isParted =
                        message.source.count(QLatin1Char('|')) == form.count(QLatin1Char('|'));
                    if (wanted != there || tags(message.source) != tags(form) || !isMnemonic || !isSpaced ||
                        !isParted)
                        offences += QStringLiteral("%1: %2 → %3")
                                        .arg(QFileInfo(path).fileName(), message.source, form);
                }
            }
        }
        QVERIFY2(offences.isEmpty(), qPrintable(offences.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
