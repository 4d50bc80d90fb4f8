// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/freed_memory.h"

#include <cstdlib>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace reelout {

void keepFreedMemory()
{
#if defined(__GLIBC__)
    constexpr int kMostKept = 32 << 20; // bytes, and the most glibc takes for the first of the two
    mallopt(M_MMAP_THRESHOLD, kMostKept);
    mallopt(M_TRIM_THRESHOLD, kMostKept);
#endif
}

} // namespace reelout
