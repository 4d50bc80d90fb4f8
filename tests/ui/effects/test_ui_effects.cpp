// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/operator.h"
#include "support/x_server.h"
#include "ui/effects/effects.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSettings>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

/// Every row of both recorders, changed in the inspector of the real window and seen where it takes effect.
/// Each program runs one group; together they have an entry for every row.
class TestUiEffects final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp); }

    void everyRowHasOneEntry()
    {
        QMap<QString, int> entries;
        for (const auto& group : {movieOutEffects(), settingsEffects(), commonEffects(), soundEffects()})
            for (const Effect& effect : group)
                ++entries[QLatin1String(effect.op) + QLatin1Char('.') + QLatin1String(effect.row)];
        int rows = 0;
        for (const QString& op : {QStringLiteral("moviefileout"), QStringLiteral("audiofileout")}) {
            for (const ParamDescriptor& row : operatorType(op)->table->rows()) {
                if (row.isOurs)
                    continue;
                ++rows;
                QVERIFY2(entries.take(op + QLatin1Char('.') + row.name) == 1,
                         qPrintable(op + QLatin1Char('.') + row.name));
            }
        }
        QCOMPARE(rows, 66);
        QVERIFY2(entries.isEmpty(), qPrintable(entries.isEmpty() ? QString() : entries.firstKey()));
    }

    void isSeen_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Effect& effect : REELOUT_EFFECTS())
            QTest::addRow("%s.%s", effect.op, effect.row) << index++;
    }
    void isSeen()
    {
        QFETCH(int, index);
        REELOUT_EFFECTS().at(static_cast<std::size_t>(index)).run();
    }
};

/// On a display of its own where there is an X server, so that OpenGL, popups and keys are the real ones.
int main(int argc, char** argv)
{
    XServer server(XServer::Kind::Xvfb, {{1400, 900}, 24, {}});
    if (server.start()) {
        qputenv("DISPLAY", server.display().toLocal8Bit());
        qputenv("QT_QPA_PLATFORM", "xcb");
    }
    const TempFolder settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    int result = 0;
    {
        const QApplication application(argc, argv);
        TestUiEffects test;
        result = QTest::qExec(&test, argc, argv);
    }
    return result;
}

#include "test_ui_effects.moc"
