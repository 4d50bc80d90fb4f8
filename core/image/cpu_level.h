// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace reelout {

/// Instruction sets there are kernels for; each has all of those before it.
enum class CpuLevel { Scalar, Sse41, Avx2, Avx512 };

/// What this processor and its system can do.
CpuLevel detectedCpuLevel();

/// What new conversions use: the detected level, or a lower one when the environment variable REELOUT_CPU
/// (scalar, sse41, avx2, avx512) or forceCpuLevel() says so. Any thread.
CpuLevel cpuLevel();

/// For tests: from now on `level`, but never above the detected one; nothing = back to normal.
void forceCpuLevel(std::optional<CpuLevel> level);

QString cpuLevelName(CpuLevel level);

} // namespace reelout
