// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/picture_player.h"

#include "base/error_text.h"
#include "base/log.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kReport = 10ms;        ///< how often what stands says so, and changes are looked for
constexpr Duration kMostLate = 200ms;     ///< from here on pictures are left out to catch up
constexpr Duration kHopeless = 1s;        ///< … and from here on a jump does
constexpr Duration kWorthReading = 500ms; ///< nearer places ahead are reached faster by reading on

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::MediaFile", source);
}

PicturePtr stamped(const PicturePtr& picture, Timestamp captured, std::uint64_t serial)
{
    auto result = std::make_shared<Picture>(*picture);
    result->owner = std::const_pointer_cast<Picture>(picture);
    result->captured = captured;
    result->serial = serial;
    return result;
}

} // namespace

PicturePlayer::PicturePlayer(QString path, std::unique_ptr<SeekableReader> reader,
                             std::shared_ptr<Playhead> playhead, Clock& clock)
    : m_path(std::move(path)),
      m_clock(clock),
      m_playhead(std::move(playhead)),
      m_reader(std::move(reader))
{
    m_playhead->setTimeline({m_reader->rate(), m_reader->duration()}, Playhead::Authority::Pictures);
}

Status PicturePlayer::start(std::shared_ptr<PictureHub> hub)
{
    stop();
    m_reader->cancel(false);
    m_hub = std::move(hub);
    m_shown = {};
    REELOUT_TRY(locate(placeIn(m_playhead->course(), m_clock.now())));
    if (!m_shown.picture)
        return makeError(ErrorCode::InvalidData, QStringLiteral("start movie file"),
                         QStringLiteral("there is no picture in it"));
    const Timestamp now = m_clock.now();
    m_playhead->start(now);
    m_change = m_playhead->course().change;
    publish(m_shown.picture, now);
    m_worker = Worker("movie file", [this](const std::stop_token& stop) { run(stop); });
    return {};
}

// A place may be far away in a file without an index.
void PicturePlayer::stop()
{
    m_worker.requestStop();
    m_reader->cancel(true);
    m_worker.stop();
}

void PicturePlayer::run(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        Status status = step(m_playhead->takeSteps());
        Playhead::Course course = m_playhead->course();
        if (status && course.change != m_change)
            status = follow(course);
        if (status)
            status = look(course);
        tellDamage();
        if (!status && stop.stop_requested())
            return;
        if (!status)
            return fail(status.error());
        if (!showDue(course, stop))
            return;
    }
}

// Somebody changed where it is or how it goes on.
Status PicturePlayer::follow(const Playhead::Course& course)
{
    m_change = course.change;
    const Timestamp now = m_clock.now();
    const PicturePtr before = m_shown.picture;
    REELOUT_TRY(locate(placeIn(course, now)));
    if (course.end && m_ahead.place.position >= *course.end - m_reader->rounding())
        m_ahead = {}; // what is read next is behind the end as well
    if (m_shown.picture != before)
        publish(m_shown.picture, now);
    return {};
}

// Where it is; at the end, at the last picture before it.
Playhead::Course::Place PicturePlayer::placeIn(const Playhead::Course& course, Timestamp when) const
{
    Playhead::Course::Place place = course.at(when);
    if (course.end)
        place.position =
            std::max(course.in, std::min(place.position, *course.end - 2 * m_reader->rounding() - 1ns));
    return place;
}

bool PicturePlayer::isAheadInOrder() const
{
    return m_ahead.picture && m_ahead.place.position > m_shown.place.position;
}

// Makes the picture at `place` the shown one, without showing it.
Status PicturePlayer::locate(Playhead::Course::Place place)
{
    const Duration near = place.position + m_reader->rounding();
    const bool isBefore = m_shown.picture && m_shown.place.position <= near;
    const bool isNear = isBefore && place.position - m_shown.place.position < kWorthReading;
    bool isThere = isBefore && m_isLast;
    while (isNear && isAheadInOrder() && !isThere) {
        isThere = m_ahead.place.position > near;
        if (isThere)
            break;
        m_shown = std::exchange(m_ahead, {});
        Result<Frame> next = read();
        if (!next)
            return next.error();
        m_ahead = std::move(next).value();
        isThere = !m_ahead.picture;
    }
    if (!isThere)
        REELOUT_TRY(jump(place.position));
    m_isLast = false;
    m_shown.place.round = place.round;
    m_ahead.place.round = place.round;
    return {};
}

// The same by way of the file's index.
Status PicturePlayer::jump(Duration position)
{
    REELOUT_TRY(m_reader->seek(position));
    Result<Frame> shown = read();
    if (!shown)
        return shown.error();
    // Nothing there: the last picture stands.
    if (shown->picture)
        m_shown = std::move(shown).value();
    m_ahead = {};
    return {};
}

Status PicturePlayer::step(int pictures)
{
    if (pictures == 0)
        return {};
    const PicturePtr before = m_shown.picture;
    for (; pictures < 0 && m_shown.place.position > Duration::zero(); ++pictures)
        REELOUT_TRY(
            jump(std::max(m_shown.place.position - 2 * m_reader->rounding() - 1ns, Duration::zero())));
    for (; pictures > 0; --pictures) {
        if (m_ahead.picture && !isAheadInOrder())
            REELOUT_TRY(jump(m_shown.place.position));
        Result<Frame> next = m_ahead.picture ? Result<Frame>(std::exchange(m_ahead, {})) : read();
        if (!next)
            return next.error();
        if (!next->picture)
            break;
        m_shown = std::move(next).value();
    }
    m_playhead->moveTo(m_shown.place.position, m_clock.now());
    const Playhead::Course course = m_playhead->course();
    m_change = course.change;
    m_isLast = false;
    m_shown.place.round = 0;
    if (course.from != m_shown.place.position) // it stays between In and Out
        REELOUT_TRY(locate(placeIn(course, course.since)));
    if (m_shown.picture != before)
        publish(m_shown.picture, m_clock.now());
    return {};
}

// Reads the picture that comes next, of the next round where this one ends.
Status PicturePlayer::look(Playhead::Course& course)
{
    if (m_ahead.picture || m_isLast || course.thousandths == 0)
        return {};
    Result<Frame> next = read();
    if (!next)
        return next.error();
    const std::int64_t round = m_shown.place.round;
    bool isOver = !next->picture;
    if (isOver) {
        const Duration last = std::max(m_reader->rate().interval(), Duration(1));
        m_playhead->learnEnd(m_shown.place.position + last, Playhead::Authority::Pictures);
        course = m_playhead->course();
    } else if (course.end) {
        isOver = next->place.position >= *course.end - m_reader->rounding();
    }
    if (!isOver) {
        m_ahead = std::move(next).value();
        m_ahead.place.round = round;
        return {};
    }
    m_isLast = !course.loops;
    if (m_isLast)
        return {};
    REELOUT_TRY(m_reader->seek(course.in));
    Result<Frame> first = read();
    if (!first)
        return first.error();
    m_isLast = !first->picture;
    m_ahead = std::move(first).value();
    // A picture that is shown at In may have begun before it.
    m_ahead.place = {round + 1, course.in};
    return {};
}

// Sleeps until the next picture is due, at most for a while, and shows it then; false when stopped.
bool PicturePlayer::showDue(const Playhead::Course& course, const std::stop_token& stop)
{
    const Timestamp later = m_clock.now() + kReport;
    const bool moves = m_ahead.picture && course.thousandths > 0 && course.change == m_change;
    const Timestamp due = moves ? course.timeOf(m_ahead.place) : later;
    if (!m_clock.sleepUntil(std::min(due, later), stop) || stop.stop_requested())
        return false;
    const Timestamp now = m_clock.now();
    if (!moves || now < due) {
        m_hub->publishUnchanged(now);
        return true;
    }
    if (m_playhead->course().change != course.change)
        return true;
    m_shown = std::exchange(m_ahead, {});
    if (now - due <= kMostLate)
        publish(m_shown.picture, due);
    else if (now - due > kHopeless)
        m_change = course.change - 1; // reading on would never catch up
    return true;
}

Result<PicturePlayer::Frame> PicturePlayer::read()
{
    const Result<PicturePtr> picture = m_reader->next();
    if (!picture)
        return picture.error();
    return Frame{*picture, {0, *picture ? (*picture)->captured.time_since_epoch() : Duration::zero()}};
}

void PicturePlayer::publish(const PicturePtr& picture, Timestamp when)
{
    m_hub->publish(stamped(picture, when, ++m_serial));
}

void PicturePlayer::tellDamage()
{
    const int damaged = m_reader->damagedPictures();
    if (std::exchange(m_damageTold, damaged) > 0 || damaged == 0)
        return;
    const QString text =
        sentence("%1 is damaged: pictures that can't be read are left out, and the one before "
                 "stands in their place.")
            .arg(QFileInfo(m_path).fileName());
    logWarning(QStringLiteral("movie file"), text);
    m_hub->publishEvent({SourceEventKind::Notice, m_clock.now(), text});
}

void PicturePlayer::fail(const Error& error)
{
    const QString why = describe(error);
    logWarning(QStringLiteral("movie file"), describeForLog(error));
    m_hub->publishEvent({SourceEventKind::Lost, m_clock.now(),
                         sentence("%1 can't be read any more: %2").arg(QFileInfo(m_path).fileName(), why)});
}

} // namespace reelout
