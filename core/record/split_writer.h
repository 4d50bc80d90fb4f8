// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/frame_rate.h"
#include "record/part_finisher.h"
#include "record/part_opener.h"
#include "record/split_limits.h"
#include "record/take_part.h"
#include "record/writer_orders.h"

#include <atomic>
#include <deque>
#include <functional>
#include <memory>

namespace reelout {

/// What a SplitWriter needs to know of its take.
struct SplitSetup {
    FrameRate rate;
    bool hasPictures = true; ///< false: a sound file, cut at samples
    int sampleRate = 0;      ///< of the sound; 0 = none
    int channels = 0;        ///< of all tracks
    SplitLimits limits;
    /// A take that runs in no time of its own loses nothing by waiting for a file.
    enum class Pace { Live, Unhurried };
    Pace pace = Pace::Live;
    Clock* clock = nullptr;

    /// Opens the next file under a name of its own. Called on a thread of its own.
    PartOpener::Open openNext;
    /// A file has been begun (not the first). Write thread.
    std::function<void(const QString& path)> started;
    /// A file is finished, or could not be. Any thread.
    std::function<void(const FinishedPart&)> finished;
    /// The next file could not be begun, so the take goes on in the old one. Write thread.
    std::function<void(const Error&)> refused;
};

/// The writer of a take that can go on in another file at any picture: the file ends before that picture, the
/// next begins with it (its encoder is new, so it is a key frame), and the sound is cut at the sample that
/// belongs to it. The old file gets the sound it still lacks and is finished in the background. Owned and
/// used by the write thread as any writer.
class SplitWriter final : public MediaWriter {
public:
    /// Files that are being finished or wait for their sound at most; further splits wait.
    static constexpr int kMostLeftBehind = 3;

    SplitWriter(SplitSetup setup, PartOpener::Opened first, std::shared_ptr<WriterOrders> orders);
    ~SplitWriter() override = default;

    PixelFormat pictureFormat() const override { return m_parts.back().writer->pictureFormat(); }
    Size pictureSize() const override { return m_parts.back().writer->pictureSize(); }
    ColourSpec pictureColour() const override { return m_parts.back().writer->pictureColour(); }
    Status writePicture(const PicturePtr& picture, std::int64_t index) override;
    bool hasCheapRepeats() const override { return m_parts.back().writer->hasCheapRepeats(); }
    Status repeatPicture(const PicturePtr& picture, std::int64_t index) override;
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override;
    /// The first file's path; frames, bytes and warnings of all of them.
    Result<WrittenFile> finish(Timestamp deadline) override;
    std::uint64_t bytesWritten() const override { return m_bytes.load(std::memory_order_relaxed); }

private:
    Status hasWritten(const PicturePtr& picture, std::int64_t index);
    std::int64_t unitsPerSecond() const;
    std::int64_t mostUnits() const;
    std::int64_t firstUnit(const TakePart& part) const
    {
        return m_setup.hasPictures ? part.firstFrame : part.firstSample;
    }
    std::int64_t sampleOf(std::int64_t frame) const;
    Duration timeOf(std::int64_t unit) const;
    bool isCutAt(std::int64_t unit);
    bool isNearFull(Duration ahead) const;
    bool beginOpening(std::int64_t unit);
    Status cut(std::int64_t unit);
    Status adopt(PartOpener::Opened opened, std::int64_t unit);
    void refuse(const Error& error, std::int64_t unit);
    void retire();
    void leave(TakePart part);
    Status flushMarkers(Duration until);
    void watchGrowth(std::int64_t unit);
    void countBytes();
    Result<WrittenFile> sum(Result<WrittenFile> last) const;

    const SplitSetup m_setup;
    std::shared_ptr<WriterOrders> m_orders;
    std::deque<TakePart> m_parts; ///< the last one grows, those before it lack sound
    PartOpener m_opener;
    PartFinisher m_finisher;
    std::int64_t m_soundEnd = 0;     ///< samples written
    std::int64_t m_retryAt = 0;      ///< no file can be begun before this picture or sample
    std::uint64_t m_bytesBehind = 0; ///< of the files that have been left
    std::atomic<std::uint64_t> m_bytes{0};

    // Growth of the file
    std::int64_t m_growthFrom = 0;
    std::uint64_t m_growthBytes = 0;
    std::uint64_t m_mostPerSecond = 0;

    struct Sum;
    std::shared_ptr<Sum> m_sum; ///< of the finished ones; the finishing threads add to it
};

} // namespace reelout
