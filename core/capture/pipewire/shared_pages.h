// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace reelout {

/// Memory that another process writes, mapped on our own account: it stays readable whatever becomes of the
/// mapping it was made from. One thread at a time changes it; any may read.
class SharedPages {
public:
    /// Bytes behind the memory that may be read too, as behind pictures of a PicturePool (zero, or of whoever
    /// shares the last page).
    static constexpr std::size_t kMargin = (std::size_t(1) << 20) + 4096;
    enum class Access { Read, ReadWrite };

    /// The same pages as `memory`, which is part of a shared mapping. Unsupported when they are not shared.
    static Result<std::unique_ptr<SharedPages>> again(const void* memory, std::size_t bytes, Access access);
    /// The first `bytes` of a file; `descriptor` stays the caller's. Unsupported when it can't be mapped.
    static Result<std::unique_ptr<SharedPages>> of(int descriptor, std::size_t bytes);
    ~SharedPages();
    SharedPages(const SharedPages&) = delete;
    SharedPages& operator=(const SharedPages&) = delete;

    std::uint8_t* data() const { return m_base + m_lead; }
    std::size_t bytes() const { return m_bytes; }

    /// From here on these are pages of our own that hold what was there. Addresses stay good, and who is
    /// reading meanwhile reads the same bytes. Internal when memory is short: nothing has changed.
    Status detach();

private:
    SharedPages(std::uint8_t* base, std::size_t lead, std::size_t bytes, std::size_t mapped)
        : m_base(base),
          m_lead(lead),
          m_bytes(bytes),
          m_mapped(mapped)
    {}

    std::uint8_t* const m_base; ///< of a page
    const std::size_t m_lead;
    const std::size_t m_bytes;
    const std::size_t m_mapped; ///< whole pages without the margin
};

} // namespace reelout
