// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/layer_preparation.h"

#include "record/layered_path.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Recorder", source);
}

Error refusal(ErrorCode code, const QString& detail)
{
    return makeError(code, QStringLiteral("start recording"), detail);
}

Result<LayerInput> openLayer(Engine& engine, const Operator& sink, Operator& source, PreparedTake& prepared)
{
    LayerInput layer{source.name(), {}, nullptr, nullptr};
    if (&source == sink.input(0))
        return layer;
    Result<PictureFeed> feed = engine.recordPicture(source);
    if (!feed)
        return feed.error();
    Result<std::shared_ptr<PictureReader>> reader = engine.readPictures(source);
    if (!reader)
        return reader.error();
    layer.pictures = feed->hub;
    layer.reader = std::move(reader).value();
    prepared.sources.push_back(std::move(feed->running));
    return layer;
}

} // namespace

Status checkLayers(const Operator& sink, const RecordPlan& plan)
{
    for (const StillLayer& layer : plan.still.layers) {
        const Operator* source = sink.project().find(layer.op);
        if (!source)
            return refusal(ErrorCode::NotFound,
                           sentence("Additional Input TOP of %1: there is no operator \"%2\".")
                               .arg(sink.name(), layer.op));
        const Result<PictureSourceSpec> spec = pictureSourceSpec(*source);
        if (!spec)
            return spec.error();
        const Operator& own = *sink.input(0);
        const Result<PictureSourceSpec> ownSpec = pictureSourceSpec(own);
        if (ownSpec && isEveryFrame(*ownSpec) != isEveryFrame(*spec)) {
            const bool isOwn = isEveryFrame(*ownSpec);
            return refusal(
                ErrorCode::InvalidParameter,
                sentence("%1 hands over every frame in no time of its own, %2 runs in real time, so "
                         "there is no instant they have in common: switch Every Frame of both on or "
                         "off.")
                    .arg(isOwn ? own.name() : source->name(), isOwn ? source->name() : own.name()));
        }
    }
    return {};
}

Status openLayers(Engine& engine, const Operator& sink, PreparedTake& prepared)
{
    std::vector<LayerInput>& inputs = prepared.setup.layers;
    const std::vector<StillLayer>& layers = prepared.setup.plan.still.layers;
    for (std::size_t place = 0; place < layers.size(); ++place) {
        auto input = std::find_if(inputs.begin(), inputs.end(),
                                  [&](const LayerInput& each) { return each.op == layers[place].op; });
        if (input == inputs.end()) {
            Result<LayerInput> opened =
                openLayer(engine, sink, *sink.project().find(layers[place].op), prepared);
            if (!opened)
                return opened.error();
            input = inputs.insert(input, std::move(opened).value());
        }
        input->places.push_back(place);
    }
    return {};
}

Status checkLayerSizes(const TakeSetup& setup)
{
    for (const LayerInput& layer : setup.layers) {
        const PicturePtr picture = layer.pictures ? layer.pictures->latest() : nullptr;
        if (setup.present && picture)
            REELOUT_TRY(
                checkLayerSize(setup.plan, setup.input, setup.present->size, layer.op, picture->size));
    }
    return {};
}

} // namespace reelout
