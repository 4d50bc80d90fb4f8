// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/muxer.h"

#include "container/chapters.h"
#include "encode/clean_aperture.h"
#include "encode/container_tags.h"
#include "encode/packet_interleaver.h"
#include "ffmpeg/av_error.h"
#include "ffmpeg/av_features.h"

#include <QCoreApplication>

#include <algorithm>

extern "C" {
#include <libavutil/mathematics.h>
#include <libavutil/opt.h>
}

namespace reelout {

namespace {

constexpr Duration kFragmentLength = std::chrono::seconds(1);
// libavformat keeps a fragment in memory until it is complete, in a block that grows by halves; a second of
// Hap would be 30 MB at 1080p.
constexpr std::uint64_t kFragmentBytes = 1U << 20;
// How long the first fragment waits for a track without any packet. Its start is not known until then, and a
// movie box written without it would place it up to an encoder's delay wrong.
constexpr Duration kLongestWaitForTrack = std::chrono::seconds(4);

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::Muxer", source);
}

// Of a picture, whose time base is the frame.
Duration presentationEnd(const AVPacket& packet)
{
    return Duration(av_rescale_q(packet.pts + 1, packet.time_base, AVRational{1, 1'000'000'000}));
}

} // namespace

const Muxer::Container& Muxer::containerOf(const QString& extension)
{
    static constexpr Container kContainers[] = {
        {"mp4", "mp4", Kind::Iso},        {"mov", "mov", Kind::Iso},   {"mkv", "matroska", Kind::Matroska},
        {"webm", "webm", Kind::Matroska}, {"avi", "avi", Kind::Plain}, {"gif", "gif", Kind::Plain}};
    const auto* found = std::find_if(std::begin(kContainers), std::end(kContainers), [&](const auto& row) {
        return extension == QLatin1String(row.extension);
    });
    return found == std::end(kContainers) ? kContainers[0] : *found;
}

Muxer::Muxer(Kind kind, Clock& clock) : m_kind(kind), m_clock(clock), m_lastFlush(clock.now()) {}

Result<std::unique_ptr<Muxer>> Muxer::openFile(FileSystem& files, const QString& path,
                                               const QString& container, Overwrite overwrite, Clock& clock)
{
    const Container& row = containerOf(container);
    std::unique_ptr<Muxer> muxer(new Muxer(row.kind, clock));
    REELOUT_TRY(muxer->allocate(row.format));
    Result<std::unique_ptr<RecordingFile>> file = RecordingFile::create(files, path, overwrite, clock);
    if (!file)
        return file.error();
    muxer->m_file = std::move(file).value();
    muxer->m_path = path;
    Result<std::unique_ptr<AvioFile>> avio =
        AvioFile::create(*muxer->m_file, row.kind == Kind::Iso ? &muxer->m_collector : nullptr);
    if (!avio)
        return avio.error();
    muxer->m_avio = std::move(avio).value();
    muxer->m_context->pb = muxer->m_avio->context();
    muxer->m_context->flags |= AVFMT_FLAG_CUSTOM_IO;
    // Flushing is ours, at the end of each fragment.
    muxer->m_context->flush_packets = 0;
    return muxer;
}

Result<std::unique_ptr<Muxer>> Muxer::openNull(Clock& clock)
{
    std::unique_ptr<Muxer> muxer(new Muxer(Kind::Null, clock));
    REELOUT_TRY(muxer->allocate("null"));
    return muxer;
}

Status Muxer::allocate(const char* format)
{
    AVFormatContext* context = nullptr;
    const int number = avformat_alloc_output_context2(&context, nullptr, format, nullptr);
    m_context.reset(context);
    if (number < 0)
        return avError(number, QStringLiteral("open container"), QString::fromLatin1(format));
    return {};
}

bool Muxer::wantsGlobalHeader(const QString& container)
{
    const AVOutputFormat* format = av_guess_format(containerOf(container).format, nullptr, nullptr);
    return format != nullptr && (format->flags & AVFMT_GLOBALHEADER) != 0;
}

bool Muxer::needsGlobalHeader() const
{
    return (m_context->oformat->flags & AVFMT_GLOBALHEADER) != 0;
}

Status Muxer::checked(int number, const char* step)
{
    if (m_file && m_file->error())
        return *m_file->error();
    if (number < 0)
        return avError(number, QString::fromLatin1(step), m_path);
    return {};
}

Status Muxer::addVideoTrack(AvCodecParametersPtr parameters, const FrameRate& rate)
{
    AVStream* stream = avformat_new_stream(m_context.get(), nullptr);
    if (stream == nullptr)
        return outOfMemory(QStringLiteral("add track"));
    if (const int number = avcodec_parameters_copy(stream->codecpar, parameters.get()); number < 0)
        return avError(number, QStringLiteral("add track"), m_path);
    // Four letters this FFmpeg has not heard of (Hap R, Hap HDR) are no reason to refuse the track.
    const AVCodecParameters& track = *stream->codecpar;
    if (track.codec_id == AV_CODEC_ID_HAP &&
        av_codec_get_id(m_context->oformat->codec_tag, track.codec_tag) == AV_CODEC_ID_NONE)
        m_context->strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;
    stream->avg_frame_rate = {static_cast<int>(rate.numerator()), static_cast<int>(rate.denominator())};
    stream->r_frame_rate = stream->avg_frame_rate;
    stream->time_base = av_inv_q(stream->avg_frame_rate);
    stream->sample_aspect_ratio = parameters->sample_aspect_ratio;
    stream->disposition = AV_DISPOSITION_DEFAULT;
    m_started.push_back(false);
    return {};
}

Status Muxer::addAudioTrack(AvCodecParametersPtr parameters, const QString& name)
{
    AVStream* stream = avformat_new_stream(m_context.get(), nullptr);
    if (stream == nullptr)
        return outOfMemory(QStringLiteral("add track"));
    if (const int number = avcodec_parameters_copy(stream->codecpar, parameters.get()); number < 0)
        return avError(number, QStringLiteral("add track"), m_path);
    stream->time_base = {1, parameters->sample_rate};
    // Of several, players play the first.
    const bool isFirst = m_started.size() == 1;
    stream->disposition = isFirst ? AV_DISPOSITION_DEFAULT : 0;
    // QuickTime and MP4 have two places for it, and players look into one or the other.
    for (const char* key : {"title", "handler_name"}) {
        const bool isWanted = !name.isEmpty() && (m_kind == Kind::Iso || key[0] == 't');
        const int number = isWanted ? av_dict_set(&stream->metadata, key, name.toUtf8().constData(), 0) : 0;
        if (number < 0)
            return avError(number, QStringLiteral("add track"), m_path);
    }
    // Opus in Matroska: a block's time counts the codec's delay in (RFC 9559 section 5.1.4.1.25).
    const bool countsDelay = REELOUT_AV_MATROSKA_ADDS_DELAY == 0 && m_kind == Kind::Matroska &&
                             parameters->codec_id == AV_CODEC_ID_OPUS;
    m_audioShift = countsDelay ? parameters->initial_padding : 0;
    m_started.push_back(false);
    return {};
}

void Muxer::setVisibleSize(Size coded, Size visible)
{
    m_coded = coded;
    m_visible = visible;
    if (m_kind == Kind::Iso)
        m_avio->holdHeader();
}

Status Muxer::begin(const Metadata& metadata)
{
    AvOptions options;
    if (m_kind == Kind::Iso) {
        // FLAC in MP4 has its specification since 2016; libavformat 5.1 still calls it an experiment.
        m_context->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL;
        // delay_moov makes the edit lists right; the box at the very end would hide behind the index.
        QString flags = QStringLiteral("frag_custom+delay_moov+default_base_moof+skip_trailer");
        if (!areCommonTags(metadata))
            flags += QStringLiteral("+use_metadata_tags");
        options = {{QStringLiteral("movflags"), flags}};
    } else if (m_kind == Kind::Matroska) {
        // The sound starts before 0 by the encoder's delay, which the file names; moving everything
        // later to avoid that would take the picture off n/fps.
        m_context->avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED;
    }
    REELOUT_TRY(setContainerTags(*m_context, metadata, m_clock.wallMilliseconds()));
    return writeHeader(options);
}

Status Muxer::writeHeader(const AvOptions& options)
{
    AvOptionSet set;
    REELOUT_TRY(set.add(options));
    REELOUT_TRY(checked(avformat_write_header(m_context.get(), set.get()), "write header"));
    m_hasHeader = true;
    REELOUT_TRY(set.requireAllTaken(QStringLiteral("write header"), m_path));
    if (m_avio)
        REELOUT_TRY(m_avio->flush());
    m_lastFlush = m_clock.now();
    return {};
}

bool Muxer::isFragmentFull(const AVPacket& packet) const
{
    if (!m_hasPending || m_kind == Kind::Null)
        return false;
    const Duration recorded = m_fragmentStart ? decodingTime(packet) - *m_fragmentStart : Duration();
    const bool isLong = packet.stream_index == 0 && recorded >= kFragmentLength;
    // A stop-frame movie takes minutes for a second.
    const bool isOld = m_clock.now() - m_lastFlush >= kFragmentLength;
    const bool isBig = m_kind == Kind::Iso && m_pendingBytes >= kFragmentBytes;
    if (!isLong && !isOld && !isBig)
        return false;
    const bool allStarted = std::find(m_started.begin(), m_started.end(), false) == m_started.end();
    return m_kind != Kind::Iso || m_hasMoov || allStarted ||
           (m_started[0] && recorded >= kLongestWaitForTrack);
}

Status Muxer::write(AvPacketPtr packet)
{
    if (isFragmentFull(*packet))
        REELOUT_TRY(flushFragment());
    if (packet->stream_index == 0 && !m_fragmentStart)
        m_fragmentStart = decodingTime(*packet);
    if (packet->stream_index == 0)
        m_recorded = std::max(m_recorded, presentationEnd(*packet));
    m_started[static_cast<std::size_t>(packet->stream_index)] = true;
    m_hasPending = true;
    m_pendingBytes += static_cast<std::uint64_t>(packet->size);
    const AVStream* stream = m_context->streams[packet->stream_index];
    if (packet->stream_index > 0) {
        packet->pts += m_audioShift;
        packet->dts += m_audioShift;
    }
    av_packet_rescale_ts(packet.get(), packet->time_base, stream->time_base);
    packet->time_base = stream->time_base;
    const Status written = checked(av_write_frame(m_context.get(), packet.get()), "write packet");
    updateBytes();
    return written;
}

// With delay_moov the first flush writes the movie box and nothing else.
Status Muxer::flushHeader()
{
    REELOUT_TRY(checked(av_write_frame(m_context.get(), nullptr), "write header"));
    if (m_visible.isEmpty())
        return {};
    const Result<std::vector<std::byte>> header = withCleanAperture(m_avio->heldHeader(), m_coded, m_visible);
    return header ? m_avio->releaseHeader(*header) : Status(header.error());
}

Status Muxer::flushFragment()
{
    if (m_kind == Kind::Iso && !m_hasMoov)
        REELOUT_TRY(flushHeader());
    REELOUT_TRY(checked(av_write_frame(m_context.get(), nullptr), "write fragment"));
    REELOUT_TRY(m_avio->flush());
    m_hasMoov = true;
    m_hasPending = false;
    m_fragmentStart.reset();
    // Else the next fragment begins where the last picture is thought to end, not at its own time: pictures
    // may be left out in between.
    if (m_kind == Kind::Iso)
        REELOUT_TRY(
            checked(av_opt_set(m_context->priv_data, "movflags", "+frag_discont", 0), "begin fragment"));
    m_pendingBytes = 0;
    m_lastFlush = m_clock.now();
    m_safeEnd = m_file->end();
    updateBytes();
    return m_file->reachedSafePoint();
}

void Muxer::updateBytes()
{
    m_bytes.store((m_file ? m_file->end() : 0) + m_pendingBytes, std::memory_order_relaxed);
}

Status Muxer::finish()
{
    if (m_kind == Kind::Null)
        return checked(av_write_trailer(m_context.get()), "finish");
    if (std::find(m_started.begin(), m_started.end(), true) == m_started.end()) {
        // Nothing came: no file.
        m_path.clear();
        m_file.reset();
        return {};
    }
    if (m_file->error())
        return rescue(*m_file->error());
    return m_kind == Kind::Iso ? finishIso() : finishPlain();
}

Status Muxer::completeFile()
{
    m_pendingBytes = 0;
    const Result<std::uint64_t> size = m_file->file().size();
    const Status completed = m_file->complete();
    m_bytes.store(size ? *size : m_file->end(), std::memory_order_relaxed);
    return completed;
}

Status Muxer::finishIso()
{
    // A movie shorter than a fragment.
    Status trailer = m_hasMoov ? Status() : flushFragment();
    if (trailer)
        trailer = checked(av_write_trailer(m_context.get()), "write trailer");
    if (trailer)
        trailer = m_avio->flush();
    if (!trailer)
        return rescue(trailer.error());
    REELOUT_TRY(m_file->reachedSafePoint());
    if (m_avio->isCollected()) {
        const Result<FinishReport> finished = finishInPlace(m_file->file(), m_collector, m_markers);
        const Status completed = completeFile();
        if (!finished) {
            Error error = finished.error();
            error.detail += text(". The movie plays as it is, and \"repair\" can still finish it.");
            return error;
        }
        return completed;
    }
    REELOUT_TRY(completeFile());
    const Result<FinishReport> repaired = repairIsoFile(m_file->files(), m_path, m_markers);
    return repaired ? Status() : Status(repaired.error());
}

// libavformat writes those it is given before the trailer at the end of the file.
Status Muxer::addChapters()
{
    const std::vector<Marker> chapters =
        m_kind == Kind::Matroska ? chaptersOf(m_markers, m_recorded) : std::vector<Marker>();
    if (chapters.empty())
        return {};
    const QString step = QStringLiteral("write chapters");
    m_context->chapters = static_cast<AVChapter**>(av_calloc(chapters.size(), sizeof(AVChapter*)));
    if (m_context->chapters == nullptr)
        return outOfMemory(step);
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        auto* chapter = static_cast<AVChapter*>(av_mallocz(sizeof(AVChapter)));
        if (chapter == nullptr)
            return outOfMemory(step);
        m_context->chapters[m_context->nb_chapters++] = chapter; // freed with the context
        chapter->id = static_cast<std::int64_t>(i) + 1;
        chapter->time_base = {1, 1'000'000'000};
        chapter->start = chapters[i].at.count();
        chapter->end = (i + 1 < chapters.size() ? chapters[i + 1].at : m_recorded).count();
        const int number = av_dict_set(&chapter->metadata, "title", chapters[i].name.toUtf8().constData(), 0);
        if (number < 0)
            return avError(number, step, m_path);
    }
    return {};
}

Status Muxer::finishPlain()
{
    REELOUT_TRY(addChapters());
    Status trailer = checked(av_write_trailer(m_context.get()), "write trailer");
    if (trailer)
        trailer = m_avio->flush();
    if (!trailer)
        return rescue(trailer.error());
    REELOUT_TRY(m_file->reachedSafePoint());
    return completeFile();
}

Error Muxer::rescue(const Error& error)
{
    Error result = error;
    if (!m_file->isKept()) {
        m_path.clear();
        m_file.reset();
        result.detail += text(". Nothing playable was written, the file was removed.");
        return result;
    }
    if (m_kind != Kind::Iso) {
        const bool cut = m_file->file().truncate(m_safeEnd).hasValue();
        const bool completed = completeFile().hasValue();
        result.detail += cut && completed
                             ? text(". What was recorded until then plays; \"repair\" gives it an index.")
                             : text(". What was recorded until then may play.");
        return result;
    }
    const Result<FinishReport> finished = m_avio->isCollected()
                                              ? finishInPlace(m_file->file(), m_collector, m_markers)
                                              : Result<FinishReport>(error);
    const bool completed = completeFile().hasValue();
    result.detail +=
        finished && completed
            ? text(". The first %1 s are complete.").arg(toSeconds(finished->duration), 0, 'f', 1)
            : text(". What was recorded until then plays as it is, and \"repair\" can finish it.");
    return result;
}

} // namespace reelout
