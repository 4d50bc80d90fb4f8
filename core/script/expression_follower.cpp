// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/expression_follower.h"

#include "params/following.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr int kRestingInterval = 100; ///< ms until costly expressions that rest are looked at again

} // namespace

ExpressionFollower::ExpressionFollower(Project& project, ExpressionCache& cache, const Clock& clock)
    : m_project(project),
      m_cache(cache),
      m_clock(clock)
{
    m_tick.setTimerType(Qt::PreciseTimer);
    m_soon.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &ExpressionFollower::tick);
    connect(&m_soon, &QTimer::timeout, this, &ExpressionFollower::settle);
    connect(&project, &Project::paramChanged, this, [this](Operator* op, const QString& name) {
        // What somebody set has been said by this very signal.
        if (!isFollowing(op->params()))
            note(*op, name);
        m_cache.invalidate({op->name(), name});
        settleSoon();
    });
    connect(&project, &Project::operatorAdded, this, [this](Operator* op) {
        adopt(op);
        changeAll();
    });
    connect(&project, &Project::replaced, this, [this] {
        m_cache.clear();
        m_told.clear();
        adoptAll();
    });
    connect(&project, &Project::operatorAboutToBeRemoved, this, &ExpressionFollower::changeAll);
    connect(&project, &Project::operatorRenamed, this, &ExpressionFollower::rename);
    connect(&project, &Project::rateChanged, this, &ExpressionFollower::changeAll);
    // Saving may give the project another name.
    connect(&project, &Project::modifiedChanged, this, [this](bool isModified) {
        if (!isModified)
            changeAll();
    });
    connect(&project, &QObject::destroyed, this, [this] {
        m_tick.stop();
        m_soon.stop();
    });
    adoptAll();
}

void ExpressionFollower::adopt(Operator* op)
{
    connect(op, &Operator::activeChanged, this, &ExpressionFollower::onActive, Qt::UniqueConnection);
    m_unseen.emplace_back(op);
    settleSoon();
}

void ExpressionFollower::adoptAll()
{
    for (Operator* op : m_project.operators())
        adopt(op);
}

// Entries go by name.
void ExpressionFollower::rename(Operator*, const QString& from, const QString& to)
{
    for (auto told = m_told.begin(); told != m_told.end();) {
        const ParameterKey key = told->first;
        Told value = told->second;
        ++told;
        if (key.op == from) {
            m_told.erase(key);
            m_told.insert_or_assign({to, key.parameter}, std::move(value));
        }
    }
    m_cache.clear();
    adoptAll();
}

void ExpressionFollower::onActive()
{
    if (const auto* op = qobject_cast<const Operator*>(sender())) {
        m_cache.invalidate({op->name(), QStringLiteral("active")});
        settleSoon();
    }
}

void ExpressionFollower::changeAll()
{
    m_cache.invalidateAll();
    settleSoon();
}

void ExpressionFollower::settleSoon()
{
    if (!m_soon.isActive() || m_soon.interval() != 0)
        m_soon.start(0);
}

void ExpressionFollower::note(Operator& op, const QString& parameter)
{
    const ParameterKey key{op.name(), parameter};
    if (op.params().expression(parameter).isEmpty())
        m_told.erase(key);
    else
        m_told.insert_or_assign(key, Told{op.params().value(parameter), op.params().errorText(parameter)});
}

void ExpressionFollower::evaluate(Operator& op, const QString& parameter)
{
    const ParameterKey key{op.name(), parameter};
    if (op.params().expression(parameter).isEmpty()) {
        m_cache.forget(key);
        m_told.erase(key);
        return;
    }
    Told now{op.params().value(parameter), op.params().errorText(parameter)};
    const auto told = m_told.find(key);
    const bool isNew = told == m_told.end(); // whoever cares reads it for the first time
    if (!isNew && told->second == now)
        return;
    m_told.insert_or_assign(key, std::move(now));
    if (!isNew)
        tellFollowed(op.params(), parameter);
}

void ExpressionFollower::settle()
{
    for (const QPointer<Operator>& op : std::exchange(m_unseen, {})) {
        const auto table = op ? op->params().sharedTable() : nullptr;
        for (std::size_t i = 0; op && i < table->rows().size(); ++i)
            evaluate(*op, table->rows()[i].name);
    }
    for (const ParameterKey& key : m_cache.takeStale(m_clock.now())) {
        if (Operator* op = m_project.find(key.op))
            evaluate(*op, key.parameter);
        else
            m_cache.forget(key);
    }
    // What follows from these has asked for its own turn already.
    if (m_cache.hasStale() && !m_soon.isActive())
        m_soon.start(kRestingInterval);
    const bool ticks = m_cache.hasTimeReaders();
    const int interval = std::max(1, static_cast<int>(1000.0 / m_project.rate().toDouble()));
    if (ticks && (!m_tick.isActive() || m_tick.interval() != interval))
        m_tick.start(interval);
    else if (!ticks)
        m_tick.stop();
}

void ExpressionFollower::tick()
{
    m_cache.invalidateTime();
    settle();
}

} // namespace reelout
