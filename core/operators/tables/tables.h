// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/provider_names.h"
#include "params/param_rows.h"

namespace reelout {

// The parameters of each operator type, one function a table. Called once, by operatorTypes().
std::shared_ptr<const ParamTable> movieFileOutTable();
std::shared_ptr<const ParamTable> audioFileOutTable();
std::shared_ptr<const ParamTable> screenGrabTable();
std::shared_ptr<const ParamTable> testPatternTable();
std::shared_ptr<const ParamTable> videoDeviceInTable();
std::shared_ptr<const ParamTable> movieFileInTable();
std::shared_ptr<const ParamTable> audioDeviceInTable();
std::shared_ptr<const ParamTable> audioFileInTable();
std::shared_ptr<const ParamTable> audioOscillatorTable();
std::shared_ptr<const ParamTable> analyzeTable();
std::shared_ptr<const ParamTable> tableTable();

/// Entries both sinks have.
std::vector<MenuItem> bitRateEntries();
/// What can be done with a take that runs, and when it goes on in another file; `when` there can be several
/// files or markers. Shown after the rows named.
void addTakeRows(ParamRows& rows, const EnableRule& when, const char* afterLength, const char* afterCommands);
/// Where a file plays; `when` it is up to the operator itself.
void playbackRows(ParamRows& rows, const EnableRule& when);
/// How a CHOP's channels drive parameters; the page Common of those that can.
void exportRows(ParamRows& rows);

} // namespace reelout
