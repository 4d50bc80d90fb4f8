// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"
#include "script/expression_cache.h"

#include <QObject>
#include <QTimer>

namespace reelout {

/// Keeps expressions up to date: tells the cache what changed in the project, and has what became stale
/// evaluated when control is back in the event loop, so that who listens to ParamSet::changed() hears of
/// values that follow from others. What reads the time is evaluated once a project frame. Main thread.
class ExpressionFollower final : public QObject {
    Q_OBJECT

public:
    ExpressionFollower(Project& project, ExpressionCache& cache, const Clock& clock);

    /// One project frame: by itself at the project's rate while an expression reads the time.
    void tick();
    /// Evaluates what is stale now.
    void settle();

private:
    void adopt(Operator* op);
    void adoptAll();
    void rename(Operator* op, const QString& from, const QString& to);
    void onActive();
    void changeAll();
    void settleSoon();
    void evaluate(Operator& op, const QString& parameter);
    void note(Operator& op, const QString& parameter);

    Project& m_project;
    ExpressionCache& m_cache;
    const Clock& m_clock;
    /// What was said of an expression last.
    struct Told {
        QVariant value;
        QString error;
        friend bool operator==(const Told&, const Told&) = default;
    };
    std::map<ParameterKey, Told> m_told;
    std::vector<QPointer<Operator>> m_unseen; ///< none of whose expressions was evaluated yet
    QTimer m_tick;
    QTimer m_soon;
};

} // namespace reelout
