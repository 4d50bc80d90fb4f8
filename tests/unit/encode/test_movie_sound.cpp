// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/sample_convert.h"
#include "movie_fixture.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

constexpr int kRate = 48000;
constexpr int kBurstFrames = 480;

// Channel c is silent but for a burst of 10 ms that begins at second 0.2 + 0.1 c.
std::vector<float> bursts(int channels, std::int64_t firstFrame, std::int64_t frames)
{
    std::vector<float> samples;
    for (std::int64_t frame = firstFrame; frame < firstFrame + frames; ++frame) {
        for (int channel = 0; channel < channels; ++channel) {
            const std::int64_t since = frame - (kRate / 5 + std::int64_t(channel) * kRate / 10);
            const bool on = since >= 0 && since < kBurstFrames;
            // Low enough for the low-frequency channel too.
            samples.push_back(
                on ? static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * 100 * since / kRate)) : 0);
        }
    }
    return samples;
}

} // namespace

class TestMovieSound : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soundIsWhereItWasPut_data();
    void soundIsWhereItWasPut();
    void losslessIsExact_data();
    void losslessIsExact();
    void samplesAreRoundedAndClipped();
    void aacRates_data();
    void aacRates();
    void bitRateIsKept();
    void oddBlocksGiveTheSameFile();
    void soundThatBeginsLateIsRefused();

private:
    TempFolder m_folder;
};

void TestMovieSound::soundIsWhereItWasPut_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("codec");
    QTest::addColumn<int>("channels");
    for (const char* container : {"mp4", "mov", "mkv"}) {
        for (int channels = 1; channels <= 8; ++channels)
            QTest::addRow("%s aac %d", container, channels) << q(container) << q("aac") << channels;
    }
    for (const AudioCodec& codec : CodecCatalog::instance().audioCodecs()) {
        if (codec.token == q("aac"))
            continue;
        for (const QString& container : codec.containers) {
            for (const int channels : {1, 2, 6, 8}) {
                if (channels <= codec.maximumChannels)
                    QTest::addRow("%s %s %d", qPrintable(container), qPrintable(codec.token), channels)
                        << container << codec.token << channels;
            }
        }
    }
}

void TestMovieSound::soundIsWhereItWasPut()
{
    QFETCH(QString, container);
    QFETCH(QString, codec);
    QFETCH(int, channels);
    MovieSpec spec = smallSpec(64, 64);
    if (container == q("webm"))
        spec.codec = q("vp8");
    else if (container == q("avi"))
        spec.codec = q("mjpa");
    spec.rate = FrameRate(30, 1);
    spec.sounds = {AudioTrackSpec{codec, 96000 * channels, kRate, channels}};
    Take take;
    take.pictures = 45;
    take.sound = [channels](std::int64_t first, std::int64_t count) {
        return bursts(channels, first, count);
    };
    const QString path = m_folder(q("bursts-%1-%2.%3").arg(codec).arg(channels).arg(container));
    const Result<WrittenFile> written = recordMovie(path, spec, take);
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));

    const DecodedMovie movie = decodeMovie(path);
    QCOMPARE(movie.error, QString());
    QCOMPARE(movie.sound.size(), static_cast<std::size_t>(channels));
    for (int channel = 0; channel < channels; ++channel) {
        const std::vector<float>& samples = movie.sound[static_cast<std::size_t>(channel)];
        // The centre of energy is robust against what the codec smears before and behind.
        double weight = 0;
        double centre = 0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const double energy = double(samples[i]) * double(samples[i]);
            weight += energy;
            centre += energy * (movie.soundStart + static_cast<double>(i) / kRate);
        }
        const double expected = 0.2 + 0.1 * channel + 0.5 * kBurstFrames / kRate;
        QVERIFY2(weight > 1, qPrintable(q("channel %1 is silent").arg(channel)));
        QVERIFY2(std::abs(centre / weight - expected) < 0.001,
                 qPrintable(q("channel %1: %2 s off").arg(channel).arg(centre / weight - expected)));
    }
    // The same by a program that is not ours and obeys the edit list. (Of a Matroska file whose sound begins
    // before 0 by the codec's delay it moves both tracks.)
    if (channels <= 2 && container != q("mkv") && container != q("webm")) {
        const std::vector<float> mono = decodeSound(path, kRate);
        std::size_t first = 0;
        while (first < mono.size() && std::abs(mono[first]) < 0.1)
            ++first;
        QVERIFY2(std::abs(static_cast<double>(first) / kRate - 0.2) < 0.003,
                 qPrintable(QString::number(static_cast<double>(first) / kRate)));
    }
}

void TestMovieSound::losslessIsExact_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("codec");
    QTest::addColumn<int>("bits");
    for (const char* container : {"mov", "mkv"}) {
        for (const int bits : {16, 24, 32})
            QTest::addRow("%s pcm%d", container, bits) << q(container) << q("pcm%1").arg(bits) << bits;
        QTest::addRow("%s alac", container) << q(container) << q("alac") << 24;
    }
    QTest::newRow("mp4 alac") << q("mp4") << q("alac") << 24;
    QTest::newRow("mp4 flac") << q("mp4") << q("flac") << 24;
    QTest::newRow("mkv flac") << q("mkv") << q("flac") << 24;
}

void TestMovieSound::losslessIsExact()
{
    QFETCH(QString, container);
    QFETCH(QString, codec);
    QFETCH(int, bits);
    MovieSpec spec = smallSpec(64, 64);
    spec.sounds = {AudioTrackSpec{codec, 0, 44100, 2}};
    const QString path = m_folder(q("exact-%1.%2").arg(codec, container));
    QVERIFY(recordMovie(path, spec));
    const DecodedMovie movie = decodeMovie(path);
    QCOMPARE(movie.soundStart, 0.0);
    QCOMPARE(movie.sound.size(), std::size_t(2));
    const std::vector<float> sent = makeTone(2, 44100, 0, 44100);
    QCOMPARE(movie.sound[0].size(), std::size_t(44100));
    for (std::size_t i = 0; i < 44100; ++i) {
        for (std::size_t channel = 0; channel < 2; ++channel) {
            const auto expected =
                static_cast<float>(sampleToInteger(sent[i * 2 + channel], bits) / std::ldexp(1.0, bits - 1));
            QCOMPARE(movie.sound[channel][i], expected);
        }
    }
}

void TestMovieSound::samplesAreRoundedAndClipped()
{
    QCOMPARE(sampleToInteger(0.0F, 16), 0);
    QCOMPARE(sampleToInteger(1.0F, 16), 32767);
    QCOMPARE(sampleToInteger(7.0F, 16), 32767);
    QCOMPARE(sampleToInteger(-1.0F, 16), -32768);
    QCOMPARE(sampleToInteger(-7.0F, 16), -32768);
    QCOMPARE(sampleToInteger(0.75F / 32768, 16), 1);
    QCOMPARE(sampleToInteger(-0.75F / 32768, 16), -1);
    QCOMPARE(sampleToInteger(0.25F / 32768, 16), 0);
    QCOMPARE(sampleToInteger(1.0F, 24), 8388607);
    QCOMPARE(sampleToInteger(1.0F, 32), std::numeric_limits<std::int32_t>::max());
    QCOMPARE(sampleToInteger(-1.0F, 32), std::numeric_limits<std::int32_t>::min());
    QCOMPARE(sampleToInteger(std::numeric_limits<float>::quiet_NaN(), 16), 0);
    QCOMPARE(sampleToInteger(std::numeric_limits<float>::infinity(), 16), 32767);
    QCOMPARE(clippedSample(-3.0F), -1.0F);
    QCOMPARE(finiteSample(3.0F), 3.0F);
    QCOMPARE(finiteSample(std::numeric_limits<float>::infinity()), 0.0F);
}

void TestMovieSound::aacRates_data()
{
    QTest::addColumn<int>("rate");
    for (const int rate : CodecCatalog::instance().audioCodec(q("aac"))->sampleRates)
        QTest::addRow("%d", rate) << rate;
}

void TestMovieSound::aacRates()
{
    QFETCH(int, rate);
    MovieSpec spec = smallSpec(64, 64);
    spec.sounds = {AudioTrackSpec{q("aac"), 320000, rate, 1}};
    const QString path = m_folder(q("rate%1.mp4").arg(rate));
    const Result<WrittenFile> written = recordMovie(path, spec);
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    QCOMPARE(written->audioFrames, std::int64_t(rate));
    const MediaProbe probe = probeMedia(path);
    QCOMPARE(probe.audio.value(q("sample_rate")).toString(), QString::number(rate));
    QVERIFY2(std::abs(probe.audioDuration - 1.0) < 1.0 / 60,
             qPrintable(QString::number(probe.audioDuration)));
}

void TestMovieSound::bitRateIsKept()
{
    // Noise, because a tone needs fewer bits than it may have.
    Take take;
    take.pictures = 300;
    take.sound = [](std::int64_t first, std::int64_t count) {
        std::vector<float> samples;
        auto state = static_cast<std::uint32_t>(first + 1);
        for (std::int64_t i = 0; i < count * 2; ++i) {
            state = state * 1664525U + 1013904223U;
            samples.push_back(static_cast<float>(state >> 8) / 16777216.0F - 0.5F);
        }
        return samples;
    };
    double last = 0;
    for (const int kilobits : {96, 192, 320}) {
        MovieSpec spec = smallSpec(64, 64);
        spec.sounds = {AudioTrackSpec{q("aac"), kilobits * 1000, kRate, 2}};
        const QString path = m_folder(q("bits%1.mp4").arg(kilobits));
        QVERIFY(recordMovie(path, spec, take));
        const double measured = probeMedia(path).audio.value(q("bit_rate")).toString().toDouble() / 1000;
        QVERIFY2(std::abs(measured - kilobits) < kilobits * 0.15, qPrintable(QString::number(measured)));
        QVERIFY(measured > last);
        last = measured;
    }
}

void TestMovieSound::oddBlocksGiveTheSameFile()
{
    std::vector<std::vector<float>> decoded;
    for (const std::int64_t block : {std::int64_t(1), std::int64_t(441), std::int64_t(100000)}) {
        MovieSpec spec = smallSpec(64, 64);
        spec.sounds = {AudioTrackSpec{}};
        Take take;
        take.soundBlock = block;
        const QString path = m_folder(q("block%1.mp4").arg(block));
        QVERIFY(recordMovie(path, spec, take));
        decoded.push_back(decodeMovie(path).sound.at(0));
    }
    QCOMPARE(decoded[0], decoded[1]);
    QCOMPARE(decoded[0], decoded[2]);
}

void TestMovieSound::soundThatBeginsLateIsRefused()
{
    MovieSpec spec = smallSpec(64, 64);
    spec.sounds = {AudioTrackSpec{}};
    Result<std::unique_ptr<MediaWriter>> writer = openTestWriter(spec);
    QVERIFY(writer);
    const std::vector<float> samples(960);
    QVERIFY((*writer)->writeAudio(samples, 0));
    const Status hole = (*writer)->writeAudio(samples, 481);
    QVERIFY(!hole);
    // The first error is the one that stays.
    QCOMPARE((*writer)->writeAudio(samples, 480).error().detail, hole.error().detail);
}

QTEST_GUILESS_MAIN(TestMovieSound)
#include "test_movie_sound.moc"
