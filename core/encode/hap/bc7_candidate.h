// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/lanes.h"

namespace reelout {
namespace {

/// A block of one mode, and the error it has.
template <class V>
struct Bc7Candidate {
    typename V::Int words[4] = {};
    typename V::Float error;
};

template <class V>
REELOUT_INLINE void replaceWhere(typename V::Int mask, Bc7Candidate<V>& target, const Bc7Candidate<V>& source)
{
    target.error = V::select(mask, source.error, target.error);
    for (int word = 0; word < 4; ++word)
        target.words[word] = V::select(mask, source.words[word], target.words[word]);
}

} // namespace
} // namespace reelout
