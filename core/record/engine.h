// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "capture/source.h"
#include "files/file_system.h"
#include "operators/project.h"
#include "record/device_lists.h"
#include "record/recorder.h"
#include "record/recording_defaults.h"
#include "record/source_runtime.h"
#include "record/writer_request.h"

#include <functional>
#include <memory>

namespace reelout {

/// Everything the engine reaches the outside world through; tests put their fakes here.
struct EngineServices : RecordingDefaults {
    Clock* clock = &systemClock();
    FileSystem* files = &systemFiles();
    std::shared_ptr<ScreenBackend> screens; ///< null = makeScreenBackend()
    std::shared_ptr<SoundBackend> sounds;   ///< null = makeSoundBackend()
    std::shared_ptr<CameraBackend> cameras; ///< null = makeCameraBackend()
    OpenWriter openWriter;                  ///< encoders and files; empty = openRealWriter()
    FormatOfWriter formatOfWriter;          ///< of what that opens; empty = not known before
    QString takesFolder;                    ///< of the manifests (record/journal.h); empty = none are written
    /// Who waits for lists of devices.
    DeviceLists::Mode listing = DeviceLists::Mode::AtOnce;
    /// Who waits until a source that is watched is open.
    enum class Opening { AtOnce, InBackground };
    Opening opening = Opening::AtOnce;
    bool looksForHardware = false; ///< showing the menu of a codec's types has its hardware encoders tried
    Duration stopTimeout = std::chrono::seconds(5); ///< a stop is over by then, whatever the encoder does
};

struct RunningTake;
class SharedPaths;

/// Brings a project to life: runs the sources somebody watches or records, one Recorder per sink, and answers
/// the project's questions about codecs and devices. Main thread.
class Engine final : public QObject {
    Q_OBJECT

public:
    Engine(Project& project, EngineServices services, QObject* parent = nullptr);
    ~Engine() override;

    Project& project() const;
    const EngineServices& services() const;
    /// Where relative names go.
    QString folderFor(FileKind kind) const;
    /// From the next recording on.
    void setDefaults(const RecordingDefaults& defaults);

    /// Recorder of a sink, null for other operators.
    Recorder* recorder(const Operator& sink) const;
    std::vector<Recorder*> recorders() const;
    bool isAnyRecording() const;

    /// Starts (or joins) the source of an operator's picture; a sink shows its input. Errors: what the source
    /// says, or InvalidParameter when nothing is wired. Asked again after the source's parameters changed it
    /// gives a source with the new settings, except while it is recorded.
    Result<PictureFeed> watchPicture(Operator& op);
    /// The sound of a CHOP; of a recorder its first source. Where sources open in the background the feed of
    /// one that still does has no hub: hold it, and ask again at soundOpened().
    Result<AudioFeed> watchSound(Operator& op);
    /// The same of all sources a recorder listens to, in their order. The first that can't be had is the
    /// error; those after it are not started then.
    Result<std::vector<AudioFeed>> watchSounds(Operator& op);

    ScreenBackend& screens();
    SoundBackend& sounds();
    CameraBackend& cameras();
    /// What of their devices is known; for everything but recording this is who to ask.
    DeviceLists& devices() const;

    /// Stops every recording and waits until all files are complete; for program end. At most `timeout` (real
    /// time) for all of them, however many there are; what is not complete by then is given up.
    void finishAll(Duration timeout);

    // What recorders ask for.

    /// A source that keeps its settings for everybody until the feed is let go.
    Result<PictureFeed> recordPicture(Operator& source);
    Result<AudioFeed> recordSound(Operator& source);
    /// Where takes that convert the same pictures alike find each other.
    std::shared_ptr<SharedPaths> sharedPaths() const;
    /// The pictures of a source that is read picture by picture, from the first; null for any other.
    Result<std::shared_ptr<PictureReader>> readPictures(const Operator& source);
    /// A source of an operator is being opened in the background.
    bool isOpening(const Operator& source) const;
    /// Why it could not be; OK while it is being opened, and for any other.
    Status openingOutcome(const Operator& source) const;
    /// All that watchSounds() gives for `op` runs already.
    bool isSoundRunning(Operator& op) const;
    /// The hub of a sound source that runs already, or null.
    std::shared_ptr<AudioHub> runningSound(const Operator& source) const;
    /// Outputs whose own sound is captured now, by their stable names (capture/sound_output.h).
    QStringList heardOutputs() const;
    /// The same for pictures: to look at one without starting anything.
    std::shared_ptr<PictureHub> runningPicture(const Operator& source) const;
    /// Keeps a take whose recorder goes until its file is complete.
    void adopt(std::unique_ptr<RunningTake> take);
    /// Replay buffers whose settings have changed give their sources free.
    void letGoOutdatedReplays();
    /// Sources that were recorded until now may take new settings.
    void lookAtSources();

Q_SIGNALS:
    void recorderAdded(reelout::Recorder* recorder);
    void recorderAboutToBeRemoved(reelout::Recorder* recorder);
    /// The next recordings may have other names.
    void defaultsChanged();
    /// A feed of `op` that somebody holds is no longer what the operator asks for; watching again gives the
    /// new one.
    void feedOutdated(reelout::Operator* op);
    /// Somebody watches or records sound from now on.
    void soundJoined();
    /// A sound source that somebody waits for is open now, or why it can't be is known.
    void soundOpened();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
