// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/frame_picture.h"
#include "capture/file/seekable_reader.h"

namespace reelout {

/// The pictures of one file, movie or still, as FFmpeg decodes them, from the first to the last or from where
/// seek() went to.
class MovieFileReader final : public SeekableReader {
public:
    /// NotFound, PermissionDenied, InvalidData; Unsupported when there are no pictures in it.
    static Result<std::unique_ptr<MovieFileReader>> open(const QString& path, Damage damage);
    ~MovieFileReader() override;

    /// `captured` is the picture's time since the file's first one.
    Result<PicturePtr> next() override;
    /// Exact in every file: where its index leads behind the place it is read from further back, in the last
    /// resort from its beginning.
    Status seek(Duration position) override;
    /// What the container says, or time times rate.
    std::int64_t length() const override;
    FrameRate rate() const override;
    Duration duration() const override;
    int damagedPictures() const override;

private:
    struct Library;
    explicit MovieFileReader(std::unique_ptr<Library> library);

    std::unique_ptr<Library> m_library;
    FramePictures m_pictures;
    std::uint64_t m_serial = 0;
};

} // namespace reelout
