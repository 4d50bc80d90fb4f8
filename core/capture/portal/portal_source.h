// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/source.h"

#include <QString>

#include <functional>
#include <memory>
#include <mutex>

namespace reelout {

/// How the portal back end reaches its desktop. Tests put a bus and a file of their own here.
struct PortalOptions {
    QString busAddress; ///< empty = the session bus
    QString tokensPath; ///< empty = nothing is remembered
    Duration reconnectInterval = std::chrono::seconds(1);
    Duration firstPicturePatience =
        std::chrono::seconds(1); ///< then a screen that shows nothing new is black
};

/// Pictures of what a person chose in the desktop portal's dialog. start() returns at once; pictures come
/// when the person agreed. A refusal, and an end by the desktop's own switch, is Ended; when PipeWire goes,
/// the source asks anew with the token it was given, which shows no dialog.
class PortalSource final : public PictureSource {
public:
    PortalSource(const ScreenSpec& spec, PortalOptions options, Clock& clock);
    ~PortalSource() override;

    Status start(std::shared_ptr<PictureHub> hub) override;
    void stop() override;

private:
    class Run;
    const ScreenSpec m_spec;
    const PortalOptions m_options;
    Clock& m_clock;
    std::mutex m_mutex; ///< guards m_quit
    std::function<void()> m_quit;
    Worker m_worker;
};

} // namespace reelout
