// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QRegularExpression>
#include <QStringList>

#include <vector>

namespace reelout {

/// A pattern of channel names (behaviour.md §5): `*`, `?`, `[abc]`, `[3-5]`, `[1-9:2]`, `[2-3,5]`,
/// `"quoted name"`, blank = or, `^p` removes what came before it (first: removes from all). Case matters.
/// Immutable, any thread.
class ChannelPattern {
public:
    /// InvalidParameter for an open bracket or quote, and for a range that is no range.
    static Result<ChannelPattern> parse(const QString& text);

    /// Positions of the names that match, rising.
    std::vector<int> select(const QStringList& names) const;

private:
    struct Term {
        bool removes = false;
        QRegularExpression expression; ///< of the whole name
    };
    std::vector<Term> m_terms;
};

} // namespace reelout
