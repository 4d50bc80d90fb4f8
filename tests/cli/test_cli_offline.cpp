// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/process.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace reelout::test;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

ProcessResult record(const QStringList& arguments)
{
    return runProcess(builtProgram(q("reelout-cli")),
                      QStringList{q("record"), q("--audio"), q("none")} + arguments);
}

QStringList set(const QString& setting)
{
    return {q("--set"), setting};
}

/// A pattern read picture by picture.
QStringList pattern(const char* depth, bool alpha, int frames)
{
    return QStringList{q("--video"), q("testpattern")} + set(q("testpattern1.everyframe=1")) +
           set(q("testpattern1.resolution=322 182")) + set(q("testpattern1.pattern=noise")) +
           set(q("testpattern1.depth=") + QString::fromLatin1(depth)) +
           set(QStringLiteral("testpattern1.alpha=%1").arg(int(alpha))) +
           set(q("moviefileout1.limitlength=1")) + set(q("moviefileout1.lengthunit=indices")) +
           set(QStringLiteral("moviefileout1.length=%1").arg(frames));
}

QStringList file(const QString& path)
{
    return QStringList{q("--video"), q("moviefilein")} + set(q("moviefilein1.everyframe=1")) +
           set(q("moviefilein1.file=") + path);
}

QStringList ffv1(const char* format, const QString& path)
{
    return {q("--videocodec"),           q("ffv1"),     q("--moviepixelformat"),
            QString::fromLatin1(format), q("--output"), path};
}

/// A line for each picture of the file with the sum of its samples, as ffmpeg decodes it.
QList<QByteArray> sums(const QStringList& input, const QString& format)
{
    const ProcessResult result =
        runProcess(q("ffmpeg"), QStringList{q("-v"), q("error")} + input +
                                    QStringList{q("-f"), q("framemd5"), q("-pix_fmt"), format, q("-")});
    QList<QByteArray> sums;
    for (const QByteArray& line : result.out.split('\n')) {
        if (!line.isEmpty() && !line.startsWith('#'))
            sums += line.mid(line.lastIndexOf(',') + 1).trimmed();
    }
    return sums;
}

QList<QByteArray> sumsOf(const QString& path, const QString& format)
{
    return sums({q("-i"), path}, format);
}

int written(const ProcessResult& result)
{
    return QJsonDocument::fromJson(result.out)
        .object()
        .value(q("frames"))
        .toObject()
        .value(q("written"))
        .toInt();
}

} // namespace

/// Recordings that don't run in real time: each picture exactly once, from file to file without a loss.
class TestCliOffline final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movieToMovieIsIdentical_data()
    {
        QTest::addColumn<QString>("format"); // token of Movie Pixel Format
        QTest::addColumn<QString>("pixels"); // the same for FFmpeg
        QTest::addColumn<bool>("alpha");
        QTest::newRow("yuv420") << "yuv420"
                                << "yuv420p" << false;
        QTest::newRow("yuv422 10") << "yuv422p10bit"
                                   << "yuv422p10le" << false;
        QTest::newRow("yuv444 12") << "yuv444p12bit"
                                   << "yuv444p12le" << false;
        QTest::newRow("yuva444 10") << "yuva444p10bit"
                                    << "yuva444p10le" << true;
        QTest::newRow("rgb") << "rgb"
                             << "bgr0" << false;
        QTest::newRow("rgba") << "rgba"
                              << "bgra" << true;
        QTest::newRow("rgba 16") << "rgba16bit"
                                 << "gbrap16le" << true;
        QTest::newRow("gray 16") << "gray16bit"
                                 << "gray16le" << false;
    }

    void movieToMovieIsIdentical()
    {
        QFETCH(QString, format);
        QFETCH(QString, pixels);
        QFETCH(bool, alpha);
        const TempFolder folder;
        const QString first = folder(q("a.mkv"));
        const QString second = folder(q("b.mkv"));
        const QByteArray token = format.toLatin1();
        const ProcessResult made =
            record(pattern("16fixed", alpha, 40) + ffv1(token.constData(), first) + QStringList{q("--json")});
        QVERIFY2(made.exitCode == 0, made.error.constData());
        QCOMPARE(written(made), 40);
        const ProcessResult copied =
            record(file(first) + ffv1(token.constData(), second) + QStringList{q("--json")});
        QVERIFY2(copied.exitCode == 0, copied.error.constData());
        QCOMPARE(written(copied), 40);
        const QList<QByteArray> wanted = sumsOf(first, pixels);
        QCOMPARE(wanted.size(), 40);
        QVERIFY(wanted[0] != wanted[1]);
        QCOMPARE(sumsOf(second, pixels), wanted);
    }

    /// A sequence becomes a movie and a sequence again; and a movie a sequence and a movie again.
    void sequenceToMovieAndBack()
    {
        const TempFolder folder;
        const QString movie = folder(q("a.mkv"));
        const ProcessResult made =
            record(pattern("8fixed", true, 30) + QStringList{q("--type"), q("imagesequence"),
                                                             q("--imagefiletype"), q("png"), q("--maxthread"),
                                                             q("4"), q("--output"), folder(q("one.png"))});
        QVERIFY2(made.exitCode == 0, made.error.constData());
        QVERIFY(QFile::exists(folder(q("one.0.29.png"))) && !QFile::exists(folder(q("one.0.30.png"))));
        const ProcessResult joined = record(file(folder(q("one.0.0.png"))) + ffv1("rgba", movie));
        QVERIFY2(joined.exitCode == 0, joined.error.constData());
        const ProcessResult split =
            record(file(movie) + QStringList{q("--type"), q("imagesequence"), q("--imagefiletype"), q("png"),
                                             q("--output"), folder(q("two.png"))});
        QVERIFY2(split.exitCode == 0, split.error.constData());
        const QString numbers = q(".0.%d.png");
        const QList<QByteArray> wanted = sums({q("-i"), folder(q("one")) + numbers}, q("rgba"));
        QCOMPARE(wanted.size(), 30);
        QCOMPARE(sumsOf(movie, q("rgba")), wanted);
        QCOMPARE(sums({q("-i"), folder(q("two")) + numbers}, q("rgba")), wanted);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 61);
    }

    /// The source's own rate is no matter: picture n is frame n at Movie FPS.
    void frameIsPictureWhateverTheRates()
    {
        const TempFolder folder;
        const QString first = folder(q("a.mkv"));
        QVERIFY(record(pattern("8fixed", false, 25) + set(q("moviefileout1.fps=10")) + ffv1("rgb", first))
                    .exitCode == 0);
        const QString second = folder(q("b.mkv"));
        QVERIFY(record(file(first) + set(q("moviefileout1.fps=50")) + set(q("moviefilein1.loop=1")) +
                       ffv1("rgb", second))
                    .exitCode == 0);
        QCOMPARE(sumsOf(second, q("bgr0")), sumsOf(first, q("bgr0")));
    }

    void soundIsRefusedWithTheReason()
    {
        const TempFolder folder;
        const ProcessResult result = record(pattern("8fixed", false, 5) + ffv1("rgb", folder(q("a.mkv"))) +
                                            QStringList{q("--audio"), q("audiooscillator")});
        QVERIFY(result.exitCode != 0);
        QVERIFY2(result.error.contains("testpattern1"), result.error.constData());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 0);
    }

    /// `record --type image` makes one still and prints its path.
    void oneImage()
    {
        const TempFolder folder;
        const QString path = folder(q("still.png"));
        const QStringList source{q("--video"), q("testpattern")};
        const ProcessResult byOption =
            record(source +
                   QStringList{q("--type"), q("image"), q("--imagefiletype"), q("png"), q("--output"), path});
        QVERIFY2(byOption.exitCode == 0, byOption.error.constData());
        QCOMPARE(QString::fromUtf8(byOption.out).trimmed(), path);
        const QString other = folder(q("other.png"));
        const ProcessResult bySetting =
            record(source + set(q("moviefileout1.type=image")) + set(q("moviefileout1.imagefiletype=png")) +
                   set(q("moviefileout1.file=") + other));
        QVERIFY2(bySetting.exitCode == 0, bySetting.error.constData());
        QCOMPARE(QString::fromUtf8(bySetting.out).trimmed(), other);
        QCOMPARE(sumsOf(path, q("rgb24")).size(), 1);
        QCOMPARE(sumsOf(other, q("rgb24")).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestCliOffline)
#include "test_cli_offline.moc"
