// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/qpc_time.h"
#include "capture/windows/wave_format.h"

#include <QTest>

#include <array>
#include <cstring>

using namespace reelout;

namespace {

using Samples = WaveFormat::Samples;

/// A WAVEFORMATEX as drivers write it.
std::vector<std::byte> plain(std::uint16_t tag, std::uint16_t channels, std::uint32_t rate,
                             std::uint16_t bits)
{
    std::vector<std::byte> bytes(18);
    const auto frame = static_cast<std::uint16_t>(channels * bits / 8);
    const std::uint32_t second = rate * frame;
    std::memcpy(bytes.data(), &tag, 2);
    std::memcpy(bytes.data() + 2, &channels, 2);
    std::memcpy(bytes.data() + 4, &rate, 4);
    std::memcpy(bytes.data() + 8, &second, 4);
    std::memcpy(bytes.data() + 12, &frame, 2);
    std::memcpy(bytes.data() + 14, &bits, 2);
    return bytes;
}

template <typename... Values>
std::vector<std::byte> bytesOf(Values... values)
{
    return {static_cast<std::byte>(values)...};
}

std::vector<float> floats(Samples samples, int channels, int frameBytes, std::span<const std::byte> bytes)
{
    WaveFormat format;
    format.samples = samples;
    format.channels = channels;
    format.frameBytes = frameBytes;
    std::vector<float> out(bytes.size() / static_cast<std::size_t>(frameBytes) *
                           static_cast<std::size_t>(channels));
    samplesToFloat(format, bytes, out);
    return out;
}

} // namespace

class TestWindowsSound : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formats();
    void ourOwnIsRead();
    void refused();
    void samples();
    void names();
    void times();
};

void TestWindowsSound::formats()
{
    const auto kindOf = [](std::uint16_t tag, std::uint16_t bits) {
        return readWaveFormat(plain(tag, 2, 44100, bits)).samples;
    };
    QCOMPARE(kindOf(1, 8), Samples::U8);
    QCOMPARE(kindOf(1, 16), Samples::S16);
    QCOMPARE(kindOf(1, 24), Samples::S24);
    QCOMPARE(kindOf(1, 32), Samples::S32);
    QCOMPARE(kindOf(3, 32), Samples::F32);
    QCOMPARE(kindOf(3, 64), Samples::F64);
    const WaveFormat format = readWaveFormat(plain(1, 6, 96000, 24));
    QCOMPARE(format.sampleRate, 96000);
    QCOMPARE(format.channels, 6);
    QCOMPARE(format.frameBytes, 18);
    QVERIFY(format.isUsable());
    // The oldest form, two bytes shorter.
    std::vector<std::byte> old = plain(1, 1, 8000, 16);
    old.resize(16);
    QCOMPARE(readWaveFormat(old).sampleRate, 8000);
}

void TestWindowsSound::ourOwnIsRead()
{
    const WaveFormat format = readWaveFormat(floatWaveFormat(48000, 6, usualSpeakers(6)));
    QCOMPARE(format.samples, Samples::F32);
    QCOMPARE(format.sampleRate, 48000);
    QCOMPARE(format.channels, 6);
    QCOMPARE(format.frameBytes, 24);
    QCOMPARE(format.speakers, 0x3FU);
}

void TestWindowsSound::refused()
{
    QVERIFY(!readWaveFormat({}).isUsable());
    QVERIFY(!readWaveFormat(plain(1, 0, 48000, 16)).isUsable());
    QVERIFY(!readWaveFormat(plain(1, 2, 0, 16)).isUsable());
    QVERIFY(!readWaveFormat(plain(1, 2, 48000, 20)).isUsable());
    QVERIFY(!readWaveFormat(plain(3, 2, 48000, 16)).isUsable());
    QVERIFY(!readWaveFormat(plain(0x55, 2, 48000, 16)).isUsable()); // MP3
    std::vector<std::byte> liar = plain(1, 2, 48000, 16);
    liar[12] = std::byte{8};
    QVERIFY(!readWaveFormat(liar).isUsable());
    std::vector<std::byte> cut = floatWaveFormat(48000, 2, 3);
    cut.resize(30);
    QVERIFY(!readWaveFormat(cut).isUsable());
    std::vector<std::byte> foreign = floatWaveFormat(48000, 2, 3);
    foreign[39] = std::byte{0};
    QVERIFY(!readWaveFormat(foreign).isUsable());
}

void TestWindowsSound::samples()
{
    QCOMPARE(floats(Samples::U8, 1, 1, bytesOf(0, 128, 192)), (std::vector<float>{-1.0F, 0.0F, 0.5F}));
    QCOMPARE(floats(Samples::S16, 2, 4, bytesOf(0, 0x80, 0, 0x40)), (std::vector<float>{-1.0F, 0.5F}));
    QCOMPARE(floats(Samples::S24, 1, 3, bytesOf(0, 0, 0x80, 0, 0, 0xC0, 0, 0, 0x20)),
             (std::vector<float>{-1.0F, -0.5F, 0.25F}));
    QCOMPARE(floats(Samples::S32, 1, 4, bytesOf(0, 0, 0, 0xC0)), (std::vector<float>{-0.5F}));
    const std::array<float, 2> single{0.25F, -1.5F};
    QCOMPARE(floats(Samples::F32, 2, 8, std::as_bytes(std::span(single))),
             (std::vector<float>{0.25F, -1.5F}));
    const std::array<double, 2> twice{0.125, -0.75};
    QCOMPARE(floats(Samples::F64, 1, 8, std::as_bytes(std::span(twice))),
             (std::vector<float>{0.125F, -0.75F}));
}

void TestWindowsSound::names()
{
    using Names = std::vector<std::string>;
    QVERIFY(channelNames(1, 0) == Names({"mono"}));
    QVERIFY(channelNames(2, usualSpeakers(2)) == Names({"front-left", "front-right"}));
    QVERIFY(channelNames(6, usualSpeakers(6)) ==
            Names({"front-left", "front-right", "front-center", "lfe", "rear-left", "rear-right"}));
    QVERIFY(channelNames(3, 0) == Names({"chan1", "chan2", "chan3"}));
    QVERIFY(channelNames(3, 0x3) == Names({"front-left", "front-right", "chan3"}));
    QVERIFY(channelNames(2, 0x3F) == Names({"front-left", "front-right"}));
    for (int channels = 1; channels <= 10; ++channels)
        QCOMPARE(static_cast<int>(channelNames(channels, usualSpeakers(channels)).size()), channels);
}

void TestWindowsSound::times()
{
    using namespace std::chrono_literals;
    const Timestamp now = timestampFromNanoseconds(1'000'000'000'000);
    // A counter that has run for a year at 10 MHz, and at 3.579545 MHz.
    for (const std::int64_t frequency : {std::int64_t{10'000'000}, std::int64_t{3'579'545}}) {
        const std::int64_t ticks = frequency * 31'536'000;
        const QpcTime time(ticks, frequency, now);
        QCOMPARE(time.ofTicks(ticks), now);
        QCOMPARE(time.ofTicks(ticks + frequency * 3600), now + 1h);
        QCOMPARE(time.ofTicks(ticks - frequency), now - 1s);
    }
    const QpcTime time(50'000'000, 10'000'000, now);
    QCOMPARE(time.ofHundredNanoseconds(50'000'000), now);
    QCOMPARE(time.ofHundredNanoseconds(50'000'001), now + 100ns);
}

QTEST_GUILESS_MAIN(TestWindowsSound)
#include "test_windows_sound.moc"
