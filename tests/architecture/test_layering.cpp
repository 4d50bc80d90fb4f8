// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

/// Who may include whom: the arrows drawn in core/NOTES.md. A folder may always include itself.
const QMap<QString, QStringList>& arrows()
{
    static const QMap<QString, QStringList> table = [] {
        const QString base = QStringLiteral("base");
        const QString media = QStringLiteral("media");
        const auto list = [](const char* names) {
            return QString::fromLatin1(names).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        };
        QMap<QString, QStringList> map;
        map[base] = {};
        map[media] = {base};
        map[QStringLiteral("files")] = {base};
        map[QStringLiteral("params")] = list("base media");
        map[QStringLiteral("operators")] = list("base media params");
        map[QStringLiteral("image")] = list("base media");
        map[QStringLiteral("ffmpeg")] = list("base media files container");
        map[QStringLiteral("container")] = list("base files");
        map[QStringLiteral("capture")] = list("base media ffmpeg");
        map[QStringLiteral("encode")] = list("base media image files container ffmpeg");
        map[QStringLiteral("record")] = list("base media params operators files capture image encode");
        map[QStringLiteral("recovery")] = list("base files container");
        map[QStringLiteral("preset")] = list("base media params operators");
        map[QStringLiteral("remote")] = list("base media params operators record preset");
        map[QStringLiteral("preferences")] = list("base");
        map[QStringLiteral("script")] = list("base media params operators record");
        map[QStringLiteral("ui")] =
            list("base media params operators record script remote recovery preset preferences files "
                 "image inspector viewport panels presets pickers");
        return map;
    }();
    return table;
}

struct Include {
    QString file;
    QString target;
    bool isSystem = false;
};

QList<Include> includesOf(const QString& folder)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"),
                                            QRegularExpression::MultilineOption);
    QList<Include> result;
    QDirIterator files(reelout::test::sourcePath(folder), {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read a source file");
        auto matches = pattern.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            result.push_back({path, match.captured(2), match.captured(1) == QLatin1String("<")});
        }
    }
    return result;
}

} // namespace

class TestLayering final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coreFoldersKeepTheirArrows();
    void uiKnowsOnlyTheFrontOfTheCore();
    void coreKnowsNoWidgets();
    void libraryHeadersStayPrivate();
};

void TestLayering::coreFoldersKeepTheirArrows()
{
    QStringList offences;
    int checked = 0;
    for (auto folder = arrows().begin(); folder != arrows().end(); ++folder) {
        if (folder.key() == QLatin1String("ui"))
            continue;
        for (const Include& include : includesOf(QStringLiteral("core/") + folder.key())) {
            const QString target = include.target.section(QLatin1Char('/'), 0, 0);
            if (include.isSystem || !arrows().contains(target))
                continue;
            ++checked;
            if (target != folder.key() && !folder->contains(target))
                offences += include.file + QStringLiteral(" includes ") + include.target;
        }
    }
    QVERIFY2(checked > 50, "the scan found next to nothing, so it proves nothing");
    QVERIFY2(offences.isEmpty(), qPrintable(offences.join(QLatin1Char('\n'))));
}

void TestLayering::uiKnowsOnlyTheFrontOfTheCore()
{
    QStringList offences;
    for (const Include& include : includesOf(QStringLiteral("ui"))) {
        const QString target = include.target.section(QLatin1Char('/'), 0, 0);
        if (!include.isSystem && arrows().contains(target) && target != QLatin1String("ui") &&
            !arrows()[QStringLiteral("ui")].contains(target))
            offences += include.file + QStringLiteral(" includes ") + include.target;
    }
    QVERIFY2(offences.isEmpty(), qPrintable(offences.join(QLatin1Char('\n'))));
}

void TestLayering::coreKnowsNoWidgets()
{
    static const QRegularExpression forbidden(QStringLiteral(
        "^(QtWidgets|QtGui|QtOpenGL|QWidget|QApplication|QGuiApplication|QPainter|QImage|QPixmap)"));
    for (const Include& include : includesOf(QStringLiteral("core")))
        QVERIFY2(!include.isSystem || !forbidden.match(include.target).hasMatch(),
                 qPrintable(include.file + QStringLiteral(" includes ") + include.target));
}

void TestLayering::libraryHeadersStayPrivate()
{
    static const QRegularExpression library(
        QStringLiteral("^(libav|libsw|sndfile|xcb/|X11/|pulse/|pipewire|spa/|png|tiff|turbojpeg|webp/"
                       "|OpenEXR|Imath|exiv2|isa-l|libdeflate|snappy)"));
    // Private headers of these folders may show the library that the folder wraps; nobody else includes them.
    static const QRegularExpression owner(QStringLiteral(
        "/core/(ffmpeg/|capture/x11/|capture/pipewire/|capture/pulse/|encode/(still/)?[a-z_]+\\.h$)"));
    QMap<QString, QString> headersThatShow;
    for (const char* folder : {"app", "core", "ui"}) {
        for (const Include& include : includesOf(QString::fromLatin1(folder))) {
            if (!include.isSystem || !library.match(include.target).hasMatch())
                continue;
            if (include.file.endsWith(QLatin1String(".cpp")))
                continue;
            QVERIFY2(owner.match(include.file).hasMatch(),
                     qPrintable(include.file + QStringLiteral(" shows ") + include.target));
            headersThatShow[include.file.section(QStringLiteral("/core/"), 1)] = include.target;
        }
    }
    // A header that shows a library's types is included inside its own folder and core/encode only.
    for (const char* folder : {"app", "core", "ui"}) {
        for (const Include& include : includesOf(QString::fromLatin1(folder))) {
            if (include.isSystem || !headersThatShow.contains(include.target))
                continue;
            const QString home = QStringLiteral("/core/") + include.target.section(QLatin1Char('/'), 0, 0);
            const bool isInside =
                include.file.contains(home) || (include.target.startsWith(QLatin1String("ffmpeg/")) &&
                                                (include.file.contains(QStringLiteral("/core/encode/")) ||
                                                 include.file.contains(QStringLiteral("/core/capture/"))));
            QVERIFY2(isInside, qPrintable(include.file + QStringLiteral(" includes ") + include.target));
        }
    }
}

QTEST_GUILESS_MAIN(TestLayering)
#include "test_layering.moc"
