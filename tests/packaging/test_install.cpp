// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>
#include <QXmlStreamReader>

using namespace reelout::test;

class TestInstall final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingADesktopNeedsIsThere()
    {
        const TempFolder folder;
        QProcess install;
        install.start(QStringLiteral(REELOUT_CMAKE), {QStringLiteral("--install"), buildPath(QString()),
                                                      QStringLiteral("--prefix"), folder.path()});
        QVERIFY(install.waitForFinished(120000));
        QVERIFY2(install.exitCode() == 0, install.readAllStandardError().constData());
        for (const char* name :
             {"bin/reelout", "bin/reelout-cli", "share/applications/org.reelout.Reelout.desktop",
              "share/icons/hicolor/scalable/apps/org.reelout.Reelout.svg",
              "share/metainfo/org.reelout.Reelout.metainfo.xml", "share/mime/packages/reelout-project.xml",
              "share/man/man1/reelout.1", "share/man/man1/reelout-cli.1"})
            QVERIFY2(QFileInfo(folder(QString::fromLatin1(name))).size() > 0, name);
        const ProcessResult version =
            runProcess(folder(QStringLiteral("bin/reelout-cli")), {QStringLiteral("--version")});
        QCOMPARE(version.exitCode, 0);
        QVERIFY(version.out.contains(REELOUT_VERSION));
    }

    void theDesktopsFilesAreWellFormed()
    {
        for (const char* name : {"org.reelout.Reelout.metainfo.xml", "reelout-project.xml"}) {
            QFile file(sourcePath(QStringLiteral("packaging/linux/") + QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QXmlStreamReader xml(&file);
            while (!xml.atEnd())
                xml.readNext();
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        }
    }

    // A release that is not in the metainfo is not shown by software centres.
    void thisVersionIsInTheMetainfo()
    {
        QFile file(sourcePath(QStringLiteral("packaging/linux/org.reelout.Reelout.metainfo.xml")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("<release version=\"" REELOUT_VERSION "\""));
    }
};

QTEST_GUILESS_MAIN(TestInstall)
#include "test_install.moc"
