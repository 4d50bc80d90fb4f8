// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/prores_encoder.h"

#include "encode/av_video_encoder.h"
#include "ffmpeg/av_error.h"
#include "media/row_bands.h"

extern "C" {
#include <libavutil/avutil.h>
}

#include <algorithm>
#include <deque>
#include <mutex>
#include <utility>

namespace reelout {

namespace {

/// Pixels: so many bands that one of them a step coarser is a small step for the frame, and that no thread
/// waits long for the others.
int bandHeight(const VideoEncoderSpec& spec)
{
    constexpr int kFewestBands = 17;
    constexpr int kBandsAThread = 4;
    const int bands = std::max(kFewestBands, kBandsAThread * spec.plan.threads);
    const int rows = (spec.size.height + kProResMacroblock - 1) / kProResMacroblock;
    return std::max(1, rows / bands) * kProResMacroblock;
}

int bandCount(const VideoEncoderSpec& spec)
{
    return (spec.size.height + bandHeight(spec) - 1) / bandHeight(spec);
}

std::size_t frameBudget(const VideoEncoderSpec& spec)
{
    return static_cast<std::size_t>(macroblocksOf(spec.size)) *
           static_cast<std::size_t>(spec.plan.bitsPerMacroblock) / 8;
}

/// What encodes `height` rows with one quantiser.
VideoEncoderSpec bandSpec(const VideoEncoderSpec& whole, int height, int quantiser)
{
    VideoEncoderSpec spec = whole;
    spec.size.height = height;
    spec.plan.threads = 1;
    OptionList options(spec.plan.options);
    options.set("flags", "+qscale");
    options.set("global_quality", quantiser * FF_QP2LAMBDA);
    spec.plan.options = options.take();
    return spec;
}

} // namespace

class ProResEncoder::Encoders {
public:
    explicit Encoders(const VideoEncoderSpec& spec)
        : m_spec(spec),
          // The quantisers of a frame are neighbours, and those of the next ones too.
          m_mostIdle(6 * static_cast<std::size_t>(std::max(spec.plan.threads, 1)))
    {}

    Result<std::unique_ptr<VideoEncoder>> take(int height, int quantiser)
    {
        {
            const std::scoped_lock lock(m_mutex);
            const auto found = std::find_if(m_idle.begin(), m_idle.end(), [&](const Idle& idle) {
                return idle.height == height && idle.quantiser == quantiser;
            });
            if (found != m_idle.end()) {
                std::unique_ptr<VideoEncoder> encoder = std::move(found->encoder);
                m_idle.erase(found);
                return encoder;
            }
        }
        return AvVideoEncoder::open(bandSpec(m_spec, height, quantiser));
    }

    void giveBack(std::unique_ptr<VideoEncoder> encoder, int height, int quantiser)
    {
        const std::scoped_lock lock(m_mutex);
        m_idle.push_front({std::move(encoder), height, quantiser});
        if (m_idle.size() > m_mostIdle)
            m_idle.pop_back();
    }

private:
    struct Idle {
        std::unique_ptr<VideoEncoder> encoder;
        int height = 0;
        int quantiser = 0;
    };
    const VideoEncoderSpec m_spec;
    const std::size_t m_mostIdle;
    std::mutex m_mutex;
    std::deque<Idle> m_idle; ///< used last first
};

bool ProResEncoder::canEncode(const VideoEncoderSpec& spec)
{
    return spec.plan.encoder == QLatin1String("prores_ks");
}

Result<std::unique_ptr<VideoEncoder>> ProResEncoder::open(const VideoEncoderSpec& spec)
{
    Result<std::unique_ptr<VideoEncoder>> whole =
        AvVideoEncoder::open(bandSpec(spec, spec.size.height, spec.plan.finestQuantiser));
    if (!whole)
        return whole.error();
    return std::unique_ptr<VideoEncoder>(new ProResEncoder(spec, std::move(whole).value()));
}

ProResEncoder::ProResEncoder(const VideoEncoderSpec& spec, std::unique_ptr<VideoEncoder> whole)
    : ImmediateEncoder(spec.rate),
      m_spec(spec),
      m_whole(std::move(whole)),
      m_rate(frameBudget(spec), bandCount(spec), spec.plan.finestQuantiser),
      m_encoders(std::make_unique<Encoders>(spec)),
      m_pool(std::max(spec.plan.threads, 1), "prores")
{
    const int height = bandHeight(spec);
    for (int top = 0; top < spec.size.height; top += height) {
        Band& band = m_bands.emplace_back();
        band.top = top;
        band.height = std::min(height, spec.size.height - top);
    }
}

ProResEncoder::~ProResEncoder() = default;

void ProResEncoder::forgetChanged(const Picture& picture)
{
    const bool isNext = m_lastSerial > 0 && picture.serial == m_lastSerial + 1;
    const RowBands changed = isNext ? changesOf(picture) : RowBands::whole(picture.size.height);
    for (Band& band : m_bands) {
        if (changed.intersects(band.top, band.top + band.height))
            band.packet.reset();
    }
    m_lastSerial = picture.serial;
}

Status ProResEncoder::encodeBand(const PicturePtr& picture, Band& band, int quantiser)
{
    Result<std::unique_ptr<VideoEncoder>> encoder = m_encoders->take(band.height, quantiser);
    if (!encoder)
        return encoder.error();
    band.packet.reset();
    const auto rows = std::make_shared<Picture>(rowsOf(*picture, band.top, band.top + band.height));
    REELOUT_TRY((*encoder)->send(rows, 0));
    Result<AvPacketPtr> packet = (*encoder)->receive();
    if (!packet)
        return packet.error();
    if (!*packet)
        return makeError(ErrorCode::Internal, QStringLiteral("encode picture"),
                         QStringLiteral("prores_ks kept a picture"));
    const Result<ProResFrame> frame =
        parseProResFrame({(*packet)->data, static_cast<std::size_t>((*packet)->size)});
    if (!frame)
        return frame.error();
    m_encoders->giveBack(std::move(encoder).value(), band.height, quantiser);
    band.packet = std::move(packet).value();
    band.frame = *frame;
    band.quantiser = quantiser;
    return {};
}

Status ProResEncoder::encodeBands(const PicturePtr& picture, const std::vector<int>& bands)
{
    const std::span<const int> quantisers = m_rate.quantisers();
    std::mutex mutex;
    Status outcome;
    m_pool.run(static_cast<int>(bands.size()), [&](int index) {
        const auto number = static_cast<std::size_t>(bands[static_cast<std::size_t>(index)]);
        Status encoded = encodeBand(picture, m_bands[number], quantisers[number]);
        if (encoded)
            return;
        const std::scoped_lock lock(mutex);
        outcome = std::move(encoded);
    });
    return outcome;
}

// Before the first frame nothing is known of the take's pictures: a few bands stand for all.
Status ProResEncoder::findRate(const PicturePtr& picture)
{
    constexpr std::size_t kStep = 6;
    std::vector<int> sample;
    for (std::size_t number = std::min(kStep, m_bands.size()) / 2; number < m_bands.size(); number += kStep)
        sample.push_back(static_cast<int>(number));
    std::vector<std::size_t> sizes;
    do {
        REELOUT_TRY(encodeBands(picture, sample));
        std::size_t sum = 0;
        for (const int number : sample)
            sum += proResColourBytes(m_bands[static_cast<std::size_t>(number)].frame);
        sizes.assign(m_bands.size(), sum / sample.size());
    } while (!m_rate.correct(sizes).empty());
    m_rate.begin();
    return {};
}

Result<AvPacketPtr> ProResEncoder::encode(const PicturePtr& picture)
{
    forgetChanged(*picture);
    if (!std::exchange(m_hasRate, true))
        REELOUT_TRY(findRate(picture));
    std::vector<int> due;
    for (std::size_t number = 0; number < m_bands.size(); ++number) {
        const Band& band = m_bands[number];
        if (!band.packet || band.quantiser != m_rate.quantisers()[number])
            due.push_back(static_cast<int>(number));
    }
    std::vector<std::size_t> sizes(m_bands.size());
    for (;;) {
        REELOUT_TRY(encodeBands(picture, due));
        std::transform(m_bands.begin(), m_bands.end(), sizes.begin(),
                       [](const Band& band) { return proResColourBytes(band.frame); });
        due = m_rate.correct(sizes);
        if (due.empty())
            break;
    }
    m_rate.settle(sizes);
    return join();
}

Result<AvPacketPtr> ProResEncoder::join() const
{
    std::vector<ProResFrame> frames;
    frames.reserve(m_bands.size());
    for (const Band& band : m_bands)
        frames.push_back(band.frame);
    AvPacketPtr packet(av_packet_alloc());
    if (!packet || av_new_packet(packet.get(), static_cast<int>(joinedProResSize(frames))) < 0)
        return outOfMemory(QStringLiteral("encode picture"));
    joinProResFrame(frames, m_spec.size.height, packet->data);
    return packet;
}

} // namespace reelout
