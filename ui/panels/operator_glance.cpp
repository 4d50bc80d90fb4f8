// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_glance.h"

#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr int kInterval = 100;        ///< ms between two looks at the levels
constexpr int kTicksPerPicture = 5;   ///< pictures are looked at twice a second
constexpr float kFallPerTick = 0.75F; ///< of a level
constexpr int kLongestChain = 16;     ///< of recorders that show each other's picture

/// A recorder shows what it records.
const Operator* shownSource(const Operator& op)
{
    const Operator* source = &op;
    for (int step = 0; step < kLongestChain && source && source->inputCount() > 0; ++step)
        source = source->input(0);
    return source;
}

} // namespace

QSize OperatorGlance::size()
{
    return {scaled(36), scaled(22)};
}

OperatorGlance::OperatorGlance(Engine& engine, QObject* parent) : QObject(parent), m_engine(engine)
{
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &OperatorGlance::tick);
    connect(&engine.project(), &Project::operatorAboutToBeRemoved, this,
            [this](const Operator* op) { m_looks.erase(op); });
}

void OperatorGlance::setRunning(bool running)
{
    if (running == m_timer.isActive())
        return;
    if (running)
        return m_timer.start();
    m_timer.stop();
    // A meter that is not read would hold the sound it has not read.
    for (auto& [op, look] : m_looks) {
        look.meter.reset();
        look.hub.reset();
        look.level = -1.0F;
    }
}

QImage OperatorGlance::picture(const Operator& op) const
{
    const Operator* source = shownSource(op);
    const auto found = m_looks.find(source);
    return found == m_looks.end() ? QImage() : found->second.picture;
}

float OperatorGlance::level(const Operator& op) const
{
    const auto found = m_looks.find(&op);
    return found == m_looks.end() ? -1.0F : found->second.level;
}

void OperatorGlance::tick()
{
    const bool looksAtPictures = m_tick++ % kTicksPerPicture == 0;
    const Timestamp now = m_engine.services().clock->now();
    for (const Operator* op : m_engine.project().operators()) {
        if (op->type().family == Family::Chop)
            lookAtSound(*op, m_looks[op], now);
        else if (looksAtPictures && op->type().family == Family::Top && op->type().maximumInputs == 0)
            lookAtPicture(*op, m_looks[op]);
    }
    Q_EMIT glanced();
}

void OperatorGlance::lookAtPicture(const Operator& op, Look& look) const
{
    const std::shared_ptr<PictureHub> hub = m_engine.runningPicture(op);
    const PicturePtr latest = hub ? hub->latest() : nullptr;
    if (!latest || latest->serial == look.serial || latest->size.width < 1 || latest->size.height < 1)
        return;
    look.serial = latest->serial;
    if (!look.path || look.format != latest->format || !(look.size == latest->size)) {
        const double fit = std::min(size().width() * m_scale / (latest->size.width * latest->pixelAspect),
                                    size().height() * m_scale / latest->size.height);
        PicturePathSpec spec;
        spec.size = {
            std::max(1, static_cast<int>(std::lround(latest->size.width * latest->pixelAspect * fit))),
            std::max(1, static_cast<int>(std::lround(latest->size.height * fit)))};
        spec.outputFormat = PixelFormat::Bgra8;
        spec.outputColour = kScreenColour;
        look.path = std::make_unique<PicturePath>(spec);
        look.format = latest->format;
        look.size = latest->size;
    }
    const Result<PicturePtr> made = look.path->process(latest);
    if (!made)
        return;
    const Picture& small = **made;
    look.picture = QImage(small.planes[0].data, small.size.width, small.size.height, small.planes[0].stride,
                          QImage::Format_ARGB32)
                       .copy();
    look.picture.setDevicePixelRatio(m_scale);
}

void OperatorGlance::lookAtSound(const Operator& op, Look& look, Timestamp now) const
{
    const std::shared_ptr<AudioHub> hub = m_engine.runningSound(op);
    if (hub != look.hub) {
        look.hub = hub;
        look.meter.reset();
        if (hub)
            look.meter.emplace(hub);
    }
    if (!look.meter) {
        look.level = -1.0F;
        return;
    }
    float peak = 0.0F;
    for (const ChannelLevel& channel : look.meter->update(now))
        peak = std::max(peak, channel.peak);
    look.level = std::max(peak, look.level * kFallPerTick);
}

} // namespace reelout
