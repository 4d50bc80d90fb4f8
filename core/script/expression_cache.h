// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QString>
#include <QVariant>

#include <map>
#include <set>
#include <vector>

namespace reelout {

/// A parameter by the names of its operator and row.
struct ParameterKey {
    QString op;
    QString parameter;

    friend auto operator<=>(const ParameterKey& a, const ParameterKey& b)
    {
        if (const int order = a.op.compare(b.op); order != 0)
            return order <=> 0;
        return a.parameter.compare(b.parameter) <=> 0;
    }
    friend bool operator==(const ParameterKey&, const ParameterKey&) = default;
};

/// What one evaluation looked at.
struct ExpressionReads {
    std::set<ParameterKey> parameters;
    bool readsTime = false;    ///< absTime: another value each project tick
    bool readsOutside = false; ///< what nobody announces (names of files, devices): never kept
};

/// What expressions gave and what they read to get there, so that each is evaluated only when something it
/// reads has changed. Bookkeeping alone: it evaluates nothing. Times are its caller's. Main thread.
class ExpressionCache {
public:
    /// What `expression` gave as the value of `key`; null when it has to be evaluated. A costly one rests
    /// after each evaluation: until then its last result stands whatever changes.
    const Result<QVariant>* find(const ParameterKey& key, const QString& expression, Timestamp now) const;
    /// True when the last result of `key` came from another text, or there is none.
    bool isNew(const ParameterKey& key, const QString& expression) const;
    void store(const ParameterKey& key, const QString& expression, Result<QVariant> result,
               ExpressionReads reads, Timestamp restUntil);
    void forget(const ParameterKey& key);
    void clear();

    /// The value of a parameter is another: whatever reads it, also through others, has to be evaluated.
    void invalidate(const ParameterKey& key);
    /// The same for all that reads the time.
    void invalidateTime();
    /// The same for everything (an operator came, went or changed its name).
    void invalidateAll();

    /// Those that have to be evaluated and do not rest at `now`; each is given once per change.
    std::vector<ParameterKey> takeStale(Timestamp now);
    bool hasStale() const { return !m_stale.empty(); }
    bool hasTimeReaders() const;

private:
    struct Entry {
        QString expression;
        Result<QVariant> result;
        ExpressionReads reads;
        Timestamp restUntil;
        bool isFresh = false;
    };
    void spread(std::vector<ParameterKey> changed);

    std::map<ParameterKey, Entry> m_entries;
    std::set<ParameterKey> m_stale;
};

} // namespace reelout
