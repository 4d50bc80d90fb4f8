// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "base/worker.h"
#include "capture/file/sound_file_reader.h"
#include "capture/source.h"

#include <QFileInfo>

#include <algorithm>

namespace reelout {

namespace {

constexpr std::int64_t kBlocksPerSecond = 100;
constexpr Duration kCatchUp = std::chrono::seconds(5);
constexpr std::size_t kReadAhead = 4096;                          ///< frames
constexpr std::size_t kMostClipSamples = std::size_t(512) << 20U; ///< 2 GiB of memory

Status checkFormat(const AudioHub& hub, const AudioFormat& format)
{
    if (hub.format() == format)
        return {};
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("start sound file"),
                     QStringLiteral("the hub has another format"));
}

/// The whole file at once.
class ClipSource final : public AudioSource {
public:
    ClipSource(AudioFormat format, std::shared_ptr<const AudioClip> clip)
        : m_format(std::move(format)),
          m_clip(std::move(clip))
    {}
    AudioFormat format() const override { return m_format; }
    Status start(std::shared_ptr<AudioHub> hub) override
    {
        REELOUT_TRY(checkFormat(*hub, m_format));
        hub->setClip(m_clip);
        return {};
    }
    void stop() override {}

private:
    const AudioFormat m_format;
    const std::shared_ptr<const AudioClip> m_clip;
};

/// Plays in time with the clock: sample n is heard n / rate after start(), whatever the thread does.
class FilePlayer final : public AudioSource {
public:
    FilePlayer(SoundFileSpec spec, std::unique_ptr<SoundFileReader> reader, Clock& clock)
        : m_spec(std::move(spec)),
          m_clock(clock),
          m_format(reader->format()),
          m_reader(std::move(reader))
    {}
    ~FilePlayer() override { stop(); }

    AudioFormat format() const override { return m_format; }
    Status start(std::shared_ptr<AudioHub> hub) override
    {
        stop();
        REELOUT_TRY(checkFormat(*hub, m_format));
        m_hub = std::move(hub);
        m_worker = Worker("sound file", [this](const std::stop_token& stop) { run(stop); });
        return {};
    }
    void stop() override { m_worker.stop(); }

private:
    void run(const std::stop_token& stop);
    void fill(std::vector<float>& block, std::size_t samples);
    bool readMore();
    void endWith(const Error& error);

    const SoundFileSpec m_spec;
    Clock& m_clock;
    const AudioFormat m_format;
    std::unique_ptr<SoundFileReader> m_reader; ///< null when the sound is over
    std::vector<float> m_ahead;
    std::size_t m_taken = 0; ///< samples of m_ahead
    bool m_hasSound = false; ///< since the last beginning
    std::shared_ptr<AudioHub> m_hub;
    Worker m_worker; ///< last, so that it ends first
};

void FilePlayer::run(const std::stop_token& stop)
{
    const Timestamp zero = m_clock.now();
    const FrameRate samples(m_format.sampleRate, 1);
    std::vector<float> block;
    std::int64_t next = 0;
    for (std::int64_t count = 1;; ++count) {
        const std::int64_t end = count * m_format.sampleRate / kBlocksPerSecond;
        if (!m_clock.sleepUntil(zero + samples.timeOf(end), stop) || stop.stop_requested())
            return;
        fill(block, static_cast<std::size_t>((end - next) * m_format.channels));
        // After a long sleep of the machine the time is not made up for.
        if (!block.empty() && m_clock.now() - (zero + samples.timeOf(end)) < kCatchUp)
            m_hub->publish(zero + samples.timeOf(next), block);
        next = end;
    }
}

void FilePlayer::fill(std::vector<float>& block, std::size_t samples)
{
    block.clear();
    while (block.size() < samples) {
        if (m_taken == m_ahead.size() && !(m_spec.plays && readMore())) {
            block.resize(samples, 0.0F);
            return;
        }
        const std::size_t count = std::min(samples - block.size(), m_ahead.size() - m_taken);
        for (std::size_t i = 0; i < count; ++i)
            block.push_back(m_ahead[m_taken + i] * static_cast<float>(m_spec.volume));
        m_taken += count;
    }
}

// False when there is no more to come.
bool FilePlayer::readMore()
{
    m_ahead.clear();
    m_taken = 0;
    while (m_reader) {
        if (const Status status = m_reader->read(kReadAhead, m_ahead); !status) {
            endWith(status.error());
            return false;
        }
        if (!m_ahead.empty()) {
            m_hasSound = true;
            return true;
        }
        // Opened anew rather than wound back: that is sample-exact for every format.
        m_reader.reset();
        if (!m_spec.loops || !m_hasSound)
            return false;
        m_hasSound = false;
        Result<std::unique_ptr<SoundFileReader>> again = SoundFileReader::open(m_spec.path);
        if (!again || (*again)->format() != m_format) {
            endWith(again ? makeError(ErrorCode::InvalidData, QStringLiteral("read sound file"), m_spec.path)
                          : again.error());
            return false;
        }
        m_reader = std::move(again).value();
    }
    return false;
}

void FilePlayer::endWith(const Error& error)
{
    m_reader.reset();
    logWarning(QStringLiteral("sound"), error.detail);
    m_hub->publishEvent({SourceEventKind::Lost, m_clock.now(),
                         QStringLiteral("%1 can't be read any more (%2)").arg(m_spec.path, error.detail)});
}

Result<std::unique_ptr<AudioSource>> makeClip(const SoundFileSpec& spec, SoundFileReader& reader)
{
    auto clip = std::make_shared<AudioClip>();
    std::size_t before = 0;
    do {
        before = clip->size();
        REELOUT_TRY(reader.read(1U << 16U, *clip));
        if (clip->size() > kMostClipSamples) {
            return makeError(
                ErrorCode::Unsupported, QStringLiteral("read sound file"),
                QStringLiteral("%1 is too long for a static clip; it can be played").arg(spec.path));
        }
    } while (clip->size() > before);
    if (spec.volume != 1.0) {
        for (float& sample : *clip)
            sample *= static_cast<float>(spec.volume);
    }
    return std::unique_ptr<AudioSource>(std::make_unique<ClipSource>(reader.format(), std::move(clip)));
}

} // namespace

Result<std::unique_ptr<AudioSource>> makeSoundFile(const SoundFileSpec& spec, Clock& clock)
{
    if (!QFileInfo(spec.path).isFile())
        return makeError(ErrorCode::NotFound, QStringLiteral("open sound file"), spec.path);
    Result<std::unique_ptr<SoundFileReader>> reader = SoundFileReader::open(spec.path);
    if (!reader)
        return reader.error();
    if (spec.isClip)
        return makeClip(spec, **reader);
    return std::unique_ptr<AudioSource>(std::make_unique<FilePlayer>(spec, std::move(reader).value(), clock));
}

} // namespace reelout
