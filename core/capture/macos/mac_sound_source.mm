// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_sound_source.h"

#include "base/log.h"
#include "capture/macos/core_audio.h"
#include "capture/macos/host_time.h"
#include "capture/macos/mac_consent.h"
#include "capture/packet_timeline.h"

#include <algorithm>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("open sound device");
constexpr Duration kLookEvery = std::chrono::milliseconds(250);
constexpr Duration kRetry = std::chrono::seconds(1);
constexpr std::size_t kMostFrames = 16384; ///< of a cycle

} // namespace

/// The device's callback, from its start to its end. The callback is on a thread of CoreAudio's that must
/// never wait: it copies into memory made before and publishes into the hub's ring.
class MacSoundSource::Stream {
public:
    Stream(AudioObjectID object, const AudioFormat& format, std::shared_ptr<AudioHub> hub)
        : m_object(object),
          m_channels(static_cast<std::size_t>(format.channels)),
          m_sampleRate(format.sampleRate),
          m_hub(std::move(hub)),
          m_timeline(format.sampleRate),
          m_samples(kMostFrames * m_channels)
    {}
    ~Stream()
    {
        if (m_callback == nullptr)
            return;
        // Both fail only when the device is gone. After the second no call is on its way any more.
        (void)AudioDeviceStop(m_object, m_callback);
        (void)AudioDeviceDestroyIOProcID(m_object, m_callback);
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    OSStatus start()
    {
        if (const OSStatus failed = AudioDeviceCreateIOProcID(m_object, onInput, this, &m_callback);
            failed != noErr) {
            m_callback = nullptr;
            return failed;
        }
        return AudioDeviceStart(m_object, m_callback);
    }
    bool isOver() const { return !isAlive(m_object) || sampleRateOf(m_object) != m_sampleRate; }

private:
    static OSStatus onInput(AudioObjectID, const AudioTimeStamp*, const AudioBufferList* input,
                            const AudioTimeStamp* time, AudioBufferList*, const AudioTimeStamp*, void* data)
    {
        static_cast<Stream*>(data)->take(*input, *time);
        return noErr;
    }

    // Each stream of a device has a buffer of its own, interleaved; together they are the device's channels.
    void take(const AudioBufferList& input, const AudioTimeStamp& time)
    {
        std::size_t frames = kMostFrames;
        std::size_t first = 0;
        for (UInt32 i = 0; i < input.mNumberBuffers; ++i) {
            const std::size_t width = input.mBuffers[i].mNumberChannels;
            if (width > 0)
                frames = std::min(frames, input.mBuffers[i].mDataByteSize / (width * sizeof(float)));
        }
        for (UInt32 i = 0; i < input.mNumberBuffers; ++i) {
            const std::size_t width = input.mBuffers[i].mNumberChannels;
            const auto* from = static_cast<const float*>(input.mBuffers[i].mData);
            for (std::size_t channel = 0; channel < width && first + channel < m_channels && from != nullptr;
                 ++channel) {
                for (std::size_t frame = 0; frame < frames; ++frame)
                    m_samples[frame * m_channels + first + channel] = from[frame * width + channel];
            }
            first += width;
        }
        PacketTimeline::Packet packet;
        packet.frames = static_cast<std::int64_t>(frames);
        packet.position = static_cast<std::int64_t>(time.mSampleTime);
        packet.isTimeKnown = (time.mFlags & kAudioTimeStampHostTimeValid) != 0;
        packet.time = packet.isTimeKnown ? timestampOfHost(time.mHostTime) : systemClock().now();
        const PacketTimeline::Placed placed = m_timeline.place(packet);
        m_hub->publish(placed.captured, {m_samples.data(), frames * m_channels},
                       static_cast<std::uint64_t>(placed.missing));
    }

    const AudioObjectID m_object;
    const std::size_t m_channels;
    const int m_sampleRate;
    const std::shared_ptr<AudioHub> m_hub;
    PacketTimeline m_timeline;
    std::vector<float> m_samples;
    AudioDeviceIOProcID m_callback = nullptr;
};

MacSoundSource::MacSoundSource(QString uid, QString label, AudioFormat format)
    : m_uid(std::move(uid)),
      m_label(std::move(label)),
      m_format(std::move(format))
{}

MacSoundSource::~MacSoundSource()
{
    stop();
}

Status MacSoundSource::start(std::shared_ptr<AudioHub> hub)
{
    stop();
    if (hub->format().sampleRate != m_format.sampleRate || hub->format().channels != m_format.channels)
        return makeError(ErrorCode::InvalidParameter, kStep, QStringLiteral("the hub has another format"));
    m_hub = std::move(hub);
    auto opened = std::make_shared<std::promise<Status>>();
    std::future<Status> result = opened->get_future();
    m_worker = Worker("sound", [this, opened](const std::stop_token& stop) { run(stop, *opened); });
    Status status = result.get();
    if (!status)
        stop();
    return status;
}

void MacSoundSource::stop()
{
    m_worker.stop();
}

Result<std::unique_ptr<MacSoundSource::Stream>> MacSoundSource::open()
{
    REELOUT_TRY(requireMicrophoneConsent());
    const Result<CoreAudioDevice> device = findCoreAudioDevice(m_uid, SoundDirection::Input);
    if (!device)
        return device.error();
    if (device->sampleRate != m_format.sampleRate || device->channels < m_format.channels)
        return makeError(ErrorCode::Unsupported, kStep,
                         QStringLiteral("%1 has %2 Hz and %3 channels now")
                             .arg(m_label)
                             .arg(device->sampleRate)
                             .arg(device->channels));
    auto stream = std::make_unique<Stream>(device->object, m_format, m_hub);
    if (const OSStatus failed = stream->start(); failed != noErr)
        return coreAudioError(failed, kStep, m_label);
    return stream;
}

void MacSoundSource::run(const std::stop_token& stop, std::promise<Status>& opened)
{
    Result<std::unique_ptr<Stream>> first = open();
    if (!first) {
        opened.set_value(first.error());
        return;
    }
    std::unique_ptr<Stream> stream = std::move(*first);
    opened.set_value({});
    // Notifications of CoreAudio need a run loop of somebody else's; four looks a second need none.
    while (systemClock().sleepUntil(systemClock().now() + (stream ? kLookEvery : kRetry), stop)) {
        if (stream && stream->isOver()) {
            stream.reset();
            tell(SourceEventKind::Lost, QStringLiteral("%1 is gone").arg(m_label));
        } else if (!stream) {
            if (Result<std::unique_ptr<Stream>> again = open()) {
                stream = std::move(*again);
                tell(SourceEventKind::Recovered, QStringLiteral("%1 is back").arg(m_label));
            }
        }
    }
}

void MacSoundSource::tell(SourceEventKind kind, const QString& text)
{
    logInfo(QStringLiteral("sound"), text);
    m_hub->publishEvent({kind, systemClock().now(), text});
}

} // namespace reelout
