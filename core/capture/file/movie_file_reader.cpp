// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/movie_file_reader.h"

#include "capture/file/media_stream.h"

#include <array>
#include <cmath>
#include <cstring>
#include <deque>
#include <functional>
#include <optional>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr AVRational kNanoseconds{1, 1'000'000'000};

struct TimedFrame {
    AvFramePtr frame;
    Duration time; ///< since the first picture
};

} // namespace

struct MovieFileReader::Library {
    std::unique_ptr<MediaStream> media;
    AVRational rate{25, 1};
    std::optional<std::int64_t> firstTime; ///< in the stream's time base
    std::int64_t decoded = 0;              ///< since the file's beginning, as far as that is known
    bool isFromBeginning = true;
    bool givesTimes = false; ///< some frame had a time of its own
    std::optional<Duration> lastTime;
    std::deque<TimedFrame> ready; ///< decoded, not handed out

    FrameRate frameRate() const { return {rate.num, rate.den}; }
    std::optional<Duration> timeOf(const AVFrame& frame);
    Result<bool> decode();
    Result<bool> decodeUpTo(Duration position, const std::function<bool()>& isCancelled);
    bool canJump() const;
    bool jump(Duration position);
    Status rewind();
};

Result<std::unique_ptr<MovieFileReader>> MovieFileReader::open(const QString& path, Damage damage)
{
    MediaStreamSpec spec;
    spec.path = path;
    spec.type = AVMEDIA_TYPE_VIDEO;
    spec.step = QStringLiteral("read movie file");
    spec.nothing = QStringLiteral("there are no pictures in it");
    spec.threads = 0;
    spec.skipsDamage = damage == Damage::IsSkipped;
    Result<std::unique_ptr<MediaStream>> media = MediaStream::open(std::move(spec));
    if (!media)
        return media.error();
    auto library = std::make_unique<Library>();
    library->media = std::move(media).value();
    MediaStream& opened = *library->media;
    const AVRational rate = av_guess_frame_rate(&opened.input(), &opened.stream(), nullptr);
    if (rate.num > 0 && rate.den > 0)
        library->rate = rate;
    return std::unique_ptr<MovieFileReader>(new MovieFileReader(std::move(library)));
}

MovieFileReader::MovieFileReader(std::unique_ptr<Library> library) : m_library(std::move(library)) {}

MovieFileReader::~MovieFileReader() = default;

// The file's own times. After a jump the library guesses those of frames without one from what it has not
// seen; a frame after one that has one is counted from there.
std::optional<Duration> MovieFileReader::Library::timeOf(const AVFrame& frame)
{
    givesTimes = givesTimes || frame.pts != AV_NOPTS_VALUE;
    const std::int64_t pts = isFromBeginning || !givesTimes ? frame.best_effort_timestamp : frame.pts;
    if (pts != AV_NOPTS_VALUE) {
        if (!firstTime)
            firstTime = pts;
        return Duration(av_rescale_q(pts - *firstTime, media->stream().time_base, kNanoseconds));
    }
    if (isFromBeginning)
        return frameRate().timeOf(decoded);
    return lastTime ? std::optional(*lastTime + frameRate().interval()) : std::nullopt;
}

// One more frame into `ready`; false at the end.
Result<bool> MovieFileReader::Library::decode()
{
    while (true) {
        AvFramePtr frame(av_frame_alloc());
        if (!frame)
            return media->outOfMemory();
        const Result<bool> isThere = media->receive(*frame);
        if (!isThere || !*isThere)
            return isThere;
        lastTime = timeOf(*frame);
        ++decoded;
        if (!lastTime)
            continue; // nobody knows where it belongs
        ready.push_back({std::move(frame), *lastTime});
        return true;
    }
}

Status MovieFileReader::Library::rewind()
{
    ready.clear();
    decoded = 0;
    lastTime.reset();
    isFromBeginning = true;
    return media->reopen();
}

// Frames of program streams have no times of their own but once a packet of the stream, and those that are
// worked out after a jump are wrong.
bool MovieFileReader::Library::canJump() const
{
    return firstTime && std::strcmp(media->input().iformat->name, "mpeg") != 0;
}

bool MovieFileReader::Library::jump(Duration position)
{
    if (!canJump())
        return false;
    ready.clear();
    lastTime.reset();
    isFromBeginning = false;
    return media->seek(*firstTime + av_rescale_q(position.count(), kNanoseconds, media->stream().time_base));
}

// Leaves the picture shown at `position` in front of `ready`; false when decoding began behind it.
Result<bool> MovieFileReader::Library::decodeUpTo(Duration position, const std::function<bool()>& isCancelled)
{
    const bool isExhaustive = isFromBeginning;
    while (true) {
        if (isCancelled())
            return makeError(ErrorCode::Cancelled, QStringLiteral("seek in movie file"), {});
        const Result<bool> isThere = decode();
        if (!isThere)
            return isThere;
        if (!*isThere)
            return !ready.empty() || isExhaustive;
        if (ready.back().time > position)
            return ready.size() > 1 || isExhaustive;
        while (ready.size() > 1)
            ready.pop_front();
    }
}

Status MovieFileReader::seek(Duration position)
{
    constexpr std::array<Duration, 3> kFurtherBack{0s, 3s, 15s};
    Library& library = *m_library;
    const auto isStopped = [this] { return isCancelled(); };
    position = std::max(position, Duration::zero()) + rounding();
    if (!library.firstTime && library.ready.empty()) {
        const Result<bool> first = library.decode();
        if (!first)
            return first.error();
    }
    for (const Duration back : kFurtherBack) {
        if (position <= back || !library.jump(position - back))
            break;
        const Result<bool> isFound = library.decodeUpTo(position, isStopped);
        if (isCancelled())
            return isFound ? Status() : Status(isFound.error());
        if (isFound && *isFound)
            return {};
    }
    const bool isAhead = library.isFromBeginning && library.lastTime && *library.lastTime < position;
    if (isAhead && !library.canJump()) {
        const Result<bool> isFound = library.decodeUpTo(position, isStopped);
        if (!library.ready.empty() && isFound && library.ready.front().time <= position)
            return {};
    }
    REELOUT_TRY(library.rewind());
    const Result<bool> isFound = library.decodeUpTo(position, isStopped);
    return isFound ? Status() : Status(isFound.error());
}

Result<PicturePtr> MovieFileReader::next()
{
    Library& library = *m_library;
    if (library.ready.empty()) {
        const Result<bool> isThere = library.decode();
        if (!isThere)
            return isThere.error();
        if (!*isThere)
            return PicturePtr();
    }
    TimedFrame timed = std::move(library.ready.front());
    library.ready.pop_front();
    MediaStream& media = *library.media;
    const AVRational aspect =
        av_guess_sample_aspect_ratio(&media.input(), &media.stream(), timed.frame.get());
    Result<std::shared_ptr<Picture>> picture =
        m_pictures.make(std::move(timed.frame), aspect.num > 0 ? av_q2d(aspect) : 0.0);
    if (!picture)
        return picture.error();
    (*picture)->serial = ++m_serial;
    (*picture)->captured = Timestamp(timed.time);
    return PicturePtr(std::move(picture).value());
}

Duration MovieFileReader::duration() const
{
    const MediaStream& media = *m_library->media;
    if (media.stream().duration > 0)
        return Duration(av_rescale_q(media.stream().duration, media.stream().time_base, kNanoseconds));
    if (media.input().duration > 0)
        return std::chrono::microseconds(media.input().duration);
    return Duration::zero();
}

std::int64_t MovieFileReader::length() const
{
    const AVStream& stream = m_library->media->stream();
    return stream.nb_frames > 0 ? stream.nb_frames
                                : std::llround(toSeconds(duration()) * av_q2d(m_library->rate));
}

FrameRate MovieFileReader::rate() const
{
    return m_library->frameRate();
}

int MovieFileReader::damagedPictures() const
{
    return m_library->media->damagedPlaces();
}

} // namespace reelout
