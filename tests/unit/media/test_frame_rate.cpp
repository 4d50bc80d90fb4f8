// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/frame_rate.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

__extension__ using Wide = __int128;

} // namespace

class TestFrameRate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isKeptInLowestTerms()
    {
        QCOMPARE(FrameRate(120, 2), FrameRate(60, 1));
        QCOMPARE(FrameRate(60000, 2002).toString(), QStringLiteral("30000/1001"));
        QCOMPARE(FrameRate(25, 1).toString(), QStringLiteral("25"));
        QCOMPARE(FrameRate(-1, 0), FrameRate(1, 1));
        QCOMPARE(FrameRate(), FrameRate(60, 1));
    }

    void timesAreExactForABillionFrames_data()
    {
        QTest::addColumn<qint64>("numerator");
        QTest::addColumn<qint64>("denominator");
        QTest::newRow("24000/1001") << qint64(24000) << qint64(1001);
        QTest::newRow("30000/1001") << qint64(30000) << qint64(1001);
        QTest::newRow("60") << qint64(60) << qint64(1);
        QTest::newRow("7/3") << qint64(7) << qint64(3);
        QTest::newRow("1/1000") << qint64(1) << qint64(1000);
        QTest::newRow("1000") << qint64(1000) << qint64(1);
    }
    void timesAreExactForABillionFrames()
    {
        QFETCH(qint64, numerator);
        QFETCH(qint64, denominator);
        const FrameRate rate(numerator, denominator);
        for (std::int64_t base :
             {std::int64_t(0), std::int64_t(1), std::int64_t(999'983), std::int64_t(1'000'000'000)}) {
            // Beyond three hundred years nanoseconds leave 64 bits.
            if (Wide(base + 2000) * denominator / numerator > 9'000'000'000)
                continue;
            for (std::int64_t index = base; index < base + 2000; ++index) {
                const Duration time = rate.timeOf(index);
                // floor(index * denominator * 1e9 / numerator), checked without dividing.
                const Wide exact = Wide(index) * denominator * 1'000'000'000;
                QVERIFY(Wide(time.count()) * numerator <= exact);
                QVERIFY((Wide(time.count()) + 1) * numerator > exact);
                QCOMPARE(rate.frameAt(time), index);
                QCOMPARE(rate.frameAt(time - 1ns), index - 1);
            }
        }
    }

    void filmRateAfterABillionFrames()
    {
        // 10^9 frames of 1001/24000 s.
        QCOMPARE(FrameRate(24000, 1001).timeOf(1'000'000'000).count(), 41'708'333'333'333'333);
        QCOMPARE(FrameRate(24000, 1001).timeOf(24000).count(), 1001 * std::int64_t(1'000'000'000));
    }

    void framesBeforeZeroAreNegative()
    {
        const FrameRate rate(30, 1);
        QCOMPARE(rate.frameAt(-1ns), -1);
        QCOMPARE(rate.frameAt(0ns), 0);
        QCOMPARE(rate.timeOf(-1).count(), -33'333'334);
        QCOMPARE(rate.frameAt(rate.timeOf(-30)), -30);
        QCOMPARE(rate.interval().count(), 33'333'333);
    }

    void numbersOfPeople_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("rate");
        QTest::newRow("whole") << 60.0 << QStringLiteral("60");
        QTest::newRow("24") << 24.0 << QStringLiteral("24");
        QTest::newRow("29.97") << 29.97 << QStringLiteral("30000/1001");
        QTest::newRow("23.976") << 23.976 << QStringLiteral("24000/1001");
        QTest::newRow("23.98") << 23.98 << QStringLiteral("24000/1001");
        QTest::newRow("59.94") << 59.94 << QStringLiteral("60000/1001");
        QTest::newRow("119.88") << 119.88 << QStringLiteral("120000/1001");
        QTest::newRow("12.5") << 12.5 << QStringLiteral("25/2");
        QTest::newRow("0.1") << 0.1 << QStringLiteral("1/10");
        QTest::newRow("0.001") << 0.001 << QStringLiteral("1/1000");
        QTest::newRow("a third") << 1.0 / 3.0 << QStringLiteral("1/3");
        QTest::newRow("too slow") << -5.0 << QStringLiteral("1/1000");
        QTest::newRow("too fast") << 1e9 << QStringLiteral("1000");
        QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << QStringLiteral("60");
    }
    void numbersOfPeople()
    {
        QFETCH(double, number);
        QFETCH(QString, rate);
        QCOMPARE(FrameRate::fromDouble(number).toString(), rate);
    }

    void nearestRateIsNear()
    {
        for (double number = 0.5; number < 240.0; number += 0.37)
            QVERIFY(std::abs(FrameRate::fromDouble(number).toDouble() - number) < 0.006);
    }

    void textIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rate"); // empty = refused
        QTest::newRow("25") << QStringLiteral("25") << QStringLiteral("25");
        QTest::newRow("blanks") << QStringLiteral(" 50 ") << QStringLiteral("50");
        QTest::newRow("29.97") << QStringLiteral("29.97") << QStringLiteral("30000/1001");
        QTest::newRow("ratio") << QStringLiteral("30000/1001") << QStringLiteral("30000/1001");
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("word") << QStringLiteral("fast") << QString();
        QTest::newRow("zero") << QStringLiteral("0") << QString();
        QTest::newRow("negative") << QStringLiteral("-25") << QString();
        QTest::newRow("over zero") << QStringLiteral("25/0") << QString();
        QTest::newRow("three parts") << QStringLiteral("25/1/1") << QString();
        QTest::newRow("too fast") << QStringLiteral("1000.5") << QString();
        QTest::newRow("too fast ratio") << QStringLiteral("10001/10") << QString();
        QTest::newRow("too slow ratio") << QStringLiteral("1/1001") << QString();
        QTest::newRow("nan") << QStringLiteral("nan") << QString();
        QTest::newRow("inf") << QStringLiteral("inf") << QString();
    }
    void textIsRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, rate);
        const Result<FrameRate> result = FrameRate::parse(text);
        QCOMPARE(result.hasValue(), !rate.isEmpty());
        if (result)
            QCOMPARE(result->toString(), rate);
        else
            QCOMPARE(result.error().code, ErrorCode::InvalidParameter);
    }
};

QTEST_GUILESS_MAIN(TestFrameRate)
#include "test_frame_rate.moc"
