// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/sound_tracks.h"

#include "record/sound_mixer.h"

namespace reelout {

bool isMixed(const RecordPlan& plan, const std::vector<SoundInput>& inputs)
{
    return plan.writesMovie() && plan.soundTracks == SoundTracks::Mixed && inputs.size() > 1;
}

std::vector<AudioTrackSpec> soundTracksFor(const RecordPlan& plan, const std::vector<SoundInput>& inputs,
                                           int sampleRate)
{
    if (inputs.empty())
        return {};
    AudioTrackSpec track{plan.soundCodec, plan.soundBitRate, sampleRate, 0, {}};
    if (isMixed(plan, inputs)) {
        track.channels = SoundMixer::channelsFor(inputs);
        return {track};
    }
    std::vector<AudioTrackSpec> tracks;
    for (const SoundInput& input : inputs) {
        track.channels = static_cast<int>(input.channels.size());
        track.name = plan.soundTracks == SoundTracks::Separate ? input.label : QString();
        tracks.push_back(track);
    }
    if (plan.kind == RecordPlan::Kind::Sound) {
        // A file has them side by side.
        for (std::size_t i = 1; i < tracks.size(); ++i)
            tracks.front().channels += tracks[i].channels;
        tracks.resize(1);
    }
    return tracks;
}

} // namespace reelout
