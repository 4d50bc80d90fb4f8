// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "image/picture_path.h"
#include "media/picture.h"
#include "record/record_plan.h"
#include "ui/viewport/viewport.h"

#include <memory>
#include <optional>

namespace reelout {

/// How pictures are prepared for the viewport.
struct DisplayRequest {
    std::optional<RecordPlan> path; ///< set: as they leave this recorder's picture path
    bool keepsRange = false;        ///< an exposure is on: values beyond 0..1 of 8-bit Y'CbCr count, too
    ViewportLimits limits;
};

/// A picture for the viewport.
struct DisplayPicture {
    PicturePtr shown;  ///< in a format of the viewport: packed RGB of 8 bits, 16 bits, half or float
    PicturePtr values; ///< the one whose values are read out, of the size the place in it is told by
    PicturePtr source; ///< as it came from the source
    std::optional<StorageFormat> storage; ///< what `values` are stored in, when it went through the path
};

/// Makes pictures showable. What the viewport takes directly passes as it is; everything else goes through
/// the picture path in a depth that keeps what there is: more than 8 bits into 16, floats into floats, deep
/// Y'CbCr into halves because it goes beyond black and white. One thread at a time.
class DisplayMaker {
public:
    Result<DisplayPicture> make(const PicturePtr& source, const DisplayRequest& request);
    /// The request is another one, or nothing is shown any more: lets go of all memory.
    void reset();

private:
    struct Step {
        std::unique_ptr<PicturePath> path;
        Size size;
        PixelFormat format = PixelFormat::None;
        ColourSpec colour;
        PixelFormat target = PixelFormat::None;
    };
    Result<PicturePtr> throughPath(const PicturePtr& source, const RecordPlan& plan);
    Result<PicturePtr> showable(const PicturePtr& picture, const DisplayRequest& request);

    Step m_written;
    Step m_shown;
};

/// The format a picture of `from` is shown in, where the viewport takes everything.
PixelFormat displayFormat(PixelFormat from, bool keepsRange);

} // namespace reelout
