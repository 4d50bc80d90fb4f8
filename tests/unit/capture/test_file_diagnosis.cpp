// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "capture/source.h"
#include "support/process.h"
#include "support/temp_folder.h"
#include "support/virtual_clock.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// A file that can't be read says why, in a sentence, as a picture and as a sound.
class FileDiagnosisTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reasons_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto invalid = static_cast<int>(ErrorCode::InvalidData);
        QTest::newRow("empty") << q("a.mp4") << QByteArray() << invalid << q("0 bytes");
        QTest::newRow("text") << q("a.mkv") << QByteArray("Dear reader,\nthis is no movie.\n") << invalid
                              << q("is a text");
        QTest::newRow("web page") << q("a.mp4")
                                  << QByteArray("<!DOCTYPE html>\n<html><body>Sign in</body></html>")
                                  << invalid << q("web page");
        QByteArray box("\0\0\0\x18"
                       "ftypisom\0\0\2\0isomiso2",
                       24);
        box += QByteArray("\0\0\4\0mdat", 8) + QByteArray(1016, 'x');
        QTest::newRow("movie without its index") << q("a.mp4") << box << invalid << q("reelout-cli repair");
    }

    void reasons()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QFETCH(QString, says);
        const TempFolder folder;
        QVERIFY(write(folder(name), bytes));
        check(folder(name), static_cast<ErrorCode>(code), says);
    }

    void aFolderIsNoFile()
    {
        const TempFolder folder;
        check(folder.path(), ErrorCode::InvalidData, q("is a folder"));
    }

    void aMovieCutShort()
    {
        const TempFolder folder;
        const QString path = folder(q("whole.mp4"));
        QCOMPARE(runProcess(q("ffmpeg"), {q("-v"), q("error"), q("-f"), q("lavfi"), q("-i"),
                                          q("testsrc2=s=64x48:d=2"), path})
                     .exitCode,
                 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(file.size() / 2));
        file.close();
        check(path, ErrorCode::InvalidData, q("has no index"));
    }

    void aCodecNobodyReadsIsNamed()
    {
        const TempFolder folder;
        const QString path = folder(q("a.mov"));
        QCOMPARE(runProcess(q("ffmpeg"), {q("-v"), q("error"), q("-f"), q("lavfi"), q("-i"),
                                          q("testsrc2=s=64x48:d=0.2"), q("-c:v"), q("qtrle"), path})
                     .exitCode,
                 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        const qsizetype at = bytes.indexOf("rle ");
        QVERIFY(at > 0);
        bytes.replace(at, 4, "SVQZ");
        QVERIFY(file.seek(0) && file.write(bytes) == bytes.size());
        file.close();
        PictureFileSpec spec;
        spec.path = path;
        const auto opened = openPictureFile(spec);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        const QString text = describe(opened.error());
        QVERIFY2(text.contains(path) && text.contains(q("SVQZ")), qPrintable(text));
    }

private:
    static void check(const QString& path, ErrorCode code, const QString& says)
    {
        PictureFileSpec pictures;
        pictures.path = path;
        const auto picture = openPictureFile(pictures);
        VirtualClock clock;
        SoundFileSpec sounds;
        sounds.path = path;
        const auto sound = makeSoundFile(sounds, clock);
        QVERIFY(!picture && !sound);
        for (const Error& error : {picture.error(), sound.error()}) {
            QCOMPARE(error.code, code);
            const QString text = describe(error);
            QVERIFY2(text.contains(says) && text.contains(path), qPrintable(text));
        }
    }
};

QTEST_GUILESS_MAIN(FileDiagnosisTest)
#include "test_file_diagnosis.moc"
