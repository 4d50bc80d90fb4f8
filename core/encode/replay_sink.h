// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/packet_sink.h"
#include "encode/replay_clip.h"
#include "encode/replay_memory.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace reelout {

/// What is behind a ReplayStore. Whole groups of pictures leave it as new ones come: it
/// holds at least `length` as soon as so much was recorded, at most that and one distance of key frames, and
/// never more than `bytes`; a packet that goes in again for an unchanged picture counts once. PacketSink's
/// functions on the write thread, the others on any.
class ReplaySink final : public PacketSink {
public:
    /// `container` is the extension of the files that will be saved.
    ReplaySink(ReplayLimits limits, QString container);

    Status addVideoTrack(AvCodecParametersPtr parameters, const FrameRate& rate) override;
    Status addAudioTrack(AvCodecParametersPtr parameters, const QString& name) override;
    void setVisibleSize(Size coded, Size visible) override;
    Status begin(const Metadata& metadata) override;
    Status write(AvPacketPtr packet) override;
    void addMarker(const Marker&) override {}
    bool hasChapters() const override { return true; } // nobody is to be told that markers are lost
    Status finish() override;
    std::uint64_t bytes() const override { return level().bytes; }
    QString path() const override { return {}; }
    bool needsGlobalHeader() const override;

    ReplayLevel level() const;
    const ReplayLimits& limits() const { return m_limits; }
    QString container() const { return m_container; }
    Result<ReplayClip> clip(Duration until, Duration patience) const; ///< as ReplayStore::clip()

private:
    const ReplayLimits m_limits;
    const QString m_container;
    ReplayTracks m_tracks; ///< complete after begin(), then read-only
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    ReplayMemory m_memory;
    bool m_hasEnded = false;
};

} // namespace reelout
