// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/replay_sink.h"

#include "encode/muxer.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString step()
{
    return QStringLiteral("save replay");
}

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::ReplaySink", source);
}

} // namespace

ReplaySink::ReplaySink(ReplayLimits limits, QString container)
    : m_limits(limits),
      m_container(std::move(container)),
      m_memory(limits)
{}

bool ReplaySink::needsGlobalHeader() const
{
    return Muxer::wantsGlobalHeader(m_container);
}

Status ReplaySink::addVideoTrack(AvCodecParametersPtr parameters, const FrameRate& rate)
{
    m_tracks.picture = std::shared_ptr<AVCodecParameters>(std::move(parameters));
    m_tracks.rate = rate;
    return {};
}

Status ReplaySink::addAudioTrack(AvCodecParametersPtr parameters, const QString& name)
{
    m_tracks.sounds.push_back({std::shared_ptr<AVCodecParameters>(std::move(parameters)), name});
    return {};
}

void ReplaySink::setVisibleSize(Size coded, Size visible)
{
    m_tracks.coded = coded;
    m_tracks.visible = visible;
}

Status ReplaySink::begin(const Metadata& metadata)
{
    m_tracks.metadata = metadata;
    const std::scoped_lock lock(m_mutex);
    m_memory.setSounds(m_tracks.sounds.size());
    return {};
}

Status ReplaySink::write(AvPacketPtr packet)
{
    // Dropped after the lock is gone: freeing takes a while.
    std::vector<SharedPacket> left;
    {
        const std::scoped_lock lock(m_mutex);
        m_memory.add(SharedPacket(std::move(packet)), left);
    }
    m_changed.notify_all();
    return {};
}

Status ReplaySink::finish()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_hasEnded = true;
    }
    m_changed.notify_all();
    return {};
}

ReplayLevel ReplaySink::level() const
{
    const std::scoped_lock lock(m_mutex);
    return m_memory.level();
}

Result<ReplayClip> ReplaySink::clip(Duration until, Duration patience) const
{
    std::optional<PictureCut> cut;
    const auto cutNow = [&](bool mayBeShort) {
        const Duration end = m_hasEnded ? std::min(until, m_memory.end()) : until;
        cut = cutPictures(m_memory.pictures(), end - m_limits.length, end, mayBeShort);
    };
    std::deque<SharedPacket> pictures;
    std::vector<std::deque<SharedPacket>> sounds;
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, patience, [&] {
            cutNow(m_hasEnded);
            return m_hasEnded || (cut && m_memory.hasSoundUntil(m_tracks.rate.timeOf(cut->stop)));
        });
        if (!cut)
            cutNow(true);
        if (!cut)
            return makeError(ErrorCode::NotFound, step(),
                             text("The replay buffer holds nothing yet. Wait a moment and save again."));
        pictures = m_memory.pictures();
        sounds = m_memory.sounds();
    }
    return makeClip(m_tracks, pictures, sounds, *cut, m_container);
}

} // namespace reelout
