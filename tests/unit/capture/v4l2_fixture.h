// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/v4l2/v4l2_backend.h"
#include "fake_video.h"

#include <QObject>

#include <chrono>

namespace reelout::test {

inline constexpr int kPatience = 60000; ///< ms
inline const QByteArray kPath = "/dev/video0";

QString q(const char* text);
FakeCamera::Format format(std::uint32_t fourcc, std::vector<Size> sizes, std::vector<v4l2_fract> intervals);
/// A camera of two formats at kPath.
FakeCamera webcam(const QByteArray& path = kPath);
/// A picture whose bytes are all of this value.
FakeVideo::Frame marked(std::int64_t captured, std::uint8_t value);
/// As the kernel tells it.
std::int64_t nowNs();

/// What tests of Video4Linux have in common: a machine whose cameras the test plugs in, and one source.
class V4l2Fixture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    CameraBackend& backend();
    /// Opens and starts the source, in place of the one before.
    Status start(const CameraSpec& spec);
    /// The next picture; null when none comes.
    PicturePtr next();
    bool hasEvent(SourceEventKind kind, const QString& says) const;
    bool waitForEvent(SourceEventKind kind, const QString& says) const;

    std::shared_ptr<FakeVideo> m_video;
    CameraSource::Patience m_patience;
    std::unique_ptr<CameraBackend> m_backend;
    std::shared_ptr<PictureHub> m_hub;
    std::unique_ptr<PictureSource> m_source;
    std::uint64_t m_serial = 0;
};

} // namespace reelout::test
