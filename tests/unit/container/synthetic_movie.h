// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/box_writer.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <vector>

namespace reelout::test {

/// Fragmented movies made box by box, for what no muxer writes and for sizes no encoder should be bothered
/// with.
struct SyntheticTrack {
    std::uint32_t id = 1;
    std::uint32_t timeScale = 1000;
    std::optional<std::int32_t> mediaTime; ///< an open-ended edit list that begins there
    bool isSound = false;                  ///< 16-bit stereo PCM ("sowt"), timeScale = rate
};

struct SyntheticSample {
    std::uint32_t duration = 0;
    std::uint32_t size = 0;
    std::int32_t offset = 0;
    bool isSync = true;
};

/// One traf with one trun.
struct SyntheticRun {
    std::uint32_t track = 1;
    std::uint64_t decodeTime = 0;
    std::vector<SyntheticSample> samples;
    bool rowsForAll = true; ///< duration, size, flags and offset in the trun; else the first sample's in tfhd
    std::uint32_t countLie = 0; ///< when not 0, what the trun says instead of the real count
};

QByteArray movieHeader(const std::vector<SyntheticTrack>& tracks, bool fragmented = true);

enum class BaseOffset { Moof, Explicit, Implied };
enum class DataSize { Real, Long, ToTheEnd };

/// moof and mdat, to lie at `offset` in the file. The data are the byte `fill`.
QByteArray fragment(std::uint64_t offset, const std::vector<SyntheticRun>& runs,
                    BaseOffset base = BaseOffset::Moof, DataSize dataSize = DataSize::Real, char fill = 'x');

/// A box around bytes.
QByteArray box(const char* type, const QByteArray& payload);

} // namespace reelout::test
