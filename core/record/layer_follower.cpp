// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/layer_follower.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

using namespace std::chrono_literals;

// A source may be late with what another one has delivered already.
constexpr std::size_t kNewestKept = 6;
constexpr Duration kLook = 5ms;      // real time between two looks at sources that are starting
constexpr int kLooksForCommon = 200; // 1 s for a picture in common, once all have shown one

} // namespace

LayerFollower::LayerFollower(const std::vector<LayerInput>& inputs) : m_places(layerCount(inputs))
{
    for (const LayerInput& input : inputs)
        m_inputs.push_back({input, {}, 0});
}

void LayerFollower::look(const std::vector<Timestamp>& instants)
{
    for (Followed& each : m_inputs) {
        if (!each.input.pictures)
            continue;
        each.track.look(*each.input.pictures);
        each.track.keep(instants, kNewestKept);
    }
}

void LayerFollower::lookOnce(Timestamp instant)
{
    for (Followed& each : m_inputs) {
        if (!each.input.pictures || each.track.isKnown(instant))
            continue;
        each.track.look(*each.input.pictures);
        each.track.keep({instant}, each.track.isKnown(instant) ? 0 : 1);
    }
}

Duration LayerFollower::timeToNextLook() const
{
    Duration time = Duration::max();
    for (const Followed& each : m_inputs) {
        if (each.input.pictures)
            time = std::min(time, each.track.timeToNextLook());
    }
    return time;
}

std::vector<SourceEvent> LayerFollower::takeEvents()
{
    std::vector<SourceEvent> all;
    for (Followed& each : m_inputs) {
        if (!each.input.pictures)
            continue;
        for (SourceEvent& event : each.input.pictures->eventsAfter(each.events)) {
            ++each.events;
            event.text = QStringLiteral("%1: %2").arg(each.input.op, event.text);
            all.push_back(std::move(event));
        }
    }
    return all;
}

bool LayerFollower::isKnown(Timestamp instant) const
{
    return std::all_of(m_inputs.begin(), m_inputs.end(), [&](const Followed& each) {
        return !each.input.pictures || each.track.isKnown(instant);
    });
}

LayeredPicture LayerFollower::at(Timestamp instant, const PicturePtr& own) const
{
    LayeredPicture result{own, std::vector<PicturePtr>(m_places)};
    for (const Followed& each : m_inputs) {
        const PicturePtr picture = each.input.isOwnInput() ? own : each.track.nearest(instant);
        for (const std::size_t place : each.input.places)
            result.layers[place] = picture;
    }
    return result;
}

// From when on all sources have shown something.
std::optional<Timestamp> LayerFollower::since() const
{
    Timestamp latest = Timestamp::min();
    for (const Followed& each : m_inputs) {
        if (!each.input.pictures)
            continue;
        if (!each.track.since())
            return std::nullopt;
        latest = std::max(latest, *each.track.since());
    }
    return latest;
}

Result<PicturePtr> LayerFollower::awaitCommonStart(const PictureHub& own, const PicturePtr& first,
                                                   Timestamp instant, const std::function<bool()>& isStopping,
                                                   Duration patience)
{
    int looksWithAll = 0;
    for (auto looks = patience / kLook; looks > 0; --looks) {
        look({instant});
        if (const std::optional<Timestamp> start = since()) {
            if (instant >= *start)
                return first;
            for (PicturePtr& picture : own.newerThan(first->serial)) {
                if (picture->captured >= *start)
                    return std::move(picture);
            }
            // Who stands still shows the same picture now. Who is slow may have the next one far away.
            if (own.reportedUntil() >= *start || ++looksWithAll > kLooksForCommon)
                return own.latest();
        }
        if (isStopping())
            return PicturePtr();
        own.waitNewerThan(own.latest()->serial, kLook, {});
    }
    const auto silent = std::find_if(m_inputs.begin(), m_inputs.end(), [](const Followed& each) {
        return each.input.pictures && !each.track.since();
    });
    return makeError(
        ErrorCode::TimedOut, QStringLiteral("await the first picture"),
        QCoreApplication::translate("reelout::Take", "%1 of Additional Input TOP shows no picture.")
            .arg(silent == m_inputs.end() ? QString() : silent->input.op));
}

} // namespace reelout
