// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "params/param_descriptor.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>

namespace reelout {

enum class ParamMode { Constant, Expression, Export };

/// "constant", "expression", "export".
QString paramModeName(ParamMode mode);

/// Whether a parameter is available now, and in words when not.
struct EnableState {
    bool enabled = true;
    QString reason; ///< "available when Pause is on"; empty when enabled
};

/// The values of one operator. Checks what is set, clamps numbers, tells who listens. A disabled parameter
/// keeps its value. Main thread.
class ParamSet final : public QObject {
    Q_OBJECT

public:
    /// Evaluates an expression of a parameter of this set.
    using Evaluator = std::function<Result<QVariant>(const QString& parameter, const QString& expression)>;
    /// Items of a dynamic menu or suggestions, by provider name.
    using MenuProvider = std::function<std::vector<MenuItem>(const QString& provider, const ParamSet& set)>;
    using FactProvider = std::function<bool(const QString& fact, const ParamSet& set)>;
    /// Why a parameter whose rule holds is nothing to what was chosen elsewhere; empty = it has its effect.
    using LimitProvider = std::function<QString(const QString& parameter, const ParamSet& set)>;
    /// The value of a parameter that was never set, by ParamDescriptor::defaultProvider.
    using DefaultProvider = std::function<QVariant(const QString& provider)>;
    /// Last word on a value that the row accepts; an error refuses it (a reference that would close a cycle).
    using Guard = std::function<Status(const ParamDescriptor& row, const QVariant& value)>;

    explicit ParamSet(std::shared_ptr<const ParamTable> table, QObject* parent = nullptr);
    ~ParamSet() override;

    const ParamTable& table() const { return *m_table; }
    /// For who points into the table and may outlive the set.
    const std::shared_ptr<const ParamTable>& sharedTable() const { return m_table; }
    void setEvaluator(Evaluator evaluator) { m_evaluator = std::move(evaluator); }
    void setMenuProvider(MenuProvider provider) { m_menuProvider = std::move(provider); }
    /// Without one, every fact holds.
    void setFactProvider(FactProvider provider) { m_factProvider = std::move(provider); }
    void setLimitProvider(LimitProvider provider) { m_limitProvider = std::move(provider); }
    void setDefaultProvider(DefaultProvider provider) { m_defaultProvider = std::move(provider); }
    void setGuard(Guard guard) { m_guard = std::move(guard); }

    /// The value now: constant, evaluated expression, or what an export drives it with. An expression that
    /// fails gives the last good value (at first the default) and errorText(). A dynamic menu's empty value
    /// reads as its first usable item. Component names ("resolutionw") give one number. Invalid QVariant for
    /// an unknown name.
    QVariant value(const QString& name) const;
    bool toggle(const QString& name) const { return value(name).toBool(); }
    QString text(const QString& name) const { return value(name).toString(); }
    double number(const QString& name) const { return value(name).toDouble(); }
    int integer(const QString& name) const { return static_cast<int>(value(name).toLongLong()); }
    /// As value(), but what an expression gave last is taken as it is: nothing is evaluated.
    QVariant settledValue(const QString& name) const;

    /// Sets a constant and leaves expression mode. Numbers are clamped to the hard range; menus take token,
    /// label or index (token wins); toggles take bool, 0/1, "on"/"off". A pulse fires at a true value, one
    /// with a list at the token or index. InvalidParameter names the parameter, the value and what is
    /// allowed.
    Status set(const QString& name, const QVariant& value);
    /// From text, as a command line has it: "1920 1080" for pairs, JSON for sequences, `=expr` for an
    /// expression.
    Status setFromText(const QString& name, const QString& text);
    /// Enters expression mode. An expression that can't be evaluated is kept and shown by errorText().
    /// InvalidParameter for an unknown name, a component, a pulse or a sequence, and an empty text.
    Status setExpression(const QString& name, const QString& expression);
    /// What an expression would give as the value of a parameter, without setting anything.
    Result<QVariant> tryExpression(const QString& name, const QString& expression) const;
    /// Drives the parameter from a channel; an invalid QVariant = back to what it was before. Numbers:
    /// toggles are on while > 0, menus take the index, pulses fire on the edge to > 0, pairs by component
    /// name or both numbers at once.
    Status setExport(const QString& name, const QVariant& value);
    void clearExport(const QString& name);
    Status pulse(const QString& name, int index = -1);
    void reset(const QString& name);
    void resetAll();

    ParamMode mode(const QString& name) const;
    QString expression(const QString& name) const;
    QVariant constant(const QString& name) const;
    /// Why the expression could not be evaluated the last time it was, else the problem; empty when all is
    /// well.
    QString errorText(const QString& name) const;
    /// What whoever acts on the value found wrong (an export without a target), for people; empty = nothing.
    /// Unknown names are ignored.
    void setProblem(const QString& name, const QString& text);
    bool isDefault(const QString& name) const;
    EnableState enableState(const QString& name) const;
    /// Items of a menu (static or dynamic) or suggestions of a text, now.
    std::vector<MenuItem> menuItems(const QString& name) const;

    /// Only what differs from the defaults, plus unknown keys kept from reading. A constant is its plain
    /// value; an expression is {"expression": text, "constant": the value beneath, when it isn't the
    /// default}. Commands (record) are never written.
    QJsonObject toJson() const;
    /// Replaces everything. Unknown keys are kept; former names and tokens are translated; a value that is
    /// not valid is left at its default and listed in `problems`. Commands are never read.
    void fromJson(const QJsonObject& json, QStringList* problems = nullptr);

    /// One parameter as toJson() has it, also when it is the default; undefined for an unknown name or a
    /// pulse.
    QJsonValue parameterToJson(const QString& name) const;
    /// Sets what parameterToJson() gave, of a parameter of the same kind. InvalidParameter leaves it as it
    /// is.
    Status setFromJson(const QString& name, const QJsonValue& json);

    /// References to operator `from` become `to` (empty = none), also inside sequences. Expressions stay.
    void replaceReferences(const QString& from, const QString& to);
    /// Names of the operators this one reads through its references, as they are written; nothing is
    /// evaluated.
    QStringList references() const;

    /// Says that something outside changed (a dynamic menu, a fact, what an expression reads), so that views
    /// look again.
    void refresh();

Q_SIGNALS:
    void changed(const QString& name); ///< value, mode or expression
    void pulsed(const QString& name, int index);
    void refreshed(); ///< menus, enable states or evaluated values may differ

private:
    struct Slot;
    Slot* slot(const QString& name) const;
    Result<Slot*> require(const QString& name) const;
    QVariant defaultOf(const Slot& slot) const;
    QVariant constantOf(const Slot& slot) const;
    QVariant evaluated(const Slot& slot) const;
    QVariant settledBase(const Slot& slot) const;
    QVariant withExport(const Slot& slot, QVariant value) const;
    QVariant readable(const Slot& slot, const QString& name, const QVariant& value) const;
    std::vector<MenuItem> itemsOf(const ParamDescriptor& row) const;
    Status store(Slot& slot, const QVariant& checked);
    Status check(const ParamDescriptor& row, const QVariant& checked) const;
    void refill(const ParamDescriptor& row);
    static QJsonValue slotToJson(const Slot& slot);
    void readSlot(Slot& slot, const QJsonValue& json, QStringList& problems) const;
    static int componentIndex(const ParamDescriptor& row, const QString& name);

    std::shared_ptr<const ParamTable> m_table;
    std::vector<std::unique_ptr<Slot>> m_slots; ///< one per row, in its order
    QJsonObject m_unknown;
    Evaluator m_evaluator;
    MenuProvider m_menuProvider;
    FactProvider m_factProvider;
    LimitProvider m_limitProvider;
    DefaultProvider m_defaultProvider;
    Guard m_guard;
};

/// Sentence why a rule does not hold, with labels ("available when Pause is on").
QString explainRule(const EnableRule& rule, const ParamTable& table);

} // namespace reelout
