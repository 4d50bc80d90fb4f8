// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/doorbell.h"
#include "capture/source.h"
#include "media/camera_control_desk.h"
#include "media/playhead.h"
#include "operators/operator.h"
#include "record/source_specs.h"

#include <functional>
#include <map>
#include <memory>

namespace reelout {

/// A picture source that runs as long as somebody holds this.
struct PictureFeed {
    std::shared_ptr<PictureHub> hub;
    std::shared_ptr<void> running;
};

/// The same for sound.
struct AudioFeed {
    std::shared_ptr<AudioHub>
        hub; ///< null while the source is being opened in the background; ask again then
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
    /// Sources that are only watched come when they are open, and nobody waits for it: what takes time is
    /// made on other threads then, which may outlive the runtime.
    bool opensInBackground = false;
    /// A sound source has been opened in the background, or could not be. Main thread.
    std::function<void()> soundSettled;
    Clock* clock = &systemClock(); ///< of playing files and what opens
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
    /// A source of `op`, or one that it measures, is wanted and not open yet.
    bool isOpening(const Operator& op) const;
    /// Why that one could not be opened in the background; OK while it is, and for any other.
    Status openingOutcome(const Operator& op) const;
    /// A sound that could not be opened is tried again by the next who asks for it.
    void forgetFailure(const Operator& op);
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
    struct OpeningSound;

    template <typename Spec>
    void givePlayhead(const Operator& op, Spec& spec);
    Result<std::shared_ptr<RunningPicture>> startPicture(const PictureSourceSpec& spec, Use use);
    Result<AudioFeed> startSound(const Operator& op, const AudioSourceSpec& spec, AudioFeed input, Use use);
    Result<AudioFeed> joinOpening(const Operator& op, const std::shared_ptr<OpeningSound>& opening, Use use);
    std::shared_ptr<OpeningSound> beginSound(const Operator& op, const AudioSourceSpec& spec);
    std::shared_ptr<OpeningSound> openingSound(const Operator& op) const;
    void settleSounds();
    /// Calls `visit` with what opens for `op` in the background, of its pictures or its sound.
    template <typename Visit>
    void withOpening(const Operator& op, Visit visit) const;

    SourceMakers m_makers;
    std::map<const Operator*, std::weak_ptr<RunningPicture>> m_pictures;
    std::map<const Operator*, std::weak_ptr<RunningSound>> m_sounds;
    std::map<const Operator*, std::weak_ptr<OpeningSound>> m_openingSounds; ///< or that could not be opened
    QObject m_receiver;
    std::shared_ptr<Doorbell> m_bell; ///< rung by sounds that have settled
    struct Playing {
        QString path;
        std::weak_ptr<Playhead> playhead;
    };
    std::map<const Operator*, Playing> m_playing;                        ///< of file operators
    std::map<const Operator*, std::weak_ptr<CameraControlDesk>> m_desks; ///< of camera operators
};

} // namespace reelout
