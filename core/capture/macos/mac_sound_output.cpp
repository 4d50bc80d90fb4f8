// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_sound_output.h"

#include "base/log.h"
#include "capture/macos/core_audio.h"
#include "media/stereo_listener.h"

#include <AudioToolbox/AudioToolbox.h>

#include <algorithm>
#include <functional>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("open sound output");
constexpr UInt32 kChannels = 2;
constexpr int kBuffers = 4;
constexpr int kBuffersPerSecond = 50;
constexpr Duration kLookEvery = std::chrono::milliseconds(250);

} // namespace

/// An audio queue with its buffers, which it asks to be filled on a thread of its own.
class MacSoundOutput::Player {
public:
    Player(std::shared_ptr<const AudioHub> hub, std::function<float()> gain)
        : m_sampleRate(hub->format().sampleRate),
          m_listener(std::move(hub)),
          m_gain(std::move(gain))
    {}
    ~Player()
    {
        // At once: what is on its way is not heard any more. Returns when no call is on its way.
        if (m_queue != nullptr)
            (void)AudioQueueDispose(m_queue, true);
    }
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    OSStatus start(const QString& uid)
    {
        AudioStreamBasicDescription format{};
        format.mSampleRate = m_sampleRate;
        format.mFormatID = kAudioFormatLinearPCM;
        format.mFormatFlags = kAudioFormatFlagIsFloat | kAudioFormatFlagIsPacked;
        format.mChannelsPerFrame = kChannels;
        format.mBitsPerChannel = 32;
        format.mBytesPerFrame = kChannels * sizeof(float);
        format.mFramesPerPacket = 1;
        format.mBytesPerPacket = format.mBytesPerFrame;
        if (const OSStatus failed =
                AudioQueueNewOutput(&format, onEmpty, this, nullptr, nullptr, 0, &m_queue);
            failed != noErr)
            return failed;
        const CFStringRef device = uid.toCFString();
        const OSStatus chosen =
            AudioQueueSetProperty(m_queue, kAudioQueueProperty_CurrentDevice, &device, sizeof device);
        CFRelease(device);
        if (chosen != noErr)
            return chosen;
        const auto bytes = static_cast<UInt32>(m_sampleRate / kBuffersPerSecond) * format.mBytesPerFrame;
        for (int i = 0; i < kBuffers; ++i) {
            AudioQueueBufferRef buffer = nullptr;
            if (const OSStatus failed = AudioQueueAllocateBuffer(m_queue, bytes, &buffer); failed != noErr)
                return failed;
            fill(buffer);
        }
        return AudioQueueStart(m_queue, nullptr);
    }

private:
    static void onEmpty(void* data, AudioQueueRef, AudioQueueBufferRef buffer)
    {
        static_cast<Player*>(data)->fill(buffer);
    }

    // A queue that runs dry does not go on by itself: what is missing is silence.
    void fill(AudioQueueBufferRef buffer)
    {
        m_listener.listen();
        const std::size_t samples = buffer->mAudioDataBytesCapacity / sizeof(float);
        auto* to = static_cast<float*>(buffer->mAudioData);
        const std::size_t frames = m_listener.take({to, samples}, m_gain());
        std::fill(to + frames * kChannels, to + samples, 0.0F);
        buffer->mAudioDataByteSize = buffer->mAudioDataBytesCapacity;
        // Refused when the queue is being disposed of.
        (void)AudioQueueEnqueueBuffer(m_queue, buffer, 0, nullptr);
    }

    const int m_sampleRate;
    StereoListener m_listener;
    const std::function<float()> m_gain;
    AudioQueueRef m_queue = nullptr;
};

MacSoundOutput::MacSoundOutput(QString uid, QString label) : m_uid(std::move(uid)), m_label(std::move(label))
{}

MacSoundOutput::~MacSoundOutput()
{
    stop();
}

float MacSoundOutput::gain() const
{
    const double volume = std::clamp(m_volume.load(), 0.0, 1.0);
    return m_muted ? 0.0F : static_cast<float>(volume * volume * volume);
}

Status MacSoundOutput::start(std::shared_ptr<const AudioHub> hub)
{
    stop();
    auto player = std::make_unique<Player>(std::move(hub), [this] { return gain(); });
    if (const OSStatus failed = player->start(m_uid); failed != noErr)
        return coreAudioError(failed, kStep, m_label);
    m_player = std::move(player);
    m_worker = Worker("listen", [this](const std::stop_token& stop) { watch(stop); });
    return {};
}

void MacSoundOutput::stop()
{
    m_worker.stop();
    m_player.reset();
    const std::scoped_lock lock(m_mutex);
    m_failure.reset();
}

std::optional<Error> MacSoundOutput::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure;
}

// A queue whose device is gone says nothing of it.
void MacSoundOutput::watch(const std::stop_token& stop)
{
    while (systemClock().sleepUntil(systemClock().now() + kLookEvery, stop)) {
        if (findCoreAudioDevice(m_uid, SoundDirection::Output))
            continue;
        logWarning(QStringLiteral("sound"), QStringLiteral("%1 is gone").arg(m_label));
        const std::scoped_lock lock(m_mutex);
        m_failure = makeError(ErrorCode::DeviceLost, QStringLiteral("play sound"), m_label);
        return;
    }
}

Result<std::vector<SoundOutputInfo>> MacSoundOutputBackend::outputs()
{
    const Result<std::vector<CoreAudioDevice>> devices = listCoreAudioDevices(SoundDirection::Output);
    if (!devices)
        return devices.error();
    std::vector<SoundOutputInfo> outputs;
    for (const CoreAudioDevice& device : *devices)
        outputs.push_back({device.uid, device.name, device.isDefault});
    return outputs;
}

Result<std::unique_ptr<SoundOutput>> MacSoundOutputBackend::open(const QString& id)
{
    const Result<std::vector<SoundOutputInfo>> known = outputs();
    if (!known)
        return known.error();
    for (const SoundOutputInfo& output : *known) {
        if (id.isEmpty() ? output.isDefault : output.id == id)
            return std::unique_ptr<SoundOutput>(std::make_unique<MacSoundOutput>(output.id, output.label));
    }
    return makeError(ErrorCode::NotFound, kStep,
                     id.isEmpty() ? QStringLiteral("there is no sound output")
                                  : QStringLiteral("no sound output \"%1\"").arg(id));
}

} // namespace reelout
