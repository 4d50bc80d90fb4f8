// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/movie_file_reader.h"
#include "capture/file/picture_player.h"
#include "capture/file/sequence_reader.h"
#include "capture/file/trimmed_reader.h"
#include "capture/source.h"

namespace reelout {

namespace {

using namespace std::chrono_literals;

/// A picture that stands, and says so.
class StandingPicture final : public PictureSource {
public:
    StandingPicture(std::unique_ptr<PictureReader> reader, Clock& clock)
        : m_clock(clock),
          m_reader(std::move(reader))
    {}
    ~StandingPicture() override { stop(); }

    Status start(std::shared_ptr<PictureHub> hub) override
    {
        stop();
        const Result<PicturePtr> first = m_reader->next();
        if (!first)
            return first.error();
        if (!*first)
            return makeError(ErrorCode::InvalidData, QStringLiteral("start movie file"),
                             QStringLiteral("there is no picture in it"));
        auto picture = std::make_shared<Picture>(**first);
        picture->owner = std::const_pointer_cast<Picture>(*first);
        picture->captured = m_clock.now();
        picture->serial = 1;
        hub->publish(std::move(picture));
        m_worker = Worker("movie file", [this, hub = std::move(hub)](const std::stop_token& stop) {
            constexpr Duration kReport = 10ms;
            while (m_clock.sleepUntil(m_clock.now() + kReport, stop) && !stop.stop_requested())
                hub->publishUnchanged(m_clock.now());
        });
        return {};
    }
    void stop() override { m_worker.stop(); }

private:
    Clock& m_clock;
    const std::unique_ptr<PictureReader> m_reader;
    Worker m_worker;
};

} // namespace

Result<std::unique_ptr<SeekableReader>> openSeekable(const PictureFileSpec& spec, Damage damage)
{
    using Opened = Result<std::unique_ptr<SeekableReader>>;
    if (std::optional<PictureSequence> sequence = pictureSequence(spec.path))
        return Opened(std::make_unique<SequenceReader>(std::move(*sequence), spec.sequenceRate, damage));
    Result<std::unique_ptr<MovieFileReader>> reader = MovieFileReader::open(spec.path, damage);
    if (!reader)
        return reader.error();
    return Opened(std::move(reader).value());
}

Result<std::unique_ptr<PictureReader>> openPictureFile(const PictureFileSpec& spec)
{
    Result<std::unique_ptr<SeekableReader>> reader = openSeekable(spec, Damage::IsError);
    if (!reader)
        return reader.error();
    if (!spec.playback.isTrimmed)
        return std::unique_ptr<PictureReader>(std::move(reader).value());
    return std::unique_ptr<PictureReader>(
        std::make_unique<TrimmedReader>(std::move(reader).value(), spec.playback));
}

Result<std::unique_ptr<PictureSource>> makePictureFile(const PictureFileSpec& spec, Clock& clock)
{
    Result<std::unique_ptr<SeekableReader>> reader = openSeekable(spec, Damage::IsSkipped);
    if (!reader)
        return reader.error();
    if (isStillName(spec.path) && (*reader)->length() <= 1)
        return makeStandingPicture(std::move(reader).value(), clock);
    return std::unique_ptr<PictureSource>(std::make_unique<PicturePlayer>(
        spec.path, std::move(reader).value(),
        spec.playhead ? spec.playhead : std::make_shared<Playhead>(spec.playback), clock));
}

std::unique_ptr<PictureSource> makeStandingPicture(std::unique_ptr<PictureReader> reader, Clock& clock)
{
    return std::make_unique<StandingPicture>(std::move(reader), clock);
}

} // namespace reelout
