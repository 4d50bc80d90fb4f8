// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/picture_path.h"
#include "media/picture_hub.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace reelout {

/// The picture path of all recorders that want a source's pictures in the same format: each picture is
/// converted once, and all have the same memory. Any thread; who comes while another converts waits for it.
class SharedPath {
public:
    explicit SharedPath(const PicturePathSpec& spec) : m_path(spec) {}

    /// A recorder's own place on the path: it numbers what it is given and says what changed since the last
    /// time. One thread at a time.
    class Place {
    public:
        explicit Place(std::shared_ptr<SharedPath> path);
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        /// Errors of PicturePath::process(). `changes`: of the source's pictures.
        Result<PicturePtr> process(const PicturePtr& input, const ChangeHistory& changes);

    private:
        const std::shared_ptr<SharedPath> m_path;
        std::uint64_t m_last = 0;  ///< serial of the source's picture of the last call
        std::uint64_t m_calls = 0; ///< serial of the last output
    };

    /// Conversions so far.
    std::int64_t conversions() const;

private:
    struct Made {
        std::uint64_t serial = 0; ///< of the input, whose memory is not kept
        PicturePtr output;
        bool isByRows = false; ///< its damage is told in rows of the input
    };
    Result<Made> convert(const PicturePtr& input, const ChangeHistory& changes);

    mutable std::mutex m_mutex;
    std::condition_variable m_isFree;
    bool m_isBusy = false;
    int m_places = 0;
    std::vector<Made> m_made; ///< the last few, the newest last
    std::int64_t m_conversions = 0;
    PicturePath m_path;       ///< of who made it busy
    std::uint64_t m_last = 0; ///< the same: serial of the picture the path has had last
};

/// Brings recorders together. Any thread.
class SharedPaths {
public:
    /// The path of that source and format, for takes whose first picture had that size, as long as somebody
    /// has it.
    std::shared_ptr<SharedPath> join(const std::shared_ptr<PictureHub>& source, const PicturePathSpec& spec,
                                     Size first);

private:
    struct Entry {
        std::weak_ptr<PictureHub> source;
        PicturePathSpec spec;
        Size first;
        std::weak_ptr<SharedPath> path;
    };
    std::mutex m_mutex;
    std::vector<Entry> m_entries;
};

} // namespace reelout
