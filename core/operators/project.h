// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/frame_rate.h"
#include "operators/operator.h"

#include <QJsonObject>

#include <functional>
#include <memory>
#include <vector>

namespace reelout {

/// The graph of operators a person works on. Names are unique; wires never form a cycle. Main thread.
class Project final : public QObject {
    Q_OBJECT

public:
    /// Evaluates `expression` as the value of `parameter` of `me`; filled by the script engine.
    using Evaluator =
        std::function<Result<QVariant>(Operator& me, const QString& parameter, const QString& expression)>;
    using MenuProvider = std::function<std::vector<MenuItem>(Operator& me, const QString& provider)>;
    using FactProvider = std::function<bool(Operator& me, const QString& fact)>;
    using LimitProvider = std::function<QString(Operator& me, const QString& parameter)>;

    explicit Project(QObject* parent = nullptr);
    ~Project() override;

    void setEvaluator(Evaluator evaluator);
    /// Answers for providers the operators layer does not know itself (codecs, devices).
    void setMenuProvider(MenuProvider provider);
    void setFactProvider(FactProvider provider);
    void setLimitProvider(LimitProvider provider);

    /// Rate at which the program ticks and expressions are evaluated; default 60.
    FrameRate rate() const { return m_rate; }
    void setRate(FrameRate rate);
    QString name() const; ///< file name without folder and extension, or "untitled"

    /// Empty name = type + lowest free number. InvalidParameter for an unknown type, a bad or taken name.
    Result<Operator*> add(const QString& type, const QString& name = {});
    void remove(Operator& op);                        ///< wires and references to it are cut
    Status rename(Operator& op, const QString& name); ///< references follow
    Result<Operator*> copy(Operator& op);
    Operator* find(const QString& name) const; ///< also with a leading "/"
    std::vector<Operator*> operators() const;  ///< in order of creation, unless moved
    /// Puts an operator at `place` of operators(); beyond either end = there.
    void move(Operator& op, int place);
    /// Number of operators a project holds at most.
    static constexpr int kMaximumOperators = 4096;

    /// Wires `source` to connector `input` of `target`; null disconnects. InvalidParameter for the wrong
    /// family, a connector there is not, or a cycle (named).
    Status connectInput(Operator& target, int input, Operator* source);
    /// Operators `op` reads, through wires and references.
    std::vector<Operator*> sourcesOf(const Operator& op) const;

    QJsonObject toJson() const;
    /// Replaces the project. On failure the project is as before. InvalidData for what is no project,
    /// Unsupported for one of a newer version. Problems that can be lived with are listed (an operator of an
    /// unknown type is kept for saving, but not shown). Commands such as Record are never read.
    Status fromJson(const QJsonObject& json, QStringList* problems = nullptr);
    /// Atomically, through a temporary file and rename.
    Status save(const QString& path);
    Status load(const QString& path, QStringList* problems = nullptr);
    QString path() const { return m_path; }
    bool isModified() const { return m_modified; }
    /// For who knows better: a change taken back leaves a project as it was saved.
    void setModified(bool modified);
    void clear();

    /// One operator as JSON: a preset, or the clipboard. Wires are left out.
    QJsonObject operatorToJson(const Operator& op) const;
    Result<Operator*> addFromJson(const QJsonObject& json, QStringList* problems = nullptr);
    /// Several with their wires: the clipboard. In the order of operators().
    QJsonObject operatorsToJson(const std::vector<Operator*>& chosen) const;
    /// Adds what operatorsToJson() gave, here or in another project. A name that is taken becomes a free one,
    /// and the wires and references among them follow; those to others stay where there is such an operator.
    Result<std::vector<Operator*>> addOperatorsFromJson(const QJsonObject& json,
                                                        QStringList* problems = nullptr);
    /// The settings of a preset on an operator of the same type; InvalidParameter for another type.
    Status applyJson(Operator& op, const QJsonObject& json, QStringList* problems = nullptr);

Q_SIGNALS:
    void operatorAdded(reelout::Operator* op);
    void operatorAboutToBeRemoved(reelout::Operator* op);
    void operatorRenamed(reelout::Operator* op, const QString& from, const QString& to);
    void operatorMoved(reelout::Operator* op);
    void wiringChanged();
    void paramChanged(reelout::Operator* op, const QString& name);
    void paramPulsed(reelout::Operator* op, const QString& name, int index);
    void rateChanged();
    void modifiedChanged(bool modified);
    void replaced(); ///< after fromJson, load or clear

private:
    friend class Operator;
    friend struct ProjectFile;
    struct Impl;
    Operator* create(const OperatorType& type, const QString& name);
    void announce(Operator& op);
    void readTable(Operator& op);
    /// To call out while walking: a listener may add and remove operators.
    std::vector<QPointer<Operator>> snapshot() const;
    QString freeName(const QString& type) const;
    Status checkName(const QString& name) const;
    Status checkReferences(const Operator& op, const ParamDescriptor& row, const QVariant& value) const;
    Status checkCycle(const Operator& target, const Operator& source) const;
    std::vector<Operator*> settledSourcesOf(const Operator& op) const;
    std::vector<MenuItem> menuFor(Operator& op, const QString& provider) const;
    QVariant defaultFor(const QString& provider) const;
    void removeAll();
    void touch();
    void refreshAll();
    FrameRate m_rate;
    QString m_path;
    bool m_modified = false;
    std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
