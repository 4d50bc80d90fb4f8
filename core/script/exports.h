// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace reelout {

/// Lets channels drive parameters (behaviour.md §5): once per project frame, the newest value of every
/// channel that an operator with an Export Method ties to a parameter is set there. Runs the sources it
/// needs. A target that can't be found is a problem that is shown, not an error. Main thread.
class Exports final : public QObject {
    Q_OBJECT

public:
    explicit Exports(Engine& engine, QObject* parent = nullptr);
    /// What was driven goes back to what it was.
    ~Exports() override;

    /// One frame: by itself at the project's rate while anything exports.
    void tick();
    /// Lets go of all that is driven, for good: the program is ending.
    void stop();
    /// True when a channel is tied to that parameter, whether it has a value yet or not.
    bool isTied(const Operator& op, const QString& parameter) const;
    /// What is wrong with the exports of `op` now, in sentences for people.
    QStringList problems(const Operator& op) const;

Q_SIGNALS:
    void problemsChanged(reelout::Operator* op);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
