// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project_history.h"

#include "base/log.h"
#include "operators/history_step.h"
#include "operators/project_file.h"

#include <QScopedValueRollback>
#include <QTimer>

#include <algorithm>

namespace reelout {

namespace {
constexpr int kNowhere = -1;
}

struct ProjectHistory::Step {
    HistoryStep about;
    std::vector<OperatorChange> changes;
    std::vector<int> orderBefore; ///< indices of the operators there are
    std::vector<int> orderAfter;
    FrameRate rateBefore;
    FrameRate rateAfter;
    Timestamp when;
    int hold = 0; ///< number of the hold it was made in; 0 = none
    bool isNumber = false;

    bool changesNothing() const
    {
        return rateBefore == rateAfter && orderBefore == orderAfter &&
               std::all_of(changes.begin(), changes.end(),
                           [](const auto& change) { return change.before == change.after; });
    }
};

struct ProjectHistory::Impl {
    struct Tracked {
        QPointer<Operator> op; ///< null while it is removed
        std::optional<OperatorState> state;
    };

    const Clock& clock;
    std::vector<Tracked> tracked; ///< an operator keeps its index when it comes back
    std::vector<int> touched;     ///< since the last commit, each once
    QStringList touchedParameters;
    std::vector<int> order;
    FrameRate rate;
    std::vector<Step> steps;
    int at = 0;    ///< steps before this one can be undone, the others redone
    int saved = 0; ///< where the project is as it was saved
    int hold = 0;
    bool isHeld = false;
    bool isRestoring = false;
    bool isShowing = false; ///< the modified flag is being set by us
    int returning = kNowhere;
    QTimer soon;

    explicit Impl(const Clock& c) : clock(c) {}

    int indexOf(const Operator* op) const
    {
        const auto found =
            std::find_if(tracked.begin(), tracked.end(), [&](const Tracked& each) { return each.op == op; });
        return found == tracked.end() ? kNowhere : static_cast<int>(found - tracked.begin());
    }
    Tracked& trackedAt(int index) { return tracked[static_cast<std::size_t>(index)]; }
    std::vector<int> orderIn(const Project& project) const;
    std::vector<OperatorChange> takeChanges();
};

std::vector<int> ProjectHistory::Impl::orderIn(const Project& project) const
{
    std::vector<int> all;
    for (const Operator* op : project.operators())
        all.push_back(indexOf(op));
    return all;
}

/// What differs now from what was known, and makes it known.
std::vector<OperatorChange> ProjectHistory::Impl::takeChanges()
{
    std::vector<OperatorChange> changes;
    std::sort(touched.begin(), touched.end());
    for (const int index : std::exchange(touched, {})) {
        Tracked& each = trackedAt(index);
        std::optional<OperatorState> now;
        if (each.op)
            now = OperatorState::of(*each.op);
        if (now != each.state)
            changes.push_back({index, each.state, now});
        each.state = std::move(now);
    }
    return changes;
}

ProjectHistory::ProjectHistory(Project& project, const Clock& clock, QObject* parent)
    : QObject(parent),
      m_project(project),
      m_impl(std::make_unique<Impl>(clock))
{
    m_impl->soon.setSingleShot(true);
    connect(&m_impl->soon, &QTimer::timeout, this, &ProjectHistory::commit);
    connect(&project, &Project::operatorAdded, this, &ProjectHistory::follow);
    connect(&project, &Project::operatorAboutToBeRemoved, this, [this](Operator* op) {
        touch(op);
        if (const int index = m_impl->indexOf(op); index != kNowhere)
            m_impl->trackedAt(index).op = nullptr;
        disconnect(op, nullptr, this, nullptr);
    });
    connect(&project, &Project::operatorMoved, this, [this](Operator* op) { touch(op); });
    connect(&project, &Project::operatorRenamed, this, [this] {
        // Wires are kept by name.
        for (Operator* op : m_project.operators())
            touch(op);
    });
    connect(&project, &Project::paramChanged, this, &ProjectHistory::touch);
    connect(&project, &Project::rateChanged, &m_impl->soon, [this] { m_impl->soon.start(0); });
    connect(&project, &Project::replaced, this, &ProjectHistory::startAnew);
    connect(&project, &Project::modifiedChanged, this, [this](bool modified) {
        if (modified || m_impl->isShowing)
            return;
        const QScopedValueRollback<bool> showing(m_impl->isShowing, true);
        commit();
        m_impl->saved = m_impl->at;
    });
    startAnew();
}

ProjectHistory::~ProjectHistory() = default;

void ProjectHistory::startAnew()
{
    m_impl->tracked.clear();
    m_impl->touched.clear();
    m_impl->touchedParameters.clear();
    m_impl->steps.clear();
    m_impl->at = 0;
    m_impl->saved = m_project.isModified() ? kNowhere : 0;
    m_impl->rate = m_project.rate();
    m_nextKind.reset();
    for (Operator* op : m_project.operators()) {
        disconnect(op, nullptr, this, nullptr);
        follow(op);
        m_impl->tracked.back().state = OperatorState::of(*op);
    }
    m_impl->touched.clear();
    m_impl->order = m_impl->orderIn(m_project);
    m_impl->soon.stop();
    Q_EMIT changed();
}

void ProjectHistory::follow(Operator* op)
{
    if (m_impl->indexOf(op) == kNowhere) {
        if (m_impl->returning == kNowhere)
            m_impl->tracked.emplace_back();
        const int index =
            m_impl->returning == kNowhere ? static_cast<int>(m_impl->tracked.size()) - 1 : m_impl->returning;
        m_impl->trackedAt(index).op = op;
    }
    connect(op, &Operator::wiringChanged, this, [this, op] { touch(op); });
    connect(op, &Operator::activeChanged, this, [this, op] { touch(op); });
    connect(op, &Operator::rowsChanged, this, [this, op] { touch(op); });
    touch(op);
}

void ProjectHistory::touch(Operator* op, const QString& parameter)
{
    const int index = m_impl->indexOf(op);
    if (index == kNowhere)
        return;
    if (std::find(m_impl->touched.begin(), m_impl->touched.end(), index) == m_impl->touched.end())
        m_impl->touched.push_back(index);
    if (!parameter.isEmpty() && !m_impl->touchedParameters.contains(parameter))
        m_impl->touchedParameters.append(parameter);
    if (!m_impl->isRestoring && !m_impl->soon.isActive())
        m_impl->soon.start(0);
}

void ProjectHistory::commit()
{
    if (m_impl->isRestoring)
        return;
    m_impl->soon.stop();
    if (m_impl->touched.empty() && m_impl->rate == m_project.rate())
        return;
    Step step;
    step.changes = m_impl->takeChanges();
    step.orderBefore = std::exchange(m_impl->order, m_impl->orderIn(m_project));
    step.orderAfter = m_impl->order;
    step.rateBefore = std::exchange(m_impl->rate, m_project.rate());
    step.rateAfter = m_impl->rate;
    const QStringList order = std::exchange(m_impl->touchedParameters, {});
    const auto kind = std::exchange(m_nextKind, {});
    if (!step.changesNothing()) {
        step.about = describeStep(step.changes, step.rateBefore != step.rateAfter, order, kind);
        step.isNumber = isOfOneNumber(step.about, step.changes);
        step.when = m_impl->clock.now();
        step.hold = m_impl->isHeld ? m_impl->hold : 0;
        m_impl->steps.resize(static_cast<std::size_t>(m_impl->at));
        if (m_impl->saved > m_impl->at)
            m_impl->saved = kNowhere;
        if (!mergeIntoLast(step))
            m_impl->steps.push_back(std::move(step));
        if (m_impl->steps.size() > static_cast<std::size_t>(kMostSteps)) {
            m_impl->steps.erase(m_impl->steps.begin());
            m_impl->saved = std::max(m_impl->saved - 1, kNowhere);
        }
        m_impl->at = static_cast<int>(m_impl->steps.size());
    }
    showModified();
    Q_EMIT changed();
}

bool ProjectHistory::mergeIntoLast(const Step& step)
{
    if (m_impl->steps.empty() || m_impl->saved == m_impl->at)
        return false;
    Step& last = m_impl->steps.back();
    const bool isSameHold = step.hold != 0 && step.hold == last.hold;
    const bool isQuick = step.isNumber && step.when - last.when < kMergeTime && step.hold == last.hold;
    if (!(isSameHold || isQuick) || !concernSame(last.changes, step.changes) ||
        last.about.kind != step.about.kind || last.about.parameter != step.about.parameter ||
        step.rateBefore != step.rateAfter || step.orderBefore != step.orderAfter)
        return false;
    for (std::size_t i = 0; i < step.changes.size(); ++i)
        last.changes[i].after = step.changes[i].after;
    last.when = step.when;
    if (last.changesNothing())
        m_impl->steps.pop_back();
    return true;
}

void ProjectHistory::showModified()
{
    if (m_impl->isShowing)
        return;
    const QScopedValueRollback<bool> showing(m_impl->isShowing, true);
    m_project.setModified(m_impl->at != m_impl->saved);
}

void ProjectHistory::setHeld(bool held)
{
    if (m_impl->isHeld == held)
        return;
    commit();
    m_impl->isHeld = held;
    if (held)
        ++m_impl->hold;
}

const HistoryStep* ProjectHistory::undoStep() const
{
    return m_impl->at > 0 ? &m_impl->steps[static_cast<std::size_t>(m_impl->at) - 1].about : nullptr;
}

const HistoryStep* ProjectHistory::redoStep() const
{
    const auto at = static_cast<std::size_t>(m_impl->at);
    return at < m_impl->steps.size() ? &m_impl->steps[at].about : nullptr;
}

Status ProjectHistory::undo()
{
    commit();
    if (!undoStep())
        return makeError(ErrorCode::NotFound, QStringLiteral("undo"), QStringLiteral("nothing was changed"));
    const Step step = m_impl->steps[static_cast<std::size_t>(m_impl->at) - 1];
    REELOUT_TRY(checkRemovals(step, Side::Before));
    --m_impl->at;
    return take(step, Side::Before);
}

Status ProjectHistory::redo()
{
    commit();
    if (!redoStep())
        return makeError(ErrorCode::NotFound, QStringLiteral("redo"), QStringLiteral("nothing was undone"));
    const Step step = m_impl->steps[static_cast<std::size_t>(m_impl->at)];
    REELOUT_TRY(checkRemovals(step, Side::After));
    ++m_impl->at;
    return take(step, Side::After);
}

Status ProjectHistory::checkRemovals(const Step& step, Side side) const
{
    for (const OperatorChange& change : step.changes) {
        const Operator* op = m_impl->trackedAt(change.index).op;
        if (op && m_removalGuard && !(side == Side::Before ? change.before : change.after))
            REELOUT_TRY(m_removalGuard(*op));
    }
    return {};
}

Status ProjectHistory::take(const Step& step, Side side)
{
    restore(step, side);
    QStringList names;
    for (const OperatorChange& change : step.changes) {
        if (const Operator* op = m_impl->trackedAt(change.index).op)
            names.append(op->name());
    }
    showModified();
    Q_EMIT changed();
    Q_EMIT restored(step.about, names);
    return {};
}

void ProjectHistory::restore(const Step& step, Side side)
{
    const QScopedValueRollback<bool> restoring(m_impl->isRestoring, true);
    Restorer restorer(m_project);
    for (const OperatorChange& change : step.changes) {
        const auto& wanted = side == Side::Before ? change.before : change.after;
        if (!wanted) {
            if (Operator* op = m_impl->trackedAt(change.index).op)
                m_project.remove(*op);
        }
    }
    // Names first: one that comes back may find its own taken.
    for (const OperatorChange& change : step.changes) {
        const auto& wanted = side == Side::Before ? change.before : change.after;
        Operator* op = m_impl->trackedAt(change.index).op;
        if (wanted && op)
            restorer.rename(*op, *wanted);
    }
    for (const OperatorChange& change : step.changes) {
        const auto& wanted = side == Side::Before ? change.before : change.after;
        if (!wanted || m_impl->trackedAt(change.index).op)
            continue;
        m_impl->returning = change.index;
        restorer.add(*wanted);
        m_impl->returning = kNowhere;
    }
    for (const OperatorChange& change : step.changes) {
        const auto& wanted = side == Side::Before ? change.before : change.after;
        Operator* op = m_impl->trackedAt(change.index).op;
        if (op && wanted)
            restorer.plan(*op, *wanted);
    }
    restorer.fill();
    const std::vector<int>& order = side == Side::Before ? step.orderBefore : step.orderAfter;
    for (std::size_t place = 0; place < order.size(); ++place) {
        if (Operator* op = m_impl->trackedAt(order[place]).op)
            m_project.move(*op, static_cast<int>(place));
    }
    const FrameRate rate = side == Side::Before ? step.rateBefore : step.rateAfter;
    m_project.setRate(rate);
    m_impl->rate = rate;
    m_impl->order = m_impl->orderIn(m_project);
    m_impl->takeChanges();
    m_impl->touchedParameters.clear();
    m_impl->soon.stop();
}

} // namespace reelout
