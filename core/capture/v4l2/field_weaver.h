// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/v4l2/v4l2_format.h"
#include "media/picture.h"

namespace reelout {

/// Makes whole pictures of the fields an interlaced signal comes in, where the driver leaves that to us. One
/// thread.
class FieldWeaver {
public:
    enum class Parity { Top, Bottom };

    /// `isBottomFirst`: of two fields of a picture the lower one is the earlier. `interval`: from one whole
    /// picture to the next.
    FieldWeaver(FieldOrder order, bool isBottomFirst, Duration interval)
        : m_order(order),
          m_first(isBottomFirst ? Parity::Bottom : Parity::Top),
          m_interval(interval)
    {}

    bool isNeeded() const { return m_order != FieldOrder::Whole && m_order != FieldOrder::Interleaved; }
    /// Of what the driver delivers for pictures of `whole`.
    Size deliveredSize(Size whole) const;

    struct Woven {
        std::shared_ptr<Picture> picture; ///< null: the other field is to come, or memory is short
        int missed = 0;                   ///< pictures that lack a field
    };
    /// The whole picture that is complete with this one; it has the time of its first field. `parity` counts
    /// where fields come one by one: those of one picture are half an interval apart, and two that are
    /// further apart than a whole one belong to different pictures, whose other halves got lost. `isTimed`:
    /// its time is the device's and not that of its arrival, from which nothing follows.
    Woven add(std::shared_ptr<Picture> delivered, Parity parity, bool isTimed);

private:
    Woven weave(const Picture& first, const Picture& second, Parity firstParity);

    const FieldOrder m_order;
    const Parity m_first;
    const Duration m_interval;
    PicturePool m_pool;
    std::shared_ptr<Picture> m_pending; ///< the earlier field of a picture
};

} // namespace reelout
