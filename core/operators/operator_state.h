// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"

namespace reelout {

/// Everything a person can set on one operator, as a value: what undo puts back. Cheap to copy and compare.
struct OperatorState {
    QJsonObject settings;    ///< name, type, flags and parameters as a project stores them
    QStringList inputs;      ///< names by connector; empty = not wired
    QList<QStringList> rows; ///< shared with other steps that have the same

    static OperatorState of(const Operator& op);

    QString name() const;
    /// Names of the parameters that differ, in alphabetical order.
    QStringList differingParameters(const OperatorState& other) const;

    friend bool operator==(const OperatorState&, const OperatorState&) = default;
};

} // namespace reelout
