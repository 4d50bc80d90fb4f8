// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace reelout {

class XConnection;

/// Zeroed memory for pixels that the X server can write into too, or only we can. Its pages are taken and,
/// where it is shared, mapped by the server as soon as it is made, as far as system and server go along. It
/// may outlive its connection and be released on any thread.
class XMemory {
public:
    enum class Kind {
        Descriptor, ///< MIT-SHM 1.2: the server makes it and passes a descriptor
        SysV,       ///< MIT-SHM with System V shared memory
        Private,    ///< not shared: pixels come through the socket or from a staging copy
    };

    /// `bytes` above 0; at most 4 GiB − 1 when shared (offsets of the protocol have 32 bits). Unsupported
    /// when the server can't or won't share; a broken connection's error otherwise.
    static Result<std::unique_ptr<XMemory>> create(XConnection& connection, Kind kind, std::size_t bytes);
    ~XMemory();
    XMemory(const XMemory&) = delete;
    XMemory& operator=(const XMemory&) = delete;

    /// Reads a word of each page: under a hypervisor with shadow page tables the first touch costs even where
    /// a page is there and mapped, 6 µs each. What is read now the first conversion need not wait for.
    void readPages() const;

    std::uint8_t* data() const { return m_data; }
    std::size_t bytes() const { return m_bytes; }
    Kind kind() const { return m_kind; }
    /// The segment's name in the connection it was made on; 0 when private.
    std::uint32_t segment() const { return m_segment; }

private:
    XMemory(Kind kind, std::size_t bytes, std::uint8_t* data, std::uint32_t segment);
    static Result<std::unique_ptr<XMemory>> createByDescriptor(XConnection& connection, std::size_t bytes);
    static Result<std::unique_ptr<XMemory>> createSysV(XConnection& connection, std::size_t bytes);
    static Result<std::unique_ptr<XMemory>> createPrivate(std::size_t bytes);
    /// Has the server map the pages before they are grabbed into. The first word it writes into a page would
    /// cost a fault of its own, thousands for a picture. Where it only reads, Linux maps sixteen pages at
    /// once, and these can be written to afterwards. So it copies one pixel of each page into a pixmap that
    /// goes again. Waits for no answer; a refusal costs only the time that would have been won.
    void mapInServer(XConnection& connection) const;

    const Kind m_kind;
    const std::size_t m_bytes;
    std::uint8_t* const m_data;
    const std::uint32_t m_segment;
};

} // namespace reelout
