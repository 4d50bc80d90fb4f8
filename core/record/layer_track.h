// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture_hub.h"

#include <deque>
#include <optional>
#include <vector>

namespace reelout {

/// The latest pictures of one source and which of them belongs to an instant: the one captured nearest to it,
/// of two as near the later. Pure; one thread.
class LayerTrack {
public:
    /// What is new in the hub.
    void look(const PictureHub& hub);

    /// True when no picture still to come can be nearer to `instant` than what is here.
    bool isKnown(Timestamp instant) const;
    /// Null before the first picture.
    PicturePtr nearest(Timestamp instant) const;
    /// Lets go of all but what can be nearest to one of these instants and the `newest` latest ones.
    void keep(const std::vector<Timestamp>& instants, std::size_t newest);

    /// When the first picture it ever saw was captured.
    std::optional<Timestamp> since() const { return m_since; }
    /// How long the hub's short memory lasts at the source's present pace.
    Duration timeToNextLook() const;
    std::size_t size() const { return m_pictures.size(); }

private:
    std::size_t firstFrom(Timestamp instant) const;

    std::deque<PicturePtr> m_pictures;              ///< oldest first
    std::shared_ptr<PictureHub::ReaderMark> m_read; ///< in the hub that is looked at
    std::optional<Timestamp> m_since;
    std::uint64_t m_lastSerial = 0;
    Timestamp m_reportedUntil;
    Duration m_interval{};
    bool m_isLost = false;
};

} // namespace reelout
