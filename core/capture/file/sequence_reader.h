// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/picture_sequence.h"
#include "capture/file/seekable_reader.h"

namespace reelout {

/// The pictures of a numbered sequence, file after file; each is decoded by itself.
class SequenceReader final : public SeekableReader {
public:
    SequenceReader(PictureSequence sequence, FrameRate rate, Damage damage);

    Result<PicturePtr> next() override;
    Status seek(Duration position) override;
    std::int64_t length() const override { return m_length; }
    FrameRate rate() const override { return m_rate; }
    int damagedPictures() const override { return m_damaged; }

private:
    Result<PicturePtr> read(std::int64_t index) const;

    const PictureSequence m_sequence;
    const std::int64_t m_length;
    const FrameRate m_rate;
    const Damage m_damage;
    std::int64_t m_index = 0;
    int m_damaged = 0;
};

} // namespace reelout
