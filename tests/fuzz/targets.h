// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace reelout::fuzz {

// What strangers' bytes can reach, one function each. They return normally or abort: a crash, a hang, an
// allocation without bound or a broken promise is a finding. Each costs microseconds to milliseconds.

using Bytes = std::span<const std::uint8_t>;

/// A project file: refused whole, or read into a project that writes itself the same way again.
void readProject(Bytes bytes);
/// Scope patterns, channel names, file names, tables as TSV and CSV, one after the other.
void readWords(Bytes bytes);
/// An expression of a parameter and a line of an export table.
void readExpression(Bytes bytes);
/// Lines of the local socket, done by a desk of verbs.
void readRequests(Bytes bytes);
/// A packet of OSC and a hotkey's name.
void readPacket(Bytes bytes);
/// A script's text, taken apart and put together again.
void readScript(Bytes bytes);

} // namespace reelout::fuzz
