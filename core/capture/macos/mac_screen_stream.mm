// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_screen_stream.h"

#include "capture/macos/host_time.h"

#import <CoreMedia/CoreMedia.h>
#import <ScreenCaptureKit/ScreenCaptureKit.h>

#include <mutex>
#include <utility>

namespace reelout {

namespace {

constexpr std::int64_t kPatience = 4; // seconds

struct Inbox {
    mutable std::mutex mutex;
    std::optional<MacFrame> newest;
    std::optional<Error> failure;
    std::function<void()> news;

    void put(MacFrame frame)
    {
        std::function<void()> tell;
        {
            const std::scoped_lock lock(mutex);
            tell = news;
            if (newest) {
                // What it replaces was never seen: its changes count too.
                frame.isAllNew = frame.isAllNew || newest->isAllNew || newest->size != frame.size;
                frame.changed.insert(frame.changed.end(), newest->changed.begin(), newest->changed.end());
            }
            newest = std::move(frame);
        }
        tell();
    }
    void fail(NSError* error)
    {
        std::function<void()> tell;
        {
            const std::scoped_lock lock(mutex);
            tell = news;
            const bool isRefused =
                error.code == SCStreamErrorUserDeclined || error.code == SCStreamErrorUserStopped;
            failure = makeError(isRefused ? ErrorCode::PermissionDenied : ErrorCode::DeviceLost,
                                QStringLiteral("capture the screen"),
                                QString::fromNSString(error.localizedDescription));
        }
        tell();
    }
};

std::shared_ptr<const std::uint8_t> lockedPixels(CVPixelBufferRef buffer)
{
    if (CVPixelBufferLockBaseAddress(buffer, kCVPixelBufferLock_ReadOnly) != kCVReturnSuccess)
        return nullptr;
    CVPixelBufferRetain(buffer);
    return {static_cast<const std::uint8_t*>(CVPixelBufferGetBaseAddress(buffer)),
            [buffer](const std::uint8_t*) {
                CVPixelBufferUnlockBaseAddress(buffer, kCVPixelBufferLock_ReadOnly);
                CVPixelBufferRelease(buffer);
            }};
}

// Nothing for what carries no picture: an idle screen, a stream that begins.
std::optional<MacFrame> frameOf(CMSampleBufferRef sample)
{
    const CFArrayRef attachments = CMSampleBufferGetSampleAttachmentsArray(sample, false);
    if (attachments == nullptr || CFArrayGetCount(attachments) == 0)
        return std::nullopt;
    NSDictionary* info = (__bridge NSDictionary*)CFArrayGetValueAtIndex(attachments, 0);
    NSNumber* status = info[SCStreamFrameInfoStatus];
    if (status.integerValue != SCFrameStatusComplete)
        return std::nullopt;
    const CVPixelBufferRef buffer = CMSampleBufferGetImageBuffer(sample);
    if (buffer == nullptr || CVPixelBufferGetPixelFormatType(buffer) != kCVPixelFormatType_32BGRA)
        return std::nullopt;
    MacFrame frame;
    frame.pixels = lockedPixels(buffer);
    if (!frame.pixels)
        return std::nullopt;
    frame.stride = static_cast<std::ptrdiff_t>(CVPixelBufferGetBytesPerRow(buffer));
    frame.size = {static_cast<int>(CVPixelBufferGetWidth(buffer)),
                  static_cast<int>(CVPixelBufferGetHeight(buffer))};
    NSNumber* shown = info[SCStreamFrameInfoDisplayTime];
    frame.shown = shown != nil ? timestampOfHost(shown.unsignedLongLongValue) : systemClock().now();
    NSArray* places = info[SCStreamFrameInfoDirtyRects];
    frame.isAllNew = places == nil;
    for (NSDictionary* place in places) {
        CGRect rect = CGRectZero;
        if (!CGRectMakeWithDictionaryRepresentation((__bridge CFDictionaryRef)place, &rect)) {
            frame.isAllNew = true;
            break;
        }
        const CGRect whole = CGRectIntegral(rect);
        frame.changed.push_back({static_cast<int>(whole.origin.x), static_cast<int>(whole.origin.y),
                                 static_cast<int>(whole.size.width), static_cast<int>(whole.size.height)});
    }
    return frame;
}

} // namespace

} // namespace reelout

/// What ScreenCaptureKit calls; outlives the stream, which it is told of through a shared inbox.
@interface ReeloutStreamReceiver : NSObject <SCStreamOutput, SCStreamDelegate>
- (instancetype)initWithInbox:(std::shared_ptr<reelout::Inbox>)inbox;
@end

@implementation ReeloutStreamReceiver {
    std::shared_ptr<reelout::Inbox> _inbox;
}

- (instancetype)initWithInbox:(std::shared_ptr<reelout::Inbox>)inbox
{
    self = [super init];
    if (self != nil)
        _inbox = std::move(inbox);
    return self;
}

- (void)stream:(SCStream*)stream
    didOutputSampleBuffer:(CMSampleBufferRef)sample
                   ofType:(SCStreamOutputType)type
{
    if (type != SCStreamOutputTypeScreen || !CMSampleBufferIsValid(sample))
        return;
    if (auto frame = reelout::frameOf(sample))
        _inbox->put(std::move(*frame));
}

- (void)stream:(SCStream*)stream didStopWithError:(NSError*)error
{
    _inbox->fail(error);
}

@end

namespace reelout {

struct MacScreenStream::Impl {
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>();
    ReeloutStreamReceiver* receiver = nil;
    SCStream* stream = nil;
    dispatch_queue_t queue = nil;
};

MacScreenStream::MacScreenStream(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

MacScreenStream::~MacScreenStream()
{
    // It stops in its own time; frames that still come find an inbox that nobody empties, and no one to tell.
    [m_impl->stream stopCaptureWithCompletionHandler:nil];
    const std::scoped_lock lock(m_impl->inbox->mutex);
    m_impl->inbox->newest.reset();
    m_impl->inbox->news = [] {};
}

Result<std::unique_ptr<MacScreenStream>> MacScreenStream::start(SCContentFilter* filter,
                                                                SCStreamConfiguration* configuration,
                                                                std::function<void()> news)
{
    const QString step = QStringLiteral("start screen capture");
    auto impl = std::make_unique<Impl>();
    impl->inbox->news = std::move(news);
    impl->receiver = [[ReeloutStreamReceiver alloc] initWithInbox:impl->inbox];
    impl->queue = dispatch_queue_create("reelout.screen", DISPATCH_QUEUE_SERIAL);
    impl->stream = [[SCStream alloc] initWithFilter:filter
                                      configuration:configuration
                                           delegate:impl->receiver];
    NSError* refused = nil;
    if (![impl->stream addStreamOutput:impl->receiver
                                  type:SCStreamOutputTypeScreen
                    sampleHandlerQueue:impl->queue
                                 error:&refused])
        return makeError(ErrorCode::Unsupported, step, QString::fromNSString(refused.localizedDescription));
    const dispatch_semaphore_t started = dispatch_semaphore_create(0);
    __block NSError* failed = nil;
    [impl->stream startCaptureWithCompletionHandler:^(NSError* error) {
      failed = error;
      dispatch_semaphore_signal(started);
    }];
    if (dispatch_semaphore_wait(started, dispatch_time(DISPATCH_TIME_NOW, kPatience * NSEC_PER_SEC)) != 0)
        return makeError(ErrorCode::TimedOut, step, QStringLiteral("macOS does not answer"));
    if (failed != nil) {
        impl->inbox->fail(failed);
        return *impl->inbox->failure;
    }
    return std::unique_ptr<MacScreenStream>(new MacScreenStream(std::move(impl)));
}

std::optional<MacFrame> MacScreenStream::take()
{
    const std::scoped_lock lock(m_impl->inbox->mutex);
    return std::exchange(m_impl->inbox->newest, std::nullopt);
}

std::optional<Error> MacScreenStream::failure() const
{
    const std::scoped_lock lock(m_impl->inbox->mutex);
    return m_impl->inbox->failure;
}

} // namespace reelout
