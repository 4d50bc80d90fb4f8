// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/shared_pages.h"

#include <QString>

#include <cerrno>
#include <cstring>

#include <sys/mman.h>
#include <unistd.h>

namespace reelout {

namespace {

std::size_t pageBytes()
{
    static const auto bytes = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return bytes;
}

std::size_t wholePages(std::size_t bytes)
{
    return (bytes + pageBytes() - 1) / pageBytes() * pageBytes();
}

Error mapFailure(ErrorCode code)
{
    return makeError(code, QStringLiteral("map shared memory"), QString::fromLocal8Bit(std::strerror(errno)));
}

// Address space for the memory and the margin behind it, in which the memory then takes its place.
void* reserve(std::size_t bytes)
{
    return ::mmap(nullptr, bytes + wholePages(SharedPages::kMargin), PROT_READ,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

} // namespace

Result<std::unique_ptr<SharedPages>> SharedPages::again(const void* memory, std::size_t bytes, Access access)
{
    const std::size_t lead = reinterpret_cast<std::uintptr_t>(memory) % pageBytes();
    const std::size_t mapped = wholePages(lead + bytes);
    void* base = memory && bytes > 0 ? reserve(mapped) : MAP_FAILED;
    if (base == MAP_FAILED)
        return mapFailure(ErrorCode::Unsupported);
    std::unique_ptr<SharedPages> pages(
        new SharedPages(static_cast<std::uint8_t*>(base), lead, bytes, mapped));
    // An old size of 0 asks for a second mapping of shared pages (mremap(2)); private ones have none.
    auto* first = const_cast<std::uint8_t*>(static_cast<const std::uint8_t*>(memory)) - lead;
    if (::mremap(first, 0, mapped, MREMAP_MAYMOVE | MREMAP_FIXED, base) == MAP_FAILED ||
        (access == Access::Read && ::mprotect(base, mapped, PROT_READ) != 0))
        return mapFailure(ErrorCode::Unsupported);
    return pages;
}

Result<std::unique_ptr<SharedPages>> SharedPages::of(int descriptor, std::size_t bytes)
{
    const std::size_t mapped = wholePages(bytes);
    void* base = bytes > 0 ? reserve(mapped) : MAP_FAILED;
    if (base == MAP_FAILED)
        return mapFailure(ErrorCode::Unsupported);
    std::unique_ptr<SharedPages> pages(new SharedPages(static_cast<std::uint8_t*>(base), 0, bytes, mapped));
    if (::mmap(base, bytes, PROT_READ, MAP_SHARED | MAP_FIXED, descriptor, 0) == MAP_FAILED)
        return mapFailure(ErrorCode::Unsupported);
    return pages;
}

SharedPages::~SharedPages()
{
    ::munmap(m_base, m_mapped + wholePages(kMargin));
}

Status SharedPages::detach()
{
    void* own = ::mmap(nullptr, m_mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (own == MAP_FAILED)
        return mapFailure(ErrorCode::Internal);
    std::memcpy(static_cast<std::uint8_t*>(own) + m_lead, data(), m_bytes);
    // The kernel puts one mapping in place of the other at once: no reader sees neither.
    if (::mprotect(own, m_mapped, PROT_READ) != 0 ||
        ::mremap(own, m_mapped, m_mapped, MREMAP_MAYMOVE | MREMAP_FIXED, m_base) == MAP_FAILED) {
        const Error error = mapFailure(ErrorCode::Internal);
        ::munmap(own, m_mapped);
        return error;
    }
    return {};
}

} // namespace reelout
