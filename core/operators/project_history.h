// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "operators/project.h"

#include <functional>
#include <memory>
#include <optional>

namespace reelout {

/// What one step did, for its name in a menu.
struct HistoryStep {
    enum class Kind {
        Add,
        Paste,
        Duplicate,
        Remove,
        Rename,     ///< `operators` are the former name and the new one
        Parameter,  ///< one parameter (and what follows from it), of one operator or of several
        Parameters, ///< several
        Wiring,
        Active,
        Table, ///< rows and columns
        Rate,  ///< of the project
        Other, ///< several of these at once
    };
    Kind kind = Kind::Other;
    QStringList operators; ///< names after the step; of removed ones, before it
    QString parameter;     ///< Parameter: its name
    QString label;         ///< Parameter: its label
};

/// Undo and redo of everything that is stored of a project. It looks on: whoever changes the project, by
/// whatever call, needs to know nothing of it. What changes until commit() or until control is back in the
/// event loop is one step. Main thread.
class ProjectHistory final : public QObject {
    Q_OBJECT

public:
    /// Both outlive it. A project that is replaced begins a new history.
    ProjectHistory(Project& project, const Clock& clock, QObject* parent = nullptr);
    ~ProjectHistory() override;

    static constexpr int kMostSteps = 500;
    /// Changes of the same number that follow each other faster than this are one step.
    static constexpr Duration kMergeTime = std::chrono::milliseconds(700);

    /// Refuses undoing or redoing a step that would take an operator away (one that records).
    using RemovalGuard = std::function<Status(const Operator& op)>;
    void setRemovalGuard(RemovalGuard guard) { m_removalGuard = std::move(guard); }

    /// The step undo() or redo() would take; null when there is none.
    const HistoryStep* undoStep() const;
    const HistoryStep* redoStep() const;
    /// Takes the newest step back, or again. An error leaves all as it is.
    Status undo();
    Status redo();

    /// What changed until now is a step, what comes is another.
    void commit();
    /// While held (a mouse button is down), all changes of the same things are one step, however long it
    /// takes.
    void setHeld(bool held);
    /// What the changes that are going on are called, where looking can't tell (Paste, Duplicate).
    void nameNext(HistoryStep::Kind kind) { m_nextKind = kind; }

Q_SIGNALS:
    void changed(); ///< undoStep() or redoStep()
    /// A step was taken back or again; these operators are there and differ from before.
    void restored(const reelout::HistoryStep& step, const QStringList& operators);

private:
    struct Impl;
    struct Step;
    enum class Side { Before, After };

    void follow(Operator* op);
    void touch(Operator* op, const QString& parameter = {});
    void startAnew();
    Status take(const Step& step, Side side);
    Status checkRemovals(const Step& step, Side side) const;
    void restore(const Step& step, Side side);
    bool mergeIntoLast(const Step& step);
    void showModified();

    Project& m_project;
    RemovalGuard m_removalGuard;
    std::optional<HistoryStep::Kind> m_nextKind;
    std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
