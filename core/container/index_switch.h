// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/finisher.h"
#include "container/moov_builder.h"

namespace reelout {

/// The last step of finishing and repairing: writes the movie's final moov at `moovPosition`, cuts what lies
/// behind, syncs; then rewrites ftyp's brands and the first moov's header, which makes all in between one
/// mdat, and syncs again. On an error before the switch the file is cut back to `moovPosition`, as far as the
/// disk lets it.
Result<FinishReport> writeIndexAndSwitch(OutputFile& file, const Movie& movie, const BuiltMoov& built,
                                         std::uint64_t moovPosition);

} // namespace reelout
