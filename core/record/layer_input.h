// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

#include <QString>

#include <memory>
#include <vector>

namespace reelout {

/// One operator of Additional Input TOP, however many blocks name it: a source whose pictures go into the
/// same stills as those of the recorder's own input.
struct LayerInput {
    QString op;
    std::vector<std::size_t> places;      ///< which of StillSpec::layers show it
    std::shared_ptr<PictureHub> pictures; ///< null: it is the recorder's own input
    /// Of a source that is read picture by picture; `pictures` only shows it then. The image thread's.
    std::shared_ptr<PictureReader> reader;

    bool isOwnInput() const { return !pictures; }
};

/// Everything that goes into one still, from one instant.
struct LayeredPicture {
    PicturePtr own;
    std::vector<PicturePtr> layers; ///< one for each of StillSpec::layers
};

/// Number of StillSpec::layers that `inputs` fill.
inline std::size_t layerCount(const std::vector<LayerInput>& inputs)
{
    std::size_t count = 0;
    for (const LayerInput& input : inputs)
        count += input.places.size();
    return count;
}

} // namespace reelout
