// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "base/result.h"

#include <QSet>
#include <QTest>

#include <cerrno>
#include <memory>

using namespace reelout;

namespace {

Status failing(bool fails)
{
    return fails ? Status(makeError(ErrorCode::DiskFull, QStringLiteral("write"), QStringLiteral("/x")))
                 : Status();
}

Result<int> passesOn(bool fails)
{
    REELOUT_TRY(failing(fails));
    return 1;
}

} // namespace

class TestResult final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valueOrError();
    void tryReturnsTheError();
    void errnoHasItsClass();
    void everyCodeHasItsOwnName();
    void describesWhatWhyAndWhatToDo();
    void sentencesStandForThemselves_data();
    void sentencesStandForThemselves();
};

void TestResult::valueOrError()
{
    Result<std::unique_ptr<int>> good(std::make_unique<int>(5));
    QVERIFY(good);
    const std::unique_ptr<int> moved = std::move(good).value();
    QCOMPARE(*moved, 5);
    const Result<int> bad(makeError(ErrorCode::TimedOut, {}, {}));
    QVERIFY(!bad);
    QCOMPARE(bad.error().code, ErrorCode::TimedOut);
}

void TestResult::tryReturnsTheError()
{
    QCOMPARE(passesOn(false).value(), 1);
    QCOMPARE(passesOn(true).error().code, ErrorCode::DiskFull);
    QCOMPARE(passesOn(true).error().step, QStringLiteral("write"));
}

void TestResult::errnoHasItsClass()
{
    QCOMPARE(errnoError(ENOSPC, {}, {}).code, ErrorCode::DiskFull);
    QCOMPARE(errnoError(EDQUOT, {}, {}).code, ErrorCode::DiskFull);
    QCOMPARE(errnoError(EFBIG, {}, {}).code, ErrorCode::FileTooLarge);
    QCOMPARE(errnoError(EROFS, {}, {}).code, ErrorCode::PermissionDenied);
    QCOMPARE(errnoError(EIO, {}, {}).code, ErrorCode::IoFailed);
    const Error error = errnoError(ENOENT, QStringLiteral("open"), QStringLiteral("a.mov"));
    QVERIFY(error.detail.startsWith(QStringLiteral("a.mov: ")));
}

void TestResult::everyCodeHasItsOwnName()
{
    QSet<QString> names;
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        names << errorCodeName(static_cast<ErrorCode>(code));
        const int exit = exitCodeFor(static_cast<ErrorCode>(code));
        QVERIFY(exit > 0);
        QVERIFY(exit < 126); // the shell's own codes begin there
    }
    QCOMPARE(names.size(), static_cast<qsizetype>(ErrorCode::Internal) + 1);
}

void TestResult::describesWhatWhyAndWhatToDo()
{
    const Error full =
        makeError(ErrorCode::DiskFull, QStringLiteral("write fragment"), QStringLiteral("a.mov"));
    QCOMPARE(describe(full),
             QStringLiteral("The disk is full: a.mov. Free some space or choose another disk."));
    QCOMPARE(describeForLog(full), describe(full) + QStringLiteral(" (write fragment)"));
}

void TestResult::sentencesStandForThemselves_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, ErrorCode code, const char* detail, const char* text) {
        QTest::newRow(name) << static_cast<int>(code) << QString::fromUtf8(detail) << QString::fromUtf8(text);
    };
    row("ours", ErrorCode::InvalidParameter, "Nothing is wired to a1.", "Nothing is wired to a1.");
    row("ours, with a remedy", ErrorCode::DiskFull, "/a: less than 16 MiB are left on that disk.",
        "/a: less than 16 MiB are left on that disk. Free some space or choose another disk.");
    row("a library's", ErrorCode::InvalidParameter, "there is no parameter \"x\"",
        "There is no parameter \"x\".");
    row("begins with a name", ErrorCode::Unsupported, "moviefilein1 has no rows",
        "moviefilein1 has no rows.");
    row("begins with a path", ErrorCode::NotFound, "/a/b.mov: No such file or directory",
        "/a/b.mov: No such file or directory.");
    row("just a path", ErrorCode::NotFound, "/a/b.mov", "There is no such thing: /a/b.mov.");
    row("nothing", ErrorCode::Cancelled, "", "Cancelled.");
}

void TestResult::sentencesStandForThemselves()
{
    QFETCH(int, code);
    QFETCH(QString, detail);
    QFETCH(QString, text);
    QCOMPARE(describe(makeError(static_cast<ErrorCode>(code), QStringLiteral("a step"), detail)), text);
}

QTEST_GUILESS_MAIN(TestResult)
#include "test_result.moc"
