// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "ffmpeg/av_error.h"
#include "ffmpeg/av_features.h"
#include "ffmpeg/av_log_bridge.h"
#include "ffmpeg/av_options.h"

#include <QTest>

extern "C" {
#include <libavutil/log.h>
}

using namespace reelout;

class TestAvErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installAvLogBridge(); }
    void classesOfErrors_data();
    void classesOfErrors();
    void detailHoldsSubjectTextAndLogLine();
    void logLinesArriveWholeWithTheirLevel();
    void repeatedLineIsLoggedOnce();
    void unknownOptionsAreNamed();
};

void TestAvErrors::classesOfErrors_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("full") << AVERROR(ENOSPC) << ErrorCode::DiskFull;
    QTest::newRow("quota") << AVERROR(EDQUOT) << ErrorCode::DiskFull;
    QTest::newRow("too large") << AVERROR(EFBIG) << ErrorCode::FileTooLarge;
    QTest::newRow("input/output") << AVERROR(EIO) << ErrorCode::IoFailed;
    QTest::newRow("permission") << AVERROR(EACCES) << ErrorCode::PermissionDenied;
    QTest::newRow("refused") << AVERROR(EINVAL) << ErrorCode::EncoderRejected;
    QTest::newRow("external") << AVERROR_EXTERNAL << ErrorCode::EncoderRejected;
    QTest::newRow("no encoder") << AVERROR_ENCODER_NOT_FOUND << ErrorCode::Unsupported;
    QTest::newRow("data") << AVERROR_INVALIDDATA << ErrorCode::InvalidData;
    QTest::newRow("memory") << AVERROR(ENOMEM) << ErrorCode::Internal;
}

void TestAvErrors::classesOfErrors()
{
    QFETCH(int, number);
    QFETCH(ErrorCode, code);
    QCOMPARE(errorCodeFromAv(number, ErrorCode::EncoderRejected), code);
}

void TestAvErrors::detailHoldsSubjectTextAndLogLine()
{
    av_log(nullptr, AV_LOG_ERROR, "the library's own words\n");
    const Error error = avError(AVERROR(ENOSPC), QStringLiteral("write file"), QStringLiteral("a.mp4"));
    QCOMPARE(error.code, ErrorCode::DiskFull);
    QCOMPARE(error.step, QStringLiteral("write file"));
    QVERIFY2(error.detail.startsWith(QStringLiteral("a.mp4: ")), qPrintable(error.detail));
    QVERIFY2(error.detail.endsWith(QStringLiteral("(the library's own words)")), qPrintable(error.detail));
    // The line belongs to one error only.
    QVERIFY(!avError(AVERROR(EIO), {}, {}).detail.contains(QLatin1String("own words")));
}

void TestAvErrors::logLinesArriveWholeWithTheirLevel()
{
    const auto before = logBuffer().entriesAfter(0);
    const std::uint64_t last = before.empty() ? 0 : before.back().serial;
    av_log(nullptr, AV_LOG_WARNING, "half ");
    av_log(nullptr, AV_LOG_WARNING, "a line\n");
    av_log(nullptr, AV_LOG_INFO, "chatter\n");
    av_log(nullptr, AV_LOG_DEBUG, "noise\n");
    const auto entries = logBuffer().entriesAfter(last);
    QCOMPARE(entries.size(), std::size_t(2));
    QCOMPARE(entries[0].text, QStringLiteral("half a line"));
    QCOMPARE(entries[0].level, LogLevel::Warning);
    QCOMPARE(entries[0].area, QStringLiteral("ffmpeg"));
    QCOMPARE(entries[1].level, LogLevel::Debug);
}

void TestAvErrors::repeatedLineIsLoggedOnce()
{
    const auto before = logBuffer().entriesAfter(0);
    for (int i = 0; i < 100; ++i)
        av_log(nullptr, AV_LOG_ERROR, "again and again\n");
    QCOMPARE(logBuffer().entriesAfter(before.back().serial).size(), std::size_t(1));
}

void TestAvErrors::unknownOptionsAreNamed()
{
    AvOptionSet set;
    QVERIFY(
        set.add({{QStringLiteral("nosuchthing"), QStringLiteral("1")}, {QStringLiteral("nor"), QString()}}));
    const Status status = set.requireAllTaken(QStringLiteral("open"), QStringLiteral("libx264"));
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::InvalidParameter);
    QCOMPARE(status.error().detail, QStringLiteral("libx264 knows no option nosuchthing, nor"));
    QVERIFY(AvOptionSet().requireAllTaken({}, {}));
}

QTEST_GUILESS_MAIN(TestAvErrors)
#include "test_av_errors.moc"
