// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/split_writer.h"

#include "record/take_timeline.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kForever = std::chrono::hours(24);
// A file that is due by time is opened that long ahead, and waited for that long when it is late.
constexpr Duration kLead = 2s;
constexpr Duration kPatience = 250ms;
constexpr Duration kRetry = 10s;
// What finishing adds to a file: index entries and, of encoders that look ahead, pictures not written yet.
constexpr std::uint64_t kIndexShare = 64;
constexpr std::uint64_t kLeastIndex = 64 << 10;
constexpr Duration kEncoderDelay = 1500ms;

} // namespace

struct SplitWriter::Sum {
    std::mutex mutex;
    std::map<int, FinishedPart> parts;
};

SplitWriter::SplitWriter(SplitSetup setup, PartOpener::Opened first, std::shared_ptr<WriterOrders> orders)
    : m_setup(std::move(setup)),
      m_orders(std::move(orders)),
      m_opener(m_setup.openNext),
      m_finisher(*m_setup.clock),
      m_sum(std::make_shared<Sum>())
{
    m_finisher.setListener([sum = m_sum, tell = m_setup.finished](const FinishedPart& part) {
        {
            const std::scoped_lock lock(sum->mutex);
            sum->parts.emplace(part.number, part);
        }
        if (tell)
            tell(part);
    });
    TakePart part;
    part.path = std::move(first.path);
    part.writer = std::move(first.writer);
    m_parts.push_back(std::move(part));
}

std::int64_t SplitWriter::unitsPerSecond() const
{
    return m_setup.hasPictures ? std::max<std::int64_t>(std::llround(m_setup.rate.toDouble()), 1)
                               : m_setup.sampleRate;
}

// As TakeTimeline::soundFramesFor(): the sound of a take ends there when the take does.
std::int64_t SplitWriter::sampleOf(std::int64_t frame) const
{
    return soundFramesFor(m_setup.rate, frame, m_setup.sampleRate);
}

Duration SplitWriter::timeOf(std::int64_t unit) const
{
    return m_setup.hasPictures ? m_setup.rate.timeOf(unit) : FrameRate(m_setup.sampleRate, 1).timeOf(unit);
}

// Pictures, or samples, a file may have.
std::int64_t SplitWriter::mostUnits() const
{
    return m_setup.hasPictures ? m_setup.limits.frames
                               : std::llround(m_setup.limits.seconds * m_setup.sampleRate);
}

bool SplitWriter::isNearFull(Duration ahead) const
{
    if (m_setup.limits.bytes == 0)
        return false;
    const std::uint64_t bytes = m_parts.back().writer->bytesWritten();
    const std::uint64_t coming =
        static_cast<std::uint64_t>(static_cast<double>(m_mostPerSecond) * toSeconds(ahead));
    return bytes + coming + bytes / kIndexShare + kLeastIndex >= m_setup.limits.bytes;
}

void SplitWriter::watchGrowth(std::int64_t unit)
{
    countBytes();
    const std::int64_t units = unit - m_growthFrom;
    const std::uint64_t bytes = m_parts.back().writer->bytesWritten();
    const std::uint64_t grown = bytes - std::min(bytes, m_growthBytes);
    m_mostPerSecond = std::max(m_mostPerSecond, grown);
    if (units < unitsPerSecond())
        return;
    m_growthFrom = unit;
    m_growthBytes = bytes;
}

void SplitWriter::countBytes()
{
    std::uint64_t bytes = m_bytesBehind;
    for (const TakePart& part : m_parts)
        bytes += part.writer->bytesWritten();
    m_bytes.store(bytes, std::memory_order_relaxed);
}

// False when that must wait, for files to be finished or after a failure.
bool SplitWriter::beginOpening(std::int64_t unit)
{
    if (m_opener.isStarted())
        return true;
    if (unit < m_retryAt || !m_setup.openNext)
        return false;
    const auto behind = [this] { return static_cast<int>(m_parts.size()) - 1 + m_finisher.running(); };
    if (behind() >= kMostLeftBehind && m_setup.pace == SplitSetup::Pace::Unhurried)
        static_cast<void>(m_finisher.waitForRoom(kMostLeftBehind, kForever));
    if (behind() >= kMostLeftBehind)
        return false;
    m_opener.start();
    return true;
}

// Whether the picture (of a sound file, the sample) `unit` begins another file.
bool SplitWriter::isCutAt(std::int64_t unit)
{
    const std::int64_t length = unit - firstUnit(m_parts.back());
    if (length <= 0)
        return false;
    const std::int64_t most = mostUnits();
    const std::int64_t lead = std::min<std::int64_t>(
        std::llround(toSeconds(kLead) * static_cast<double>(unitsPerSecond())), most / 2);
    const bool isAsked = m_orders->wantsSplit();
    const bool isDue = (most > 0 && length >= most) || isNearFull(kEncoderDelay);
    const bool isNear =
        isAsked || isDue || (most > 0 && length >= most - lead) || isNearFull(kEncoderDelay + kLead);
    if (!isNear || !beginOpening(unit) || !(isAsked || isDue))
        return false;
    const Duration patience = m_setup.pace == SplitSetup::Pace::Unhurried ? kForever
                              : isDue                                     ? kPatience
                                                                          : Duration::zero();
    return m_opener.wait(patience);
}

void SplitWriter::refuse(const Error& error, std::int64_t unit)
{
    while (m_orders->wantsSplit())
        m_orders->splitDone();
    m_retryAt = unit + unitsPerSecond() * std::chrono::duration_cast<std::chrono::seconds>(kRetry).count();
    if (m_setup.refused)
        m_setup.refused(error);
}

Status SplitWriter::cut(std::int64_t unit)
{
    Result<PartOpener::Opened> opened = m_opener.take();
    if (!opened) {
        refuse(opened.error(), unit);
        return {};
    }
    m_orders->splitDone();
    return adopt(std::move(opened).value(), unit);
}

Status SplitWriter::adopt(PartOpener::Opened opened, std::int64_t unit)
{
    REELOUT_TRY(flushMarkers(timeOf(unit)));
    TakePart& old = m_parts.back();
    // Its last picture stood for frames that were left out; they belong to this file.
    if (m_setup.hasPictures && old.nextFrame < unit && old.lastPicture)
        REELOUT_TRY(old.writer->writePicture(old.lastPicture, unit - 1 - old.firstFrame));
    old.lastPicture.reset();
    old.endFrame = m_setup.hasPictures ? unit : 0;
    old.endSample = m_setup.hasPictures ? sampleOf(unit) : unit;
    TakePart next;
    next.number = old.number + 1;
    next.path = opened.path;
    next.writer = std::move(opened.writer);
    next.firstFrame = old.endFrame;
    next.firstSample = old.endSample;
    next.nextFrame = next.firstFrame;
    m_parts.push_back(std::move(next));
    m_growthFrom = unit;
    m_growthBytes = 0;
    retire();
    if (m_setup.started)
        m_setup.started(m_parts.back().path);
    return {};
}

// Files that have all their sound are finished.
void SplitWriter::retire()
{
    while (m_parts.size() > 1 && (m_setup.sampleRate == 0 || m_soundEnd >= m_parts.front().endSample)) {
        leave(std::move(m_parts.front()));
        m_parts.pop_front();
    }
}

void SplitWriter::leave(TakePart part)
{
    m_bytesBehind += part.writer->bytesWritten();
    const Duration begin = timeOf(firstUnit(part));
    const Duration end = timeOf(m_setup.hasPictures ? part.endFrame : part.endSample);
    m_finisher.finish(std::move(part), begin, end - begin);
}

Status SplitWriter::writePicture(const PicturePtr& picture, std::int64_t index)
{
    if (isCutAt(index))
        REELOUT_TRY(cut(index));
    TakePart& part = m_parts.back();
    REELOUT_TRY(part.writer->writePicture(picture, index - part.firstFrame));
    return hasWritten(picture, index);
}

Status SplitWriter::repeatPicture(const PicturePtr& picture, std::int64_t index)
{
    if (isCutAt(index))
        REELOUT_TRY(cut(index));
    TakePart& part = m_parts.back();
    // The first picture of a file repeats none.
    REELOUT_TRY(picture == part.lastPicture ? part.writer->repeatPicture(picture, index - part.firstFrame)
                                            : part.writer->writePicture(picture, index - part.firstFrame));
    return hasWritten(picture, index);
}

Status SplitWriter::hasWritten(const PicturePtr& picture, std::int64_t index)
{
    TakePart& part = m_parts.back();
    part.lastPicture = picture;
    part.nextFrame = index + 1;
    watchGrowth(index);
    return flushMarkers(timeOf(index + 1));
}

Status SplitWriter::writeAudio(std::span<const float> samples, std::int64_t firstFrame)
{
    const auto width = static_cast<std::size_t>(std::max(m_setup.channels, 1));
    while (!samples.empty()) {
        auto count = static_cast<std::int64_t>(samples.size() / width);
        if (!m_setup.hasPictures) {
            if (isCutAt(firstFrame))
                REELOUT_TRY(cut(firstFrame));
            const std::int64_t left = m_parts.back().firstSample + mostUnits() - firstFrame;
            if (mostUnits() > 0 && left > 0)
                count = std::min(count, left);
        }
        const auto part = std::find_if(m_parts.begin(), m_parts.end(), [&](const TakePart& each) {
            return each.endSample == TakePart::kOpen || each.endSample > firstFrame;
        });
        if (part->endSample != TakePart::kOpen)
            count = std::min(count, part->endSample - firstFrame);
        if (count <= 0)
            break;
        const std::span<const float> piece = samples.first(static_cast<std::size_t>(count) * width);
        REELOUT_TRY(part->writer->writeAudio(piece, firstFrame - part->firstSample));
        samples = samples.subspan(piece.size());
        firstFrame += count;
        m_soundEnd = firstFrame;
        retire();
        if (m_setup.hasPictures) {
            countBytes();
        } else {
            watchGrowth(firstFrame);
            REELOUT_TRY(flushMarkers(timeOf(firstFrame)));
        }
    }
    return {};
}

Status SplitWriter::flushMarkers(Duration until)
{
    TakePart& part = m_parts.back();
    const Duration begin = timeOf(firstUnit(part));
    for (Marker& marker : m_orders->takeMarkers(until)) {
        marker.at = std::max(marker.at - begin, Duration::zero());
        REELOUT_TRY(part.writer->addMarker(marker));
        part.markers.push_back(std::move(marker));
    }
    return {};
}

Result<WrittenFile> SplitWriter::finish(Timestamp deadline)
{
    const Status marked = flushMarkers(Duration::max());
    const auto left = [&] {
        return std::clamp<Duration>(deadline - m_setup.clock->now(), kPatience, kForever);
    };
    while (m_parts.size() > 1) {
        leave(std::move(m_parts.front()));
        m_parts.pop_front();
    }
    TakePart& part = m_parts.back();
    FinishedPart made;
    made.number = part.number;
    made.path = part.path;
    made.begin = timeOf(firstUnit(part));
    made.markers = part.markers;
    made.file = part.writer->finish(deadline);
    if (made.file && !marked && !made.file->error)
        made.file->error = marked.error();
    m_bytesBehind += part.writer->bytesWritten();
    m_bytes.store(m_bytesBehind, std::memory_order_relaxed);
    if (!m_finisher.waitForRoom(1, left()))
        m_finisher.giveUp();
    m_opener.cancel(left());
    if (m_setup.finished)
        m_setup.finished(made);
    return sum(std::move(made.file));
}

Result<WrittenFile> SplitWriter::sum(Result<WrittenFile> last) const
{
    const std::scoped_lock lock(m_sum->mutex);
    if (m_sum->parts.empty())
        return last;
    WrittenFile all;
    const auto add = [&all](const Result<WrittenFile>& file) {
        if (!file) {
            all.error = all.error ? all.error : file.error();
            return;
        }
        all.bytes += file->bytes;
        all.frames += file->frames;
        all.audioFrames += file->audioFrames;
        for (const QString& warning : file->warnings) {
            // What is true of every file is said once.
            if (!all.warnings.contains(warning))
                all.warnings += warning;
        }
        all.error = all.error ? all.error : file->error;
    };
    for (const auto& [number, part] : m_sum->parts)
        add(part.file);
    add(last);
    all.path = m_sum->parts.begin()->second.path;
    return all;
}

} // namespace reelout
