// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/packet_timeline.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr double kAgreement = 0.010;
constexpr double kConfirms = 0.005; ///< a jump of the count
constexpr double kCertainlyLost = 0.060;
constexpr double kLatePatience = 0.100;
constexpr double kLongestGap = 24.0 * 3600.0; ///< what is more is no gap but nonsense
constexpr double kSettleSeconds = 0.3;
constexpr double kLoopRadians = 0.2; ///< 0.03 Hz
constexpr double kLoopDamping = 1.4; ///< 2 · 0.7
constexpr double kMostSlope = 600e-6;
constexpr double kMostCorrection = 800e-6;

} // namespace

PacketTimeline::PacketTimeline(int sampleRate) : m_sampleRate(std::max(sampleRate, 1)) {}

// A driver that counts otherwise than it delivers does so from the first packet on.
bool PacketTimeline::isCountRight(double countedSeconds, double late)
{
    const bool isSettled = m_settled >= kSettleSeconds;
    const double most = isSettled ? kConfirms : std::min(kConfirms, std::abs(countedSeconds) / 2);
    const bool isConfirmed = std::abs(countedSeconds - late) < most;
    if (!isSettled && !isConfirmed)
        m_trustsCount = false;
    return m_trustsCount && isConfirmed;
}

// `late`: by how much its time lies behind where the next frame was expected, in seconds.
std::int64_t PacketTimeline::missingBefore(const Packet& packet, double late)
{
    const std::int64_t counted = packet.position - m_expected;
    const double countedSeconds = static_cast<double>(counted) / m_sampleRate;
    if (!packet.isTimeKnown)
        return counted > 0 && countedSeconds < kLongestGap ? counted : 0;
    if (counted != 0 && isCountRight(countedSeconds, late))
        return std::max<std::int64_t>(counted, 0);
    m_lateFor = late > kCertainlyLost ? m_lateFor + static_cast<double>(packet.frames) / m_sampleRate : 0.0;
    const bool isToldOf = packet.isDiscontinuous || (counted > 0 && m_trustsCount);
    const bool isLost = isToldOf ? late > kAgreement : m_lateFor > kLatePatience;
    return isLost && late < kLongestGap ? std::llround(late * m_sampleRate) : 0;
}

void PacketTimeline::follow(double error, std::int64_t frames)
{
    const double passed = static_cast<double>(frames) / m_sampleRate;
    if (m_settled < kSettleSeconds) {
        // The mean of the first times, so that one of them alone decides nothing.
        m_next += error * passed / (m_settled + passed);
        m_settled += passed;
        return;
    }
    // What is far off is a gap to be or a wrong time, and nothing to learn a rate from.
    if (std::abs(error) > kAgreement) {
        m_next += std::clamp(error, -kMostCorrection * passed, kMostCorrection * passed);
        return;
    }
    m_slope = std::clamp(m_slope + kLoopRadians * kLoopRadians * error * passed, -kMostSlope, kMostSlope);
    const double correction = kLoopDamping * kLoopRadians * error;
    m_next += std::clamp(correction, -kMostCorrection - m_slope, kMostCorrection - m_slope) * passed;
}

PacketTimeline::Placed PacketTimeline::place(const Packet& packet)
{
    if (!m_hasOrigin) {
        m_hasOrigin = true;
        m_origin = packet.time;
        m_lastStamp = packet.time - std::chrono::hours(1);
        m_expected = packet.position;
    }
    const double time = packet.isTimeKnown ? toSeconds(packet.time - m_origin) : m_next;
    const std::int64_t missing = missingBefore(packet, time - m_next);
    if (missing > 0) {
        const double seconds = static_cast<double>(missing) / m_sampleRate;
        m_next += seconds;
        m_lateFor = 0.0;
        ++m_gaps;
        m_lost += fromSeconds(seconds);
    }
    if (packet.isTimeKnown)
        follow(time - m_next, packet.frames);
    const Timestamp stamp =
        std::max(m_origin + Duration(std::llround(m_next * 1e9)), m_lastStamp + Duration(1));
    m_lastStamp = stamp;
    m_next += static_cast<double>(packet.frames) / m_sampleRate * (1.0 + m_slope);
    m_expected = packet.position + packet.frames;
    return {stamp, missing};
}

} // namespace reelout
