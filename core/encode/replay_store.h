// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/writers.h"

#include <cstdint>
#include <memory>

namespace reelout {

class ReplaySink;
struct ReplayPackets;

/// How much a replay buffer keeps.
struct ReplayLimits {
    Duration length = std::chrono::seconds(30);
    std::uint64_t bytes = 512U << 20;

    friend bool operator==(const ReplayLimits&, const ReplayLimits&) = default;
};

/// What it has.
struct ReplayLevel {
    Duration length{}; ///< from the oldest key frame to the latest picture
    std::uint64_t bytes = 0;
    bool isCramped = false; ///< bytes and not length is what bounds it
};

/// A piece of a running movie, whole by itself.
struct ReplayClip {
    Duration begin{}; ///< in the time of the recording
    Duration length{};
    std::int64_t pictures = 0; ///< fewer than its length has when some were left out
    std::uint64_t bytes = 0;
    Duration interval{}; ///< of two pictures
    std::shared_ptr<const ReplayPackets> content;
};

/// The last seconds of a movie in memory, encoded. Whole groups of pictures leave it as new ones come: it
/// holds at least `length` as soon as so much was recorded, at most that and one distance of key frames, and
/// never more than `bytes`; a packet that goes in again for an unchanged picture counts once. Any thread.
class ReplayStore {
public:
    /// `container` is the extension of the files that will be saved.
    ReplayStore(ReplayLimits limits, const QString& container);
    ~ReplayStore();
    ReplayStore(const ReplayStore&) = delete;
    ReplayStore& operator=(const ReplayStore&) = delete;

    ReplayLevel level() const;
    const ReplayLimits& limits() const;
    QString container() const;
    /// What was recorded in the `length` before `until` (recorded time), from the key frame at or before its
    /// beginning on. Waits until all of it is encoded, at most `patience` of real time, and then takes what
    /// there is. NotFound when that is nothing.
    Result<ReplayClip> clip(Duration until, Duration patience) const;

    /// The writer of a movie into this store. Once; write thread.
    Result<std::unique_ptr<MediaWriter>> openWriter(const MovieSpec& spec, Clock& clock);

private:
    std::shared_ptr<ReplaySink> m_sink;
};

/// Writes a clip as a file of its own. On failure none is left, but for one the disk cut short: the error
/// says what became of it. AlreadyExists when there is one. Any thread.
Result<WrittenFile> writeReplay(FileSystem& files, const QString& path, const ReplayClip& clip, Clock& clock);

} // namespace reelout
