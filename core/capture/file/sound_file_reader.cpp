// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/sound_file_reader.h"

#include "capture/file/media_stream.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

namespace reelout {

namespace {

using SwrPtr = std::unique_ptr<SwrContext, AvFree<swr_free>>;

constexpr int kMostChannels = 64;

} // namespace

struct SoundFileReader::Library {
    std::unique_ptr<MediaStream> media;
    AvFramePtr frame{av_frame_alloc()};
    SwrPtr converter;

    Status append(const AudioFormat& format, std::vector<float>& out);
};

Result<std::unique_ptr<SoundFileReader>> SoundFileReader::open(const QString& path)
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
    return std::unique_ptr<SoundFileReader>(new SoundFileReader(std::move(library), std::move(format)));
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

Status SoundFileReader::read(std::size_t frames, std::vector<float>& out)
{
    const std::size_t wanted = out.size() + frames * static_cast<std::size_t>(m_format.channels);
    Library& library = *m_library;
    bool isThere = true;
    while (out.size() < wanted && isThere) {
        const Result<bool> received = library.media->receive(*library.frame);
        if (!received)
            return received.error();
        isThere = *received;
        if (isThere)
            REELOUT_TRY(library.append(m_format, out));
        av_frame_unref(library.frame.get());
    }
    return {};
}

} // namespace reelout
