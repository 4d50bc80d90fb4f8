// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/capture_timeline.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr double kSettleSeconds = 0.2;
constexpr double kSettleUnmeasured = 0.5;
constexpr double kDoubtfulLateness = 0.060;
constexpr double kImprovement = 0.005;
constexpr double kPatience = 0.200;
constexpr double kWindowSeconds = 1.0;
constexpr double kSmallestGap = 0.010;
constexpr double kDistrustSeconds = 10.0;
constexpr double kAgreement = 0.020;
constexpr double kLoopRadians = 0.2; ///< 0.03 Hz
constexpr double kLoopDamping = 1.4; ///< 2 · 0.7
constexpr double kMostSlope = 600e-6;
constexpr double kMostCorrection = 800e-6;
constexpr double kFarOff = 0.010; ///< no drift, but a wrong start: mended faster, and nothing learnt from
constexpr double kMostCorrectionFarOff = 0.01;
constexpr double kLongestStep = 0.5; ///< seconds between two measurements that count in full
constexpr std::size_t kFewestMeasurements = 3;

} // namespace

CaptureTimeline::CaptureTimeline(int sampleRate) : m_sampleRate(std::max(sampleRate, 1)) {}

double CaptureTimeline::framesToSeconds(std::int64_t frames) const
{
    return static_cast<double>(frames) / m_sampleRate;
}

CaptureTimeline::Verdict CaptureTimeline::look(const Observation& observation)
{
    if (!m_hasOrigin) {
        m_hasOrigin = true;
        m_origin = observation.now;
        m_lastStamp = observation.now - std::chrono::hours(1);
        m_arrival = -framesToSeconds(observation.waitingFrames);
    }
    const double now = toSeconds(observation.now - m_origin);
    if (m_phase == Phase::Settling)
        return settle(now, now - framesToSeconds(observation.waitingFrames));

    const double excess = now - (m_arrival + framesToSeconds(m_taken + observation.waitingFrames));
    if (excess > kDoubtfulLateness)
        return doubt(now, excess);
    if (m_phase == Phase::Doubting) {
        // A burst has brought what was missing.
        m_phase = Phase::Running;
        m_windowStart = now;
        m_windowLeast = excess;
    }
    watchArrival(now, excess);
    return Verdict::Take;
}

void CaptureTimeline::measure(Timestamp now, Timestamp firstFrame)
{
    // Before the first data a server's figures are those of an idle device.
    if (!m_hasOrigin)
        return;
    const double measured = toSeconds(firstFrame - m_origin);
    if (m_phase == Phase::Settling)
        m_settling[m_settlingCount++ % kMostSettling] = measured;
    else if (m_phase == Phase::Running)
        follow(toSeconds(now - m_origin), measured + framesToSeconds(m_taken) - m_capture);
}

CaptureTimeline::Verdict CaptureTimeline::settle(double now, double arrival)
{
    // An idle server first hands over what it had rendered ahead; only the steady flow after it counts.
    if (arrival < m_arrival - kSmallestGap) {
        m_settlingSince = now;
        m_settlingCount = 0;
    }
    m_arrival = std::min(m_arrival, arrival);
    const bool isMeasured = m_settlingCount >= kFewestMeasurements;
    if (now - m_settlingSince < (isMeasured ? kSettleSeconds : kSettleUnmeasured))
        return Verdict::Hold;
    m_capture = m_arrival;
    if (isMeasured) {
        const auto end =
            m_settling.begin() + static_cast<std::ptrdiff_t>(std::min(m_settlingCount, kMostSettling));
        const auto middle = m_settling.begin() + (end - m_settling.begin()) / 2;
        std::nth_element(m_settling.begin(), middle, end);
        m_capture = *middle;
    }
    m_phase = Phase::Running;
    m_windowStart = now;
    m_windowLeast = kDoubtfulLateness;
    m_lastFollowed = now;
    return Verdict::Take;
}

CaptureTimeline::Verdict CaptureTimeline::doubt(double now, double excess)
{
    if (m_phase != Phase::Doubting || excess < m_doubtLeast - kImprovement) {
        m_phase = Phase::Doubting;
        m_doubtLeast = excess;
        m_doubtImproved = now;
        return Verdict::Hold;
    }
    m_doubtLeast = std::min(m_doubtLeast, excess);
    if (now - m_doubtImproved < kPatience)
        return Verdict::Hold;
    jump(m_doubtLeast);
    m_arrival += m_doubtLeast;
    // What the server says about itself is wrong for seconds now.
    m_trustFrom = now + kDistrustSeconds;
    m_phase = Phase::Running;
    m_windowStart = now;
    m_windowLeast = kDoubtfulLateness;
    m_windowErrorSum = 0.0;
    m_windowErrors = 0;
    return Verdict::Take;
}

void CaptureTimeline::watchArrival(double now, double excess)
{
    if (excess < 0.0) {
        // Delivered faster than ever before: the server renders further ahead now.
        m_arrival += excess;
        m_windowLeast = 0.0;
    }
    m_windowLeast = std::min(m_windowLeast, std::max(excess, 0.0));
    if (now - m_windowStart < kWindowSeconds)
        return;
    // What stayed late for a whole window is the device's drift, another latency, or a short loss; only in
    // the last case has the measured capture time moved too.
    const double error = m_windowErrors > 0 ? m_windowErrorSum / m_windowErrors : 0.0;
    if (m_windowLeast > kSmallestGap && error > kSmallestGap && now >= m_trustFrom)
        jump(error);
    m_arrival += m_windowLeast;
    m_windowStart = now;
    m_windowLeast = kDoubtfulLateness;
    m_windowErrorSum = 0.0;
    m_windowErrors = 0;
}

void CaptureTimeline::follow(double now, double error)
{
    const double passed = std::min(now - m_lastFollowed, kLongestStep);
    m_lastFollowed = now;
    if (now < m_trustFrom) {
        if (std::abs(error) < kAgreement)
            m_trustFrom = now; // the server has come to its senses
        return;
    }
    m_windowErrorSum += error;
    ++m_windowErrors;
    const bool isFarOff = std::abs(error) > kFarOff;
    if (!isFarOff)
        m_slope = std::clamp(m_slope + kLoopRadians * kLoopRadians * error * passed, -kMostSlope, kMostSlope);
    // take() applies the slope; here comes what is left up to the greatest correction.
    const double most = isFarOff ? kMostCorrectionFarOff : kMostCorrection;
    m_capture += std::clamp(kLoopDamping * kLoopRadians * error, -most - m_slope, most - m_slope) * passed;
}

void CaptureTimeline::jump(double seconds)
{
    m_capture += seconds;
    ++m_gaps;
    m_lost += fromSeconds(seconds);
}

Timestamp CaptureTimeline::take(std::int64_t frames)
{
    const Timestamp stamp = m_origin + Duration(std::llround(m_capture * 1e9));
    m_capture += framesToSeconds(frames) * (1.0 + m_slope);
    m_taken += frames;
    m_lastStamp = std::max(stamp, m_lastStamp + Duration(1));
    return m_lastStamp;
}

} // namespace reelout
