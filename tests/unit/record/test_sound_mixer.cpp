// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/sound_mixer.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace reelout;

namespace {

constexpr int kRate = 48000;

std::vector<float> noise(std::size_t count, float amplitude, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> value(-amplitude, amplitude);
    std::vector<float> samples(count);
    for (float& sample : samples)
        sample = value(random);
    return samples;
}

std::vector<float> limited(PeakLimiter& limiter, std::span<const float> samples, std::size_t block)
{
    std::vector<float> out;
    for (std::size_t at = 0; at < samples.size(); at += block)
        limiter.process(samples.subspan(at, std::min(block, samples.size() - at)), out);
    limiter.finish(out);
    return out;
}

SoundInput input(int channels)
{
    SoundInput made;
    made.hub = std::make_shared<AudioHub>(AudioFormat{kRate, channels, {}}, std::chrono::seconds(1));
    for (int channel = 0; channel < channels; ++channel)
        made.channels.push_back(channel);
    return made;
}

struct Mixed {
    std::vector<float> samples;
    double reduction = 0.0;
};

Mixed mix(const std::vector<SoundInput>& inputs, const std::vector<float>& sideBySide)
{
    SoundMixer mixer(inputs, kRate);
    Mixed mixed;
    std::int64_t frames = 0;
    const auto write = [&](std::span<const float> samples, std::int64_t first) {
        const bool isNext = first == frames;
        mixed.samples.insert(mixed.samples.end(), samples.begin(), samples.end());
        frames = static_cast<std::int64_t>(mixed.samples.size()) / SoundMixer::channelsFor(inputs);
        return isNext
                   ? Status()
                   : Status(makeError(ErrorCode::Internal, QStringLiteral("test"), QStringLiteral("a hole")));
    };
    if (!mixer.mix(sideBySide, write) || !mixer.finish(write))
        mixed.samples.clear();
    mixed.reduction = mixer.greatestReduction();
    return mixed;
}

} // namespace

class TestSoundMixer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withinFullScaleNothingChanges()
    {
        std::vector<float> samples = noise(48000, 1.0F);
        samples[777] = 1.0F;
        samples[778] = -1.0F;
        PeakLimiter limiter(2, kRate);
        QCOMPARE(limited(limiter, samples, 960), samples);
        QCOMPARE(limiter.leastGain(), 1.0);
    }

    void fullScaleIsNeverPassed()
    {
        std::vector<float> samples = noise(240000, 0.5F);
        const std::vector<float> loud = noise(2000, 6.0F, 2);
        std::copy(loud.begin(), loud.end(), samples.begin() + 40000);
        PeakLimiter limiter(1, kRate);
        const std::vector<float> out = limited(limiter, samples, 4096);
        QCOMPARE(out.size(), samples.size());
        for (const float sample : out)
            QVERIFY(std::fabs(sample) <= 1.0F);
        QVERIFY(limiter.leastGain() < 0.2 && limiter.leastGain() > 0.15);
        // Untouched until 5 ms before, and again when the gain is back.
        QVERIFY(std::equal(samples.begin(), samples.begin() + 40000 - 240, out.begin()));
        QCOMPARE(out.back(), samples.back());
    }

    // No step in the gain from one frame to the next that could be heard as a click.
    void gainMovesSmoothly()
    {
        std::vector<float> samples(48000, 0.25F);
        samples[24000] = 4.0F;
        PeakLimiter limiter(1, kRate);
        const std::vector<float> out = limited(limiter, samples, 1000);
        double last = 1.0;
        for (std::size_t at = 0; at < out.size(); ++at) {
            const double gain = static_cast<double>(out[at]) / static_cast<double>(samples[at]);
            QVERIFY2(std::fabs(gain - last) < 0.01, qPrintable(QString::number(at)));
            last = gain;
        }
    }

    void blocksMakeNoDifference()
    {
        const std::vector<float> samples = noise(30000, 2.0F);
        PeakLimiter whole(2, kRate);
        const std::vector<float> expected = limited(whole, samples, samples.size());
        for (const std::size_t block : {2U, 66U, 4096U}) {
            PeakLimiter limiter(2, kRate);
            QCOMPARE(limited(limiter, samples, block), expected);
        }
    }

    void channelsAreTurnedDownTogether()
    {
        std::vector<float> samples;
        for (int frame = 0; frame < 4800; ++frame)
            samples.insert(samples.end(), {2.0F, 0.5F});
        PeakLimiter limiter(2, kRate);
        const std::vector<float> out = limited(limiter, samples, 512);
        for (std::size_t at = 0; at < out.size(); at += 2)
            QVERIFY(std::fabs(out[at] - 4.0F * out[at + 1]) < 1e-5F);
    }

    void shortSoundsComeOutWhole()
    {
        for (const std::size_t frames : {0U, 1U, 239U, 240U, 241U}) {
            PeakLimiter limiter(1, kRate);
            const std::vector<float> samples = noise(frames, 0.9F);
            QCOMPARE(limited(limiter, samples, 100), samples);
        }
    }

    void sourcesAddUpChannelByChannel()
    {
        // Two stereo sources, then a mono one: it is heard on both sides.
        const Mixed mixed = mix({input(2), input(2), input(1)}, {0.125F, 0.25F, 0.0625F, 0.0F, 0.03125F});
        QCOMPARE(mixed.samples, std::vector<float>({0.21875F, 0.28125F}));
        QCOMPARE(mixed.reduction, 0.0);
    }

    void theWidestSourceGivesTheWidth()
    {
        const Mixed mixed =
            mix({input(2), input(6), input(1)}, {0.5F, 0.25F, 0, 0, 0.125F, 0.125F, 0.125F, 0.125F, -0.25F});
        QCOMPARE(mixed.samples, std::vector<float>({0.25F, 0.0F, 0.125F, 0.125F, 0.125F, 0.125F}));
        QCOMPARE(mix({input(1), input(1)}, {0.5F, 0.25F}).samples, std::vector<float>({0.75F}));
    }

    void nonsenseOfOneSourceIsNobodyElses()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float infinite = std::numeric_limits<float>::infinity();
        const Mixed mixed = mix({input(1), input(1)}, {nan, 0.5F, 0.25F, -infinite});
        QCOMPARE(mixed.samples, std::vector<float>({0.5F, 0.25F}));
    }

    void whatIsTooLoudIsSaid()
    {
        std::vector<float> samples(9600, 1.0F);
        const Mixed mixed = mix({input(1), input(1)}, samples);
        QCOMPARE(mixed.samples.size(), 4800U);
        QVERIFY(std::fabs(mixed.reduction - 6.02) < 0.01);
        QVERIFY(std::fabs(mixed.samples[2400] - 1.0F) < 1e-6F);
    }
};

QTEST_GUILESS_MAIN(TestSoundMixer)
#include "test_sound_mixer.moc"
