// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/layered_path.h"

#include "record/pacer.h"

#include <QCoreApplication>

namespace reelout {

Status checkLayerSize(const RecordPlan& plan, const QString& ownName, Size own, const QString& layerName,
                      Size layer)
{
    if (plan.size.sizeFor(own) == plan.size.sizeFor(layer))
        return {};
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("check Additional Input TOP"),
                     QCoreApplication::translate("reelout::Take",
                                                 "%1 has %2 × %3 pixels and %4 has %5 × %6: one file needs "
                                                 "one size. Set Output Resolution to Custom Resolution to "
                                                 "bring both to it.")
                         .arg(layerName)
                         .arg(layer.width)
                         .arg(layer.height)
                         .arg(ownName)
                         .arg(own.width)
                         .arg(own.height));
}

LayeredPath::LayeredPath(const RecordPlan& plan, QString own, WriterFormat format)
    : m_plan(plan),
      m_ownName(std::move(own)),
      m_format(format)
{}

PicturePathSpec LayeredPath::specFor(const Picture& input, bool isLayer) const
{
    PicturePathSpec spec = picturePathFor(m_plan, input, m_format.format, m_format.size, m_format.colour);
    if (isLayer) {
        spec.channelMask = 0xF;
        if (spec.storage)
            spec.storage->channels = StorageFormat::Channels::Rgba;
    }
    return spec;
}

void LayeredPath::shareWith(std::shared_ptr<SharedPaths> others, std::shared_ptr<PictureHub> source)
{
    m_others = std::move(others);
    m_source = std::move(source);
}

Result<PicturePtr> LayeredPath::convertOwn(const PicturePtr& input, const ChangeHistory& changes)
{
    if (!m_own.shared) {
        const PicturePathSpec spec = specFor(*input, false);
        m_own.shared = std::make_unique<SharedPath::Place>(
            m_others ? m_others->join(m_source, spec, input->size) : std::make_shared<SharedPath>(spec));
    }
    return m_own.shared->process(input, changes);
}

Result<PicturePtr> LayeredPath::convert(Path& path, const PicturePtr& input, const ChangeHistory* changes)
{
    if (isSamePicture(input, path.input))
        return path.output;
    if (input->planes[0].data == nullptr)
        return makeError(ErrorCode::Internal, QStringLiteral("convert picture"),
                         QStringLiteral("picture %1 is gone").arg(input->serial));
    const bool isOwn = &path == &m_own;
    if (!path.path && !changes)
        path.path.emplace(specFor(*input, !isOwn));
    Result<PicturePtr> output = changes ? convertOwn(input, *changes) : path.path->process(input);
    if (output) {
        path.input = withoutMemory(*input);
        path.output = *output;
    }
    return output;
}

Result<PicturePtr> LayeredPath::process(const LayeredPicture& input, const ChangeHistory* changes)
{
    const Result<PicturePtr> own = convert(m_own, input.own, changes);
    if (!own || input.layers.empty())
        return own;
    std::vector<PicturePtr> layers;
    m_layers.resize(input.layers.size());
    for (std::size_t i = 0; i < input.layers.size(); ++i) {
        const QString& name = m_plan.still.layers[i].op;
        const PicturePtr& layer = input.layers[i];
        if (!layer)
            return makeError(ErrorCode::NotFound, QStringLiteral("convert picture"),
                             QStringLiteral("%1 has no picture").arg(name));
        if (!m_layers[i].path)
            REELOUT_TRY(checkLayerSize(m_plan, m_ownName, input.own->size, name, layer->size));
        const Result<PicturePtr> converted = convert(m_layers[i], layer, nullptr);
        if (!converted)
            return converted;
        layers.push_back(*converted);
    }
    if (!m_last || m_last->owner != *own || m_last->layers != layers) {
        auto still = std::make_shared<Picture>(**own);
        still->owner = std::const_pointer_cast<Picture>(*own);
        still->layers = std::move(layers);
        m_last = std::move(still);
    }
    return m_last;
}

} // namespace reelout
