// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker.h"
#include "capture/generators/deep_pattern_picture.h"
#include "capture/source.h"

#include <algorithm>

namespace reelout {

namespace {

/// Frames made up for after the thread was late; more than a hub keeps would be made for nobody.
constexpr std::int64_t kCatchUp = 3;

class TestPattern final : public PictureSource {
public:
    TestPattern(const TestPatternSpec& spec, Clock& clock) : m_spec(spec), m_clock(clock) {}
    ~TestPattern() override { stop(); }

    Status start(std::shared_ptr<PictureHub> hub) override
    {
        stop();
        m_hub = std::move(hub);
        m_pictures = std::make_unique<DeepPatternPicture>(m_spec);
        REELOUT_TRY(m_pictures->prepare());
        const std::int64_t first = m_spec.rate.frameAt(m_clock.now().time_since_epoch());
        if (!publish(first, true)) {
            return makeError(ErrorCode::Internal, QStringLiteral("start test pattern"),
                             QStringLiteral("not enough memory"));
        }
        m_worker = Worker("testpattern", [this, first](std::stop_token stop) { run(first + 1, stop); });
        return {};
    }

    void stop() override { m_worker.stop(); }

private:
    void run(std::int64_t next, const std::stop_token& stop)
    {
        bool isContinuous = true;
        while (m_clock.sleepUntil(Timestamp(m_spec.rate.timeOf(next)), stop) && !stop.stop_requested()) {
            const std::int64_t current = m_spec.rate.frameAt(m_clock.now().time_since_epoch());
            if (current - next > kCatchUp) {
                next = current - kCatchUp;
                isContinuous = false;
            }
            isContinuous = publish(next, isContinuous);
            ++next;
        }
    }

    /// False when there was no memory; the frame is then left out, as a camera would.
    bool publish(std::int64_t index, bool isContinuous)
    {
        std::shared_ptr<Picture> picture = m_pictures->render(index);
        if (!picture)
            return false;
        picture->serial = ++m_serial;
        picture->damageKnown = isContinuous && m_serial > 1;
        m_hub->publish(std::move(picture));
        return true;
    }

    const TestPatternSpec m_spec;
    Clock& m_clock;
    std::shared_ptr<PictureHub> m_hub;
    std::unique_ptr<DeepPatternPicture> m_pictures;
    std::uint64_t m_serial = 0;
    Worker m_worker; ///< last, so that it ends first
};

/// Frame after frame from 0, whatever the clock says.
class TestPatternReader final : public PictureReader {
public:
    explicit TestPatternReader(const TestPatternSpec& spec) : m_spec(spec), m_pictures(spec) {}

    Result<PicturePtr> next() override
    {
        if (m_index == 0)
            REELOUT_TRY(m_pictures.prepare());
        std::shared_ptr<Picture> picture = m_pictures.render(m_index);
        if (!picture)
            return makeError(ErrorCode::Internal, QStringLiteral("make test pattern"),
                             QStringLiteral("not enough memory"));
        picture->serial = static_cast<std::uint64_t>(++m_index);
        return PicturePtr(std::move(picture));
    }
    std::int64_t length() const override { return 0; }
    FrameRate rate() const override { return m_spec.rate; }

private:
    const TestPatternSpec m_spec;
    DeepPatternPicture m_pictures;
    std::int64_t m_index = 0;
};

} // namespace

std::unique_ptr<PictureReader> makeTestPatternReader(const TestPatternSpec& spec)
{
    return std::make_unique<TestPatternReader>(spec);
}

std::unique_ptr<PictureSource> makeTestPattern(const TestPatternSpec& spec, Clock& clock)
{
    return std::make_unique<TestPattern>(spec, clock);
}

} // namespace reelout
