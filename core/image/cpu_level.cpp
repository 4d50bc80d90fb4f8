// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/cpu_level.h"

#include <algorithm>
#include <atomic>

namespace reelout {

namespace {

constexpr CpuLevel kLevels[] = {CpuLevel::Scalar, CpuLevel::Sse41, CpuLevel::Avx2, CpuLevel::Avx512};
constexpr int kNotForced = -1;

std::atomic<int>& forcedLevel()
{
    static std::atomic<int> level = kNotForced;
    return level;
}

CpuLevel levelFromEnvironment()
{
    const QString wanted = qEnvironmentVariable("REELOUT_CPU").trimmed().toLower();
    for (const CpuLevel level : kLevels) {
        if (wanted == cpuLevelName(level))
            return std::min(level, detectedCpuLevel());
    }
    return detectedCpuLevel();
}

} // namespace

CpuLevel detectedCpuLevel()
{
#if defined(__x86_64__) || defined(__i386__)
    static const CpuLevel level = [] {
        __builtin_cpu_init();
        if (!__builtin_cpu_supports("sse4.1"))
            return CpuLevel::Scalar;
        if (!__builtin_cpu_supports("avx2"))
            return CpuLevel::Sse41;
        if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
            !__builtin_cpu_supports("avx512vl"))
            return CpuLevel::Avx2;
        return CpuLevel::Avx512;
    }();
    return level;
#else
    return CpuLevel::Scalar;
#endif
}

CpuLevel cpuLevel()
{
    static const CpuLevel normal = levelFromEnvironment();
    const int forced = forcedLevel().load(std::memory_order_relaxed);
    return forced == kNotForced ? normal : static_cast<CpuLevel>(forced);
}

void forceCpuLevel(std::optional<CpuLevel> level)
{
    forcedLevel().store(level ? static_cast<int>(std::min(*level, detectedCpuLevel())) : kNotForced,
                        std::memory_order_relaxed);
}

QString cpuLevelName(CpuLevel level)
{
    switch (level) {
    case CpuLevel::Scalar:
        return QStringLiteral("scalar");
    case CpuLevel::Sse41:
        return QStringLiteral("sse41");
    case CpuLevel::Avx2:
        return QStringLiteral("avx2");
    case CpuLevel::Avx512:
        return QStringLiteral("avx512");
    }
    return {};
}

} // namespace reelout
