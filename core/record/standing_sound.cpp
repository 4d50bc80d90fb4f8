// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/standing_sound.h"

#include "encode/rate_converter.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr Duration kNewestBlockSpan = std::chrono::seconds(10);

AudioClip standingBlock(const AudioHub& hub, Timestamp instant)
{
    if (const std::shared_ptr<const AudioClip> clip = hub.clip())
        return *clip;
    AudioHub::Reader reader = hub.readerFrom(instant - kNewestBlockSpan);
    AudioBlock block;
    AudioClip newest;
    while (reader.read(block))
        newest = block.samples;
    return newest;
}

Result<AudioClip> atRate(AudioClip samples, const AudioFormat& format, int trackRate)
{
    if (format.sampleRate == trackRate)
        return samples;
    Result<std::unique_ptr<RateConverter>> converter =
        RateConverter::create(format.channels, format.sampleRate, trackRate);
    if (!converter)
        return converter.error();
    AudioClip converted;
    REELOUT_TRY((*converter)->convert(samples, converted));
    REELOUT_TRY((*converter)->finish(converted));
    const auto channels = static_cast<std::size_t>(format.channels);
    const std::size_t given = samples.size() / channels;
    const double frames = static_cast<double>(given) * trackRate / format.sampleRate;
    converted.resize(static_cast<std::size_t>(std::llround(frames)) * channels);
    return converted;
}

} // namespace

Result<std::vector<float>> standingSound(const std::vector<SoundInput>& inputs, int trackRate,
                                         Timestamp instant)
{
    std::vector<AudioClip> blocks;
    std::size_t frames = 0;
    std::size_t width = 0;
    for (const SoundInput& input : inputs) {
        const AudioFormat& format = input.hub->format();
        Result<AudioClip> block = atRate(standingBlock(*input.hub, instant), format, trackRate);
        if (!block)
            return block.error();
        frames = std::max(frames, block->size() / static_cast<std::size_t>(format.channels));
        width += input.channels.size();
        blocks.push_back(std::move(block).value());
    }
    std::vector<float> all(frames * width, 0.0F);
    std::size_t first = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto channels = static_cast<std::size_t>(inputs[i].hub->format().channels);
        for (std::size_t frame = 0; frame < blocks[i].size() / channels; ++frame) {
            float* to = all.data() + frame * width + first;
            for (const int channel : inputs[i].channels)
                *to++ = blocks[i][frame * channels + static_cast<std::size_t>(channel)];
        }
        first += inputs[i].channels.size();
    }
    return all;
}

} // namespace reelout
