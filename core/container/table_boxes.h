// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/box_writer.h"
#include "container/movie.h"

namespace reelout {

/// Writes the tables of an stbl (stts, stss, ctts, stsc, stsz, stco or co64, and sgpd/sbgp for AAC), all but
/// stsd. `mostEntries` bounds the tables that need a row per sample; more is InvalidData. `isQuickTime`:
/// sample groups are left out.
Status writeTables(BoxWriter& writer, const Track& track, std::uint64_t mostEntries, bool isQuickTime);

} // namespace reelout
