// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"
#include "media/camera_control_desk.h"
#include "media/playhead.h"
#include "operators/operator.h"
#include "record/source_specs.h"

#include <functional>
#include <map>
#include <memory>

namespace reelout {

class OpeningSource;

/// A picture source that runs as long as somebody holds this.
struct PictureFeed {
    std::shared_ptr<PictureHub> hub;
    std::shared_ptr<void> running;
};

/// The same for sound.
struct AudioFeed {
    std::shared_ptr<AudioHub> hub;
    std::shared_ptr<void> running;
    QString label; ///< what people call the source; may be empty
};

/// What the sources are made with.
struct SourceMakers {
    std::function<Result<std::unique_ptr<PictureSource>>(const PictureSourceSpec&)> picture;
    /// `input` is what an AnalyzeSpec measures, null for all others.
    std::function<Result<std::unique_ptr<AudioSource>>(const AudioSourceSpec&,
                                                       const std::shared_ptr<AudioHub>& input)>
        sound;
    /// Set: pictures that are only watched come when their source is open, and nobody waits for it. `picture`
    /// is called on other threads then, which may outlive the runtime.
    Clock* opensInBackground = nullptr;
    Clock* clock = &systemClock(); ///< of playing files
};

/// Runs each source operator at most once, for as long as anybody watches or records it. Main thread.
class SourceRuntime {
public:
    enum class Use {
        Watch,  ///< asked again after a change, gives a source with the new settings
        Record, ///< keeps this source for everybody until it is let go
    };

    explicit SourceRuntime(SourceMakers makers);
    ~SourceRuntime();
    SourceRuntime(const SourceRuntime&) = delete;
    SourceRuntime& operator=(const SourceRuntime&) = delete;

    /// Joins the running source of `op` or starts one. A source whose operator has changed since is left to
    /// those who hold it and a new one starts, except while it is being recorded.
    Result<PictureFeed> picture(const Operator& op, Use use);
    Result<AudioFeed> sound(const Operator& op, Use use);

    /// True when somebody holds a source of `op` that isn't what the operator asks for now, and could have
    /// the new one.
    bool isOutdated(const Operator& op) const;
    /// Its picture source runs and is not open yet.
    bool isOpening(const Operator& op) const;
    /// Why that one could not be opened in the background; OK while it is, and for any other.
    Status openingOutcome(const Operator& op) const;
    /// The hub of a sound source that runs, or null.
    std::shared_ptr<AudioHub> runningSound(const Operator& op) const;
    /// Outputs whose own sound is captured now.
    QStringList heardOutputs() const;
    std::shared_ptr<PictureHub> runningPicture(const Operator& op) const;
    void forget(const Operator& op);
    /// Hands what an operator says now about how its file plays, or its camera is set, to those who do it,
    /// recorded or not.
    void adjust(const Operator& op);
    /// The playhead of a file operator's running source, or null.
    std::shared_ptr<Playhead> playhead(const Operator& op) const;

private:
    template <typename Spec, typename Source, typename Hub>
    struct Running;
    using RunningPicture = Running<PictureSourceSpec, PictureSource, PictureHub>;
    using RunningSound = Running<AudioSourceSpec, AudioSource, AudioHub>;

    template <typename Spec>
    void givePlayhead(const Operator& op, Spec& spec);
    const OpeningSource* openingOf(const Operator& op) const;
    Result<std::shared_ptr<RunningPicture>> startPicture(const PictureSourceSpec& spec, Use use);
    Result<std::shared_ptr<RunningSound>> startSound(const AudioSourceSpec& spec, AudioFeed input);

    SourceMakers m_makers;
    std::map<const Operator*, std::weak_ptr<RunningPicture>> m_pictures;
    std::map<const Operator*, std::weak_ptr<RunningSound>> m_sounds;
    struct Playing {
        QString path;
        std::weak_ptr<Playhead> playhead;
    };
    std::map<const Operator*, Playing> m_playing;                        ///< of file operators
    std::map<const Operator*, std::weak_ptr<CameraControlDesk>> m_desks; ///< of camera operators
};

} // namespace reelout
