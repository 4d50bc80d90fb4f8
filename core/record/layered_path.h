// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/writers.h"
#include "image/picture_path.h"
#include "record/layer_input.h"
#include "record/record_plan.h"
#include "record/shared_path.h"

#include <optional>

namespace reelout {

/// The picture path of a recorder's own input, and beside it one for each further input: the same size rule
/// and depth, but with all four channels, which their names choose. One thread at a time.
class LayeredPath {
public:
    /// `own` is the name of the own input, for messages.
    LayeredPath(const RecordPlan& plan, QString own, WriterFormat format);
    /// The own path is one with other recorders' of `source` that want the same.
    void shareWith(std::shared_ptr<SharedPaths> others, std::shared_ptr<PictureHub> source);

    /// The converted picture, with the converted layers in Picture::layers. The same pictures as the last
    /// time give the same picture again. InvalidParameter, with both names, for a layer that begins with
    /// another size than its still.
    /// `changes`: of the own pictures; without it nothing is known of them. The last picture of each may come
    /// again without its memory, the own one in a layer's place too.
    Result<PicturePtr> process(const LayeredPicture& input, const ChangeHistory* changes = nullptr);

private:
    struct Path {
        std::optional<PicturePath> path;
        std::unique_ptr<SharedPath::Place> shared; ///< of the own path, while changes are told
        PicturePtr input;                          ///< the last one, without its memory
        PicturePtr output;
    };
    /// `changes` of the own path only.
    Result<PicturePtr> convert(Path& path, const PicturePtr& input, const ChangeHistory* changes);
    Result<PicturePtr> convertOwn(const PicturePtr& input, const ChangeHistory& changes);
    PicturePathSpec specFor(const Picture& input, bool isLayer) const;

    const RecordPlan m_plan;
    const QString m_ownName;
    const WriterFormat m_format;
    std::shared_ptr<SharedPaths> m_others;
    std::shared_ptr<PictureHub> m_source;
    Path m_own;
    std::vector<Path> m_layers;
    PicturePtr m_last;
};

/// OK when a picture of `layer` fits into the same stills as the own input's after Output Resolution;
/// InvalidParameter with both names and sizes when it doesn't.
Status checkLayerSize(const RecordPlan& plan, const QString& ownName, Size own, const QString& layerName,
                      Size layer);

} // namespace reelout
