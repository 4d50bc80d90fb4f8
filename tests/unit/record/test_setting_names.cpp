// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/setting_names.h"
#include "operators/operator.h"

#include <QTest>

using namespace reelout;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Sentences about a movie's settings call them as the inspector does.
class TestSettingNames final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areTheLabelsOfTheTable()
    {
        const ParamTable& table = *operatorType(q("moviefileout"))->table;
        int named = 0;
        for (const ParamDescriptor& row : table.rows()) {
            if (const QString label = settingLabel(row.name); label != row.name) {
                ++named;
                QCOMPARE(label, row.label);
            }
            for (const MenuItem& item : row.menu) {
                if (const QString label = valueLabel(row.name, item.token); label != item.token) {
                    ++named;
                    QCOMPARE(label, item.label);
                }
            }
        }
        QVERIFY(named >= 25);
    }

    void strangersKeepTheirNames()
    {
        QCOMPARE(settingLabel(q("nosuch")), q("nosuch"));
        QCOMPARE(valueLabel(q("profile"), q("nosuch")), q("nosuch"));
    }
};

QTEST_GUILESS_MAIN(TestSettingNames)
#include "test_setting_names.moc"
