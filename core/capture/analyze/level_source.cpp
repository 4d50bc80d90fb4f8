// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker.h"
#include "capture/analyze/control_levels.h"
#include "capture/source.h"

namespace reelout {

namespace {

/// Sound that is later than this counts as silence, so that a device that goes closes the gate.
constexpr Duration kLateness = std::chrono::milliseconds(250);

class LevelSource final : public AudioSource {
public:
    LevelSource(LevelsSpec spec, std::shared_ptr<const AudioHub> input, Clock& clock)
        : m_spec(std::move(spec)),
          m_clock(clock),
          m_input(std::move(input)),
          m_format(ControlLevels::formatFor(m_spec, m_input->format()))
    {}
    ~LevelSource() override { stop(); }

    AudioFormat format() const override { return m_format; }
    Status start(std::shared_ptr<AudioHub> hub) override
    {
        stop();
        if (hub->format() != m_format) {
            return makeError(ErrorCode::InvalidParameter, QStringLiteral("start analyze"),
                             QStringLiteral("the hub has another format"));
        }
        m_hub = std::move(hub);
        m_worker = Worker("analyze", [this, reader = m_input->readerFromNow()](
                                         const std::stop_token& stop) mutable { run(reader, stop); });
        return {};
    }
    void stop() override { m_worker.stop(); }

private:
    void run(AudioHub::Reader& reader, const std::stop_token& stop)
    {
        const Timestamp zero = m_clock.now();
        ControlLevels levels(m_spec, m_input->format(), zero);
        AudioBlock block;
        std::vector<float> values;
        for (std::int64_t tick = 1; m_clock.sleepUntil(zero + m_spec.rate.timeOf(tick), stop);) {
            while (reader.read(block))
                levels.push(block);
            levels.advance(m_clock.now() - kLateness);
            Timestamp end;
            while (levels.next(end, values))
                m_hub->publish(end, values);
            tick = m_spec.rate.frameAt(m_clock.now() - zero) + 1;
        }
    }

    const LevelsSpec m_spec;
    Clock& m_clock;
    const std::shared_ptr<const AudioHub> m_input;
    const AudioFormat m_format;
    std::shared_ptr<AudioHub> m_hub;
    Worker m_worker; ///< last, so that it ends first
};

} // namespace

std::unique_ptr<AudioSource> makeLevels(const LevelsSpec& spec, std::shared_ptr<const AudioHub> input,
                                        Clock& clock)
{
    return std::make_unique<LevelSource>(spec, std::move(input), clock);
}

} // namespace reelout
