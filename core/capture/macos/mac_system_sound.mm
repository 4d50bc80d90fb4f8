// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_system_sound.h"

#include "base/log.h"
#include "capture/macos/host_time.h"
#include "capture/macos/mac_content.h"
#include "capture/packet_timeline.h"

#import <CoreMedia/CoreMedia.h>
#import <ScreenCaptureKit/ScreenCaptureKit.h>

#include <atomic>
#include <cmath>
#include <mutex>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("hear the system");
constexpr std::int64_t kPatience = 4; // seconds
constexpr Duration kLookEvery = std::chrono::milliseconds(250);
constexpr Duration kRetry = std::chrono::seconds(1);

/// Where the samples go; shared with what macOS calls, which may do so after the stream is gone.
class Ear {
public:
    Ear(const AudioFormat& format, std::shared_ptr<AudioHub> hub)
        : m_channels(static_cast<std::size_t>(format.channels)),
          m_hub(std::move(hub)),
          m_timeline(format.sampleRate)
    {}

    void hear(CMSampleBufferRef sample)
    {
        const auto frames = static_cast<std::size_t>(CMSampleBufferGetNumSamples(sample));
        AudioBufferList* list = nullptr;
        std::size_t bytes = 0;
        if (frames == 0 || CMSampleBufferGetAudioBufferListWithRetainedBlockBuffer(
                               sample, &bytes, nullptr, 0, nullptr, nullptr, 0, nullptr) != noErr)
            return;
        std::vector<std::max_align_t> memory(bytes / sizeof(std::max_align_t) + 1);
        list = reinterpret_cast<AudioBufferList*>(memory.data());
        CMBlockBufferRef block = nullptr;
        if (CMSampleBufferGetAudioBufferListWithRetainedBlockBuffer(sample, nullptr, list, bytes, nullptr,
                                                                    nullptr, 0, &block) != noErr)
            return;
        interleave(*list, frames);
        CFRelease(block);
        publish(CMSampleBufferGetPresentationTimeStamp(sample), frames);
    }
    /// Nothing is published any more.
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_hub.reset();
    }
    void end() { m_isOver = true; }
    bool isOver() const { return m_isOver; }

private:
    // Each channel comes by itself, or all of them in one buffer.
    void interleave(const AudioBufferList& list, std::size_t frames)
    {
        m_samples.assign(frames * m_channels, 0.0F);
        std::size_t first = 0;
        for (UInt32 i = 0; i < list.mNumberBuffers; ++i) {
            const std::size_t width = list.mBuffers[i].mNumberChannels;
            const auto* from = static_cast<const float*>(list.mBuffers[i].mData);
            const std::size_t there =
                width == 0 ? 0 : std::min(frames, list.mBuffers[i].mDataByteSize / (width * sizeof(float)));
            for (std::size_t channel = 0; channel < width && first + channel < m_channels && from != nullptr;
                 ++channel) {
                for (std::size_t frame = 0; frame < there; ++frame)
                    m_samples[frame * m_channels + first + channel] = from[frame * width + channel];
            }
            first += width;
        }
    }

    void publish(CMTime when, std::size_t frames)
    {
        PacketTimeline::Packet packet;
        packet.position = m_position; // macOS counts nothing here: only times tell of gaps
        packet.frames = static_cast<std::int64_t>(frames);
        packet.isTimeKnown = CMTIME_IS_NUMERIC(when);
        packet.time = packet.isTimeKnown ? timestampOfHost(CMClockConvertHostTimeToSystemUnits(when))
                                         : systemClock().now();
        m_position += packet.frames;
        const PacketTimeline::Placed placed = m_timeline.place(packet);
        const std::scoped_lock lock(m_mutex);
        if (m_hub)
            m_hub->publish(placed.captured, m_samples, static_cast<std::uint64_t>(placed.missing));
    }

    const std::size_t m_channels;
    std::mutex m_mutex;
    std::shared_ptr<AudioHub> m_hub;
    PacketTimeline m_timeline;
    std::vector<float> m_samples;
    std::int64_t m_position = 0;
    std::atomic<bool> m_isOver{false};
};

} // namespace

} // namespace reelout

@interface ReeloutSoundReceiver : NSObject <SCStreamOutput, SCStreamDelegate>
- (instancetype)initWithEar:(std::shared_ptr<reelout::Ear>)ear;
@end

@implementation ReeloutSoundReceiver {
    std::shared_ptr<reelout::Ear> _ear;
}

- (instancetype)initWithEar:(std::shared_ptr<reelout::Ear>)ear
{
    self = [super init];
    if (self != nil)
        _ear = std::move(ear);
    return self;
}

- (void)stream:(SCStream*)stream
    didOutputSampleBuffer:(CMSampleBufferRef)sample
                   ofType:(SCStreamOutputType)type
{
    if (@available(macOS 13.0, *)) {
        if (type == SCStreamOutputTypeAudio && CMSampleBufferIsValid(sample))
            _ear->hear(sample);
    }
}

- (void)stream:(SCStream*)stream didStopWithError:(NSError*)error
{
    _ear->end();
}

@end

namespace reelout {

/// A stream of ScreenCaptureKit that is asked for sound; its pictures, which it always makes, are as few and
/// small as can be, and go nowhere.
class MacSystemSound::Stream {
public:
    Stream(const AudioFormat& format, std::shared_ptr<AudioHub> hub)
        : m_ear(std::make_shared<Ear>(format, std::move(hub)))
    {}
    ~Stream()
    {
        m_ear->close();
        [m_stream stopCaptureWithCompletionHandler:nil];
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    bool isOver() const { return m_ear->isOver(); }
    Status start(SCDisplay* display, const AudioFormat& format);

private:
    const std::shared_ptr<Ear> m_ear;
    ReeloutSoundReceiver* m_receiver = nil;
    SCStream* m_stream = nil;
    dispatch_queue_t m_queue = nil;
};

Status MacSystemSound::Stream::start(SCDisplay* display, const AudioFormat& format)
{
    if (@available(macOS 13.0, *)) {
        SCStreamConfiguration* configuration = [[SCStreamConfiguration alloc] init];
        configuration.capturesAudio = YES;
        configuration.excludesCurrentProcessAudio = YES; // what is listened to would come round for ever
        configuration.sampleRate = format.sampleRate;
        configuration.channelCount = format.channels;
        configuration.width = 2;
        configuration.height = 2;
        configuration.minimumFrameInterval = CMTimeMake(1, 1);
        SCContentFilter* filter = [[SCContentFilter alloc] initWithDisplay:display excludingWindows:@[]];
        m_receiver = [[ReeloutSoundReceiver alloc] initWithEar:m_ear];
        m_queue = dispatch_queue_create("reelout.sound", DISPATCH_QUEUE_SERIAL);
        m_stream = [[SCStream alloc] initWithFilter:filter configuration:configuration delegate:m_receiver];
        NSError* refused = nil;
        if (![m_stream addStreamOutput:m_receiver
                                  type:SCStreamOutputTypeAudio
                    sampleHandlerQueue:m_queue
                                 error:&refused])
            return makeError(ErrorCode::Unsupported, kStep,
                             QString::fromNSString(refused.localizedDescription));
        const dispatch_semaphore_t started = dispatch_semaphore_create(0);
        __block NSError* failed = nil;
        [m_stream startCaptureWithCompletionHandler:^(NSError* error) {
          failed = error;
          dispatch_semaphore_signal(started);
        }];
        if (dispatch_semaphore_wait(started, dispatch_time(DISPATCH_TIME_NOW, kPatience * NSEC_PER_SEC)) != 0)
            return makeError(ErrorCode::TimedOut, kStep, QStringLiteral("macOS does not answer"));
        if (failed != nil)
            return makeError(ErrorCode::DeviceLost, kStep,
                             QString::fromNSString(failed.localizedDescription));
        return {};
    }
    return makeError(ErrorCode::Unsupported, kStep,
                     QStringLiteral("The sound of the system can be recorded from macOS 13 on."));
}

MacSystemSound::MacSystemSound(AudioFormat format) : m_format(std::move(format)) {}

MacSystemSound::~MacSystemSound()
{
    stop();
}

Status MacSystemSound::start(std::shared_ptr<AudioHub> hub)
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

void MacSystemSound::stop()
{
    m_worker.stop();
}

Result<std::unique_ptr<MacSystemSound::Stream>> MacSystemSound::open()
{
    const Result<SCShareableContent*> content = shareableContent(Consent::Ask);
    if (!content)
        return content.error();
    SCDisplay* display = (*content).displays.firstObject;
    if (display == nil)
        return makeError(ErrorCode::NoDisplay, kStep, QStringLiteral("this session has no display"));
    auto stream = std::make_unique<Stream>(m_format, m_hub);
    REELOUT_TRY(stream->start(display, m_format));
    return stream;
}

void MacSystemSound::run(const std::stop_token& stop, std::promise<Status>& opened)
{
    Result<std::unique_ptr<Stream>> first = open();
    if (!first) {
        opened.set_value(first.error());
        return;
    }
    std::unique_ptr<Stream> stream = std::move(*first);
    opened.set_value({});
    while (systemClock().sleepUntil(systemClock().now() + (stream ? kLookEvery : kRetry), stop)) {
        if (stream && stream->isOver()) {
            stream.reset();
            tell(SourceEventKind::Lost, QStringLiteral("the sound of the system is gone"));
        } else if (!stream) {
            if (Result<std::unique_ptr<Stream>> again = open()) {
                stream = std::move(*again);
                tell(SourceEventKind::Recovered, QStringLiteral("the sound of the system is back"));
            }
        }
    }
}

void MacSystemSound::tell(SourceEventKind kind, const QString& text)
{
    logInfo(QStringLiteral("sound"), text);
    m_hub->publishEvent({kind, systemClock().now(), text});
}

} // namespace reelout
