// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"

#include <QJsonArray>

namespace reelout {

struct Project::Impl {
    std::vector<std::unique_ptr<Operator>> operators; ///< in order of creation
    Evaluator evaluator;
    MenuProvider menuProvider;
    FactProvider factProvider;
    LimitProvider limitProvider;
    QJsonObject unknown;         ///< keys of a file this version doesn't know
    QJsonArray unknownOperators; ///< operators of types this version doesn't know, as they were read
    bool isLoading = false;      ///< nothing is announced or marked as modified meanwhile
};

} // namespace reelout
