// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

#include <algorithm>
#include <atomic>

namespace reelout {

/// Pictures that can also be reached by their place. One thread.
class SeekableReader : public PictureReader {
public:
    /// The next picture is the one that is shown at `position`: the last one, where that is behind the end;
    /// null, in a file without any.
    virtual Status seek(Duration position) = 0;
    /// From any thread: a seek() that takes long ends soon, with Cancelled, until allowed again.
    void cancel(bool isCancelled) { m_isCancelled = isCancelled; }
    /// Pictures that were left out so far because the file is damaged there.
    virtual int damagedPictures() const { return 0; }
    /// What the file says of its length; zero = nothing.
    virtual Duration duration() const { return length() > 0 ? rate().timeOf(length()) : Duration::zero(); }

    /// Times in files are rounded to what their container can write; places this near are the same.
    Duration rounding() const
    {
        constexpr Duration kCoarsest = std::chrono::milliseconds(1);
        return std::min(kCoarsest, rate().interval() / 4);
    }

protected:
    bool isCancelled() const { return m_isCancelled; }

private:
    std::atomic<bool> m_isCancelled{false};
};

/// What to do with a picture that can't be decoded.
enum class Damage {
    IsError,  ///< every picture counts
    IsSkipped ///< playing goes on
};

/// NotFound, InvalidData, Unsupported for a file without pictures, each with its explanation.
Result<std::unique_ptr<SeekableReader>> openSeekable(const PictureFileSpec& spec, Damage damage);

} // namespace reelout
