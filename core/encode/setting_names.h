// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

// What people call a movie's settings and their values, for sentences about them: the labels of the
// parameters' table, which this folder does not know, in the person's language. A test holds them to the
// table. Any thread.

/// "Motion Prediction" for "motionpredict"; a name that is not among them is given back.
QString settingLabel(const QString& setting);
/// "Auto-Select" for "autoselect" of "profile", in the same way.
QString valueLabel(const QString& setting, const QString& value);

} // namespace reelout
