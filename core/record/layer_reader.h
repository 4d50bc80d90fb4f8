// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/layer_input.h"

#include <QStringList>

namespace reelout {

/// Reads further inputs picture by picture beside the recorder's own: its picture n goes with their picture
/// n. One that ends earlier stands with its last picture. The image thread's.
class LayerReader {
public:
    explicit LayerReader(const std::vector<LayerInput>& inputs);

    /// `own` with the next picture of each. What their readers say, and InvalidData, with its name, for one
    /// without any picture.
    Result<LayeredPicture> next(const PicturePtr& own);
    /// Sentences on inputs of several pictures that ended since the last call.
    QStringList takeEnded();

private:
    struct Read {
        LayerInput input;
        PicturePtr picture;
        std::int64_t count = 0;
        bool isAtEnd = false;
    };
    Status advance(Read& each);

    const std::size_t m_places;
    std::vector<Read> m_inputs;
    QStringList m_ended;
};

} // namespace reelout
