// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file_namer.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QSet>
#include <QTest>

#include <limits>
#include <unistd.h>

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

NamePlan plan(NamePlan::Kind kind, bool unique, int first, int digits, const QString& extension)
{
    return {kind, unique, first, digits, extension};
}

/// A disk that has as many numbered files as a test wants and counts the questions.
class CrowdedDisk final : public FileSystem {
public:
    QSet<QString> names;
    int looks = 0;
    int listings = 0;

    bool exists(const QString& path) override
    {
        ++looks;
        return names.contains(path.mid(path.lastIndexOf(u'/') + 1));
    }
    Result<QStringList> namesIn(const QString& folder) override
    {
        ++listings;
        if (folder != QStringLiteral("/movies"))
            return makeError(ErrorCode::NotFound, {}, folder);
        return QStringList(names.begin(), names.end());
    }
    Result<std::unique_ptr<OutputFile>> open(const QString&, OpenMode) override { return unused(); }
    Status rename(const QString&, const QString&) override { return unused(); }
    Status renameToNew(const QString&, const QString&) override { return unused(); }
    Status remove(const QString&) override { return unused(); }
    Status makeFolders(const QString&) override { return unused(); }
    Status syncFolder(const QString&) override { return unused(); }
    Result<std::uint64_t> freeBytes(const QString&) override { return unused(); }
    Status checkWritable(const QString&) override { return unused(); }

private:
    static Error unused() { return makeError(ErrorCode::Unsupported, {}, {}); }
};

} // namespace

class TestNameSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsPastEveryDigit_data();
    void countsPastEveryDigit();
    void leadingZerosAreAnotherName();
    void sequenceSeesAnyImage_data();
    void sequenceSeesAnyImage();
    void danglingLinkIsTaken();
    void percentInFolder();
    void sequenceNeedsTheNumber();
    void expressionThatComputes();
    void suffixInFolder();
    void manyTakesCostOneListing();
    void manySequencesCostOneListing();
    void noIndexLeft();
};

void TestNameSearch::countsPastEveryDigit_data()
{
    QTest::addColumn<int>("taken");
    for (const int taken : {9, 10, 31, 32, 33, 99, 100, 999, 1000, 1001})
        QTest::addRow("%d", taken) << taken;
}

void TestNameSearch::countsPastEveryDigit()
{
    QFETCH(int, taken);
    CrowdedDisk disk;
    for (int i = 0; i < taken; ++i)
        disk.names.insert(QStringLiteral("out.%1.mov").arg(i));
    const auto name = nextName(disk, plan(kSingle, true, 0, 1, QStringLiteral("mov")),
                               prefixed(QStringLiteral("out")), QStringLiteral("/movies"));
    QVERIFY(name);
    QCOMPARE(name->path, QStringLiteral("/movies/out.%1.mov").arg(taken));
}

void TestNameSearch::leadingZerosAreAnotherName()
{
    CrowdedDisk disk;
    for (int i = 0; i < 40; ++i)
        disk.names.insert(QStringLiteral("out.%1.mov").arg(i));
    disk.names.insert(QStringLiteral("out.040.mov"));
    disk.names.insert(QStringLiteral("out.4x.mov"));
    disk.names.insert(QStringLiteral("out..mov"));
    const auto name = nextName(disk, plan(kSingle, true, 0, 1, QStringLiteral("mov")),
                               prefixed(QStringLiteral("out")), QStringLiteral("/movies"));
    QVERIFY(name);
    QCOMPARE(name->path, QStringLiteral("/movies/out.40.mov"));
}

void TestNameSearch::sequenceSeesAnyImage_data()
{
    QTest::addColumn<QString>("there");
    QTest::addColumn<int>("expected");
    QTest::newRow("first") << QStringLiteral("out.0.0000.png") << 1;
    QTest::newRow("a later one") << QStringLiteral("out.0.0017.png") << 1;
    QTest::newRow("other digits") << QStringLiteral("out.0.3.png") << 1;
    QTest::newRow("longer than the digits") << QStringLiteral("out.0.123456.png") << 1;
    QTest::newRow("a still of that index") << QStringLiteral("out.0.png") << 0;
    QTest::newRow("other extension") << QStringLiteral("out.0.0000.tif") << 0;
    QTest::newRow("other index") << QStringLiteral("out.10.0000.png") << 0;
    QTest::newRow("other name") << QStringLiteral("out2.0.0000.png") << 0;
}

void TestNameSearch::sequenceSeesAnyImage()
{
    QFETCH(QString, there);
    QFETCH(int, expected);
    const TempFolder folder;
    touch(folder(there));
    const auto name = nextName(systemFiles(), plan(kSequence, true, 0, 4, QStringLiteral("png")),
                               prefixed(QStringLiteral("out")), folder.path());
    QVERIFY(name);
    QCOMPARE(name->index, expected);
}

void TestNameSearch::danglingLinkIsTaken()
{
    const TempFolder folder;
    QCOMPARE(::symlink("/nowhere/at/all", qPrintable(folder(QStringLiteral("out.0.mov")))), 0);
    const auto name = nextName(systemFiles(), plan(kSingle, true, 0, 1, QStringLiteral("mov")),
                               prefixed(QStringLiteral("out")), folder.path());
    QVERIFY(name);
    QCOMPARE(name->index, 1);
}

void TestNameSearch::percentInFolder()
{
    CrowdedDisk disk;
    const auto name = nextName(disk, plan(kSequence, true, 0, 2, QStringLiteral("png")),
                               prefixed(QStringLiteral("100%1/50%/out")), QStringLiteral("/movies"));
    QVERIFY(name);
    QCOMPARE(sequencePath(*name, 7, 2), QStringLiteral("/movies/100%1/50%/out.0.07.png"));
}

void TestNameSearch::sequenceNeedsTheNumber()
{
    CrowdedDisk disk;
    const FileExpression indexOnly = [](const QString& suffix) -> Result<QString> {
        return QString(QStringLiteral("out") + suffix.section(u'.', 1, 1) + QStringLiteral(".png"));
    };
    const auto name = nextName(disk, plan(kSequence, true, 0, 2, QStringLiteral("png")), indexOnly,
                               QStringLiteral("/movies"));
    QVERIFY(!name);
    QCOMPARE(name.error().code, ErrorCode::InvalidParameter);
}

void TestNameSearch::expressionThatComputes()
{
    CrowdedDisk disk;
    disk.names = {QStringLiteral("take100.mov"), QStringLiteral("take102.mov")};
    const FileExpression doubled = [](const QString& suffix) -> Result<QString> {
        return QStringLiteral("take%1.mov").arg(100 + 2 * suffix.section(u'.', 1, 1).toInt());
    };
    const auto name =
        nextName(disk, plan(kSingle, true, 0, 1, QStringLiteral("mov")), doubled, QStringLiteral("/movies"));
    QVERIFY(name);
    QCOMPARE(name->path, QStringLiteral("/movies/take104.mov"));
    QCOMPARE(name->index, 2);
}

void TestNameSearch::suffixInFolder()
{
    const TempFolder folder;
    QVERIFY(systemFiles().makeFolders(folder(QStringLiteral("shots.0.0000.png"))));
    const FileExpression inFolder = [](const QString& suffix) -> Result<QString> {
        return QString(QStringLiteral("shots.") + suffix.section(u'.', 1, 1) + QStringLiteral("/image") +
                       suffix);
    };
    QVERIFY(systemFiles().makeFolders(folder(QStringLiteral("shots.0"))));
    touch(folder(QStringLiteral("shots.0/image.0.0009.png")));
    const auto name =
        nextName(systemFiles(), plan(kSequence, true, 0, 4, QStringLiteral("png")), inFolder, folder.path());
    QVERIFY(name);
    QCOMPARE(name->path, folder(QStringLiteral("shots.1/image.1.0000.png")));
}

void TestNameSearch::manyTakesCostOneListing()
{
    CrowdedDisk disk;
    constexpr int kMany = 200'000;
    disk.names.reserve(kMany);
    for (int i = 0; i < kMany; ++i)
        disk.names.insert(QStringLiteral("out.%1.mov").arg(i));
    int evaluations = 0;
    const FileExpression counted = [&](const QString& suffix) -> Result<QString> {
        ++evaluations;
        return QString(QStringLiteral("out") + suffix);
    };
    const auto name =
        nextName(disk, plan(kSingle, true, 0, 1, QStringLiteral("mov")), counted, QStringLiteral("/movies"));
    QVERIFY(name);
    QCOMPARE(name->index, kMany);
    QCOMPARE(disk.listings, 1);
    QVERIFY(disk.looks < 100);
    QVERIFY(evaluations < 20);
}

void TestNameSearch::manySequencesCostOneListing()
{
    CrowdedDisk disk;
    for (int index = 0; index < 200; ++index) {
        for (int image = 0; image < 1000; ++image)
            disk.names.insert(QStringLiteral("out.%1.%2.png").arg(index).arg(image));
    }
    const auto name = nextName(disk, plan(kSequence, true, 0, 1, QStringLiteral("png")),
                               prefixed(QStringLiteral("out")), QStringLiteral("/movies"));
    QVERIFY(name);
    QCOMPARE(name->index, 200);
    QCOMPARE(disk.listings, 1);
}

void TestNameSearch::noIndexLeft()
{
    CrowdedDisk disk;
    constexpr int kLast = std::numeric_limits<int>::max();
    disk.names.insert(QStringLiteral("out.%1.mov").arg(kLast));
    const auto name = nextName(disk, plan(kSingle, true, kLast, 1, QStringLiteral("mov")),
                               prefixed(QStringLiteral("out")), QStringLiteral("/movies"));
    QVERIFY(!name);
    QCOMPARE(name.error().code, ErrorCode::AlreadyExists);
}

QTEST_GUILESS_MAIN(TestNameSearch)
#include "test_name_search.moc"
