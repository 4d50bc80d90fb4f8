// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_lender.h"

#include "base/log.h"
#include "capture/pipewire/pw_mapping.h"

#include <spa/buffer/meta.h>

#include <algorithm>

namespace reelout {

namespace {

std::shared_ptr<SharedPages> mapBusy(const spa_buffer& buffer)
{
    void* busy = spa_buffer_find_meta_data(&buffer, SPA_META_Busy, sizeof(spa_meta_busy));
    if (!busy)
        return nullptr;
    Result<std::unique_ptr<SharedPages>> pages =
        SharedPages::again(busy, sizeof(spa_meta_busy), SharedPages::Access::ReadWrite);
    return pages ? std::shared_ptr<SharedPages>(std::move(pages).value()) : nullptr;
}

} // namespace

PwLender::PwLender(const DmabufImporter& importer) : m_importer(importer) {}

PwLender::~PwLender()
{
    while (!m_buffers.empty())
        remove(m_buffers.begin()->first);
}

void PwLender::add(const void* key, const spa_buffer& buffer)
{
    remove(key);
    Buffer added;
    added.mapping = std::make_shared<PwMapping>(buffer, m_importer);
    if (added.mapping->isOurs())
        added.busy = mapBusy(buffer);
    m_buffers[key] = std::move(added);
}

void PwLender::remove(const void* key)
{
    const auto found = m_buffers.find(key);
    if (found == m_buffers.end())
        return;
    if (const std::shared_ptr<PwLoan> loan = found->second.loan.lock()) {
        // Lent still when memory is short; its mappings are its own.
        if (const Status detached = loan->detach(); !detached)
            logWarning(QStringLiteral("pipewire"), detached.error().detail);
    }
    m_buffers.erase(found);
}

PwLender::Arrival PwLender::arrive(const void* key, const spa_buffer& buffer)
{
    ++m_arrivals;
    detachLate();
    if (const auto found = m_buffers.find(key); found != m_buffers.end()) {
        Buffer& known = found->second;
        if (!known.loan.expired())
            distrust();
        if (!known.mapping)
            known.mapping = std::make_shared<PwMapping>(buffer, m_importer);
    }
    return {*this, key, buffer};
}

// How many newer buffers may have come while one is lent: before its turn comes round again it must be back,
// and with some time to spare where there are enough.
std::optional<std::uint64_t> PwLender::longestLoan() const
{
    const std::size_t buffers = m_buffers.size();
    if (buffers < kFewestBuffers)
        return std::nullopt;
    return std::max<std::uint64_t>(2, buffers - 3);
}

void PwLender::detachLate()
{
    const std::uint64_t longest = longestLoan().value_or(0);
    for (auto& [key, buffer] : m_buffers) {
        if (m_arrivals - buffer.lentAt < longest)
            continue;
        const std::shared_ptr<PwLoan> loan = buffer.loan.lock();
        if (!loan)
            continue;
        if (const Status detached = loan->detach(); !detached) {
            logWarning(QStringLiteral("pipewire"), detached.error().detail);
            continue;
        }
        ++m_statistics.detached;
        buffer.loan.reset();
        buffer.mapping.reset(); // the loan's alone
        // Where only the pointer moves the newest picture is in use for long, and nobody is slow.
        if (buffer.lentAt != m_lastLentAt)
            m_pausedUntil = m_arrivals + kPause;
    }
}

// It has been filled while it was lent. What is torn is torn; it does not happen again.
void PwLender::distrust()
{
    if (std::exchange(m_isTrusted, false))
        logWarning(QStringLiteral("pipewire"),
                   QStringLiteral("the node writes into pictures that are in use: they are copied"));
}

std::shared_ptr<void> PwLender::lend(const Arrival& arrival)
{
    const auto found = m_buffers.find(arrival.m_key);
    if (!m_isTrusted || m_arrivals < m_pausedUntil || !longestLoan() || found == m_buffers.end() ||
        !found->second.busy || !arrival.m_mapping || !arrival.m_mapping->isOurs())
        return nullptr;
    auto loan = std::make_shared<PwLoan>(arrival.m_mapping, found->second.busy);
    found->second.loan = loan;
    found->second.lentAt = m_arrivals;
    m_lastLentAt = m_arrivals;
    ++m_statistics.lent;
    return loan;
}

PwLender::Arrival::Arrival(PwLender& lender, const void* key, const spa_buffer& buffer)
    : m_lender(lender),
      m_key(key),
      m_readable(buffer),
      m_datas(buffer.datas, buffer.datas + buffer.n_datas)
{
    if (const auto found = lender.m_buffers.find(key); found != lender.m_buffers.end())
        m_mapping = found->second.mapping;
    if (m_mapping)
        m_mapping->begin(m_datas);
    m_readable.datas = m_datas.data();
}

PwLender::Arrival::~Arrival()
{
    if (m_mapping && !m_isLent)
        m_mapping->end();
}

std::shared_ptr<void> PwLender::Arrival::lend()
{
    std::shared_ptr<void> loan = m_lender.lend(*this);
    m_isLent = loan != nullptr;
    return loan;
}

} // namespace reelout
