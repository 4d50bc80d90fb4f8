// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/expression_cache.h"

#include <algorithm>

namespace reelout {

const Result<QVariant>* ExpressionCache::find(const ParameterKey& key, const QString& expression,
                                              Timestamp now) const
{
    const auto found = m_entries.find(key);
    if (found == m_entries.end() || found->second.expression != expression)
        return nullptr;
    const Entry& entry = found->second;
    return entry.isFresh || now < entry.restUntil ? &entry.result : nullptr;
}

bool ExpressionCache::isNew(const ParameterKey& key, const QString& expression) const
{
    const auto found = m_entries.find(key);
    return found == m_entries.end() || found->second.expression != expression;
}

void ExpressionCache::store(const ParameterKey& key, const QString& expression, Result<QVariant> result,
                            ExpressionReads reads, Timestamp restUntil)
{
    const bool isFresh = !reads.readsOutside;
    m_entries.insert_or_assign(key,
                               Entry{expression, std::move(result), std::move(reads), restUntil, isFresh});
    // One that was asked for before its turn still has to be told of.
}

void ExpressionCache::forget(const ParameterKey& key)
{
    m_entries.erase(key);
    m_stale.erase(key);
}

void ExpressionCache::clear()
{
    m_entries.clear();
    m_stale.clear();
}

void ExpressionCache::spread(std::vector<ParameterKey> changed)
{
    while (!changed.empty()) {
        const ParameterKey key = std::move(changed.back());
        changed.pop_back();
        for (auto& [reader, entry] : m_entries) {
            if (!entry.isFresh || !entry.reads.parameters.contains(key))
                continue;
            entry.isFresh = false;
            m_stale.insert(reader);
            changed.push_back(reader);
        }
    }
}

void ExpressionCache::invalidate(const ParameterKey& key)
{
    spread({key});
}

void ExpressionCache::invalidateTime()
{
    std::vector<ParameterKey> changed;
    for (auto& [key, entry] : m_entries) {
        if (!entry.isFresh || !entry.reads.readsTime)
            continue;
        entry.isFresh = false;
        m_stale.insert(key);
        changed.push_back(key);
    }
    spread(std::move(changed));
}

void ExpressionCache::invalidateAll()
{
    for (auto& [key, entry] : m_entries) {
        entry.isFresh = false;
        m_stale.insert(key);
    }
}

std::vector<ParameterKey> ExpressionCache::takeStale(Timestamp now)
{
    std::vector<ParameterKey> taken;
    for (auto key = m_stale.begin(); key != m_stale.end();) {
        const auto entry = m_entries.find(*key);
        if (entry != m_entries.end() && now < entry->second.restUntil) {
            ++key;
            continue;
        }
        taken.push_back(*key);
        key = m_stale.erase(key);
    }
    return taken;
}

bool ExpressionCache::hasTimeReaders() const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [](const auto& entry) { return entry.second.reads.readsTime; });
}

} // namespace reelout
