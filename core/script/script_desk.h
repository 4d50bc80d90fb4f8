// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QVariantList>
#include <QVariantMap>

namespace reelout {

/// Answers what scripts ask of the project and does what they tell it to. Each call is a name with plain
/// values, each answer {"value": …} or {"error": text for people}. Operators are known to scripts by a number
/// that survives their renaming. Main thread.
class ScriptDesk final : public QObject {
    Q_OBJECT

public:
    explicit ScriptDesk(Engine& engine, QObject* parent = nullptr);

    QVariantMap answer(const QString& call, const QVariantList& arguments);
    /// The number scripts know an operator by.
    int numberOf(Operator& op);
    Engine& engine() const { return m_engine; }

private:
    using Answer = Result<QVariant>;
    Result<Operator*> find(const QVariant& number) const;
    Answer aboutProject(const QString& call, const QVariantList& arguments);
    Answer aboutOperator(Operator& op, const QString& call, const QVariantList& arguments);
    Answer wire(Operator& op, const QString& call, const QVariantList& arguments);
    Answer aboutParameter(Operator& op, const QString& call, const QVariantList& arguments);
    Answer select(const QStringList& patterns);
    Answer recording(Operator& op, const QString& call);

    Engine& m_engine;
    QHash<int, QPointer<Operator>> m_operators;
    int m_last = 0;
    const Timestamp m_start;
};

} // namespace reelout
