// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "media/geometry.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

@class SCContentFilter;
@class SCStreamConfiguration;

namespace reelout {

/// A frame that ScreenCaptureKit has handed over, locked for reading as long as it lives. BGRA, from the top.
struct MacFrame {
    std::shared_ptr<const std::uint8_t> pixels; ///< keeps the frame
    std::ptrdiff_t stride = 0;
    Size size;
    Timestamp shown;
    bool isAllNew = false;
    std::vector<Rect> changed; ///< since the frame taken before it
};

/// One running stream of ScreenCaptureKit: a display or a window. Frames come on a queue of its own and wait
/// for the capture thread: the newest, with the changes of those it replaced.
class MacScreenStream {
public:
    /// `news` is called, on any thread, when there is a frame or the stream is over, and once more even after
    /// the stream is gone: it owns what it touches. Waits up to 4 s for the start. PermissionDenied,
    /// TimedOut, DeviceLost.
    static Result<std::unique_ptr<MacScreenStream>>
    start(SCContentFilter* filter, SCStreamConfiguration* configuration, std::function<void()> news);
    ~MacScreenStream();
    MacScreenStream(const MacScreenStream&) = delete;
    MacScreenStream& operator=(const MacScreenStream&) = delete;

    /// The newest frame that was not taken yet.
    std::optional<MacFrame> take();
    /// Why it is over; nothing while it runs.
    std::optional<Error> failure() const;

private:
    struct Impl;
    explicit MacScreenStream(std::unique_ptr<Impl> impl);
    const std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
