// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "operators/project.h"
#include "record/engine.h"

#include <QStringList>

#include <map>
#include <vector>

namespace reelout {

/// What `reelout-cli record` was asked for, before any operator exists.
struct RecordRequest {
    QString file;  ///< project or preset; empty = made from the options
    QString video; ///< operator type; empty = the screen for movies and stills
    /// Operator types, "none" takes back those before it; empty = system sound with a screen where there is
    /// a server.
    QStringList audio;
    QString output;
    double duration = 0.0;                      ///< seconds; 0 = until stopped
    QStringList settings;                       ///< OPERATOR.PARAMETER=VALUE
    std::map<QString, QString> recorderOptions; ///< parameter of the recorder → text
};

/// Builds or loads the project into `engine.project()` and returns its recorders that take part. Errors name
/// the option. Notices (a missing sound server, a preset's unknown value) go to `notices`. Main thread.
Result<std::vector<Operator*>> prepareRecording(Engine& engine, const RecordRequest& request,
                                                QStringList* notices);

} // namespace reelout
