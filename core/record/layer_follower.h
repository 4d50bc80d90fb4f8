// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/layer_input.h"
#include "record/layer_track.h"

#include <functional>

namespace reelout {

/// Finds what further inputs showed at the instant of the recorder's own picture, in real time. A copy goes
/// on from what it has seen. One thread at a time.
class LayerFollower {
public:
    /// How long after an instant a source may be waited for that has not reported until then.
    static constexpr Duration kPatience = std::chrono::milliseconds(250);

    explicit LayerFollower(const std::vector<LayerInput>& inputs);

    bool isEmpty() const { return m_inputs.empty(); }
    /// Takes in what is new; `instants` are those that can still be asked for. To be called again after
    /// timeToNextLook().
    void look(const std::vector<Timestamp>& instants);
    /// The same, to ask for that one instant only.
    void lookOnce(Timestamp instant);
    Duration timeToNextLook() const;
    /// What the sources said since the last call, each with its operator's name.
    std::vector<SourceEvent> takeEvents();

    /// True when all pictures of `instant` are there.
    bool isKnown(Timestamp instant) const;
    /// `own` and what there is nearest to `instant`; a layer without any picture is null.
    LayeredPicture at(Timestamp instant, const PicturePtr& own) const;

    /// The first picture of `own` at whose instant all layers had one: `first`, which was to be seen until
    /// `instant`, or one after it. Blocks, up to `patience` of real time. TimedOut, with its name, for a
    /// source that shows nothing; null when `isStopping`.
    Result<PicturePtr> awaitCommonStart(const PictureHub& own, const PicturePtr& first, Timestamp instant,
                                        const std::function<bool()>& isStopping,
                                        Duration patience = std::chrono::seconds(5));

private:
    struct Followed {
        LayerInput input;
        LayerTrack track;
        std::size_t events = 0;
    };
    std::optional<Timestamp> since() const;

    std::size_t m_places;
    std::vector<Followed> m_inputs;
};

} // namespace reelout
