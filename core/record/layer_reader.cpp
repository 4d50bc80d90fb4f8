// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/layer_reader.h"

#include <QCoreApplication>

#include <utility>

namespace reelout {

LayerReader::LayerReader(const std::vector<LayerInput>& inputs) : m_places(layerCount(inputs))
{
    for (const LayerInput& input : inputs)
        m_inputs.push_back({input, nullptr, 0, false});
}

Status LayerReader::advance(Read& each)
{
    if (each.isAtEnd)
        return {};
    Result<PicturePtr> next = each.input.reader->next();
    if (!next)
        return makeError(next.error().code, next.error().step,
                         QStringLiteral("%1: %2").arg(each.input.op, next.error().detail));
    if (*next) {
        each.picture = std::move(next).value();
        ++each.count;
        return {};
    }
    each.isAtEnd = true;
    if (!each.picture)
        return makeError(ErrorCode::InvalidData, QStringLiteral("read pictures"),
                         QStringLiteral("%1 has no picture").arg(each.input.op));
    if (each.count > 1)
        m_ended += QCoreApplication::translate(
                       "reelout::Take", "%1 ended after %2 pictures; its last one stands for the rest.")
                       .arg(each.input.op)
                       .arg(each.count);
    return {};
}

Result<LayeredPicture> LayerReader::next(const PicturePtr& own)
{
    LayeredPicture result{own, std::vector<PicturePtr>(m_places)};
    for (Read& each : m_inputs) {
        if (!each.input.isOwnInput())
            REELOUT_TRY(advance(each));
        for (const std::size_t place : each.input.places)
            result.layers[place] = each.input.isOwnInput() ? own : each.picture;
    }
    return result;
}

QStringList LayerReader::takeEnded()
{
    return std::exchange(m_ended, {});
}

} // namespace reelout
