// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/x_server.h"

#include <QProcess>
#include <QTest>

using namespace reelout;

/// OpenGL needs a display, and a platform plugin is chosen once per program: so a program of its own draws on
/// an X server of its own.
class TestUiOpenGl : public QObject {
    Q_OBJECT

    static QString run(const QString& display, const QStringList& extra = {})
    {
        QProcess probe;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DISPLAY"), display);
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        for (const QString& each : extra)
            environment.insert(each.section(QLatin1Char('='), 0, 0), each.section(QLatin1Char('='), 1));
        probe.setProcessEnvironment(environment);
        probe.start(QStringLiteral(REELOUT_GL_PROBE), QStringList());
        if (!probe.waitForFinished(60000) || probe.exitStatus() != QProcess::NormalExit)
            return QStringLiteral("failed: ") + QString::fromUtf8(probe.readAllStandardError());
        return QString::fromUtf8(probe.readAllStandardOutput()).trimmed();
    }

private Q_SLOTS:
    void drawsThePicture()
    {
        test::XServer server(test::XServer::Kind::Xvfb);
        if (!server.start())
            QSKIP(qPrintable(server.error()));
        const QStringList seen = run(server.display()).split(QLatin1Char(' '));
        if (seen.constFirst() == QStringLiteral("raster"))
            QSKIP("no OpenGL on this X server");
        QCOMPARE(seen.mid(0, 4), QStringList({QStringLiteral("OpenGL"), QStringLiteral("#ff0000"),
                                              QStringLiteral("#00ff00"), QStringLiteral("#0000ff")}));
        const QColor checker(seen.at(4));
        QVERIFY2(checker == QColor(82, 82, 82) || checker == QColor(107, 107, 107), qPrintable(seen.at(4)));
    }

    void withoutOpenGlItDrawsOtherwise()
    {
        test::XServer server(test::XServer::Kind::Xvfb);
        if (!server.start())
            QSKIP(qPrintable(server.error()));
        QCOMPARE(run(server.display(), {QStringLiteral("QT_XCB_GL_INTEGRATION=none")}),
                 QStringLiteral("raster"));
    }
};

QTEST_GUILESS_MAIN(TestUiOpenGl)
#include "test_ui_opengl.moc"
