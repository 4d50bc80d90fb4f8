// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/source.h"

#include <functional>
#include <memory>

namespace reelout {

/// A source that is made and opened on a thread of its own, so that a device that takes its time, or never
/// answers, holds up nobody. Why it could not be opened is told through the hub, as a source that is lost.
class OpeningSource final : public PictureSource {
public:
    using Make = std::function<Result<std::unique_ptr<PictureSource>>()>;

    /// `make` is called on that thread and owns what it needs. `clock` outlives all.
    OpeningSource(Make make, Clock& clock);
    ~OpeningSource() override;

    /// Returns at once.
    Status start(std::shared_ptr<PictureHub> hub) override;
    /// Returns at once while it still opens: it is closed then as soon as it is open.
    void stop() override;
    /// Waits until it is open, or says why it isn't. At most what a source may take to open; TimedOut then.
    Status settle() const;
    /// It is open, or has failed.
    bool isSettled() const;
    /// It could not be opened and won't be: another one has to be made to try again.
    bool hasFailed() const;

private:
    struct Shared;
    const std::shared_ptr<Shared> m_shared;
};

} // namespace reelout
