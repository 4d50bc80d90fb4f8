// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"
#include "script/expression_cache.h"

#include <QJSEngine>
#include <QJSValue>

namespace reelout {

/// What the sandbox asks about the project. Each function answers {value: …} or {error: text}; nothing here
/// changes anything. Only the bootstrap program holds it. Main thread.
class ScriptHost final : public QObject {
    Q_OBJECT

public:
    /// `start`: from when absTime counts.
    ScriptHost(QJSEngine& engine, Project& project, Clock& clock, Timestamp start);

    /// Where what is read is noted from now on; null = nowhere.
    void noteReadsIn(ExpressionReads* reads) { m_reads = reads; }

    Q_INVOKABLE QJSValue find(const QString& name) const;
    Q_INVOKABLE QJSValue about(const QString& op, const QString& what) const;
    Q_INVOKABLE QJSValue value(const QString& op, const QString& parameter) const;
    Q_INVOKABLE QJSValue detail(const QString& op, const QString& parameter, const QString& what) const;
    Q_INVOKABLE QJSValue project(const QString& what) const;
    Q_INVOKABLE QJSValue time(const QString& what) const;

private:
    QJSValue answer(const QJSValue& value) const;
    QJSValue refusal(const QString& why) const;

    void note(const Operator& op, const QString& parameter) const;
    void noteOutside() const;

    QJSEngine& m_engine;
    ExpressionReads* m_reads = nullptr;
    Project& m_project;
    Clock& m_clock;
    const Timestamp m_start;
};

} // namespace reelout
