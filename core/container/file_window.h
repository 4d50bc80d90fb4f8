// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/byte_reader.h"
#include "files/file_system.h"

#include <vector>

namespace reelout {

/// A view of a file for walkers that look at a few bytes here and there: reads ahead as long as it is asked
/// for one place after the other, and little when it is not. An error of the disk stays and makes everything
/// after it look like the end of the file, so a walker asks once at its end.
class FileWindow {
public:
    explicit FileWindow(OutputFile& file);

    std::uint64_t size() const { return m_size; }
    OutputFile& file() const { return m_file; }
    const Status& status() const { return m_status; }

    /// `count` bytes, fewer at the end of the file. Good until the next call.
    ByteSpan at(std::uint64_t position, std::size_t count);
    /// A copy.
    std::vector<std::byte> copy(std::uint64_t position, std::size_t count);

private:
    void load(std::uint64_t position, std::size_t count);

    OutputFile& m_file;
    std::uint64_t m_size = 0;
    std::uint64_t m_start = 0;
    std::vector<std::byte> m_bytes;
    Status m_status;
};

} // namespace reelout
