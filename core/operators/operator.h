// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_set.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace reelout {

class Project;

enum class Family { Top, Chop, Dat };
QString familyName(Family family); ///< "TOP"

/// A kind of operator. Registered once at start-up, read-only afterwards.
struct OperatorType {
    QString token; ///< "moviefileout"
    QString label; ///< "Movie File Out"
    Family family = Family::Top;
    int minimumInputs = 0;
    int maximumInputs = 0;
    Family inputFamily = Family::Top;
    bool isSink = false;
    std::shared_ptr<const ParamTable> table;
};

/// All operator types by behaviour.md §1, in the order of that table. The two sinks' tables are in
/// tables/moviefileout.cpp and tables/audiofileout.cpp.
const std::vector<OperatorType>& operatorTypes();
const OperatorType* operatorType(const QString& token);

/// One operator of a project: a type, a name, values and wires. Owned by the Project; main thread.
class Operator final : public QObject {
    Q_OBJECT

public:
    QString name() const { return m_name; }
    const OperatorType& type() const { return *m_type; }
    ParamSet& params() { return m_params; }
    const ParamSet& params() const { return m_params; }
    Project& project() const { return *m_project; }

    /// The flag every operator has (`par.active`): off = takes no part.
    bool isActive() const { return m_active; }
    void setActive(bool active);

    int inputCount() const { return static_cast<int>(m_inputs.size()); }
    /// Operator wired to connector `index`, or null.
    Operator* input(int index) const;

    /// What me.fileSuffix reads in expressions; set while a recording's name is being made.
    QString fileSuffix() const { return m_fileSuffix; }
    void setFileSuffix(QString suffix) { m_fileSuffix = std::move(suffix); }

    /// `table` operators: rows and columns. Other types keep none.
    const std::vector<QStringList>& rows() const { return m_rows; }
    void setRows(std::vector<QStringList> rows);
    /// `table` operators: reads the rows from the parameter File; a relative name is taken from the project's
    /// folder. Done by itself when File is set or Reload pulsed, not when a project is loaded. On failure the
    /// rows stay.
    Status readRows();

Q_SIGNALS:
    void renamed(const QString& from, const QString& to);
    void activeChanged(bool active);
    void wiringChanged();
    void rowsChanged();

private:
    friend class Project;
    friend struct ProjectFile;
    Operator(Project& project, const OperatorType& type, QString name);

    Project* m_project;
    const OperatorType* m_type;
    QString m_name;
    ParamSet m_params;
    bool m_active = true;
    std::vector<QPointer<Operator>> m_inputs;
    std::vector<QStringList> m_rows;
    QString m_fileSuffix;
    QJsonObject m_unknown; ///< keys of a file this version doesn't know
};

} // namespace reelout
