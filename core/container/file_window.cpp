// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/file_window.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr std::size_t kFarRead = 4096;
constexpr std::size_t kNearRead = 256 * 1024;

} // namespace

FileWindow::FileWindow(OutputFile& file) : m_file(file)
{
    const Result<std::uint64_t> size = file.size();
    if (size)
        m_size = *size;
    else
        m_status = size.error();
}

ByteSpan FileWindow::at(std::uint64_t position, std::size_t count)
{
    if (position >= m_size || !m_status)
        return {};
    count = static_cast<std::size_t>(std::min<std::uint64_t>(count, m_size - position));
    const bool isIn = position >= m_start && position - m_start + count <= m_bytes.size();
    if (!isIn)
        load(position, count);
    if (position < m_start || position - m_start > m_bytes.size())
        return {};
    const ByteSpan rest = ByteSpan(m_bytes).subspan(static_cast<std::size_t>(position - m_start));
    return rest.first(std::min(count, rest.size()));
}

void FileWindow::load(std::uint64_t position, std::size_t count)
{
    const bool isNear = position >= m_start && position <= m_start + m_bytes.size() + kFarRead;
    const std::size_t wanted = std::max(count, isNear ? kNearRead : kFarRead);
    m_start = position;
    m_bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(wanted, m_size - position)));
    const Result<std::size_t> got = m_file.readAt(position, m_bytes);
    if (!got)
        m_status = got.error();
    m_bytes.resize(got ? *got : 0);
}

std::vector<std::byte> FileWindow::copy(std::uint64_t position, std::size_t count)
{
    const ByteSpan bytes = at(position, count);
    return {bytes.begin(), bytes.end()};
}

} // namespace reelout
