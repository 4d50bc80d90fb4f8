// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/sound_player.h"

#include "base/error_text.h"
#include "base/log.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr std::int64_t kBlocksPerSecond = 100;
constexpr Duration kCatchUp = std::chrono::seconds(5);
constexpr Duration kMostAstray = std::chrono::milliseconds(15);
constexpr std::size_t kReadAhead = 4096; ///< frames

} // namespace

SoundPlayer::SoundPlayer(SoundFileSpec spec, std::unique_ptr<SoundFileReader> reader, Clock& clock)
    : m_spec(std::move(spec)),
      m_clock(clock),
      m_format(reader->format()),
      m_playhead(m_spec.playhead ? m_spec.playhead : std::make_shared<Playhead>(m_spec.playback)),
      m_reader(std::move(reader))
{
    m_playhead->setTimeline(m_reader->timeline(), Playhead::Authority::Sound);
}

Status SoundPlayer::start(std::shared_ptr<AudioHub> hub)
{
    stop();
    if (!(hub->format() == m_format))
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("start sound file"),
                         QStringLiteral("the hub has another format"));
    m_hub = std::move(hub);
    m_change.reset();
    m_worker = Worker("sound file", [this](const std::stop_token& stop) { run(stop); });
    return {};
}

void SoundPlayer::run(const std::stop_token& stop)
{
    const Timestamp zero = m_clock.now();
    m_playhead->start(zero);
    const FrameRate samples(m_format.sampleRate, 1);
    std::vector<float> block;
    std::int64_t next = 0;
    bool hasFailed = false;
    for (std::int64_t count = 1;; ++count) {
        const std::int64_t end = count * m_format.sampleRate / kBlocksPerSecond;
        if (!m_clock.sleepUntil(zero + samples.timeOf(end), stop) || stop.stop_requested())
            return;
        const Timestamp begin = zero + samples.timeOf(next);
        const auto size = static_cast<std::size_t>((end - next) * m_format.channels);
        block.clear();
        if (const Status filled = hasFailed ? Status() : fill(begin, block, size); !filled) {
            hasFailed = true;
            endWith(filled.error());
        }
        block.resize(size, 0.0F);
        // After a long sleep of the machine the time is not made up for.
        if (!block.empty() && m_clock.now() - (zero + samples.timeOf(end)) < kCatchUp)
            m_hub->publish(begin, block);
        next = end;
    }
}

std::int64_t SoundPlayer::frameAt(Duration position) const
{
    // The place of a frame was rounded down to a nanosecond.
    return FrameRate(m_format.sampleRate, 1).frameAt(position + Duration(1));
}

// True when rounding, or a file that isn't as long as its pictures' rounds, has led it away from them.
bool SoundPlayer::hasStrayed(const Playhead::Course& course, Timestamp when) const
{
    if (!m_spec.followsPictures || course.thousandths == 0)
        return false;
    const Duration place = FrameRate(m_format.sampleRate, 1).timeOf(m_next);
    const Duration off = std::chrono::abs(course.at(when).position - place);
    const Duration span = course.end ? *course.end - course.in : Duration::max();
    const Duration most = kMostAstray * std::max<std::int64_t>(course.thousandths / 1000, 1);
    return off > most && span - off > most;
}

Status SoundPlayer::follow(const Playhead::Course& course, Timestamp when)
{
    m_change = course.change;
    m_made.clear();
    if (course.thousandths == 0)
        return {};
    Result<Varispeed> speed = Varispeed::make(m_format, course.thousandths);
    if (!speed)
        return speed.error();
    m_speed = std::move(speed).value();
    const std::int64_t frame = frameAt(course.at(when).position);
    if (frame == 0 && m_isFresh)
        return {};
    return jump(frame);
}

Status SoundPlayer::jump(std::int64_t frame)
{
    REELOUT_TRY(m_reader->seek(frame));
    m_ahead.clear();
    m_taken = 0;
    m_next = frame;
    m_isOver = false;
    m_hasSound = false;
    return {};
}

Status SoundPlayer::fill(Timestamp when, std::vector<float>& block, std::size_t samples)
{
    const Playhead::Course course = m_playhead->course();
    if (m_change != course.change || hasStrayed(course, when))
        REELOUT_TRY(follow(course, when));
    if (course.thousandths == 0)
        return {};
    const auto channels = static_cast<std::size_t>(m_format.channels);
    std::vector<float> own;
    while (m_made.size() < samples) {
        own.clear();
        REELOUT_TRY(pull(
            course, std::max<std::size_t>(m_speed->needed((samples - m_made.size()) / channels), 1), own));
        REELOUT_TRY(m_speed->process(own, m_made));
    }
    const auto end = m_made.begin() + static_cast<std::ptrdiff_t>(samples);
    std::transform(m_made.begin(), end, std::back_inserter(block),
                   [volume = static_cast<float>(m_spec.volume)](float sample) { return sample * volume; });
    m_made.erase(m_made.begin(), end);
    return {};
}

// The file's next frames, round after round; silence where it has none.
Status SoundPlayer::pull(const Playhead::Course& given, std::size_t frames, std::vector<float>& out)
{
    Playhead::Course course = given;
    const auto channels = static_cast<std::size_t>(m_format.channels);
    const std::size_t wanted = out.size() + frames * channels;
    while (out.size() < wanted) {
        if (m_taken == m_ahead.size() && !m_isOver) {
            m_ahead.clear();
            m_taken = 0;
            REELOUT_TRY(m_reader->read(kReadAhead, m_ahead));
            m_isFresh = false;
            m_hasSound = m_hasSound || !m_ahead.empty();
            m_isOver = m_ahead.empty();
            if (m_isOver && m_hasSound) {
                m_playhead->learnEnd(FrameRate(m_format.sampleRate, 1).timeOf(m_next),
                                     Playhead::Authority::Sound);
                course = m_playhead->course();
            }
        }
        const std::int64_t end = course.end ? frameAt(*course.end) : INT64_MAX;
        if (m_next >= end && course.loops && m_hasSound) {
            REELOUT_TRY(jump(frameAt(course.in)));
            continue;
        }
        std::size_t count = std::min((wanted - out.size()) / channels, kReadAhead);
        if (m_next < end)
            count = static_cast<std::size_t>(
                std::min<std::int64_t>(static_cast<std::int64_t>(count), end - m_next));
        if (m_isOver || m_next >= end) {
            out.resize(out.size() + count * channels, 0.0F);
        } else {
            count = std::min(count, (m_ahead.size() - m_taken) / channels);
            const auto from = m_ahead.begin() + static_cast<std::ptrdiff_t>(m_taken);
            out.insert(out.end(), from, from + static_cast<std::ptrdiff_t>(count * channels));
            m_taken += count * channels;
        }
        m_next += static_cast<std::int64_t>(count);
    }
    return {};
}

void SoundPlayer::endWith(const Error& error)
{
    logWarning(QStringLiteral("sound"), describeForLog(error));
    m_hub->publishEvent({SourceEventKind::Lost, m_clock.now(),
                         QStringLiteral("%1 can't be read any more (%2)").arg(m_spec.path, error.detail)});
}

} // namespace reelout
