// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "base/worker.h"
#include "capture/file/movie_file_reader.h"
#include "capture/file/picture_sequence.h"
#include "capture/source.h"

#include <QFileInfo>

#include <functional>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kStandingReport = 10ms; ///< how often a picture that stands says so
constexpr Duration kMostLate = 200ms;      ///< from here on pictures are left out to catch up

/// File after file; each is decoded by itself.
class SequenceReader final : public PictureReader {
public:
    SequenceReader(PictureSequence sequence, FrameRate rate)
        : m_sequence(std::move(sequence)),
          m_length(m_sequence.length()),
          m_rate(rate)
    {}

    Result<PicturePtr> next() override
    {
        if (m_index >= m_length)
            return PicturePtr();
        Result<std::unique_ptr<MovieFileReader>> file =
            MovieFileReader::open(m_sequence.path(m_sequence.first + m_index));
        if (!file)
            return file.error();
        Result<PicturePtr> picture = (*file)->next();
        if (!picture)
            return picture;
        if (!*picture)
            return makeError(ErrorCode::InvalidData, QStringLiteral("read image sequence"),
                             m_sequence.path(m_sequence.first + m_index));
        auto numbered = std::make_shared<Picture>(**picture);
        numbered->owner = std::const_pointer_cast<Picture>(*picture);
        numbered->captured = Timestamp(m_rate.timeOf(m_index));
        numbered->serial = static_cast<std::uint64_t>(++m_index);
        return PicturePtr(std::move(numbered));
    }
    std::int64_t length() const override { return m_length; }
    FrameRate rate() const override { return m_rate; }

private:
    const PictureSequence m_sequence;
    const std::int64_t m_length;
    const FrameRate m_rate;
    std::int64_t m_index = 0;
};

PicturePtr stamped(const PicturePtr& picture, Timestamp captured, std::uint64_t serial)
{
    auto result = std::make_shared<Picture>(*picture);
    result->owner = std::const_pointer_cast<Picture>(picture);
    result->captured = captured;
    result->serial = serial;
    return result;
}

/// Plays in time with the clock. Without Play, or at the end of a file that does not begin again, the picture
/// stands.
class PicturePlayer final : public PictureSource {
public:
    /// `open` makes the reader anew for each round; null = it is played once.
    using Open = std::function<Result<std::unique_ptr<PictureReader>>()>;

    PicturePlayer(std::unique_ptr<PictureReader> reader, Open open, bool plays, double speed, Clock& clock)
        : m_clock(clock),
          m_open(std::move(open)),
          m_plays(plays && speed > 0.0),
          m_speed(speed),
          m_reader(std::move(reader))
    {}
    ~PicturePlayer() override { stop(); }

    Status start(std::shared_ptr<PictureHub> hub) override
    {
        stop();
        m_hub = std::move(hub);
        Result<PicturePtr> first = m_reader->next();
        if (!first)
            return first.error();
        if (!*first)
            return makeError(ErrorCode::InvalidData, QStringLiteral("start movie file"),
                             QStringLiteral("there is no picture in it"));
        m_roundBegin = m_clock.now();
        m_lastTime = (*first)->captured.time_since_epoch();
        publish(*first, m_roundBegin);
        m_worker = Worker("movie file", [this](const std::stop_token& stop) { run(stop); });
        return {};
    }
    void stop() override { m_worker.stop(); }

private:
    void run(const std::stop_token& stop);
    void stand(const std::stop_token& stop);
    PicturePtr next();
    void publish(const PicturePtr& picture, Timestamp when)
    {
        m_hub->publish(stamped(picture, when, ++m_serial));
    }
    Duration scaled(Duration time) const
    {
        return Duration(static_cast<Duration::rep>(static_cast<double>(time.count()) / m_speed));
    }

    Clock& m_clock;
    const Open m_open;
    const bool m_plays;
    const double m_speed;
    std::unique_ptr<PictureReader> m_reader;
    std::shared_ptr<PictureHub> m_hub;
    std::uint64_t m_serial = 0;
    Timestamp m_roundBegin;
    Duration m_lastTime{}; ///< of the picture read last, on the file's time line
    Worker m_worker;       ///< last, so that it ends first
};

void PicturePlayer::run(const std::stop_token& stop)
{
    while (m_plays) {
        const PicturePtr picture = next();
        if (!picture)
            break;
        const Timestamp due = m_roundBegin + scaled(m_lastTime);
        if (m_clock.now() - due > kMostLate)
            continue;
        if (!m_clock.sleepUntil(due, stop) || stop.stop_requested())
            return;
        publish(picture, due);
    }
    stand(stop);
}

void PicturePlayer::stand(const std::stop_token& stop)
{
    while (m_clock.sleepUntil(m_clock.now() + kStandingReport, stop) && !stop.stop_requested())
        m_hub->publishUnchanged(m_clock.now());
}

// The next picture, of the next round where one ends; null when it is over.
PicturePtr PicturePlayer::next()
{
    Result<PicturePtr> picture = m_reader->next();
    if (picture && !*picture && m_open) {
        const Duration round = m_lastTime + m_reader->rate().interval();
        Result<std::unique_ptr<PictureReader>> again = m_open();
        if (!again) {
            picture = again.error();
        } else {
            m_reader = std::move(again).value();
            m_roundBegin += scaled(round);
            picture = m_reader->next();
        }
    }
    if (!picture) {
        const Error& error = picture.error();
        logWarning(QStringLiteral("movie file"), error.detail);
        m_hub->publishEvent({SourceEventKind::Lost, m_clock.now(),
                             QStringLiteral("The movie file can't be read any more (%1)").arg(error.detail)});
        return nullptr;
    }
    if (*picture)
        m_lastTime = (*picture)->captured.time_since_epoch();
    return *picture;
}

} // namespace

Result<std::unique_ptr<PictureReader>> openPictureFile(const PictureFileSpec& spec)
{
    if (!QFileInfo(spec.path).isFile())
        return makeError(ErrorCode::NotFound, QStringLiteral("open movie file"), spec.path);
    if (std::optional<PictureSequence> sequence = pictureSequence(spec.path))
        return std::unique_ptr<PictureReader>(
            std::make_unique<SequenceReader>(std::move(*sequence), spec.sequenceRate));
    Result<std::unique_ptr<MovieFileReader>> reader = MovieFileReader::open(spec.path);
    if (!reader)
        return reader.error();
    return std::unique_ptr<PictureReader>(std::move(reader).value());
}

Result<std::unique_ptr<PictureSource>> makePictureFile(const PictureFileSpec& spec, Clock& clock)
{
    Result<std::unique_ptr<PictureReader>> reader = openPictureFile(spec);
    if (!reader)
        return reader.error();
    PicturePlayer::Open open;
    const bool isStill = isStillName(spec.path) && (*reader)->length() <= 1;
    if (spec.loops && !isStill)
        open = [spec] { return openPictureFile(spec); };
    return std::unique_ptr<PictureSource>(std::make_unique<PicturePlayer>(
        std::move(reader).value(), std::move(open), spec.plays && !isStill, spec.speed, clock));
}

std::unique_ptr<PictureSource> makeStandingPicture(std::unique_ptr<PictureReader> reader, Clock& clock)
{
    return std::make_unique<PicturePlayer>(std::move(reader), PicturePlayer::Open(), false, 1.0, clock);
}

} // namespace reelout
