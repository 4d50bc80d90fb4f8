// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/frame_rate.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace reelout {

namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
__extension__ using Wide = __int128;

std::int64_t floorDivide(Wide dividend, Wide divisor)
{
    const Wide quotient = dividend / divisor;
    return static_cast<std::int64_t>(dividend % divisor < 0 ? quotient - 1 : quotient);
}

} // namespace

FrameRate::FrameRate(std::int64_t numerator, std::int64_t denominator)
{
    const std::int64_t top = std::max<std::int64_t>(numerator, 1);
    const std::int64_t bottom = std::max<std::int64_t>(denominator, 1);
    const std::int64_t divisor = std::gcd(top, bottom);
    m_numerator = top / divisor;
    m_denominator = bottom / divisor;
}

FrameRate FrameRate::fromDouble(double framesPerSecond)
{
    if (!std::isfinite(framesPerSecond))
        return {};
    const double rate = std::clamp(framesPerSecond, 0.001, 1000.0);
    const double whole = std::round(rate);
    // People write 29.97 and 23.976 for the n/1001 rates, so a hundredth is within what they mean.
    if (whole >= 1.0 && std::abs(rate - whole) < 1e-9)
        return {static_cast<std::int64_t>(whole), 1};
    const double ntsc = std::round(rate * 1.001);
    if (ntsc >= 1.0 && std::abs(rate - ntsc / 1.001) < 0.0051)
        return {static_cast<std::int64_t>(ntsc) * 1000, 1001};
    std::int64_t bestDenominator = 1;
    double bestError = std::numeric_limits<double>::max();
    for (const std::int64_t denominator : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000, 1001, 10000, 100000}) {
        const double error = std::abs(
            std::round(rate * static_cast<double>(denominator)) / static_cast<double>(denominator) - rate);
        if (error < bestError - 1e-12) {
            bestError = error;
            bestDenominator = denominator;
        }
    }
    return {static_cast<std::int64_t>(std::llround(rate * static_cast<double>(bestDenominator))),
            bestDenominator};
}

Result<FrameRate> FrameRate::parse(const QString& text)
{
    const Error error =
        makeError(ErrorCode::InvalidParameter, QStringLiteral("read frame rate"),
                  QStringLiteral("\"%1\" is no frame rate; write 25, 29.97 or 30000/1001").arg(text));
    const QStringList parts = text.trimmed().split(QLatin1Char('/'));
    if (parts.size() == 2) {
        bool topOk = false;
        bool bottomOk = false;
        const qlonglong top = parts[0].toLongLong(&topOk);
        const qlonglong bottom = parts[1].toLongLong(&bottomOk);
        if (!topOk || !bottomOk || top <= 0 || bottom <= 0 || Wide(top) > Wide(bottom) * 1000 ||
            Wide(bottom) > Wide(top) * 1000)
            return error;
        return FrameRate(top, bottom);
    }
    bool isNumber = false;
    const double rate = text.trimmed().toDouble(&isNumber);
    if (!isNumber || parts.size() != 1 || !(rate >= 0.001 && rate <= 1000.0))
        return error;
    return fromDouble(rate);
}

Duration FrameRate::timeOf(std::int64_t index) const
{
    return Duration(floorDivide(Wide(index) * m_denominator * kNanosecondsPerSecond, m_numerator));
}

std::int64_t FrameRate::frameAt(Duration time) const
{
    // timeOf() rounds down, so the instant it gives for a frame must map back to that frame.
    return floorDivide((Wide(time.count()) + 1) * m_numerator - 1,
                       Wide(m_denominator) * kNanosecondsPerSecond);
}

QString FrameRate::toString() const
{
    return m_denominator == 1 ? QString::number(m_numerator)
                              : QStringLiteral("%1/%2").arg(m_numerator).arg(m_denominator);
}

} // namespace reelout
