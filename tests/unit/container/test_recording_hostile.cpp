// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/recording_repair.h"
#include "movie_maker.h"
#include "support/fault_files.h"
#include "support/process.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <random>

using namespace reelout;
using namespace reelout::test;

// Every format but ISO's, which test_hostile and test_power_cut do: what repair may never do, whatever the
// bytes are, and what is left when it dies half-way.

namespace {

FaultFiles& quickFiles()
{
    static FaultFiles files;
    files.skipSyncs();
    return files;
}

struct Sample {
    const char* extension;
    const char* options; ///< of the ffmpeg program, after the inputs
};

constexpr Sample kSamples[] = {
    {"mkv", "-c:v libx264 -preset ultrafast -g 10 -c:a pcm_s16le"},
    {"webm", "-c:v libvpx -deadline realtime -cpu-used 8 -g 10 -c:a libopus"},
    {"avi", "-c:v mjpeg -c:a pcm_s16le"},
    {"gif", "-an"},
    {"wav", "-vn -c:a pcm_s16le"},
    {"w64", "-vn -c:a pcm_s16le"},
    {"aiff", "-vn -c:a pcm_s16be"},
    {"caf", "-vn -c:a pcm_s16le"},
    {"ogg", "-vn -c:a libvorbis"},
    {"opus", "-vn -c:a libopus"},
    {"flac", "-vn -c:a flac"},
    {"mp3", "-vn -c:a libmp3lame"},
};

QByteArray makeSample(const TempFolder& folder, const Sample& sample)
{
    const QString path = folder(QStringLiteral("sample.") + QString::fromLatin1(sample.extension));
    QStringList arguments = QStringLiteral("-v error -y -f lavfi -i testsrc=s=64x48:r=20:d=2.5 "
                                           "-f lavfi -i sine=r=48000:d=2.5")
                                .split(QLatin1Char(' '));
    arguments << QString::fromLatin1(sample.options).split(QLatin1Char(' '));
    arguments << QStringLiteral("-cluster_time_limit") << QStringLiteral("500");
    if (qstrcmp(sample.extension, "mkv") != 0 && qstrcmp(sample.extension, "webm") != 0)
        arguments = arguments.mid(0, arguments.size() - 2);
    runProcess(QStringLiteral("ffmpeg"), arguments << path);
    return contentOf(path);
}

QByteArray mutated(const QByteArray& original, qsizetype range, std::mt19937& random)
{
    static const std::vector<quint32> kNumbers = {0, 1, 2, 7, 0x7fffffff, 0x80000000, 0xffffffff, 0x01ffffff};
    QByteArray content = original;
    for (int changes = 1 + int(random() % 4); changes > 0 && content.size() > 16; --changes) {
        const auto place = qsizetype(random() % unsigned(std::min(range, content.size() - 8)));
        switch (random() % 7) {
        case 0:
            content[place] = char(random());
            break;
        case 1:
            content[place] = char(content[place] ^ (1 << random() % 8));
            break;
        case 2:
            qToBigEndian(kNumbers[random() % kNumbers.size()], content.data() + place);
            break;
        case 3:
            content.remove(place, 1 + qsizetype(random() % 40));
            break;
        case 4:
            content.insert(place, content.mid(qsizetype(random() % unsigned(content.size() - 8)), 60));
            break;
        case 5:
            content.replace(place, 30, QByteArray(30, '\0'));
            break;
        default:
            content.truncate(content.size() / 2 + qsizetype(random() % unsigned(content.size() / 2)));
        }
    }
    return content;
}

/// What repair may never do is checked here; whether it did something.
bool repairSafely(const QString& path, const QByteArray& content)
{
    writeContent(path, content);
    const auto seen = inspectRecording(quickFiles(), path);
    const auto report = repairRecording(quickFiles(), path);
    const QByteArray after = contentOf(path);
    if (bool(seen) != bool(report))
        QTest::qFail("looking tells something else", __FILE__, __LINE__);
    if (!report || report->wasComplete) {
        if (after != content)
            QTest::qFail("a file that was to be left alone was changed", __FILE__, __LINE__);
        return false;
    }
    if (after.size() > 8 * content.size() + 100'000)
        QTest::qFail("the file grew without bound", __FILE__, __LINE__);
    const auto again = repairRecording(quickFiles(), path);
    if (!again || !again->wasComplete)
        QTest::qFail(again ? "a second repair finds more" : qPrintable(again.error().detail), __FILE__,
                     __LINE__);
    return true;
}

} // namespace

class TestRecordingHostile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mutations_data() { addSamples(); }
    void mutations();
    void everyLength_data() { addSamples(); }
    void everyLength();
    void cutWhileRepairing_data() { addSamples(); }
    void cutWhileRepairing();
    void failingDisk_data() { addSamples(); }
    void failingDisk();

private:
    static void addSamples()
    {
        QTest::addColumn<int>("number");
        for (int i = 0; i < int(std::size(kSamples)); ++i)
            QTest::newRow(kSamples[i].extension) << i;
    }
    const QByteArray& sample(int number)
    {
        QByteArray& content = m_samples[number];
        if (content.isEmpty())
            content = makeSample(m_folder, kSamples[number]);
        return content;
    }
    QString path(int number) const
    {
        return m_folder(QStringLiteral("x.") + QString::fromLatin1(kSamples[number].extension));
    }

    TempFolder m_folder;
    std::map<int, QByteArray> m_samples;
};

void TestRecordingHostile::mutations()
{
    QFETCH(int, number);
    const QByteArray& whole = sample(number);
    QVERIFY(whole.size() > 1000);
    std::mt19937 random(7);
    int repairs = 0;
    for (int i = 0; i < 400; ++i) {
        // Half of them in the head, where most of what matters is.
        const qsizetype range = i % 2 == 0 ? 1500 : whole.size();
        repairs += repairSafely(path(number), mutated(i % 3 == 0 ? whole : whole.chopped(500), range, random))
                       ? 1
                       : 0;
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("round %1").arg(i)));
    }
    QVERIFY2(repairs > 20, qPrintable(QString::number(repairs)));
}

void TestRecordingHostile::everyLength()
{
    QFETCH(int, number);
    const QByteArray& whole = sample(number);
    std::mt19937 random(3);
    for (qsizetype length = 0; length < whole.size();
         length += length < 600 ? 1 : 1 + qsizetype(random() % unsigned(whole.size() / 40))) {
        repairSafely(path(number), whole.left(length));
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("length %1").arg(length)));
    }
}

// The power goes while repair is at work: what is left opens, and a second repair makes the same of it.
void TestRecordingHostile::cutWhileRepairing()
{
    QFETCH(int, number);
    const QByteArray cut = sample(number).left(sample(number).size() * 3 / 4);
    FaultFiles files;
    files.keepData();
    const QString work = path(number);
    // Through the same disk, so that it knows what was there before.
    {
        auto file = files.open(work, OpenMode::Replace);
        QVERIFY(file);
        QVERIFY((*file)->writeAt(0, std::as_bytes(std::span(cut.constData(), std::size_t(cut.size())))));
        QVERIFY((*file)->sync());
        QVERIFY((*file)->close());
    }
    const std::size_t begin = files.events().size();
    QVERIFY(repairRecording(files, work));
    const QByteArray finished = contentOf(work);
    const QByteArray hashes = streamHashes(work);
    QVERIFY(!hashes.isEmpty());
    std::mt19937 random(17);
    const QString copy = m_folder(QStringLiteral("copy.") + QString::fromLatin1(kSamples[number].extension));
    for (std::size_t event = begin; event <= files.events().size(); ++event) {
        for (int round = 0; round < 3; ++round) {
            writeContent(copy, files.contentAfterPowerCut(work, event, [&](std::size_t) {
                return round == 0 || (round == 1 && random() % 2 == 0);
            }));
            const auto report = repairRecording(systemFiles(), copy);
            QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
            if (contentOf(copy) != finished)
                QCOMPARE(streamHashes(copy), hashes);
        }
    }
}

// Whatever call the disk refuses, the file is readable afterwards and can still be repaired.
void TestRecordingHostile::failingDisk()
{
    QFETCH(int, number);
    const QByteArray cut = sample(number).left(sample(number).size() * 3 / 4);
    for (const FileCall call :
         {FileCall::Read, FileCall::Truncate, FileCall::Write, FileCall::Sync, FileCall::Close}) {
        for (int after = 0; after < 3; ++after) {
            writeContent(path(number), cut);
            FaultFiles files;
            files.fail(call, EIO, after);
            const auto failed = repairRecording(files, path(number));
            const auto report = repairRecording(quickFiles(), path(number));
            QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
            QVERIFY(!failed || report->wasComplete);
        }
    }
}

QTEST_GUILESS_MAIN(TestRecordingHostile)
#include "test_recording_hostile.moc"
