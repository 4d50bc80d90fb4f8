// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory_pages.h"

#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#endif

namespace reelout {

void takePages(void* memory, std::size_t bytes)
{
#if defined(MADV_POPULATE_WRITE)
    // Linux 5.14. Parts of pages at both ends belong to others as well.
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(memory);
    const std::uintptr_t first = (begin + page - 1) / page * page;
    const std::uintptr_t end = (begin + bytes) / page * page;
    if (first < end)
        ::madvise(static_cast<std::byte*>(memory) + (first - begin), end - first, MADV_POPULATE_WRITE);
#else
    static_cast<void>(memory);
    static_cast<void>(bytes);
#endif
}

} // namespace reelout
