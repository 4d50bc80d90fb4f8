// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

struct pw_buffer;

namespace reelout::test {

/// The compositor's side of a screen cast: a PipeWire node that hands out exactly what the test says, with
/// time stamps, damage and a pointer beside the picture. Main thread; PipeWire has its own.
class PwScreen {
public:
    enum class Layout {
        Bgrx,
        Rgba,
        Descriptor, ///< Bgrx in memory that the screen makes itself, a descriptor for each buffer
        Graphics,   ///< Bgrx, and only in graphics memory: what stands in for it behaves like it but for the
                    ///< card
    };
    struct Pointer {
        int x = 0;
        int y = 0;
        bool isVisible = true;
        std::optional<Size> bitmap{}; ///< of that size, opaque red; with alpha 0 in its first pixel
    };
    struct Frame {
        /// Called with the first row and the bytes from one to the next; empty: no picture, chunk size 0.
        std::function<void(std::uint8_t*, int)> paint{};
        std::vector<Rect> damage{}; ///< empty = none is told
        std::int64_t pts = 0;       ///< ns of CLOCK_MONOTONIC; 0 = no time
        std::optional<Pointer> pointer{};
        bool isCorrupt = false;
    };

    /// On the server whose socket is in `runtimeFolder`.
    static std::unique_ptr<PwScreen> open(const QString& runtimeFolder, Size size,
                                          Layout layout = Layout::Bgrx);
    ~PwScreen();
    PwScreen(const PwScreen&) = delete;
    PwScreen& operator=(const PwScreen&) = delete;

    /// Waits until the server knows it; 0 when it does not.
    std::uint32_t node() const;
    /// Waits until somebody takes its pictures.
    bool waitForViewer() const;
    /// False when no buffer came free.
    bool send(const Frame& frame);
    /// Waits until what was sent `hasCome`, and asks for it again now and then: PipeWire leaves out a cycle
    /// that is asked for before the last one is over.
    bool waitUntil(const std::function<bool()>& hasCome);
    /// Buffers that were agreed on.
    std::size_t bufferCount() const;
    /// The same in another size from now on; waits until that is agreed.
    bool resize(Size size);

private:
    struct Impl;
    explicit PwScreen(std::unique_ptr<Impl> impl);
    const std::unique_ptr<Impl> m_impl;
};

/// One colour everywhere, as it lies in a frame: B, G, R.
std::function<void(std::uint8_t*, int)> plain(Size size, std::uint8_t b, std::uint8_t g, std::uint8_t r);

/// A descriptor of a connection to that server, as a portal hands out; -1 when it isn't there.
int connectToPipeWire(const QString& runtimeFolder);

} // namespace reelout::test
