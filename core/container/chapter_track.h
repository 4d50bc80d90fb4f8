// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/marker.h"
#include "container/box_writer.h"

#include <vector>

namespace reelout {

/// Chapters of MP4 and MOV as players look for them: a text track that the others refer to (QuickTime File
/// Format, "Chapter Lists") and Nero's list in the user data.
class ChapterTrack {
public:
    ChapterTrack() = default;
    /// `chapters` as chaptersOf() makes them, `duration` of the movie.
    ChapterTrack(std::vector<Marker> chapters, Duration duration);

    bool isEmpty() const { return m_chapters.empty(); }
    /// The text samples in a "free" box, to be written somewhere in what becomes the media data.
    const std::vector<std::byte>& media() const { return m_media; }

    std::uint32_t id() const { return m_id; }
    void setId(std::uint32_t id) { m_id = id; }
    /// Its reference in another track's header.
    void writeReference(BoxWriter& writer) const;
    /// The trak box; the media begin at `mediaOffset` of the file.
    void writeTrack(BoxWriter& writer, std::uint64_t movieDuration, std::uint64_t mediaOffset) const;
    /// The chpl box.
    void writeList(BoxWriter& writer) const;

private:
    void writeTables(BoxWriter& writer, std::uint64_t mediaOffset) const;

    std::vector<Marker> m_chapters;
    std::vector<std::uint32_t> m_durations; ///< ms
    std::vector<std::uint32_t> m_sizes;
    std::vector<std::byte> m_media;
    std::uint32_t m_id = 0;
};

} // namespace reelout
