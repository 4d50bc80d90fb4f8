// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_screen_source.h"

#include "capture/macos/mac_content.h"
#include "capture/macos/mac_screen_stream.h"

#import <ScreenCaptureKit/ScreenCaptureKit.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace reelout {

namespace {

constexpr Duration kStartLimit = std::chrono::milliseconds(4800);
constexpr Duration kRetry = std::chrono::seconds(1);
constexpr std::ptrdiff_t kPixel = 4;
constexpr int kQueueDepth = 5; // one is read, one waits, the rest are macOS'

SCStreamConfiguration* configurationFor(const ScreenSpec& spec, Size size)
{
    SCStreamConfiguration* configuration = [[SCStreamConfiguration alloc] init];
    configuration.width = static_cast<std::size_t>(size.width);
    configuration.height = static_cast<std::size_t>(size.height);
    configuration.pixelFormat = kCVPixelFormatType_32BGRA;
    configuration.colorSpaceName = kCGColorSpaceSRGB;
    configuration.showsCursor = spec.cursor;
    configuration.queueDepth = kQueueDepth;
    configuration.minimumFrameInterval =
        CMTimeMake(spec.rate.denominator(), static_cast<std::int32_t>(spec.rate.numerator()));
    return configuration;
}

} // namespace

/// The streams of one target and the picture that is put together from them. Capture thread.
struct MacScreenSource::Session {
    struct Part {
        std::unique_ptr<MacScreenStream> stream;
        Rect area; ///< on the desktop
        bool hasFrame = false;
    };
    std::vector<Part> parts;
    Rect covered;
    Rect area;
    std::vector<std::uint8_t> pixels; ///< of `covered`
    std::vector<MacDisplay> displays;
    std::optional<FollowRegion> follow;
    ScreenCanvas canvas;

    Status openDesktop(const MacTarget& target, const std::function<void()>& news);
    Status openWindow(const MacTarget& target, const std::function<void()>& news);
    Status addStream(SCContentFilter* filter, const ScreenSpec& spec, const Rect& place,
                     const std::function<void()>& news);
    void cover(const Rect& place);
    Result<Timestamp> takeFrames();
    void copy(const MacFrame& frame, const Rect& place);
    void moveTo(const Rect& place);
    void followPointer(Timestamp now);
    CleanImage image() const;
};

void MacScreenSource::Session::cover(const Rect& place)
{
    covered = place;
    pixels.assign(static_cast<std::size_t>(place.width) * static_cast<std::size_t>(place.height) * kPixel, 0);
}

Status MacScreenSource::Session::addStream(SCContentFilter* filter, const ScreenSpec& spec, const Rect& place,
                                           const std::function<void()>& news)
{
    Result<std::unique_ptr<MacScreenStream>> stream =
        MacScreenStream::start(filter, configurationFor(spec, place.size()), news);
    if (!stream)
        return stream.error();
    parts.push_back({std::move(*stream), place, false});
    return {};
}

Status MacScreenSource::Session::openDesktop(const MacTarget& target, const std::function<void()>& news)
{
    Result<std::vector<MacDisplay>> found = listDisplays();
    if (!found)
        return found.error();
    displays = std::move(*found);
    const DesktopLayout layout = layoutOf(displays);
    const Result<Rect> place = resolveArea(target.spec, target.monitorId, layout);
    if (!place)
        return place.error();
    cover(coveredArea(target.spec, *place, layout));
    const Result<SCShareableContent*> content = shareableContent(Consent::Ask);
    if (!content)
        return content.error();
    for (SCDisplay* display in (*content).displays) {
        const auto known = std::find_if(displays.begin(), displays.end(),
                                        [&](const MacDisplay& each) { return each.id == display.displayID; });
        if (known == displays.end() || known->area.intersected(covered).isEmpty())
            continue;
        SCContentFilter* filter = [[SCContentFilter alloc] initWithDisplay:display excludingWindows:@[]];
        REELOUT_TRY(addStream(filter, target.spec, known->area, news));
    }
    if (parts.empty())
        return makeError(ErrorCode::NotFound, QStringLiteral("start screen capture"), target.name);
    if (target.spec.area == ScreenSpec::Area::FollowMouse) {
        follow.emplace(target.spec.region.size(), target.spec.follow, target.spec.followSeconds);
        std::vector<Rect> monitors;
        for (const MacDisplay& display : displays)
            monitors.push_back(display.area);
        follow->setMonitors(std::move(monitors));
    }
    moveTo(*place);
    return {};
}

Status MacScreenSource::Session::openWindow(const MacTarget& target, const std::function<void()>& news)
{
    const Result<SCShareableContent*> content = shareableContent(Consent::Ask);
    if (!content)
        return content.error();
    const std::vector<SCWindow*> windows = listedWindows(*content);
    std::vector<WindowIdentity> identities;
    std::transform(windows.begin(), windows.end(), std::back_inserter(identities), identityOf);
    const auto chosen = chooseWindow(WindowIdentity::fromToken(target.windowId), identities);
    if (!chosen)
        return makeError(ErrorCode::NotFound, QStringLiteral("start screen capture"),
                         target.name + QStringLiteral(" was closed"));
    SCWindow* window = windows[*chosen];
    // macOS scales the window's points to whatever is asked for: its display's pixels are asked for.
    const Result<std::vector<MacDisplay>> found = listDisplays();
    double scale = 1.0;
    for (const MacDisplay& display : found ? *found : std::vector<MacDisplay>()) {
        const CGRect bounds = CGDisplayBounds(display.id);
        if (CGRectContainsPoint(bounds,
                                CGPointMake(CGRectGetMidX(window.frame), CGRectGetMidY(window.frame))))
            scale = display.scale;
    }
    const Rect place{0, 0, static_cast<int>(std::lround(window.frame.size.width * scale)),
                     static_cast<int>(std::lround(window.frame.size.height * scale))};
    SCContentFilter* filter = [[SCContentFilter alloc] initWithDesktopIndependentWindow:window];
    cover(place);
    REELOUT_TRY(addStream(filter, target.spec, place, news));
    moveTo(place);
    return {};
}

void MacScreenSource::Session::moveTo(const Rect& place)
{
    if (place == area)
        return;
    if (place.size() != area.size())
        canvas.reset(place.size());
    canvas.changeAll();
    area = place;
}

void MacScreenSource::Session::followPointer(Timestamp now)
{
    if (!follow)
        return;
    const CGEventRef event = CGEventCreate(nullptr);
    if (event == nullptr)
        return;
    const CGPoint point = CGEventGetLocation(event);
    CFRelease(event);
    for (const MacDisplay& display : displays) {
        if (!CGRectContainsPoint(CGDisplayBounds(display.id), point))
            continue;
        const auto scaled = [&](double value) {
            return static_cast<int>(std::lround(value * display.scale));
        };
        moveTo(follow->follow(scaled(point.x), scaled(point.y), now).intersected(covered));
    }
}

void MacScreenSource::Session::copy(const MacFrame& frame, const Rect& place)
{
    const Rect whole{place.x, place.y, frame.size.width, frame.size.height};
    std::vector<Rect> changed;
    if (frame.isAllNew)
        changed.push_back(whole);
    for (const Rect& rect : frame.changed)
        changed.push_back({rect.x + place.x, rect.y + place.y, rect.width, rect.height});
    const std::ptrdiff_t stride = covered.width * kPixel;
    RowBands places;
    for (const Rect& rect : changed) {
        const Rect part = rect.intersected(whole).intersected(covered);
        for (int y = part.y; y < part.bottom(); ++y)
            std::memcpy(pixels.data() + (y - covered.y) * stride + (part.x - covered.x) * kPixel,
                        frame.pixels.get() + (y - place.y) * frame.stride + (part.x - place.x) * kPixel,
                        static_cast<std::size_t>(part.width) * kPixel);
        const Rect seen = part.intersected(area);
        places.add({seen.x - area.x, seen.y - area.y, seen.width, seen.height});
    }
    canvas.change(places);
}

// When the newest of them was shown.
Result<Timestamp> MacScreenSource::Session::takeFrames()
{
    Timestamp newest{};
    for (Part& part : parts) {
        if (const std::optional<Error> failure = part.stream->failure())
            return *failure;
        std::optional<MacFrame> frame = part.stream->take();
        if (!frame)
            continue;
        frame->isAllNew = frame->isAllNew || !part.hasFrame;
        copy(*frame, part.area);
        part.hasFrame = true;
        newest = std::max(newest, frame->shown);
    }
    return newest;
}

CleanImage MacScreenSource::Session::image() const
{
    const bool isComplete =
        std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.hasFrame; });
    if (!isComplete || area.isEmpty())
        return {};
    const std::ptrdiff_t stride = covered.width * kPixel;
    return {pixels.data() + (area.y - covered.y) * stride + (area.x - covered.x) * kPixel, stride,
            area.size()};
}

void MacScreenSource::Bell::ring()
{
    {
        const std::scoped_lock lock(mutex);
        hasNews = true;
    }
    rang.notify_all();
}

bool MacScreenSource::Bell::wait(Timestamp until, const std::stop_token& stop)
{
    std::unique_lock lock(mutex);
    const auto deadline = std::chrono::steady_clock::time_point(
        std::chrono::duration_cast<std::chrono::steady_clock::duration>(until.time_since_epoch()));
    rang.wait_until(lock, stop, deadline, [this] { return hasNews; });
    hasNews = false;
    return !stop.stop_requested();
}

MacScreenSource::MacScreenSource(MacTarget target, Clock& clock) : m_target(std::move(target)), m_clock(clock)
{}

MacScreenSource::~MacScreenSource()
{
    stop();
}

Status MacScreenSource::start(std::shared_ptr<PictureHub> hub)
{
    stop();
    {
        const std::scoped_lock lock(m_mutex);
        m_startOutcome.reset();
    }
    m_worker = Worker("screen-capture",
                      [this, hub = std::move(hub)](const std::stop_token& stop) { run(hub, stop); });
    std::optional<Status> outcome;
    {
        std::unique_lock lock(m_mutex);
        m_started.wait_for(lock, kStartLimit, [&] { return m_startOutcome.has_value(); });
        outcome = m_startOutcome;
    }
    if (!outcome)
        outcome = makeError(ErrorCode::TimedOut, QStringLiteral("start screen capture"),
                            QStringLiteral("macOS sends no picture of %1").arg(m_target.name));
    if (!*outcome)
        stop();
    return *outcome;
}

void MacScreenSource::stop()
{
    m_worker.stop();
}

void MacScreenSource::reportStart(Status outcome)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_startOutcome)
            return;
        m_startOutcome = std::move(outcome);
    }
    m_started.notify_all();
}

void MacScreenSource::run(const std::shared_ptr<PictureHub>& hub, const std::stop_token& stop)
{
    ScreenFeed feed(hub, m_clock, QStringLiteral("screen"));
    const bool isWindow = m_target.spec.area == ScreenSpec::Area::Window;
    feed.setSizesSettle(isWindow);
    if (m_target.spec.cursor && m_target.spec.cursorScale != 1.0)
        feed.notice(QStringLiteral("macOS draws the pointer, as big as it is"));
    while (!stop.stop_requested()) {
        @autoreleasepool {
            Session session;
            const std::function<void()> news = [bell = m_bell] { bell->ring(); };
            const Status opened =
                isWindow ? session.openWindow(m_target, news) : session.openDesktop(m_target, news);
            const Status ended = opened ? runSession(session, feed, stop) : opened;
            if (stop.stop_requested())
                return;
            if (!feed.hasPublished()) {
                reportStart(ended);
                return;
            }
            const bool isClosed = isWindow && ended.error().code == ErrorCode::NotFound;
            if (isClosed && !m_target.spec.holdsClosedWindow)
                feed.ended(ended.error().detail);
            else
                feed.lost(ended.error().detail);
        }
        if (!m_clock.sleepUntil(m_clock.now() + kRetry, stop))
            return;
    }
}

// Until a stream ends.
Status MacScreenSource::runSession(Session& session, ScreenFeed& feed, const std::stop_token& stop)
{
    LookSchedule schedule(m_target.spec.rate.interval());
    schedule.start(m_clock.now());
    while (m_bell->wait(schedule.regular(), stop)) {
        const Timestamp now = m_clock.now();
        schedule.looked(now, false);
        const Result<Timestamp> shown = session.takeFrames();
        if (!shown)
            return shown.error();
        session.followPointer(now);
        const CleanImage image = session.image();
        if (image.data == nullptr)
            continue;
        if (!session.canvas.isChanged()) {
            feed.unchanged(now);
            continue;
        }
        std::shared_ptr<Picture> picture = session.canvas.draw(image, feed.nextSerial());
        if (!picture)
            continue; // readers hold everything: what changed stays noted
        picture->captured = *shown == Timestamp{} ? now : std::min(*shown, now);
        feed.publish(std::move(picture), m_target.name);
        reportStart({});
    }
    return makeError(ErrorCode::Cancelled, QStringLiteral("capture the screen"), m_target.name);
}

} // namespace reelout
