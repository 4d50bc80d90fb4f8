// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/sound_file_reader.h"

#include "capture/file/media_stream.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <optional>

namespace reelout {

namespace {

using SwrPtr = std::unique_ptr<SwrContext, AvFree<swr_free>>;

constexpr int kMostChannels = 64;

} // namespace

struct SoundFileReader::Library {
    std::unique_ptr<MediaStream> media;
    AvFramePtr frame{av_frame_alloc()};
    SwrPtr converter;
    std::optional<std::int64_t> firstTime; ///< of the first frame, in the stream's time base

    Status append(const AudioFormat& format, std::vector<float>& out);
};

Result<std::unique_ptr<SoundFileReader>> SoundFileReader::open(const QString& path, Zero zero)
{
    MediaStreamSpec spec;
    spec.path = path;
    spec.type = AVMEDIA_TYPE_AUDIO;
    spec.step = QStringLiteral("read sound file");
    spec.nothing = QStringLiteral("there is no sound in it");
    spec.skipsDamage = true; // a damaged packet is a hole in the sound, not its end
    Result<std::unique_ptr<MediaStream>> media = MediaStream::open(std::move(spec));
    if (!media)
        return media.error();
    auto library = std::make_unique<Library>();
    library->media = std::move(media).value();
    if (!library->frame)
        return library->media->outOfMemory();

    AudioFormat format;
    format.sampleRate = library->media->decoder().sample_rate;
    format.channels = library->media->decoder().ch_layout.nb_channels;
    if (format.sampleRate < 1 || format.channels < 1 || format.channels > kMostChannels)
        return library->media->nothing();
    for (int channel = 1; channel <= format.channels; ++channel)
        format.channelNames += QStringLiteral("chan%1").arg(channel);
    std::unique_ptr<SoundFileReader> reader(new SoundFileReader(std::move(library), std::move(format)));
    if (zero == Zero::FirstPicture)
        REELOUT_TRY(reader->placeZero());
    return reader;
}

SoundFileReader::SoundFileReader(std::unique_ptr<Library> library, AudioFormat format)
    : m_library(std::move(library)),
      m_format(std::move(format))
{}

SoundFileReader::~SoundFileReader() = default;

// The decoded frame as interleaved floats in the format of the file's beginning, whatever it has become.
Status SoundFileReader::Library::append(const AudioFormat& format, std::vector<float>& out)
{
    if (!converter) {
        AVChannelLayout layout{};
        av_channel_layout_default(&layout, format.channels);
        SwrContext* made = nullptr;
        const bool isSame = frame->ch_layout.nb_channels == format.channels;
        int code = swr_alloc_set_opts2(
            &made, isSame ? &frame->ch_layout : &layout, AV_SAMPLE_FMT_FLT, format.sampleRate,
            &frame->ch_layout, static_cast<AVSampleFormat>(frame->format), frame->sample_rate, 0, nullptr);
        av_channel_layout_uninit(&layout);
        converter.reset(made);
        if (code >= 0)
            code = swr_init(made);
        if (code < 0)
            return media->failure(code);
    }
    const int room = swr_get_out_samples(converter.get(), frame->nb_samples);
    if (room < 0)
        return media->failure(room);
    const auto channels = static_cast<std::size_t>(format.channels);
    const std::size_t before = out.size();
    out.resize(before + static_cast<std::size_t>(room) * channels);
    std::uint8_t* target[] = {static_cast<std::uint8_t*>(static_cast<void*>(out.data() + before))};
    const int made = swr_convert(converter.get(), target, room,
                                 const_cast<const std::uint8_t**>(frame->extended_data), frame->nb_samples);
    out.resize(before + static_cast<std::size_t>(std::max(made, 0)) * channels);
    return made < 0 ? Status(media->failure(made)) : Status();
}

// One more decoded frame added to `out`; false at the end.
Result<bool> SoundFileReader::decode(std::vector<float>& out)
{
    Library& library = *m_library;
    Result<bool> isThere = library.media->receive(*library.frame);
    if (isThere && *isThere) {
        if (!library.firstTime && library.frame->best_effort_timestamp != AV_NOPTS_VALUE)
            library.firstTime = library.frame->best_effort_timestamp;
        if (const Status added = library.append(m_format, out); !added)
            isThere = added.error();
    }
    av_frame_unref(library.frame.get());
    return isThere;
}

Status SoundFileReader::read(std::size_t frames, std::vector<float>& out)
{
    const auto channels = static_cast<std::size_t>(m_format.channels);
    const std::size_t wanted = out.size() + frames * channels;
    const std::int64_t silent = std::min(m_silence, static_cast<std::int64_t>(frames));
    out.resize(out.size() + static_cast<std::size_t>(silent) * channels, 0.0F);
    m_silence -= silent;
    if (m_silence > 0)
        return {};
    out.insert(out.end(), m_leftOver.begin(), m_leftOver.end());
    m_leftOver.clear();
    while (out.size() < wanted) {
        const Result<bool> isThere = decode(out);
        if (!isThere)
            return isThere.error();
        if (!*isThere)
            break;
    }
    return {};
}

// Leaves out that many decoded frames.
Status SoundFileReader::skip(std::int64_t frames)
{
    const std::size_t wanted = static_cast<std::size_t>(frames) * static_cast<std::size_t>(m_format.channels);
    std::size_t passed = 0;
    while (passed + m_leftOver.size() < wanted) {
        passed += m_leftOver.size();
        m_leftOver.clear();
        const Result<bool> isThere = decode(m_leftOver);
        if (!isThere)
            return isThere.error();
        if (!*isThere)
            return {};
    }
    m_leftOver.erase(m_leftOver.begin(), m_leftOver.begin() + static_cast<std::ptrdiff_t>(wanted - passed));
    return {};
}

Status SoundFileReader::seek(std::int64_t frame)
{
    constexpr std::int64_t kNearSeconds = 2;         // read from the beginning: exact in every file
    constexpr std::int64_t kRunUpMilliseconds = 500; // codecs need some sound before they are right
    Library& library = *m_library;
    const std::int64_t target = frame - m_lead;
    m_silence = std::max<std::int64_t>(-target, 0);
    m_leftOver.clear();
    library.converter.reset();
    const AVRational base = library.media->stream().time_base;
    const AVRational rate{1, m_format.sampleRate};
    const std::int64_t runUp = m_format.sampleRate * kRunUpMilliseconds / 1000;
    if (target > kNearSeconds * m_format.sampleRate && library.firstTime &&
        library.media->seek(*library.firstTime + av_rescale_q(target - runUp, rate, base))) {
        const Result<bool> isThere = library.media->receive(*library.frame);
        const std::int64_t time = library.frame->best_effort_timestamp;
        if (isThere && *isThere && time != AV_NOPTS_VALUE) {
            const std::int64_t at = av_rescale_q(time - *library.firstTime, base, rate);
            REELOUT_TRY(library.append(m_format, m_leftOver));
            av_frame_unref(library.frame.get());
            if (at <= target)
                return skip(target - at);
            m_leftOver.clear();
            library.converter.reset();
        }
    }
    av_frame_unref(library.frame.get());
    REELOUT_TRY(library.media->reopen());
    return skip(std::max<std::int64_t>(target, 0));
}

// How much earlier or later the sound begins than the pictures.
Status SoundFileReader::placeZero()
{
    const Result<bool> isThere = decode(m_leftOver);
    if (!isThere)
        return isThere.error();
    MediaStream& media = *m_library->media;
    const int pictures = av_find_best_stream(&media.input(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (pictures < 0 || !m_library->firstTime)
        return {};
    const AVStream& video = *media.input().streams[pictures];
    if ((video.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0 || video.start_time == AV_NOPTS_VALUE)
        return {};
    const AVRational rate{1, m_format.sampleRate};
    m_lead = av_rescale_q(*m_library->firstTime, media.stream().time_base, rate) -
             av_rescale_q(video.start_time, video.time_base, rate);
    m_silence = std::max<std::int64_t>(m_lead, 0);
    return m_lead < 0 ? skip(-m_lead) : Status();
}

FileTimeline SoundFileReader::timeline() const
{
    MediaStream& media = *m_library->media;
    FileTimeline timeline;
    if (media.input().duration > 0)
        timeline.length = std::chrono::microseconds(media.input().duration);
    const int pictures = av_find_best_stream(&media.input(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (pictures < 0)
        return timeline;
    const AVRational rate = av_guess_frame_rate(&media.input(), media.input().streams[pictures], nullptr);
    if (rate.num > 0 && rate.den > 0)
        timeline.rate = FrameRate(rate.num, rate.den);
    return timeline;
}

} // namespace reelout
