// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/writers.h"

#include <QTest>

#include <atomic>
#include <map>
#include <mutex>

using namespace reelout;

namespace {

constexpr Size kSize{16, 16};
constexpr int kStills = 10'000;

/// A disk that keeps names and lengths only.
class NameDisk final : public FileSystem {
public:
    Result<std::unique_ptr<OutputFile>> open(const QString& path, OpenMode) override
    {
        const std::scoped_lock lock(m_mutex);
        m_lengths[path] = 0;
        m_most = std::max(m_most, m_lengths.size() - m_named);
        return std::unique_ptr<OutputFile>(std::make_unique<File>(*this, path));
    }
    bool exists(const QString& path) override
    {
        const std::scoped_lock lock(m_mutex);
        return m_lengths.contains(path);
    }
    Result<QStringList> namesIn(const QString&) override { return QStringList(); }
    Status rename(const QString& from, const QString& to) override { return renameToNew(from, to); }
    Status renameToNew(const QString& from, const QString& to) override
    {
        const std::scoped_lock lock(m_mutex);
        m_lengths[to] = m_lengths[from];
        m_lengths.erase(from);
        m_inOrder = m_inOrder && to == QStringLiteral("/take/out.0.%1.png").arg(m_named);
        ++m_named;
        return {};
    }
    Status remove(const QString&) override { return {}; }
    Status makeFolders(const QString&) override { return {}; }
    Status syncFolder(const QString&) override { return {}; }
    Result<std::uint64_t> freeBytes(const QString&) override { return std::uint64_t(1) << 40U; }
    Status checkWritable(const QString&) override { return {}; }

    std::size_t named() const { return m_named; }
    std::size_t size() const { return m_lengths.size(); }
    std::size_t mostTemporaries() const { return m_most; }
    bool isInOrder() const { return m_inOrder; }

private:
    class File final : public OutputFile {
    public:
        File(NameDisk& disk, QString path) : m_disk(disk), m_path(std::move(path)) {}
        QString path() const override { return m_path; }
        Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes) override
        {
            const std::scoped_lock lock(m_disk.m_mutex);
            m_disk.m_lengths[m_path] = offset + bytes.size();
            return {};
        }
        Result<std::size_t> readAt(std::uint64_t, std::span<std::byte>) override { return std::size_t(0); }
        Result<std::uint64_t> size() override { return std::uint64_t(0); }
        Status truncate(std::uint64_t) override { return {}; }
        Status sync() override { return {}; }
        Status close() override { return {}; }

    private:
        NameDisk& m_disk;
        QString m_path;
    };

    mutable std::mutex m_mutex;
    std::map<QString, std::uint64_t> m_lengths;
    std::size_t m_named = 0;
    std::size_t m_most = 0;
    bool m_inOrder = true;
};

/// Pictures that are counted as long as somebody holds them.
class CountedPictures {
public:
    PicturePtr make(int number)
    {
        const std::shared_ptr<Picture> pixels = m_pool.acquire(PixelFormat::Rgba8, kSize);
        for (int y = 0; y < kSize.height; ++y)
            std::fill_n(pixels->row(0, y), 4 * kSize.width, static_cast<std::uint8_t>(number * 7 + y));
        auto picture = std::make_shared<Picture>(*pixels);
        m_most = std::max(m_most, ++m_alive);
        picture->owner = std::shared_ptr<void>(nullptr, [this, pixels](void*) { --m_alive; });
        return picture;
    }
    int most() const { return m_most; }
    int alive() const { return m_alive; }

private:
    PicturePool m_pool;
    std::atomic<int> m_alive{0};
    int m_most = 0;
};

} // namespace

/// Ten thousand stills with several threads: every name is there, given in order, and what is kept in memory
/// and under temporary names is bounded by the threads, not by the length.
class StillSequenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tenThousand_data()
    {
        QTest::addColumn<int>("threads");
        for (const int threads : {1, 2, 4, 8})
            QTest::addRow("%d", threads) << threads;
    }

    void tenThousand()
    {
        QFETCH(int, threads);
        NameDisk disk;
        CountedPictures pictures;
        RecordingName name;
        name.pattern = QStringLiteral("/take/out.0.%1.png");
        name.path = QStringLiteral("/take/out.0.0.png");
        name.usesSuffix = true;
        StillSpec spec;
        spec.maxThreads = threads;
        Result<std::unique_ptr<MediaWriter>> writer =
            openStillWriter(disk, name, 1, true, kSize, spec, Overwrite::Never);
        QVERIFY(writer);
        for (int index = 0; index < kStills; ++index)
            QVERIFY((*writer)->writePicture(pictures.make(index), index));
        const Result<WrittenFile> file = (*writer)->finish(systemClock().now() + std::chrono::minutes(5));
        QVERIFY(file);
        QCOMPARE(file->frames, std::int64_t(kStills));
        QCOMPARE(file->warnings, QStringList());
        QVERIFY(!file->error);
        QCOMPARE(disk.named(), std::size_t(kStills));
        QCOMPARE(disk.size(), std::size_t(kStills));
        QVERIFY(disk.isInOrder());
        // Queued, being encoded, being named, the one in hand and the one kept in case it repeats.
        QVERIFY2(pictures.most() <= 3 * threads + 2, qPrintable(QString::number(pictures.most())));
        QVERIFY2(disk.mostTemporaries() <= std::size_t(4 * threads + 1),
                 qPrintable(QString::number(disk.mostTemporaries())));
        writer->reset();
        QCOMPARE(pictures.alive(), 0);
    }
};

QTEST_GUILESS_MAIN(StillSequenceTest)
#include "test_still_sequence.moc"
