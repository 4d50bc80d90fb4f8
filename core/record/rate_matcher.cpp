// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/rate_matcher.h"

#include "base/log.h"

#include <cmath>

namespace reelout {

namespace {

// Far more than stamps jitter by: here the stream was certainly broken off.
constexpr double kBreakSeconds = 0.2;

} // namespace

RateMatcher::RateMatcher(const AudioFormat& source, int trackRate) : m_source(source), m_format(source)
{
    if (source.sampleRate == trackRate)
        return;
    m_format.sampleRate = trackRate;
    restart();
    if (!m_converter)
        m_format.sampleRate = source.sampleRate; // the mapper's interpolator can do it, if less well
}

void RateMatcher::restart()
{
    m_fed = 0;
    m_made = 0;
    Result<std::unique_ptr<RateConverter>> converter =
        RateConverter::create(m_source.channels, m_source.sampleRate, m_format.sampleRate);
    if (converter)
        m_converter = std::move(converter).value();
    else
        logWarning(QStringLiteral("sound"), converter.error().detail);
}

void RateMatcher::endRun(std::vector<AudioBlock>& out)
{
    AudioBlock rest;
    rest.captured = m_runStart + fromSeconds(static_cast<double>(m_made) / m_format.sampleRate);
    if (const Status done = m_converter->finish(rest.samples); !done)
        logWarning(QStringLiteral("sound"), done.error().detail);
    // The filter rings on; the source did not.
    const double length = static_cast<double>(m_fed) * m_format.sampleRate / m_source.sampleRate;
    const std::int64_t missing = std::max<std::int64_t>(std::llround(length) - m_made, 0);
    const std::size_t most = static_cast<std::size_t>(missing * m_source.channels);
    rest.samples.resize(std::min(rest.samples.size(), most));
    if (!rest.samples.empty())
        out.push_back(std::move(rest));
}

void RateMatcher::match(const AudioBlock& block, std::vector<AudioBlock>& out)
{
    if (!m_converter) {
        out.push_back(block);
        return;
    }
    const double step = toSeconds(block.captured - m_runStart) - sourceSeconds(m_fed);
    if (m_fed > 0 && (block.lostFrames > 0 || std::fabs(step) > kBreakSeconds)) {
        endRun(out);
        restart();
    }
    AudioBlock made;
    made.lostFrames = static_cast<std::uint64_t>(
        std::llround(static_cast<double>(block.lostFrames) * m_format.sampleRate / m_source.sampleRate));
    m_runStart = block.captured - fromSeconds(sourceSeconds(m_fed));
    made.captured = m_runStart + fromSeconds(static_cast<double>(m_made) / m_format.sampleRate);
    if (const Status done = m_converter->convert(block.samples, made.samples); !done)
        logWarning(QStringLiteral("sound"), done.error().detail);
    m_fed += static_cast<std::int64_t>(block.samples.size()) / m_source.channels;
    m_made += static_cast<std::int64_t>(made.samples.size()) / m_source.channels;
    if (!made.samples.empty() || made.lostFrames > 0)
        out.push_back(std::move(made));
}

void RateMatcher::finish(std::vector<AudioBlock>& out)
{
    if (m_converter && m_fed > 0)
        endRun(out);
}

} // namespace reelout
