// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/temp_folder.h"
#include "support/x_server.h"
#include "viewport_reference.h"

#include <QProcess>
#include <QTest>

using namespace reelout;

/// The viewport as it is on the screen, with OpenGL and without, at three scales, against a reference worked
/// out in double. A platform plugin and a scale are chosen once per program: so a program of its own shows
/// the cases on an X server of its own.
class TestUiOpenGl : public QObject {
    Q_OBJECT

    /// Half a code of rounding, and what floats and the table of the curve add.
    static constexpr double kTolerance = 0.75;
    test::XServer m_server{test::XServer::Kind::Xvfb};

    QString run(const QString& folder, const QStringList& extra)
    {
        QProcess probe;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DISPLAY"), m_server.display());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        environment.insert(QStringLiteral("QT_SCALE_FACTOR_ROUNDING_POLICY"), QStringLiteral("PassThrough"));
        for (const QString& each : extra)
            environment.insert(each.section(QLatin1Char('='), 0, 0), each.section(QLatin1Char('='), 1));
        probe.setProcessEnvironment(environment);
        probe.start(QStringLiteral(REELOUT_GL_PROBE), {folder});
        if (!probe.waitForFinished(240000) || probe.exitStatus() != QProcess::NormalExit ||
            probe.exitCode() != 0)
            return QStringLiteral("failed: ") + QString::fromUtf8(probe.readAllStandardError());
        return QString::fromUtf8(probe.readAllStandardOutput()).trimmed();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.error())); }

    void golden_data()
    {
        QTest::addColumn<QString>("backend");
        QTest::addColumn<QString>("scale");
        for (const char* backend : {"OpenGL", "raster"})
            for (const char* scale : {"1", "1.5", "2"})
                QTest::addRow("%s at %s", backend, scale)
                    << QString::fromLatin1(backend) << QString::fromLatin1(scale);
    }
    void golden()
    {
        QFETCH(QString, backend);
        QFETCH(QString, scale);
        const test::TempFolder folder;
        QStringList environment{QStringLiteral("QT_SCALE_FACTOR=") + scale};
        if (backend == QStringLiteral("raster"))
            environment += QStringLiteral("REELOUT_RASTER=1");
        else
            environment += QStringLiteral("REELOUT_OPENGL=1"); // a processor draws it here
        const QString answer = run(folder.path(), environment);
        const QStringList told = answer.split(QLatin1Char(' '));
        QVERIFY2(told.value(0) == backend, qPrintable(answer));
        QCOMPARE(told.value(1).toDouble(), scale.toDouble());
        QCOMPARE(told.size(), 5);
        const QSize view(told[2].toInt(), told[3].toInt());
        QVERIFY(view.width() >= 160 * scale.toDouble() && view.height() >= 118 * scale.toDouble());
        const QRgb background = QColor(told[4]).rgb();
        for (const test::ViewportCase& each : test::viewportCases()) {
            const QImage shown(QStringLiteral("%1/%2.png").arg(folder.path(), each.name));
            QCOMPARE(shown.size(), view);
            const test::ViewportReference reference(each, view, background);
            const auto difference = reference.compare(shown, kTolerance);
            QVERIFY2(difference.wrong == 0,
                     qPrintable(QStringLiteral("%1: %2 pixels off, at most by %3, at %4, %5")
                                    .arg(each.name)
                                    .arg(difference.wrong)
                                    .arg(difference.greatest)
                                    .arg(difference.where.x())
                                    .arg(difference.where.y())));
        }
    }

    // Here a processor would have to draw it, or nobody can.
    void withoutAGraphicsCardItPaints()
    {
        const test::TempFolder folder;
        const QString painted = run(folder.path(), {});
        QVERIFY2(painted.startsWith(QStringLiteral("raster 1 ")), qPrintable(painted));
        const QString told = run(folder.path(), {QStringLiteral("QT_XCB_GL_INTEGRATION=none")});
        QVERIFY2(told.startsWith(QStringLiteral("raster 1 ")), qPrintable(told));
    }
};

QTEST_GUILESS_MAIN(TestUiOpenGl)
#include "test_ui_opengl.moc"
