// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/sequence_reader.h"

#include "capture/file/movie_file_reader.h"

namespace reelout {

SequenceReader::SequenceReader(PictureSequence sequence, FrameRate rate, Damage damage)
    : m_sequence(std::move(sequence)),
      m_length(m_sequence.length()),
      m_rate(rate),
      m_damage(damage)
{}

Result<PicturePtr> SequenceReader::read(std::int64_t index) const
{
    const QString path = m_sequence.path(m_sequence.first + index);
    const Result<std::unique_ptr<MovieFileReader>> file = MovieFileReader::open(path, Damage::IsError);
    if (!file)
        return file.error();
    Result<PicturePtr> picture = (*file)->next();
    if (picture && !*picture)
        return makeError(ErrorCode::InvalidData, QStringLiteral("read image sequence"), path);
    return picture;
}

Result<PicturePtr> SequenceReader::next()
{
    while (m_index < m_length) {
        const std::int64_t index = m_index++;
        const Result<PicturePtr> picture = read(index);
        if (!picture && m_damage == Damage::IsError)
            return picture;
        if (!picture) {
            ++m_damaged;
            continue;
        }
        auto numbered = std::make_shared<Picture>(**picture);
        numbered->owner = std::const_pointer_cast<Picture>(*picture);
        numbered->captured = Timestamp(m_rate.timeOf(index));
        numbered->serial = static_cast<std::uint64_t>(index + 1);
        return PicturePtr(std::move(numbered));
    }
    return PicturePtr();
}

Status SequenceReader::seek(Duration position)
{
    m_index = std::clamp<std::int64_t>(m_rate.frameAt(position + rounding()), 0, m_length - 1);
    return {};
}

} // namespace reelout
