// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"

#include <vector>

namespace reelout {

/// One way in which an operator can feed another.
struct Connection {
    enum class Kind {
        Input,     ///< a wire to connector `input`
        Reference, ///< `parameter` names the source
        Block,     ///< a new block of the sequence `parameter` names it
    };
    Kind kind = Kind::Input;
    int input = 0;
    QString parameter;
    QString former; ///< the operator that is there until now; empty = none
};

/// All ways, what a person most likely means first: a free input, an empty reference, then what takes
/// another's place.
std::vector<Connection> possibleConnections(const Operator& source, const Operator& target);

/// "Input 1 instead of testpattern1".
QString connectionText(const Operator& target, const Connection& connection);

Status connectOperators(Operator& source, Operator& target, const Connection& connection);

} // namespace reelout
