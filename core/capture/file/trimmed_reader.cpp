// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/trimmed_reader.h"

namespace reelout {

namespace {

FileTimeline timelineOf(const SeekableReader& reader)
{
    return {reader.rate(), reader.duration()};
}

} // namespace

TrimmedReader::TrimmedReader(std::unique_ptr<SeekableReader> whole, const Playback& playback)
    : m_whole(std::move(whole)),
      m_in(placeOf(playback.in, playback.unit, timelineOf(*m_whole))),
      m_out(placeOf(playback.out, playback.unit, timelineOf(*m_whole)))
{}

Result<PicturePtr> TrimmedReader::next()
{
    if (!m_zero && m_in > Duration::zero())
        REELOUT_TRY(m_whole->seek(m_in));
    Result<PicturePtr> picture = m_whole->next();
    if (!picture || !*picture)
        return picture;
    const Duration time = (*picture)->captured.time_since_epoch();
    // The first one is there even if Out is before In: a recording of nothing helps nobody.
    if (m_zero && m_out > Duration::zero() && time >= m_out - m_whole->rounding())
        return PicturePtr();
    if (!m_zero)
        m_zero = time;
    auto placed = std::make_shared<Picture>(**picture);
    placed->owner = std::const_pointer_cast<Picture>(*picture);
    placed->captured = Timestamp(time - *m_zero);
    placed->serial = ++m_serial;
    return PicturePtr(std::move(placed));
}

std::int64_t TrimmedReader::length() const
{
    const FrameRate rate = m_whole->rate();
    const std::int64_t whole = m_whole->length();
    const std::int64_t first = rate.frameAt(m_in + m_whole->rounding());
    // The picture at Out is the first that isn't read.
    const bool hasOut = m_out > Duration::zero();
    const std::int64_t out = rate.frameAt(m_out - m_whole->rounding()) + 1;
    if (!hasOut && whole == 0)
        return 0;
    const std::int64_t end = !hasOut ? whole : whole > 0 ? std::min(out, whole) : out;
    return std::max<std::int64_t>(end - first, 1);
}

} // namespace reelout
