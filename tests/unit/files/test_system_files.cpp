// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file_system.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <limits>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace reelout;
using namespace reelout::test;

namespace {

std::span<const std::byte> bytesOf(const QByteArray& data)
{
    return std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size())));
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("?");
}

void make(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

ErrorCode openError(const QString& path, OpenMode mode)
{
    const auto file = systemFiles().open(path, mode);
    return file ? ErrorCode::Internal : file.error().code;
}

} // namespace

class TestSystemFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAndReads();
    void createNewNeverOverwrites();
    void replaceEmpties();
    void editNeedsAFile();
    void readCantWrite();
    void refusesWhatIsNoFile();
    void umaskCounts();
    void descriptorsAreNotInherited();
    void writersExcludeEachOther();
    void fileSizeLimitIsAnError();
    void hugeOffsets();
    void renames();
    void renameToNewKeepsWhatIsThere();
    void folders();
    void freeSpace();
    void listsNames();
    void nulInName();
};

void TestSystemFiles::writesAndReads()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("a.bin"));
    auto file = systemFiles().open(path, OpenMode::CreateNew);
    QVERIFY(file);
    QCOMPARE((*file)->path(), path);
    QVERIFY((*file)->writeAt(0, bytesOf("hello world")));
    QVERIFY((*file)->writeAt(6, bytesOf("W")));
    QVERIFY((*file)->writeAt(13, bytesOf("!")));
    QCOMPARE((*file)->size().value(), std::uint64_t{14});
    std::array<std::byte, 32> buffer{};
    QCOMPARE((*file)->readAt(6, buffer).value(), std::size_t{8});
    QCOMPARE(char(buffer[0]), 'W');
    QCOMPARE((*file)->readAt(14, buffer).value(), std::size_t{0});
    QCOMPARE((*file)->readAt(100, buffer).value(), std::size_t{0});
    QVERIFY((*file)->truncate(5));
    QVERIFY((*file)->sync());
    QVERIFY((*file)->close());
    QCOMPARE(contentOf(path), QByteArray("hello"));
}

void TestSystemFiles::createNewNeverOverwrites()
{
    const TempFolder folder;
    make(folder(QStringLiteral("a")), "mine");
    QCOMPARE(openError(folder(QStringLiteral("a")), OpenMode::CreateNew), ErrorCode::AlreadyExists);
    QCOMPARE(contentOf(folder(QStringLiteral("a"))), QByteArray("mine"));
    QCOMPARE(
        ::symlink(qPrintable(folder(QStringLiteral("target"))), qPrintable(folder(QStringLiteral("link")))),
        0);
    QCOMPARE(openError(folder(QStringLiteral("link")), OpenMode::CreateNew), ErrorCode::AlreadyExists);
    QVERIFY(!QFile::exists(folder(QStringLiteral("target"))));
    QVERIFY(systemFiles().exists(folder(QStringLiteral("link"))));
    QCOMPARE(openError(folder(QStringLiteral("no/a")), OpenMode::CreateNew), ErrorCode::NotFound);
    QCOMPARE(openError(folder(QString(256, u'x')), OpenMode::CreateNew), ErrorCode::InvalidParameter);
}

void TestSystemFiles::replaceEmpties()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("a"));
    make(path, "old and long");
    auto file = systemFiles().open(path, OpenMode::Replace);
    QVERIFY(file);
    QVERIFY((*file)->writeAt(0, bytesOf("new")));
    QVERIFY((*file)->close());
    QCOMPARE(contentOf(path), QByteArray("new"));
    QVERIFY(systemFiles().open(folder(QStringLiteral("b")), OpenMode::Replace));
}

void TestSystemFiles::editNeedsAFile()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("a"));
    QCOMPARE(openError(path, OpenMode::Edit), ErrorCode::NotFound);
    QCOMPARE(openError(path, OpenMode::Read), ErrorCode::NotFound);
    make(path, "abc");
    auto file = systemFiles().open(path, OpenMode::Edit);
    QVERIFY(file);
    QVERIFY((*file)->writeAt(1, bytesOf("B")));
    QCOMPARE(contentOf(path), QByteArray("aBc"));
}

void TestSystemFiles::readCantWrite()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("a"));
    make(path, "abc");
    auto file = systemFiles().open(path, OpenMode::Read);
    QVERIFY(file);
    QVERIFY(!(*file)->writeAt(0, bytesOf("x")));
    QVERIFY(!(*file)->truncate(0));
    QCOMPARE(contentOf(path), QByteArray("abc"));
}

void TestSystemFiles::refusesWhatIsNoFile()
{
    const TempFolder folder;
    const QString pipe = folder(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
    for (const OpenMode mode : {OpenMode::Replace, OpenMode::Edit, OpenMode::Read}) {
        QCOMPARE(openError(folder.path(), mode), ErrorCode::InvalidParameter);
        QCOMPARE(openError(QStringLiteral("/dev/null"), mode), ErrorCode::InvalidParameter);
        QCOMPARE(openError(pipe, mode), ErrorCode::InvalidParameter);
    }
    QCOMPARE(openError(folder.path(), OpenMode::CreateNew), ErrorCode::AlreadyExists);
    QCOMPARE(openError(QStringLiteral("/dev/full"), OpenMode::CreateNew), ErrorCode::AlreadyExists);
}

void TestSystemFiles::umaskCounts()
{
    const TempFolder folder;
    const mode_t before = ::umask(027);
    const auto file = systemFiles().open(folder(QStringLiteral("a")), OpenMode::CreateNew);
    ::umask(before);
    QVERIFY(file);
    struct stat information = {};
    QCOMPARE(::stat(qPrintable(folder(QStringLiteral("a"))), &information), 0);
    QCOMPARE(information.st_mode & 0777, mode_t{0640});
}

void TestSystemFiles::descriptorsAreNotInherited()
{
    const TempFolder folder;
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    QVERIFY(next >= 0);
    ::close(next);
    const auto file = systemFiles().open(folder(QStringLiteral("a")), OpenMode::CreateNew);
    QVERIFY(file);
    QVERIFY(::fcntl(next, F_GETFD) & FD_CLOEXEC);
}

void TestSystemFiles::writersExcludeEachOther()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("a"));
    auto file = systemFiles().open(path, OpenMode::CreateNew);
    QVERIFY(file);
    QVERIFY((*file)->writeAt(0, bytesOf("x")));
    QCOMPARE(openError(path, OpenMode::Edit), ErrorCode::PermissionDenied);
    QCOMPARE(openError(path, OpenMode::Replace), ErrorCode::PermissionDenied);
    QCOMPARE(contentOf(path), QByteArray("x"));
    QVERIFY(systemFiles().open(path, OpenMode::Read));
    QVERIFY((*file)->close());
    QVERIFY(systemFiles().open(path, OpenMode::Edit));
}

void TestSystemFiles::fileSizeLimitIsAnError()
{
    const TempFolder folder;
    auto file = systemFiles().open(folder(QStringLiteral("a")), OpenMode::CreateNew);
    QVERIFY(file);
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small = {10'000, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const Status status = (*file)->writeAt(0, bytesOf(QByteArray(20'000, 'x')));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileTooLarge);
    QCOMPARE((*file)->size().value(), std::uint64_t{10'000});
}

void TestSystemFiles::hugeOffsets()
{
    const TempFolder folder;
    auto file = systemFiles().open(folder(QStringLiteral("a")), OpenMode::CreateNew);
    QVERIFY(file);
    std::array<std::byte, 4> buffer{};
    QCOMPARE((*file)->writeAt(~std::uint64_t{0}, buffer).error().code, ErrorCode::FileTooLarge);
    QCOMPARE((*file)->readAt(~std::uint64_t{0}, buffer).value(), std::size_t{0});
    QVERIFY(!(*file)->truncate(~std::uint64_t{0}));
}

void TestSystemFiles::renames()
{
    const TempFolder folder;
    make(folder(QStringLiteral("a")), "a");
    make(folder(QStringLiteral("b")), "b");
    QVERIFY(systemFiles().rename(folder(QStringLiteral("a")), folder(QStringLiteral("b"))));
    QCOMPARE(contentOf(folder(QStringLiteral("b"))), QByteArray("a"));
    QVERIFY(!systemFiles().exists(folder(QStringLiteral("a"))));
    QVERIFY(!systemFiles().rename(folder(QStringLiteral("a")), folder(QStringLiteral("c"))));
    QVERIFY(systemFiles().remove(folder(QStringLiteral("b"))));
    QCOMPARE(systemFiles().remove(folder(QStringLiteral("b"))).error().code, ErrorCode::NotFound);
}

void TestSystemFiles::renameToNewKeepsWhatIsThere()
{
    const TempFolder folder;
    make(folder(QStringLiteral("a")), "a");
    make(folder(QStringLiteral("b")), "b");
    const Status refused =
        systemFiles().renameToNew(folder(QStringLiteral("a")), folder(QStringLiteral("b")));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
    QCOMPARE(contentOf(folder(QStringLiteral("b"))), QByteArray("b"));
    QVERIFY(systemFiles().renameToNew(folder(QStringLiteral("a")), folder(QStringLiteral("c"))));
    QCOMPARE(contentOf(folder(QStringLiteral("c"))), QByteArray("a"));
    QVERIFY(!systemFiles().exists(folder(QStringLiteral("a"))));
}

void TestSystemFiles::folders()
{
    const TempFolder folder;
    const QString deep = folder(QStringLiteral("x/y/z"));
    QVERIFY(systemFiles().makeFolders(deep));
    QVERIFY(systemFiles().makeFolders(deep));
    QVERIFY(systemFiles().makeFolders(QStringLiteral("/")));
    QVERIFY(systemFiles().checkWritable(deep));
    QVERIFY(systemFiles().syncFolder(deep));
    QCOMPARE(systemFiles().syncFolder(folder(QStringLiteral("no"))).error().code, ErrorCode::NotFound);
    QCOMPARE(systemFiles().checkWritable(folder(QStringLiteral("no"))).error().code, ErrorCode::NotFound);
    make(folder(QStringLiteral("file")), "x");
    QVERIFY(!systemFiles().makeFolders(folder(QStringLiteral("file/sub"))));
    QCOMPARE(systemFiles().checkWritable(folder(QStringLiteral("file"))).error().code,
             ErrorCode::InvalidParameter);
    QVERIFY(!systemFiles().makeFolders(QStringLiteral("/proc/nothing")));
    if (::geteuid() != 0) {
        QCOMPARE(::chmod(qPrintable(deep), 0500), 0);
        QCOMPARE(systemFiles().checkWritable(deep).error().code, ErrorCode::PermissionDenied);
    }
}

void TestSystemFiles::freeSpace()
{
    const TempFolder folder;
    const auto here = systemFiles().freeBytes(folder.path());
    QVERIFY(here);
    QVERIFY(*here > 0);
    QVERIFY(systemFiles().freeBytes(folder(QStringLiteral("not/yet/there.mov"))));
    // A file system without blocks of its own has no end, rather than no room.
    QCOMPARE(systemFiles().freeBytes(QStringLiteral("/proc")).value(),
             std::numeric_limits<std::uint64_t>::max());
}

void TestSystemFiles::listsNames()
{
    const TempFolder folder;
    make(folder(QStringLiteral(".hidden")), "");
    make(folder(QString::fromUtf8("ä録")), "");
    QStringList names = systemFiles().namesIn(folder.path()).value();
    names.sort();
    QCOMPARE(names, QStringList({QStringLiteral(".hidden"), QString::fromUtf8("ä録")}));
    QCOMPARE(systemFiles().namesIn(folder(QStringLiteral("no"))).error().code, ErrorCode::NotFound);
}

void TestSystemFiles::nulInName()
{
    const TempFolder folder;
    const QString path = folder(QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b")));
    QCOMPARE(openError(path, OpenMode::CreateNew), ErrorCode::InvalidParameter);
    QVERIFY(!systemFiles().exists(folder(QStringLiteral("a"))));
    QVERIFY(!systemFiles().exists(path));
}

QTEST_GUILESS_MAIN(TestSystemFiles)
#include "test_system_files.moc"
