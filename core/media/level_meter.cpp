// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/level_meter.h"

namespace reelout {

namespace {

constexpr Duration kDeadAfter = std::chrono::milliseconds(200);

} // namespace

LevelMeter::LevelMeter(std::shared_ptr<const AudioHub> hub, LevelBallistics ballistics)
    : m_hub(std::move(hub)),
      m_reader(m_hub->readerFromNow()),
      m_analyser(m_hub->format().channels, m_hub->format().sampleRate, ballistics)
{}

const std::vector<ChannelLevel>& LevelMeter::update(Timestamp now)
{
    m_stretch.clear();
    while (m_reader.read(m_block))
        m_stretch.insert(m_stretch.end(), m_block.samples.begin(), m_block.samples.end());

    const Duration passed = m_lastUpdate ? now - *m_lastUpdate : Duration::zero();
    m_lastUpdate = now;
    if (!m_stretch.empty()) {
        m_withoutBlocks = Duration::zero();
        m_analyser.process(m_stretch);
    } else {
        // Blocks come in lumps, so a short wait is no silence yet.
        m_withoutBlocks += passed;
        if (m_withoutBlocks > kDeadAfter)
            m_analyser.processSilence(passed);
    }
    return m_analyser.levels();
}

} // namespace reelout
