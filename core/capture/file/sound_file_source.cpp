// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/sound_player.h"

#include <algorithm>

namespace reelout {

namespace {

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
    using Zero = SoundFileReader::Zero;
    Result<std::unique_ptr<SoundFileReader>> reader =
        SoundFileReader::open(spec.path, spec.followsPictures ? Zero::FirstPicture : Zero::FirstSample);
    if (!reader)
        return reader.error();
    if (spec.isClip)
        return makeClip(spec, **reader);
    return std::unique_ptr<AudioSource>(
        std::make_unique<SoundPlayer>(spec, std::move(reader).value(), clock));
}

} // namespace reelout
