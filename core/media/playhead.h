// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/specs.h"

#include <cstdint>
#include <mutex>
#include <optional>

namespace reelout {

/// What is known of a file's time line.
struct FileTimeline {
    FrameRate rate;    ///< pictures a second
    Duration length{}; ///< as far as the file says so; zero = it doesn't
    friend bool operator==(const FileTimeline&, const FileTimeline&) = default;
};

/// A place as Playback gives it, as time since the file's first picture.
Duration placeOf(double value, Playback::Unit unit, const FileTimeline& timeline);

/// Where a playing file is, at any time of the clock. Whoever plays the file's pictures and whoever plays its
/// sound read the same one, which is what keeps them in step through pauses, jumps and rounds. Any thread.
class Playhead {
public:
    /// How it goes on from the last change, as long as there is no other one.
    struct Course {
        Timestamp since{};
        Duration from{};              ///< position at `since`
        std::int64_t thousandths = 0; ///< speed; 0 = it stands
        Duration in{};
        std::optional<Duration> end; ///< where a round ends; nothing as long as that isn't known
        bool loops = true;
        std::uint64_t change = 0; ///< rises when position or speed was changed from outside

        struct Place {
            std::int64_t round = 0; ///< since `since`
            Duration position{};
            friend bool operator==(const Place&, const Place&) = default;
        };
        /// Behind the end of the last round it stays there.
        Place at(Timestamp when) const;
        /// When it is at `place`, which must lie ahead of `since`. Only while it moves.
        Timestamp timeOf(const Place& place) const;
    };
    /// Whose word counts: where there are pictures it is theirs.
    enum class Authority { Sound, Pictures };

    explicit Playhead(const Playback& playback);

    // Whoever the person talks to.

    void set(const Playback& playback, Timestamp now);
    /// To the place Playback names, whether it changed or not.
    void cue(Timestamp now);
    /// That many pictures on, or back. Done by whoever plays the pictures.
    void step(int pictures);

    // Whoever plays the file.

    /// Time begins to count; only the first call does something.
    void start(Timestamp now);
    void setTimeline(const FileTimeline& timeline, Authority whose);
    /// The file turned out to end here.
    void learnEnd(Duration end, Authority whose);
    void moveTo(Duration position, Timestamp now);
    /// Pictures to step, once.
    int takeSteps();

    Course course() const;

private:
    void apply();
    Duration clamped(Duration position) const;
    void rebase(Timestamp now);

    mutable std::mutex m_mutex;
    Playback m_playback;
    FileTimeline m_timeline;
    std::optional<Duration> m_fileEnd;
    Authority m_timelineOf = Authority::Sound; ///< who plays it
    bool m_hasStarted = false;
    bool m_hasMoved = false; ///< it isn't where it began any more
    int m_steps = 0;
    Course m_course;
};

} // namespace reelout
