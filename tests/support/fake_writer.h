// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/media_writer.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace reelout::test {

/// A gate that threads wait at until the test opens it.
class Gate {
public:
    explicit Gate(bool isOpen = true) : m_isOpen(isOpen) {}
    void open();
    void close();
    void pass();
    /// Threads it holds up now.
    int waiting() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen;
    int m_waiting = 0;
};

/// What fake writers do and have done; shared by the test and the write thread.
class WriterScript {
public:
    // What to do. Set before the writer opens.
    PixelFormat format = PixelFormat::Bgrx8;
    Size size{16, 16};
    std::optional<Error> openError;
    std::optional<Error> finishError;
    std::int64_t failAtPicture = -1;
    Error pictureError = makeError(ErrorCode::DiskFull, QStringLiteral("write"), QStringLiteral("full"));
    std::function<void(bool isNew)> duringPicture; ///< takes its time; isNew: not the one before again
    bool hasCheapRepeats = false;                  ///< and these take no time
    Gate openGate;
    Gate pictureGate;

    // What was done.
    struct Written {
        std::uint64_t serial = 0;
        Timestamp captured;
        std::vector<std::uint64_t> layers; ///< their serials
    };
    std::vector<Written> pictures() const;
    std::size_t pictureCount() const;
    int cheapRepeats() const;
    std::vector<float> audio() const;
    bool isInPicture() const { return m_inPicture; } ///< taking its time
    int opened() const;
    int finished() const;
    int dropped() const; ///< destroyed without finish()
    QStringList paths() const;

    /// A writer that follows this script; `path` is noted.
    Result<std::unique_ptr<MediaWriter>> open(const QString& path);

private:
    friend class FakeWriter;
    mutable std::mutex m_mutex;
    std::vector<Written> m_pictures;
    std::vector<float> m_audio;
    QStringList m_paths;
    std::atomic<bool> m_inPicture{false};
    int m_cheapRepeats = 0;
    int m_opened = 0;
    int m_finished = 0;
    int m_dropped = 0;
};

} // namespace reelout::test
