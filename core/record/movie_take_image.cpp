// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/first_picture.h"
#include "record/movie_take.h"

#include <utility>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kLongestSleep = 1s;
constexpr std::size_t kMostEarly = 32;

} // namespace

std::vector<Worker> MovieTake::start()
{
    const auto self = std::static_pointer_cast<MovieTake>(shared_from_this());
    std::vector<Worker> threads;
    threads.emplace_back("image", [self](const std::stop_token&) { self->imageBody(); });
    threads.emplace_back("write", [self](const std::stop_token&) { self->writeBody(); });
    return threads;
}

void MovieTake::discard()
{
    Take::discard();
    m_queue.abandon();
}

void MovieTake::begin(Timestamp origin)
{
    // A stop-frame movie never runs by itself.
    m_timeline.begin(origin, m_startPaused || m_setup.plan.kind == RecordPlan::Kind::StopFrame);
    for (PicturePtr& picture : m_early)
        m_orders.push_back({m_timeline.addFrame(origin), std::move(picture)});
    m_early.clear();
}

void MovieTake::addFrame(PicturePtr picture, const RecordingName&)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping || (m_timeline.hasBegun() && !m_timeline.isPaused()))
            return;
        if (!m_timeline.hasBegun()) {
            if (m_early.size() >= kMostEarly)
                picture = m_early.back();
            m_early.push_back(std::move(picture));
        } else {
            m_orders.push_back({m_timeline.addFrame(clock().now()), std::move(picture)});
        }
    }
    m_waker.wake();
}

PicturePtr MovieTake::awaitFirstPicture()
{
    if (m_setup.present)
        return std::exchange(m_setup.present, nullptr);
    Result<PicturePtr> first =
        reelout::awaitFirstPicture(*m_setup.pictures, m_setup.op, [this] { return isStopping(); });
    if (first)
        return std::move(first).value();
    fail(first.error());
    return nullptr;
}

// A recording that takes from several sources begins when all of them have something to show.
PicturePtr MovieTake::awaitLayers(PicturePtr first)
{
    if (m_layers.isEmpty() || !first)
        return first;
    Result<PicturePtr> common =
        m_layers.awaitCommonStart(*m_setup.pictures, first, first->captured, [this] { return isStopping(); });
    if (common)
        return std::move(common).value();
    fail(common.error());
    return nullptr;
}

// With Stall for File Open the picture present at Record is frame 0. One that has stood for a while (an idle
// screen) counts as of the moment of Record. False without a picture. Nobody keeps it longer than it
// takes to convert it: it is megabytes.
bool MovieTake::beginWith(PicturePtr first)
{
    if (!first)
        return false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_setup.plan.stallForOpen) {
            const Duration age = m_setup.recordInstant - first->captured;
            const bool isFresh = age <= m_setup.plan.rate.interval();
            begin(isFresh && !m_startPaused ? first->captured : m_setup.recordInstant);
            if (!m_timeline.isPaused())
                m_orders.push_front({0, first});
        }
        m_taker.look({first}, m_timeline);
        *m_read = first->serial;
        m_first = std::move(first);
    }
    m_firstChanged.notify_all();
    return true;
}

void MovieTake::placeOrders()
{
    for (Order& order : m_orders)
        m_taker.order(order.frame, order.picture ? std::move(order.picture)
                                   : m_first     ? m_first
                                                 : m_setup.pictures->latest());
    m_orders.clear();
    // The writer opens and the take has begun: nobody asks for it any more, and it is megabytes.
    if (m_format && m_timeline.hasBegun())
        m_first.reset();
}

// One look at the source: takes the frames that are due, and says when the next one will be.
Timestamp MovieTake::look()
{
    const PictureHub& hub = *m_setup.pictures;
    // The report first: a picture that comes in between is no sign of standing still.
    const SourceReport source{hub.reportedUntil(), hub.isLost()};
    const std::vector<PicturePtr> pictures = hub.newerThan(m_taker.lastSerial());
    for (const PicturePtr& picture : pictures)
        m_changes.record(picture->serial, changesOf(*picture));
    if (!pictures.empty())
        *m_read = pictures.back()->serial;
    const std::vector<SourceEvent> events = hub.eventsAfter(m_pictureEvents);
    m_pictureEvents += events.size();
    hearOwn(events);
    hear(m_layers.takeEvents());

    bool isLimitReached = false;
    Timestamp next;
    std::vector<Timestamp> instants;
    {
        const std::scoped_lock lock(m_mutex);
        const Timestamp now = clock().now();
        if (m_stopping && m_timeline.hasBegun() && !m_timeline.isClosed())
            m_total = m_timeline.closeAtFrame(m_stopTime, m_taker.taken());
        placeOrders();
        m_taker.setWritten(m_written);
        m_taker.look(pictures, m_timeline);
        m_taker.takeDue(m_timeline, now, source);
        if (m_taker.isAtLimit() && !m_timeline.isClosed()) {
            m_total = m_taker.taken();
            m_timeline.closeAfter(m_total);
            isLimitReached = !m_stopping;
            m_stopping = true;
            m_stopTime = isLimitReached ? now : m_stopTime;
        }
        m_taken = m_taker.taken();
        m_stats.framesWaiting = m_taken - m_written;
        m_stats.framesIn = m_taker.framesIn();
        m_stats.skipped = m_taker.skipped();
        m_stats.repeatedIdle = m_taker.repeatedIdle();
        m_stats.repeatedLate = m_taker.repeatedLate();
        m_stats.repeatedBusy = m_taker.repeatedBusy();
        m_stats.repeatedLost = m_taker.repeatedLost();
        m_isAllTaken =
            m_timeline.isClosed() ? !m_timeline.slot(m_taker.taken()) : m_stopping && !m_timeline.hasBegun();
        next = std::min(m_taker.nextLook(m_timeline, now), now + kLongestSleep);
        if (!m_layers.isEmpty()) {
            next = std::min(next, now + std::min(m_layers.timeToNextLook(), kLongestSleep));
            instants = m_taker.instants(m_timeline);
        }
    }
    m_layers.look(instants);
    if (isLimitReached)
        tell(TakeEvent::LimitReached);
    return next;
}

// The layers of a still may come a little after its own picture. They are waited for as long as nothing is
// lost by it.
bool MovieTake::mayConvert(const TakenFrames& frames) const
{
    return m_layers.isKnown(frames.instant) || (!m_isAllTaken && !m_taker.hasRoom()) ||
           clock().now() >= frames.instant + LayerFollower::kPatience;
}

PicturePtr MovieTake::convert(const TakenFrames& frames)
{
    if (!m_path) {
        const std::scoped_lock lock(m_mutex);
        m_path.emplace(m_setup.plan, m_setup.input, *m_format);
        m_path->shareWith(m_setup.paths, m_setup.pictures);
    }
    const Timestamp begun = clock().now();
    Result<PicturePtr> converted = m_path->process(m_layers.at(frames.instant, frames.picture), &m_changes);
    if (!converted) {
        fail(converted.error());
        return nullptr;
    }
    countConversion(clock().now() - begun);
    return std::move(converted).value();
}

void MovieTake::convertWaiting(Timestamp until)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_format)
            return;
    }
    while (!m_taker.isEmpty() && !hasFailed() && (m_isAllTaken || clock().now() < until)) {
        const TakenFrames waiting = m_taker.front();
        if (!mayConvert(waiting))
            return;
        const PicturePtr picture = convert(waiting);
        if (!picture)
            return;
        const TakenFrames frames{picture, waiting.count};
        if (m_isAllTaken) {
            if (!m_queue.waitPush(frames))
                return;
        } else {
            m_waitsForRoom = true;
            if (!m_queue.tryPush(frames))
                return; // the write thread wakes us when there is room
            m_waitsForRoom = false;
        }
        m_taker.popFront();
    }
}

void MovieTake::imageBody()
{
    m_read = m_setup.pictures->addReader();
    bool isOver = !beginWith(awaitLayers(awaitFirstPicture()));
    while (!isOver) {
        m_waker.arm();
        const Timestamp next = look();
        convertWaiting(next);
        {
            const std::scoped_lock lock(m_mutex);
            isOver = m_isWriterGone || (m_isAllTaken && m_taker.isEmpty()) || m_report.error;
        }
        if (!isOver && clock().now() < next)
            m_waker.sleep(clock(), next);
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_isImageDone = true;
    }
    m_read.reset();
    m_firstChanged.notify_all();
    m_queue.close();
}

} // namespace reelout
