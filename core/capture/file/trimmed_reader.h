// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/seekable_reader.h"
#include "media/playhead.h"

namespace reelout {

/// The pictures between two places, for recordings that take each exactly once: the one shown at In is the
/// first and at zero, the one at Out is not among them.
class TrimmedReader final : public PictureReader {
public:
    TrimmedReader(std::unique_ptr<SeekableReader> whole, const Playback& playback);

    Result<PicturePtr> next() override;
    std::int64_t length() const override;
    FrameRate rate() const override { return m_whole->rate(); }

private:
    const std::unique_ptr<SeekableReader> m_whole;
    const Duration m_in;
    const Duration m_out; ///< zero = the file's end
    std::optional<Duration> m_zero;
    std::uint64_t m_serial = 0;
};

} // namespace reelout
