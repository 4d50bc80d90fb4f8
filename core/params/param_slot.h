// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_set.h"

#include <map>
#include <optional>

namespace reelout {

/// What a ParamSet keeps of one row.
struct ParamSet::Slot {
    explicit Slot(const ParamDescriptor& descriptor) : row(descriptor) { restore(); }

    void restore()
    {
        constant.reset();
        expression = row.defaultExpression;
        mode = expression.isEmpty() ? ParamMode::Constant : ParamMode::Expression;
        lastGood.reset();
        error.clear();
        extra = {};
    }

    void takeSettings(const Slot& other)
    {
        restore();
        constant = other.constant;
        mode = other.mode;
        expression = other.expression;
        extra = other.extra;
    }

    bool sameSettings(const Slot& other) const
    {
        return constant == other.constant && mode == other.mode && expression == other.expression &&
               extra == other.extra;
    }

    const ParamDescriptor& row;
    std::optional<QVariant> constant;     ///< nothing = the default
    ParamMode mode = ParamMode::Constant; ///< beneath an export
    QString expression;
    QJsonObject extra; ///< unknown keys of an expression's object in a file
    // Results of evaluation, kept by reading.
    mutable std::optional<QVariant> lastGood;
    mutable QString error;
    std::map<int, QVariant> exported; ///< by component; -1 = the whole value
    bool isPulseHigh = false;         ///< an exported pulse's level
    QString problem;                  ///< as whoever acts on the value found
};

} // namespace reelout
