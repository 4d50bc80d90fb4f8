// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_mapping.h"

#include "base/log.h"

#include <spa/buffer/meta.h>

#include <algorithm>
#include <atomic>

#include <unistd.h>

namespace reelout {

namespace {

std::atomic_ref<std::uint32_t> usersOf(const SharedPages& busy)
{
    return std::atomic_ref<std::uint32_t>(reinterpret_cast<spa_meta_busy*>(busy.data())->count);
}

} // namespace

PwMapping::PwMapping(const spa_buffer& buffer, const DmabufImporter& importer) : m_blocks(buffer.n_datas)
{
    for (std::size_t block = 0; block < m_blocks.size(); ++block) {
        const spa_data& data = buffer.datas[block];
        if (data.type == SPA_DATA_DmaBuf) {
            const int descriptor = static_cast<int>(data.fd);
            const off_t all = ::lseek(descriptor, 0, SEEK_END);
            const std::size_t bytes = all > 0 ? static_cast<std::size_t>(all) : data.maxsize;
            Result<std::unique_ptr<DmabufMapping>> mapped = importer.open(descriptor, bytes);
            if (mapped)
                m_blocks[block].graphics = std::move(mapped).value();
            else
                logWarning(QStringLiteral("pipewire"), mapped.error().detail);
        } else if (data.data) {
            Result<std::unique_ptr<SharedPages>> pages =
                SharedPages::again(data.data, data.maxsize, SharedPages::Access::Read);
            if (pages)
                m_blocks[block].ordinary = std::move(pages).value();
        }
    }
}

void PwMapping::begin(std::vector<spa_data>& datas)
{
    for (std::size_t block = 0; block < std::min(datas.size(), m_blocks.size()); ++block) {
        const Block& from = m_blocks[block];
        spa_data& data = datas[block];
        if (from.graphics) {
            data.data = const_cast<std::uint8_t*>(from.graphics->begin());
            data.maxsize =
                static_cast<std::uint32_t>(std::min<std::size_t>(from.graphics->size(), UINT32_MAX));
        } else if (from.ordinary) {
            data.data = from.ordinary->data();
        }
    }
}

void PwMapping::end()
{
    for (const Block& block : m_blocks) {
        if (block.graphics)
            block.graphics->end();
    }
}

bool PwMapping::isOurs() const
{
    return !m_blocks.empty() &&
           std::all_of(m_blocks.begin(), m_blocks.end(), [](const Block& block) { return block.pages(); });
}

Status PwMapping::detach()
{
    for (const Block& block : m_blocks) {
        if (SharedPages* pages = block.pages())
            REELOUT_TRY(pages->detach());
    }
    return {};
}

PwLoan::PwLoan(std::shared_ptr<PwMapping> mapping, std::shared_ptr<SharedPages> busy)
    : m_mapping(std::move(mapping)),
      m_busy(std::move(busy))
{
    usersOf(*m_busy).fetch_add(1);
}

PwLoan::~PwLoan()
{
    giveBack();
}

Status PwLoan::detach()
{
    if (!m_busy)
        return {};
    REELOUT_TRY(m_mapping->detach());
    giveBack();
    return {};
}

// What was read is read before the producer may write again.
void PwLoan::giveBack()
{
    if (!m_busy)
        return;
    m_mapping->end();
    usersOf(*m_busy).fetch_sub(1);
    m_busy.reset();
}

} // namespace reelout
