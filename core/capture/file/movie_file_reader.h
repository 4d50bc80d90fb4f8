// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/frame_picture.h"
#include "capture/source.h"

namespace reelout {

/// The pictures of one file, movie or still, as FFmpeg decodes them, from the first to the last. A picture
/// that can't be decoded is an error, not a hole.
class MovieFileReader final : public PictureReader {
public:
    /// NotFound, PermissionDenied, InvalidData; Unsupported when there are no pictures in it.
    static Result<std::unique_ptr<MovieFileReader>> open(const QString& path);
    ~MovieFileReader() override;

    Result<PicturePtr> next() override;
    /// What the container says, or time times rate.
    std::int64_t length() const override;
    FrameRate rate() const override;

private:
    struct Library;
    explicit MovieFileReader(std::unique_ptr<Library> library);

    std::unique_ptr<Library> m_library;
    FramePictures m_pictures;
    std::uint64_t m_serial = 0;
};

} // namespace reelout
