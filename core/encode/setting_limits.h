// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/codec_catalog.h"

namespace reelout {

// What an encoder can't follow although its codec has the parameter. One set of rules behind the inspector
// (greyed rows and entries), the check before Record and the report. Sentences say why and what would do.
// Pure.

/// Why the whole parameter ("motionpredict") is nothing to this type; empty when it follows, or when no type
/// of the codec does (then the parameter's own rule says so).
QString settingLimit(const Codec& codec, const CodecType& type, const QString& setting);

/// Why this type can't do `value` of a menu, the other settings being those of `movie`; empty when it can.
QString valueLimit(const MovieSpec& movie, const CodecType& type, const QString& setting,
                   const QString& value);

/// The first value of the movie that its type can't do; empty when there is none.
QString firstValueLimit(const MovieSpec& movie, const CodecType& type);

/// The settings that were changed to no effect, one sentence each.
QStringList unfollowedSettings(const MovieSpec& movie, const Codec& codec, const CodecType& type);

} // namespace reelout
