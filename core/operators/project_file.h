// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"

#include <QJsonArray>

namespace reelout {

/// An operator of a file, checked for everything that would make the whole file refused.
struct OperatorRecord {
    QString name;
    const OperatorType* type = nullptr;
    bool isActive = true;
    QJsonObject parameters;
    std::vector<QString> inputs; ///< names; empty = not wired
    std::vector<QStringList> rows;
    QJsonObject unknown;
};

struct ProjectRecord {
    FrameRate rate;
    std::vector<OperatorRecord> operators;
    QJsonArray unknownOperators;
    QJsonObject unknown;
};

/// Reads and writes the format "reelout-project", version 1. Reading checks first and builds afterwards, so
/// that a bad file changes nothing.
struct ProjectFile {
    static constexpr int kVersion = 1;

    static Result<ProjectRecord> parseProject(const QJsonObject& json, QStringList& problems);
    static Result<OperatorRecord> parseOperator(const QJsonObject& json);
    static Status checkFormat(const QJsonObject& json, QLatin1String format);

    static void apply(const OperatorRecord& record, Operator& op, QStringList& problems);
    static QJsonObject write(const Operator& op);
    /// write() without the rows of a table.
    static QJsonObject writeSettings(const Operator& op);
    /// As a file of its own: "reelout-operator".
    static QJsonObject stampedOperator(QJsonObject json);
};

} // namespace reelout
