// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/v4l2/video_kernel.h"
#include "fake_inputs.h"
#include "media/geometry.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include <linux/videodev2.h>

namespace reelout::test {

/// A camera as the kernel shows it.
struct FakeCamera {
    struct Format {
        std::uint32_t fourcc = V4L2_PIX_FMT_YUYV;
        std::vector<Size> sizes;
        std::vector<v4l2_fract> intervals;
        bool isStepwise = false; ///< the first two of each are the ends of a range
    };
    struct Control {
        int least = 0;
        int most = 255;
        int step = 1;
        int usual = 128;
        int value = 128;
        std::vector<int> entries{}; ///< of a menu
    };
    VideoNode node;
    QString card = QStringLiteral("Test Camera");
    std::uint32_t capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    std::vector<Format> formats;
    std::map<std::uint32_t, Control> controls{};
    int pieces = 1;     ///< of memory a picture is in; more only with V4L2_CAP_VIDEO_CAPTURE_MPLANE
    int rowPadding = 0; ///< bytes behind each row
    std::uint32_t colorspace = V4L2_COLORSPACE_SRGB;
    FakeInputs inputs{};
    std::vector<std::uint32_t> fields{V4L2_FIELD_NONE}; ///< it has; what is asked for if it has that
    Size givesInstead{};                                ///< not empty: whatever is asked for
    int openError = 0;                                  ///< negative numbers of errors
    int formatError = 0;
    int streamError = 0;
    QStringList users{};
};

/// A machine whose cameras the test plugs in and which deliver when it says so. Any thread.
class FakeVideo final : public VideoKernel {
public:
    struct Frame {
        /// Called with each piece of memory; gives the bytes used.
        std::function<std::size_t(int piece, std::uint8_t* memory, std::size_t bytes)> paint;
        std::int64_t captured = 0;               ///< ns; 0 = the driver has no time
        std::optional<std::uint32_t> sequence{}; ///< else one more than the last
        std::uint32_t flags = 0;
        std::uint32_t field = V4L2_FIELD_NONE;
    };

    void plug(FakeCamera camera);
    void unplug(const QByteArray& path);
    /// Waits until the program has given it memory to write to; false when that never comes.
    bool send(const QByteArray& path, const Frame& frame);
    bool waitUntilStreaming(const QByteArray& path);

    /// Something else is plugged into an input.
    void change(const QByteArray& path, std::size_t input, FakeInput now);
    /// What the driver says of the input it is set to.
    void setStatus(const QByteArray& path, std::uint32_t status);
    /// Waits until the program has fetched all that was sent.
    bool waitUntilTaken(const QByteArray& path);
    FakeInputs inputs(const QByteArray& path);

    FakeCamera::Control control(const QByteArray& path, std::uint32_t id);
    /// Controls in the order in which they were written.
    std::vector<std::uint32_t> written(const QByteArray& path);
    v4l2_fract interval(const QByteArray& path); ///< that was set
    std::uint32_t fourcc(const QByteArray& path);
    int opened(const QByteArray& path); ///< how often it was
    int openNow();

    std::vector<VideoNode> nodes() override;
    int open(const QByteArray& path) override;
    void close(int descriptor) override;
    int control(int descriptor, unsigned long request, void* argument) override;
    void* map(int descriptor, std::size_t bytes, std::int64_t offset) override;
    void unmap(void*, std::size_t) override {}
    QStringList users(const QByteArray& path) override;
    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override;

private:
    struct Device;
    class Watch;
    std::shared_ptr<Device> find(const QByteArray& path);
    void tellWatches();

    std::mutex m_mutex; ///< guards all
    std::condition_variable m_changed;
    std::vector<std::shared_ptr<Device>> m_devices; ///< plugged in
    std::map<int, std::shared_ptr<Device>> m_open;  ///< by descriptor, also unplugged ones
    std::map<QByteArray, int> m_opened;
    std::vector<std::function<void()>*> m_watches;
    std::uint64_t m_plugs = 0;
};

} // namespace reelout::test
