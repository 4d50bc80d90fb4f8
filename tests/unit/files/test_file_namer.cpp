// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file_namer.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr auto kSingle = NamePlan::Kind::Single;
constexpr auto kSequence = NamePlan::Kind::Sequence;

void touch(const QString& path)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
}

FileExpression prefixed(const QString& prefix)
{
    return [prefix](const QString& suffix) -> Result<QString> { return QString(prefix + suffix); };
}

FileExpression constant(const QString& value)
{
    return [value](const QString&) -> Result<QString> { return value; };
}

NamePlan plan(NamePlan::Kind kind, bool unique, int first, int digits, const QString& extension)
{
    return {kind, unique, first, digits, extension};
}

} // namespace

class TestFileNamer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void suffix_data();
    void suffix();
    void contractTable_data();
    void contractTable();
    void sequencePaths();
    void withoutSuffixNothingChanges();
    void relativeAndDots();
    void unicode();
    void refuses_data();
    void refuses();
    void existingFolderIsRefused();
    void expressionErrorPasses();
    void extension_data();
    void extension();
};

void TestFileNamer::suffix_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("digits");
    QTest::addColumn<qint64>("image");
    QTest::addColumn<QString>("expected");
    QTest::newRow("single") << int(kSingle) << 7 << 1 << qint64(0) << QStringLiteral(".7.x");
    QTest::newRow("single ignores the image")
        << int(kSingle) << 7 << 5 << qint64(3) << QStringLiteral(".7.x");
    QTest::newRow("sequence") << int(kSequence) << 0 << 1 << qint64(0) << QStringLiteral(".0.0.x");
    QTest::newRow("9") << int(kSequence) << 0 << 1 << qint64(9) << QStringLiteral(".0.9.x");
    QTest::newRow("10") << int(kSequence) << 0 << 1 << qint64(10) << QStringLiteral(".0.10.x");
    QTest::newRow("999") << int(kSequence) << 0 << 3 << qint64(999) << QStringLiteral(".0.999.x");
    QTest::newRow("1000") << int(kSequence) << 0 << 3 << qint64(1000) << QStringLiteral(".0.1000.x");
    QTest::newRow("padded") << int(kSequence) << 3 << 5 << qint64(42) << QStringLiteral(".3.00042.x");
    QTest::newRow("ten digits") << int(kSequence) << 0 << 10 << qint64(1)
                                << QStringLiteral(".0.0000000001.x");
    QTest::newRow("beyond int") << int(kSequence) << 0 << 1 << qint64(5'000'000'000)
                                << QStringLiteral(".0.5000000000.x");
}

void TestFileNamer::suffix()
{
    QFETCH(int, kind);
    QFETCH(int, index);
    QFETCH(int, digits);
    QFETCH(qint64, image);
    const NamePlan made = plan(NamePlan::Kind(kind), true, 0, digits, QStringLiteral("x"));
    QTEST(fileSuffix(made, index, image), "expected");
}

void TestFileNamer::contractTable_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("unique");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("digits");
    QTest::addColumn<QString>("extension");
    QTest::addColumn<QStringList>("there");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, NamePlan::Kind kind, bool unique, int first, int digits,
                        const char* extension, const QStringList& there, const char* expected) {
        QTest::newRow(name) << int(kind) << unique << first << digits << QString::fromLatin1(extension)
                            << there << QString::fromLatin1(expected);
    };
    const auto names = [](std::initializer_list<const char*> list) {
        QStringList result;
        for (const char* name : list)
            result.append(QString::fromLatin1(name));
        return result;
    };
    row("movie, unique off", kSingle, false, 7, 1, "mov", {}, "out.7.mov");
    row("movie, unique off, taken", kSingle, false, 7, 1, "mov", names({"out.7.mov"}), "out.7.mov");
    row("movie, two there", kSingle, true, 0, 1, "mov", names({"out.0.mov", "out.1.mov"}), "out.2.mov");
    row("movie, gap", kSingle, true, 0, 1, "mov", names({"out.1.mov"}), "out.0.mov");
    row("image", kSingle, true, 0, 1, "png", names({"out.0.png"}), "out.1.png");
    row("sequence, unique off", kSequence, false, 0, 1, "png", {}, "out.0.0.png");
    row("sequence, five digits", kSequence, false, 3, 5, "png", {}, "out.3.00000.png");
    row("sequence, unique", kSequence, true, 0, 4, "png", names({"out.0.0123.png"}), "out.1.0000.png");
    row("another extension is another name", kSingle, true, 0, 1, "mov", names({"out.0.mp4"}), "out.0.mov");
}

void TestFileNamer::contractTable()
{
    QFETCH(int, kind);
    QFETCH(bool, unique);
    QFETCH(int, first);
    QFETCH(int, digits);
    QFETCH(QString, extension);
    QFETCH(QStringList, there);
    QFETCH(QString, expected);
    const TempFolder folder;
    for (const QString& name : there)
        touch(folder(name));
    const auto name = nextName(systemFiles(), plan(NamePlan::Kind(kind), unique, first, digits, extension),
                               prefixed(QStringLiteral("out")), folder.path());
    QVERIFY2(name, qPrintable(name ? QString() : name.error().detail));
    QCOMPARE(name->path, folder(expected));
    QVERIFY(name->usesSuffix);
    QCOMPARE(name->index, expected.section(u'.', 1, 1).toInt());
}

void TestFileNamer::sequencePaths()
{
    const TempFolder folder;
    const auto at = [&](int first, int digits, std::int64_t image) {
        const auto name =
            nextName(systemFiles(), plan(kSequence, false, first, digits, QStringLiteral("png")),
                     prefixed(QStringLiteral("out")), folder.path());
        return name ? sequencePath(*name, image, digits).mid(folder.path().size() + 1) : name.error().detail;
    };
    QCOMPARE(at(0, 1, 0), QStringLiteral("out.0.0.png"));
    QCOMPARE(at(0, 1, 9), QStringLiteral("out.0.9.png"));
    QCOMPARE(at(0, 1, 10), QStringLiteral("out.0.10.png"));
    QCOMPARE(at(3, 5, 0), QStringLiteral("out.3.00000.png"));
    QCOMPARE(at(3, 5, 123456), QStringLiteral("out.3.123456.png"));
    QCOMPARE(at(0, 3, 999), QStringLiteral("out.0.999.png"));
    QCOMPARE(at(0, 3, 1000), QStringLiteral("out.0.1000.png"));
}

void TestFileNamer::withoutSuffixNothingChanges()
{
    const TempFolder folder;
    touch(folder(QStringLiteral("fixed.mov")));
    for (const bool unique : {false, true}) {
        const auto name = nextName(systemFiles(), plan(kSingle, unique, 5, 3, QStringLiteral("mov")),
                                   constant(QStringLiteral("fixed.mov")), folder.path());
        QVERIFY(name);
        QCOMPARE(name->path, folder(QStringLiteral("fixed.mov")));
        QVERIFY(!name->usesSuffix);
        const auto images = nextName(systemFiles(), plan(kSequence, unique, 5, 3, QStringLiteral("png")),
                                     constant(QStringLiteral("fixed%1.png")), folder.path());
        QVERIFY(images);
        QVERIFY(!images->usesSuffix);
        QCOMPARE(sequencePath(*images, 12, 3), folder(QStringLiteral("fixed%1.png")));
    }
}

void TestFileNamer::relativeAndDots()
{
    const auto path = [](const char* value, const char* movies = "/home/u/Videos") {
        const auto name = nextName(systemFiles(), plan(kSingle, true, 0, 1, QStringLiteral("mov")),
                                   constant(QString::fromLatin1(value)), QString::fromLatin1(movies));
        return name ? name->path : name.error().detail;
    };
    QCOMPARE(path("a.mov"), QStringLiteral("/home/u/Videos/a.mov"));
    QCOMPARE(path("x/y/a.mov"), QStringLiteral("/home/u/Videos/x/y/a.mov"));
    QCOMPARE(path("./a.mov"), QStringLiteral("/home/u/Videos/a.mov"));
    QCOMPARE(path("../a.mov"), QStringLiteral("/home/u/a.mov"));
    QCOMPARE(path("../../../../../a.mov"), QStringLiteral("/a.mov"));
    QCOMPARE(path("/tmp/x/../a.mov"), QStringLiteral("/tmp/a.mov"));
    QCOMPARE(path("/tmp//a.mov"), QStringLiteral("/tmp/a.mov"));
    QCOMPARE(path(":/a.mov"), QStringLiteral("/home/u/Videos/:/a.mov"));
    QCOMPARE(path("a.mov", "/home/u/Videos/"), QStringLiteral("/home/u/Videos/a.mov"));
}

void TestFileNamer::unicode()
{
    const TempFolder folder;
    const QString prefix = QString::fromUtf8("Aufnähme – 録画 🎥 é");
    touch(folder(prefix + QStringLiteral(".0.mov")));
    const auto name = nextName(systemFiles(), plan(kSingle, true, 0, 1, QStringLiteral("mov")),
                               prefixed(prefix), folder.path());
    QVERIFY(name);
    QCOMPARE(name->path, folder(prefix + QStringLiteral(".1.mov")));
}

void TestFileNamer::refuses_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("saying");
    QTest::newRow("empty") << QString() << QStringLiteral("empty");
    QTest::newRow("blank") << QStringLiteral("  ") << QStringLiteral("empty");
    QTest::newRow("NUL") << QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b.mov"))
                         << QStringLiteral("NUL (U+0000)");
    QTest::newRow("trailing slash") << QStringLiteral("folder/") << QStringLiteral("folder");
    QTest::newRow("dots") << QStringLiteral("folder/..") << QStringLiteral("folder");
    QTest::newRow("256 bytes") << QString(QString(252, u'x') + QStringLiteral(".mov"))
                               << QStringLiteral("256 bytes");
    QTest::newRow("256 bytes in 130 letters")
        << QString(QString(126, u'ä') + QStringLiteral(".mov")) << QStringLiteral("256 bytes");
    QTest::newRow("half a pair") << QString(QStringLiteral("a") + QChar(0xD800) + QStringLiteral(".mov"))
                                 << QStringLiteral("U+D800");
}

void TestFileNamer::refuses()
{
    QFETCH(QString, value);
    QFETCH(QString, saying);
    const auto name = nextName(systemFiles(), plan(kSingle, true, 0, 1, QStringLiteral("mov")),
                               constant(value), QStringLiteral("/movies"));
    QVERIFY(!name);
    QCOMPARE(name.error().code, ErrorCode::InvalidParameter);
    QVERIFY2(name.error().detail.contains(saying), qPrintable(name.error().detail));
}

void TestFileNamer::existingFolderIsRefused()
{
    const TempFolder folder;
    QVERIFY(systemFiles().makeFolders(folder(QStringLiteral("take.mov"))));
    const auto name = nextName(systemFiles(), plan(kSingle, false, 0, 1, QStringLiteral("mov")),
                               constant(QStringLiteral("take.mov")), folder.path());
    QVERIFY(!name);
    QCOMPARE(name.error().code, ErrorCode::InvalidParameter);
}

void TestFileNamer::expressionErrorPasses()
{
    const FileExpression broken = [](const QString&) -> Result<QString> {
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("evaluate"),
                         QStringLiteral("x is not defined"));
    };
    const auto name = nextName(systemFiles(), NamePlan{}, broken, QStringLiteral("/movies"));
    QVERIFY(!name);
    QCOMPARE(name.error().detail, QStringLiteral("x is not defined"));
}

void TestFileNamer::extension_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QStringLiteral("/a/b.mov") << QStringLiteral("mov");
    QTest::newRow("upper") << QStringLiteral("/a/b.MP4") << QStringLiteral("mp4");
    QTest::newRow("several dots") << QStringLiteral("/a/b.0.png") << QStringLiteral("png");
    QTest::newRow("none") << QStringLiteral("/a/b") << QString();
    QTest::newRow("dot in folder") << QStringLiteral("/a.b/c") << QString();
    QTest::newRow("hidden file") << QStringLiteral("/a/.mov") << QString();
    QTest::newRow("ends with a dot") << QStringLiteral("/a/b.") << QString();
    QTest::newRow("suffix alone") << QStringLiteral("/a/.0.mov") << QStringLiteral("mov");
}

void TestFileNamer::extension()
{
    QFETCH(QString, path);
    QTEST(extensionOf(path), "expected");
}

QTEST_GUILESS_MAIN(TestFileNamer)
#include "test_file_namer.moc"
