// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/capture_timeline.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr double kSettleSeconds = 0.2;
constexpr double kSettleUnmeasured = 0.5;
constexpr double kDoubtful = LateArrivals::kSame;
constexpr double kCertainlyLost = 0.060; ///< when the server says nothing
constexpr double kFreshFigures = 0.150;
constexpr int kFewestErrors = 2;
constexpr double kPatience = 0.3;
constexpr double kMostPatience = 1.0;
constexpr double kLikelihood = 1e-6; ///< of holding mere lateness for a gap
constexpr int kFewestProofs = 4;
constexpr double kLateMemory = 256.0; ///< deliveries
constexpr double kJittery = 0.05;     ///< share of them that are late
constexpr double kBrief = 0.03;
constexpr double kBriefInJitter = 0.15;
constexpr double kWindowSeconds = 1.0;
constexpr double kSmallestGap = 0.004; ///< drift is an eighth of that in a window at most
constexpr double kWorthACut = 0.005;   ///< of silence that was too long
constexpr double kRevocableSeconds = 3.0;
constexpr double kDistrustSeconds = 10.0;
constexpr double kAgreement = 0.010;
constexpr double kLoopRadians = 0.2;         ///< 0.03 Hz
constexpr double kArrivalLoopRadians = 0.08; ///< arrivals say less than measurements
constexpr double kLoopDamping = 1.4;         ///< 2 · 0.7
constexpr double kMostSlope = 600e-6;
constexpr double kMostCorrection = 800e-6;
constexpr double kFarOff = 0.010; ///< no drift, but a wrong start: mended faster, and nothing learnt from
constexpr double kMostCorrectionFarOff = 0.01;
constexpr double kFarOffPatience = 2.0;
constexpr double kFarOffStep = 0.25;
constexpr double kLongestStep = 1.0; ///< seconds between two measurements that count in full
constexpr std::size_t kFewestMeasurements = 3;

} // namespace

CaptureTimeline::CaptureTimeline(int sampleRate, Figures figures)
    : m_sampleRate(std::max(sampleRate, 1)),
      m_figures(figures)
{}

double CaptureTimeline::arrivalCapture() const
{
    return m_arrival - m_ahead + framesToSeconds(m_taken);
}

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

    const std::int64_t arrived = m_taken + observation.waitingFrames;
    const double excess = now - (m_arrival + framesToSeconds(arrived));
    if (excess > kDoubtful && !isKnownToBeLate(now))
        return doubt(now, arrived, excess);
    if (m_phase == Phase::Doubting) {
        // A burst has brought what was missing.
        m_phase = Phase::Running;
        for (std::size_t i = 0; i < m_late.size(); ++i)
            noteLateness(true);
        m_late.clear();
    }
    if (now - m_lastDelivery > LateArrivals::kOneDelivery)
        noteLateness(false);
    m_lastDelivery = now;
    watchArrival(now, excess);
    return Verdict::Take;
}

void CaptureTimeline::measure(Timestamp now, Timestamp firstFrame)
{
    // Before the first data a server's figures are those of an idle device.
    if (!m_hasOrigin)
        return;
    const double measured = toSeconds(firstFrame - m_origin);
    if (m_phase == Phase::Settling) {
        m_settling[m_settlingCount++ % kMostSettling] = measured;
        return;
    }
    const double error = measured + framesToSeconds(m_taken) - m_capture;
    m_lastError = error;
    m_lastMeasured = toSeconds(now - m_origin);
    if (m_phase == Phase::Doubting) {
        m_doubtErrors.add(error);
        return;
    }
    const double seconds = toSeconds(now - m_origin);
    if (seconds < m_trustFrom) {
        if (std::abs(error) > kAgreement)
            return;
        m_trustFrom = seconds; // the server has come to its senses
    }
    m_windowErrors.add(error);
    follow(seconds, error, Learning::Yes);
}

void CaptureTimeline::setLatency(Duration latency)
{
    if (m_phase == Phase::Settling)
        m_ahead = toSeconds(latency);
}

CaptureTimeline::Verdict CaptureTimeline::settle(double now, double arrival)
{
    // An idle server first hands over what it had rendered ahead; only the steady flow after it counts.
    if (arrival < m_arrival - kDoubtful) {
        m_settlingSince = now;
        m_settlingCount = 0;
    }
    m_arrival = std::min(m_arrival, arrival);
    const bool isMeasured = m_figures == Figures::Count || m_settlingCount >= kFewestMeasurements;
    if (now - m_settlingSince < (isMeasured ? kSettleSeconds : kSettleUnmeasured))
        return Verdict::Hold;
    m_capture = m_arrival - m_ahead;
    if (m_settlingCount >= kFewestMeasurements) {
        const auto end =
            m_settling.begin() + static_cast<std::ptrdiff_t>(std::min(m_settlingCount, kMostSettling));
        const auto middle = m_settling.begin() + (end - m_settling.begin()) / 2;
        std::nth_element(m_settling.begin(), middle, end);
        m_capture = *middle;
    }
    m_phase = Phase::Running;
    m_lastFollowed = now;
    startWindow(now);
    return Verdict::Take;
}

CaptureTimeline::Verdict CaptureTimeline::doubt(double now, std::int64_t arrived, double excess)
{
    if (m_phase == Phase::Running) {
        m_phase = Phase::Doubting;
        m_takeUntil = m_taken;
        m_doubtErrors = {};
    }
    m_late.add(now, arrived, excess);
    if (m_taken < m_takeUntil)
        return Verdict::Take;

    // Where many deliveries are late, so many in a row mean little.
    const double proofs =
        m_lateShare > 0.01 ? std::log(kLikelihood) / std::log(std::min(m_lateShare, 0.95)) : 0.0;
    const bool isWaitedFor = m_late.newest() - m_late.since() > kMostPatience;
    const int fewest = isWaitedFor ? 1 : std::max(kFewestProofs, static_cast<int>(std::ceil(proofs)));
    const std::optional<LateArrivals::Gap> gap =
        m_late.decide(kPatience, fewest, m_lateShare > kJittery ? kBriefInJitter : kBrief);
    if (!gap) {
        // Nothing comes any more that could tell.
        if (now - m_late.newest() > kMostPatience)
            m_takeUntil = arrived;
        return m_taken < m_takeUntil ? Verdict::Take : Verdict::Hold;
    }
    if (gap->seconds > 0.0 && isLoss(gap->seconds, m_doubtErrors))
        jump(now, gap->seconds);
    m_arrival += gap->seconds;
    m_takeUntil = gap->until;
    m_doubtErrors = {};
    if (m_late.isEmpty())
        m_phase = Phase::Running;
    startWindow(now);
    return Verdict::Take;
}

// A server whose figures are true and put the samples where they are expected is slow, and has lost nothing.
bool CaptureTimeline::isKnownToBeLate(double now) const
{
    return m_figures == Figures::Latency && now >= m_trustFrom && now - m_lastMeasured < kFreshFigures &&
           std::abs(m_lastError) < kDoubtful;
}

// What stays late is a loss, or the server now takes longer to hand over what it captures as before; only in
// the first case has the measured capture time moved too.
bool CaptureTimeline::isLoss(double step, const Mean& errors) const
{
    if (m_figures == Figures::Count)
        return true;
    if (errors.count >= kFewestErrors)
        return errors.sum / errors.count > step / 2;
    return step > kCertainlyLost || m_settlingCount == 0;
}

void CaptureTimeline::noteLateness(bool isLate)
{
    m_lateShare += ((isLate ? 1.0 : 0.0) - m_lateShare) / kLateMemory;
}

void CaptureTimeline::startWindow(double now)
{
    m_windowStart = now;
    m_windowLeast = kDoubtful;
    m_windowErrors = {};
}

void CaptureTimeline::watchArrival(double now, double excess)
{
    if (excess < 0.0) {
        // Delivered faster than ever before: the server renders further ahead now, or there was no gap.
        m_arrival += excess;
        m_windowLeast = 0.0;
        refineGap(now, -excess);
    }
    m_windowLeast = std::min(m_windowLeast, std::max(excess, 0.0));
    if (now - m_windowStart < kWindowSeconds)
        return;
    // What stayed late for a whole window is the device's drift, another latency, or a short loss.
    if (m_windowLeast > kSmallestGap && now >= m_trustFrom && isLoss(m_windowLeast, m_windowErrors))
        jump(now, m_windowLeast);
    m_arrival += m_windowLeast;
    if (m_figures == Figures::Count) {
        // What moved just after a gap was the gap, not the device.
        const bool isFresh = m_gaps > 0 && m_lastJump >= m_windowStart;
        follow(now, arrivalCapture() - m_capture, isFresh ? Learning::No : Learning::Yes);
    }
    startWindow(now);
}

// A gap was found longer than it is, or there was none. The stamps are right again at once; the silence that
// is too long is worth a cut only when it could be noticed.
void CaptureTimeline::refineGap(double now, double early)
{
    if (now - m_lastJump > kRevocableSeconds)
        m_revocable = 0.0;
    if (now - m_lastJump < kWindowSeconds || early > kWorthACut)
        takeBack(std::min(early, m_revocable));
    // However it came about: where arrivals are the clock nothing can have been captured this much later.
    if (m_figures == Figures::Count && m_capture - arrivalCapture() > kWorthACut)
        takeBack(m_capture - arrivalCapture());
}

void CaptureTimeline::takeBack(double seconds)
{
    m_revocable = std::max(m_revocable - seconds, 0.0);
    m_capture -= seconds;
    m_tooLong += seconds;
    if (m_tooLong > kWorthACut) {
        m_surplus += std::llround(m_tooLong * m_sampleRate);
        m_tooLong = 0.0;
    }
}

void CaptureTimeline::follow(double now, double error, Learning learning)
{
    const double passed = std::min(now - m_lastFollowed, kLongestStep);
    m_lastFollowed = now;
    const double radians = m_figures == Figures::Count ? kArrivalLoopRadians : kLoopRadians;
    const bool isFarOff = std::abs(error) > kFarOff;
    if (!isFarOff && learning == Learning::Yes)
        m_slope = std::clamp(m_slope + radians * radians * error * passed, -kMostSlope, kMostSlope);
    // take() applies the slope; here comes what is left up to the greatest correction.
    m_farOff = isFarOff ? m_farOff + std::min(passed, kFarOffStep) : 0.0;
    if (isFarOff && m_farOff < kFarOffPatience)
        return; // before a gap is found it looks like this
    const double most = isFarOff ? kMostCorrectionFarOff : kMostCorrection;
    m_capture += std::clamp(kLoopDamping * radians * error, -most - m_slope, most - m_slope) * passed;
}

void CaptureTimeline::jump(double now, double seconds)
{
    m_capture += seconds;
    // Silence that was too long before is part of this one.
    m_missing += std::llround(std::max(seconds - m_tooLong, 0.0) * m_sampleRate);
    m_tooLong = std::max(m_tooLong - seconds, 0.0);
    m_revocable = (now - m_lastJump > kRevocableSeconds ? 0.0 : m_revocable) + seconds;
    m_lastJump = now;
    ++m_gaps;
    m_lost += fromSeconds(seconds);
    if (m_figures == Figures::Latency) // what the server says about itself is wrong for seconds now
        m_trustFrom = now + kDistrustSeconds;
}

// The arrival line follows the drift too: else a fast device would look as if nothing had been missing.
void CaptureTimeline::advance(std::int64_t frames)
{
    const double seconds = framesToSeconds(frames);
    m_capture += seconds * (1.0 + m_slope);
    m_arrival += seconds * m_slope;
    m_taken += frames;
}

CaptureTimeline::Taken CaptureTimeline::take(std::int64_t frames)
{
    const Timestamp stamp = m_origin + Duration(std::llround(m_capture * 1e9));
    advance(frames);
    m_lastStamp = std::max(stamp, m_lastStamp + Duration(1));
    const std::int64_t missing = m_missing;
    m_missing = 0;
    return {m_lastStamp, missing};
}

void CaptureTimeline::skip(std::int64_t frames)
{
    advance(frames);
    m_surplus -= frames;
}

} // namespace reelout
