// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"
#include "record/opening.h"

namespace reelout {

/// A source of pictures that is opened in the background (Opening). Why it could not be opened is told
/// through the hub, as a source that is lost.
class OpeningSource final : public PictureSource {
public:
    using Make = Opening<PictureSource>::Make;

    /// `make` is called on another thread and owns what it needs. `clock` outlives all.
    OpeningSource(Make make, Clock& clock) : m_make(std::move(make)), m_clock(clock) {}

    /// Returns at once. Once.
    Status start(std::shared_ptr<PictureHub> hub) override;
    void stop() override { m_opening.stop(); }
    const Opening<PictureSource>& opening() const { return m_opening; }

private:
    const Make m_make;
    Clock& m_clock;
    Opening<PictureSource> m_opening;
};

} // namespace reelout
