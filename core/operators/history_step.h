// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/operator_state.h"
#include "operators/project_history.h"

namespace reelout {

/// One operator before a step and after it; nothing = it is not there.
struct OperatorChange {
    int index = 0; ///< of the operator, for as long as the history lasts
    std::optional<OperatorState> before;
    std::optional<OperatorState> after;
};

/// What happened, from the changes alone. `order` has the parameters in the order in which they changed,
/// `kind` what the caller knew.
HistoryStep describeStep(const std::vector<OperatorChange>& changes, bool isRate, const QStringList& order,
                         std::optional<HistoryStep::Kind> kind);
/// True when only one parameter with numbers changed, in constant mode.
bool isOfOneNumber(const HistoryStep& step, const std::vector<OperatorChange>& changes);
/// The same operators are there before and after, and the same of them.
bool concernSame(const std::vector<OperatorChange>& a, const std::vector<OperatorChange>& b);

/// Brings operators of a project into a state they had. What is in the way at first (a wire that closes a
/// cycle until another is cut) is tried again.
class Restorer {
public:
    explicit Restorer(Project& project) : m_project(project) {}

    void rename(Operator& op, const OperatorState& wanted);
    /// Makes a removed one again, empty and without its wires.
    void add(const OperatorState& wanted);
    void plan(Operator& op, const OperatorState& wanted);
    void fill();

private:
    bool fill(Operator& op, const OperatorState& wanted);

    Project& m_project;
    std::vector<std::pair<QPointer<Operator>, OperatorState>> m_plan;
};

} // namespace reelout
