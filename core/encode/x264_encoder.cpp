// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/x264_encoder.h"

#include "base/log.h"
#include "encode/x264_settings.h"
#include "ffmpeg/av_error.h"
#include "ffmpeg/av_formats.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace reelout {

namespace {

constexpr int kBlock = 16;
constexpr int kFilterReach = 2; // columns beyond a change that the chroma filter carries it to
// Shown the same picture again, libx264 spends what bits are left on its quality for about that many frames.
constexpr int kSettling = 12;

thread_local QString lastLine; // libx264 says why before it returns

void keepLine(void* /*owner*/, int /*level*/, const char* format, std::va_list arguments)
{
    char line[512];
    std::vsnprintf(line, sizeof line, format, arguments);
    lastLine = QString::fromUtf8(line).trimmed();
    logWarning(QStringLiteral("x264"), lastLine);
}

QString encodeStep()
{
    return QStringLiteral("encode picture");
}

std::span<const std::uint8_t> bytesOf(const x264_nal_t& unit)
{
    return {unit.p_payload, static_cast<std::size_t>(unit.i_payload)};
}

Error failed(const QString& step)
{
    const QString reason = std::exchange(lastLine, {});
    return makeError(ErrorCode::EncoderRejected, step,
                     reason.isEmpty() ? QStringLiteral("libx264 gave no reason") : reason);
}

} // namespace

void X264Encoder::Close::operator()(x264_t* encoder) const
{
    x264_encoder_close(encoder);
}

bool X264Encoder::canEncode(const VideoEncoderSpec& spec)
{
    return spec.plan.encoder == QLatin1String("libx264") && x264ColourSpace(spec.format) != X264_CSP_NONE;
}

X264Encoder::X264Encoder(const VideoEncoderSpec& spec) : m_spec(spec) {}
X264Encoder::~X264Encoder() = default;

Result<std::unique_ptr<VideoEncoder>> X264Encoder::open(const VideoEncoderSpec& spec)
{
    Result<x264_param_t> parameters = x264Settings(spec);
    if (!parameters)
        return parameters.error();
    parameters->analyse.b_mb_info = 1;
    parameters->pf_log = &keepLine;
    std::unique_ptr<X264Encoder> encoder(new X264Encoder(spec));
    encoder->m_encoder.reset(x264_encoder_open(&*parameters));
    x264_param_cleanup(&*parameters);
    if (!encoder->m_encoder)
        return failed(QStringLiteral("open video encoder"));
    REELOUT_TRY(encoder->readHeaders());
    return std::unique_ptr<VideoEncoder>(std::move(encoder));
}

Status X264Encoder::readHeaders()
{
    x264_nal_t* first = nullptr;
    int count = 0;
    if (x264_encoder_headers(m_encoder.get(), &first, &count) < 0)
        return failed(QStringLiteral("open video encoder"));
    const std::span<const x264_nal_t> units(first, static_cast<std::size_t>(count));
    x264_param_t actual;
    x264_encoder_parameters(m_encoder.get(), &actual);
    if (actual.i_bframe > 0)
        m_reordering = actual.i_bframe_pyramid != X264_B_PYRAMID_NONE ? 2 : 1;
    prepareRepeats(units, actual);
    for (const x264_nal_t& unit : units) {
        std::vector<std::uint8_t> bytes;
        if (!m_repeats || !m_repeats->appendUnit(bytesOf(unit), bytes))
            bytes.assign(bytesOf(unit).begin(), bytesOf(unit).end());
        QByteArray& to = unit.i_type == NAL_SEI ? m_information : m_parameterSets;
        to.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    }
    return {};
}

void X264Encoder::prepareRepeats(std::span<const x264_nal_t> headers, const x264_param_t& actual)
{
    m_keyInterval = actual.i_keyint_max;
    m_heldBack = x264_encoder_maximum_delayed_frames(m_encoder.get());
    m_references = actual.i_frame_reference;
    const bool hasTimesInside = actual.i_nal_hrd != X264_NAL_HRD_NONE || actual.b_pic_struct != 0;
    if (m_keyInterval <= 1 || hasTimesInside)
        return;
    // A rate is kept over the pictures that libx264 knows of, and B slices must not refer beyond what it
    // holds back.
    if (m_heldBack > 0 && (!m_spec.plan.hasClosedGroups || m_heldBack < m_references))
        return;
    std::span<const std::uint8_t> sequenceSet;
    std::span<const std::uint8_t> pictureSet;
    for (const x264_nal_t& unit : headers) {
        if (unit.i_type == NAL_SPS)
            sequenceSet = bytesOf(unit);
        else if (unit.i_type == NAL_PPS)
            pictureSet = bytesOf(unit);
    }
    m_repeats = H264Repeats::of(sequenceSet, pictureSet);
}

/// The units as one, numbered through with the repeats between them.
Result<std::span<const std::uint8_t>> X264Encoder::numbered(std::span<const x264_nal_t> units)
{
    m_units.clear();
    for (const x264_nal_t& unit : units) {
        if (!m_repeats->appendUnit(bytesOf(unit), m_units))
            return makeError(ErrorCode::Internal, encodeStep(), QStringLiteral("a unit without a slice"));
    }
    m_repeats->endPicture();
    return std::span<const std::uint8_t>(m_units);
}

Status X264Encoder::keepPacket(std::span<const std::uint8_t> picture, std::int64_t index)
{
    AvPacketPtr packet(av_packet_alloc());
    const auto before = static_cast<std::size_t>(m_information.size());
    if (!packet || av_new_packet(packet.get(), static_cast<int>(before + picture.size())) < 0)
        return outOfMemory(encodeStep());
    std::memcpy(packet->data, m_information.constData(), before);
    std::memcpy(packet->data + before, picture.data(), picture.size());
    m_information.clear();
    packet->pts = index;
    packet->dts = index;
    packet->duration = 1;
    packet->time_base = {static_cast<int>(m_spec.rate.denominator()),
                         static_cast<int>(m_spec.rate.numerator())};
    m_packet = std::move(packet);
    return {};
}

// A picture that stays on show needs no other key frame than the one it has.
Status X264Encoder::keepKey()
{
    m_lastKey = m_packet->pts;
    m_key.reset(av_packet_clone(m_packet.get()));
    return m_key ? Status() : outOfMemory(encodeStep());
}

Status X264Encoder::skip(std::int64_t index)
{
    m_units.clear();
    m_repeats->appendRepeat(m_units);
    return keepPacket(m_units, index);
}

/// A repeat that is shown before what libx264 holds back, which is the same.
Status X264Encoder::skipAhead(std::int64_t index)
{
    REELOUT_TRY(skip(index - pending()));
    m_packet->dts = ++m_lastDecoding;
    m_latest = m_packet->pts;
    ++m_inserted;
    return {};
}

Status X264Encoder::sendAgain(std::int64_t index)
{
    m_packet.reset(av_packet_clone(m_key.get()));
    if (!m_packet)
        return outOfMemory(encodeStep());
    m_packet->pts = index;
    m_packet->dts = index;
    m_lastKey = index;
    m_repeats->restart();
    return {};
}

/// A byte for each macroblock, to be freed; null when nothing is known.
Result<std::uint8_t*> X264Encoder::constantBlocks(const Picture& picture) const
{
    const bool isSame = m_last && m_last.get() == &picture;
    const bool isNext = m_last && picture.damageKnown && picture.serial == m_last->serial + 1;
    if (!isSame && !isNext)
        return static_cast<std::uint8_t*>(nullptr);
    const int columns = (m_spec.size.width + kBlock - 1) / kBlock;
    const int rows = (m_spec.size.height + kBlock - 1) / kBlock;
    const auto count = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    auto* blocks = static_cast<std::uint8_t*>(std::malloc(count));
    if (blocks == nullptr)
        return outOfMemory(encodeStep());
    std::memset(blocks, X264_MBINFO_CONSTANT, count);
    for (const Rect& place : isSame ? std::vector<Rect>() : picture.damage) {
        if (place.isEmpty())
            continue;
        const int left = std::clamp(place.x - kFilterReach, 0, m_spec.size.width - 1) / kBlock;
        const int right = std::clamp(place.right() + kFilterReach - 1, 0, m_spec.size.width - 1) / kBlock;
        const int top = std::clamp(place.y, 0, m_spec.size.height - 1) / kBlock;
        // The last row of the image is repeated below it.
        const int bottom = place.bottom() >= picture.size.height
                               ? rows - 1
                               : std::clamp(place.bottom() - 1, 0, m_spec.size.height - 1) / kBlock;
        const auto width = static_cast<std::size_t>(right) - static_cast<std::size_t>(left) + 1;
        for (int row = top; row <= bottom; ++row)
            std::memset(blocks + static_cast<std::ptrdiff_t>(row) * columns + left, 0, width);
    }
    return blocks;
}

Status X264Encoder::encode(const PicturePtr& picture, std::int64_t index, Type type)
{
    x264_picture_t input;
    x264_picture_init(&input);
    if (type != Type::Auto)
        input.i_type = type == Type::Idr ? X264_TYPE_IDR : X264_TYPE_P;
    if (picture) {
        const Result<std::uint8_t*> blocks = constantBlocks(*picture);
        if (!blocks)
            return blocks.error();
        input.i_pts = index - m_inserted;
        input.img.i_csp = x264ColourSpace(picture->format);
        input.img.i_plane = pixelFormatInfo(picture->format).planes;
        for (int plane = 0; plane < input.img.i_plane; ++plane) {
            input.img.plane[plane] = picture->planes[static_cast<std::size_t>(plane)].data;
            input.img.i_stride[plane] =
                static_cast<int>(picture->planes[static_cast<std::size_t>(plane)].stride);
        }
        input.prop.mb_info = *blocks;
        input.prop.mb_info_free = &std::free;
    }
    x264_nal_t* units = nullptr;
    int count = 0;
    x264_picture_t output;
    const int bytes =
        x264_encoder_encode(m_encoder.get(), &units, &count, picture ? &input : nullptr, &output);
    if (bytes < 0)
        return failed(encodeStep());
    if (bytes == 0)
        return {};
    std::span<const std::uint8_t> all(units[0].p_payload, static_cast<std::size_t>(bytes));
    if (m_repeats) {
        const Result<std::span<const std::uint8_t>> own = numbered({units, static_cast<std::size_t>(count)});
        if (!own)
            return own.error();
        all = *own;
    }
    REELOUT_TRY(keepPacket(all, output.i_pts + m_inserted));
    m_packet->dts = output.i_dts + m_inserted;
    m_lastDecoding = m_packet->dts;
    m_latest = std::max(m_latest, m_packet->pts);
    m_key.reset();
    if (output.b_keyframe == 0)
        return {};
    m_packet->flags |= AV_PKT_FLAG_KEY;
    return hasCheapRepeats() ? keepKey() : Status();
}

Status X264Encoder::send(const PicturePtr& picture, std::int64_t index)
{
    const bool stays = m_last == picture && index == m_lastIndex + 1;
    if (hasCheapRepeats() && stays && m_settled >= kSettling)
        return repeat(picture, index);
    m_settled = stays ? m_settled + 1 : 0;
    m_lastIndex = index;
    if (m_repeats && m_heldBack > 0) {
        REELOUT_TRY(sendHeldBack(picture, index));
    } else {
        // libx264 counts only what it gets itself.
        const Type type = m_repeats && isKeyDue(index) ? Type::Idr : Type::Auto;
        REELOUT_TRY(encode(picture, index, type));
    }
    m_last = picture;
    return {};
}

Status X264Encoder::sendHeldBack(const PicturePtr& picture, std::int64_t index)
{
    if (isKeyDue(index)) {
        m_tail = 0;
        m_lastKey = index;
        return encode(picture, index, Type::Idr);
    }
    if (m_settled <= kSettling) {
        m_tail = 0;
        return encode(picture, index, Type::Auto);
    }
    const std::int64_t held = pending();
    const bool areAllBefore = m_tail >= held && m_latest < index - held;
    if (areAllBefore && held >= m_references && m_repeats->canRepeat())
        return skipAhead(index);
    ++m_tail;
    return encode(picture, index, Type::P);
}

Status X264Encoder::repeat(const PicturePtr& picture, std::int64_t index)
{
    if (!hasCheapRepeats() || m_last != picture)
        return send(picture, index);
    m_lastIndex = index;
    if (!isKeyDue(index))
        return skip(index);
    return m_key ? sendAgain(index) : encode(picture, index, Type::Idr);
}

Status X264Encoder::sendEnd()
{
    m_ended = true;
    m_last.reset();
    return {};
}

Result<AvPacketPtr> X264Encoder::receive()
{
    if (!m_packet && m_ended && pending() > 0)
        REELOUT_TRY(encode(nullptr, 0, Type::Auto));
    return std::move(m_packet);
}

std::int64_t X264Encoder::pending() const
{
    return x264_encoder_delayed_frames(m_encoder.get());
}

Status X264Encoder::describe(AVCodecParameters& parameters) const
{
    constexpr qsizetype kProfileAndLevel =
        4 + 4; // start code, and what goes before level_idc (H.264 7.3.2.1)
    if (m_parameterSets.size() < kProfileAndLevel)
        return failed(QStringLiteral("describe picture track"));
    const AvColour colour = toAvColour(m_spec.colour);
    parameters.codec_type = AVMEDIA_TYPE_VIDEO;
    parameters.codec_id = AV_CODEC_ID_H264;
    parameters.format = toAvPixelFormat(m_spec.format);
    parameters.width = m_spec.size.width;
    parameters.height = m_spec.size.height;
    parameters.sample_aspect_ratio = av_d2q(m_spec.pixelAspect, 10000);
    parameters.color_primaries = colour.primaries;
    parameters.color_trc = colour.transfer;
    parameters.color_space = colour.matrix;
    parameters.color_range = colour.range;
    parameters.chroma_location = AVCHROMA_LOC_LEFT;
    parameters.video_delay = m_reordering;
    parameters.profile = static_cast<std::uint8_t>(m_parameterSets[kProfileAndLevel - 3]);
    parameters.level = static_cast<std::uint8_t>(m_parameterSets[kProfileAndLevel - 1]);
    if (!m_spec.globalHeader)
        return {};
    const auto size = static_cast<std::size_t>(m_parameterSets.size());
    parameters.extradata = static_cast<std::uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
    if (parameters.extradata == nullptr)
        return outOfMemory(QStringLiteral("describe picture track"));
    std::memcpy(parameters.extradata, m_parameterSets.constData(), size);
    parameters.extradata_size = static_cast<int>(size);
    return {};
}

} // namespace reelout
