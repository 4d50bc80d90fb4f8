// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "params/param_descriptor.h"

#include <QJsonValue>

namespace reelout {

// What a row accepts. Pure functions; any thread.

/// Longest text a parameter keeps, in UTF-16 units.
constexpr int kLongestText = 65536;

/// `value` as the row keeps it: clamped, menus as tokens, former tokens translated. `items` are the entries
/// of a menu now; a dynamic menu also takes texts it does not list. InvalidParameter names the row, the value
/// and what is allowed.
Result<QVariant> checkValue(const ParamDescriptor& row, const QVariant& value,
                            const std::vector<MenuItem>& items);
/// One number of a pair or of a plain number row, checked and clamped.
Result<QVariant> checkNumber(const ParamDescriptor& row, const QVariant& value);
/// The same from text as a command line has it.
Result<QVariant> valueFromText(const ParamDescriptor& row, const QString& text,
                               const std::vector<MenuItem>& items);
/// From a file: as checkValue(), but the JSON type must be the row's own.
Result<QVariant> valueFromJson(const ParamDescriptor& row, const QJsonValue& json);
QJsonValue valueToJson(const ParamDescriptor& row, const QVariant& value);
/// What a channel's sample means for the row: toggles are on while > 0, menus take the index. An operator
/// name and other texts can't be driven.
Result<QVariant> valueFromChannel(const ParamDescriptor& row, double sample,
                                  const std::vector<MenuItem>& items);

/// "1920 x 1080", "R G B A", "on", "0.9": for people and the contract's table.
QString valueToText(const ParamDescriptor& row, const QVariant& value);
/// Shortest decimal that reads back as the same number.
QString numberText(double number);

/// The error of a refused value.
Error refusal(const ParamDescriptor& row, const QString& why);

} // namespace reelout
