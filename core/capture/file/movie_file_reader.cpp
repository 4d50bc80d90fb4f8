// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/movie_file_reader.h"

#include "capture/file/media_stream.h"

#include <cmath>
#include <optional>

namespace reelout {

struct MovieFileReader::Library {
    std::unique_ptr<MediaStream> media;
    AVRational rate{25, 1};
    std::optional<std::int64_t> firstTime; ///< in the stream's time base

    Timestamp timeOf(const AVFrame& frame, std::uint64_t index);
};

Result<std::unique_ptr<MovieFileReader>> MovieFileReader::open(const QString& path)
{
    MediaStreamSpec spec;
    spec.path = path;
    spec.type = AVMEDIA_TYPE_VIDEO;
    spec.step = QStringLiteral("read movie file");
    spec.nothing = QStringLiteral("there are no pictures in it");
    spec.threads = 0;
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

// From the file's own times; a frame without one follows at the file's rate.
Timestamp MovieFileReader::Library::timeOf(const AVFrame& frame, std::uint64_t index)
{
    const std::int64_t pts = frame.best_effort_timestamp;
    if (pts == AV_NOPTS_VALUE)
        return Timestamp(FrameRate(rate.num, rate.den).timeOf(static_cast<std::int64_t>(index)));
    if (!firstTime)
        firstTime = pts;
    return Timestamp(
        Duration(av_rescale_q(pts - *firstTime, media->stream().time_base, AVRational{1, 1'000'000'000})));
}

Result<PicturePtr> MovieFileReader::next()
{
    MediaStream& media = *m_library->media;
    AvFramePtr frame(av_frame_alloc());
    if (!frame)
        return media.outOfMemory();
    const Result<bool> isThere = media.receive(*frame);
    if (!isThere)
        return isThere.error();
    if (!*isThere)
        return PicturePtr();
    const Timestamp time = m_library->timeOf(*frame, m_serial);
    const AVRational aspect = av_guess_sample_aspect_ratio(&media.input(), &media.stream(), frame.get());
    Result<std::shared_ptr<Picture>> picture =
        m_pictures.make(std::move(frame), aspect.num > 0 ? av_q2d(aspect) : 0.0);
    if (!picture)
        return picture.error();
    (*picture)->serial = ++m_serial;
    (*picture)->captured = time;
    return PicturePtr(std::move(picture).value());
}

std::int64_t MovieFileReader::length() const
{
    const AVStream& stream = m_library->media->stream();
    if (stream.nb_frames > 0)
        return stream.nb_frames;
    double seconds = 0.0;
    if (stream.duration > 0)
        seconds = static_cast<double>(stream.duration) * av_q2d(stream.time_base);
    else if (m_library->media->input().duration > 0)
        seconds = static_cast<double>(m_library->media->input().duration) / AV_TIME_BASE;
    return std::llround(seconds * av_q2d(m_library->rate));
}

FrameRate MovieFileReader::rate() const
{
    return {m_library->rate.num, m_library->rate.den};
}

} // namespace reelout
