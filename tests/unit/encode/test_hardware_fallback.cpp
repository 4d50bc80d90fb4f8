// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "encode/codec_catalog.h"
#include "encode/hardware_probe.h"
#include "encode/hardware_trial.h"
#include "movie_fixture.h"
#include "support/temp_folder.h"

#include <QFileInfo>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

// A hardware encoder that this FFmpeg has and this machine can't open; empty on one that can open all.
QString brokenType()
{
    for (const char* type : {"nvenc", "qsv", "vaapi"}) {
        const CodecType* row = CodecCatalog::instance().type(q("h265"), q(type));
        if (row->unavailable.isEmpty() && !tryHardwareEncoder(row->encoder).isEmpty())
            return row->token;
    }
    return {};
}

Take threePictures()
{
    Take take;
    take.pictures = 3;
    return take;
}

std::uint64_t lastSerial()
{
    const std::vector<LogEntry> entries = logBuffer().entriesAfter(0);
    return entries.empty() ? 0 : entries.back().serial;
}

} // namespace

/// A hardware encoder that the search found usable and that fails when it is to record, or that was found
/// unusable.
class TestHardwareFallback : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { HardwareProbe::instance().setTrial({}); }
    void failureStopsWithTheReason();
    void softwareStepsInWhenAllowed_data();
    void softwareStepsInWhenAllowed();
    void fallbackMustFollowTheSettings();

private:
    MovieSpec spec() const
    {
        MovieSpec made = smallSpec(640, 480);
        made.codec = q("h265");
        made.codecType = m_type;
        made.preset = q("fast");
        return made;
    }
    QString m_type;
    TempFolder m_folder;
};

void TestHardwareFallback::initTestCase()
{
    m_type = brokenType();
    if (m_type.isEmpty())
        QSKIP("every hardware encoder works here");
}

void TestHardwareFallback::init()
{
    HardwareProbe::instance().setTrial([](const QString&, const std::stop_token&) { return QString(); });
}

void TestHardwareFallback::failureStopsWithTheReason()
{
    const QString path = m_folder(q("stopped.mp4"));
    const Result<WrittenFile> file = recordMovie(path, spec(), threePictures());
    QVERIFY(!file);
    QVERIFY2(file.error().detail.contains(m_type) || file.error().detail.contains(q("VA-API")),
             qPrintable(file.error().detail));
    QVERIFY(!QFileInfo::exists(path));
}

void TestHardwareFallback::softwareStepsInWhenAllowed_data()
{
    QTest::addColumn<bool>("isFoundUsable");
    QTest::newRow("fails at start") << true;
    QTest::newRow("known not to work") << false;
}

void TestHardwareFallback::softwareStepsInWhenAllowed()
{
    QFETCH(bool, isFoundUsable);
    if (!isFoundUsable)
        HardwareProbe::instance().setTrial(
            [](const QString&, const std::stop_token&) { return q("No card."); });
    const std::uint64_t before = lastSerial();
    MovieSpec movie = spec();
    QVERIFY(movieWriterFormat(movie));
    movie.softwareFallback = true;
    QVERIFY(!movieWriterFormat(movie)); // one or the other
    const QString path = m_folder(isFoundUsable ? q("late.mp4") : q("early.mp4"));
    const Result<WrittenFile> file = recordMovie(path, movie, threePictures());
    QVERIFY2(file.hasValue(), file ? "" : qPrintable(file.error().detail));
    QCOMPARE(file->frames, 3);
    QCOMPARE(file->warnings.size(), 1);
    QVERIFY2(file->warnings[0].contains(q("x265")), qPrintable(file->warnings[0]));
    if (!isFoundUsable)
        QVERIFY(file->warnings[0].contains(q("No card.")));
    QCOMPARE(decodeMovie(path).pictures.size(), std::size_t(3));
    const std::vector<LogEntry> entries = logBuffer().entriesAfter(before);
    QVERIFY(std::any_of(entries.begin(), entries.end(), [&](const LogEntry& entry) {
        return entry.level == LogLevel::Warning && entry.text == file->warnings[0];
    }));
}

void TestHardwareFallback::fallbackMustFollowTheSettings()
{
    MovieSpec movie = spec();
    movie.codec = q("av1");
    movie.softwareFallback = true;
    movie.bitRateMode = q("constant"); // SVT-AV1 has none
    const CodecType* type = CodecCatalog::instance().type(movie.codec, movie.codecType);
    if (CodecCatalog::instance().softwareType(q("av1"))->token != q("svtav1"))
        QSKIP("SVT-AV1 is not in this FFmpeg");
    HardwareProbe::instance().setTrial([](const QString&, const std::stop_token&) { return q("No card."); });
    QVERIFY(type != nullptr);
    const Result<WrittenFile> file = recordMovie(m_folder(q("svt.mp4")), movie, threePictures());
    QVERIFY(!file);
    QVERIFY2(file.error().detail.contains(q("SVT-AV1")), qPrintable(file.error().detail));
}

QTEST_GUILESS_MAIN(TestHardwareFallback)
#include "test_hardware_fallback.moc"
