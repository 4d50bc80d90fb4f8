// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/source.h"
#include "files/space_guard.h"
#include "media/picture_hub.h"
#include "record/layer_input.h"
#include "record/part_names.h"
#include "record/report.h"
#include "record/sound_taker.h"
#include "record/split_writer.h"
#include "record/take_timeline.h"
#include "record/waker.h"
#include "record/writer_orders.h"
#include "record/writer_request.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace reelout {

class SharedPaths;

/// Everything a take is given when Record goes on.
struct TakeSetup {
    QString op; ///< name of the recorder
    RecordPlan plan;
    RecordingName name;
    PartNames partNames; ///< of further files; without it the take can't be split
    Overwrite overwrite = Overwrite::Never;

    Timestamp recordInstant;   ///< when Record went on
    bool startsPaused = false; ///< Pause was on then
    std::shared_ptr<PictureHub> pictures;
    std::shared_ptr<SharedPaths> paths; ///< of all takes; null = the take has its path for itself
    /// Where a source that is read picture by picture has its pictures; null = `pictures`, as they come. The
    /// image thread's.
    std::shared_ptr<PictureReader> reader;
    QString input;      ///< name of the operator of these pictures
    PicturePtr present; ///< the picture that was there at recordInstant; null when there was none yet
    std::vector<LayerInput> layers; ///< what goes into the same stills; all in real time, or none
    std::vector<SoundInput> sounds;
    int trackRate = 48000;

    Clock* clock = nullptr;
    FileSystem* files = nullptr;
    OpenWriter openWriter;
    FormatOfWriter formatOfWriter; ///< empty = not known before the writer is open
    SpaceLimits space;
    Duration stopTimeout = std::chrono::seconds(5); ///< a stop is over by then, whatever the encoder does
};

/// What a take has to say while it runs.
enum class TakeEvent {
    Opened,       ///< the file is open
    PartBegun,    ///< the take goes on in another file
    PartFinished, ///< one that it has left is finished, or could not be
    LimitReached, ///< the take is ending by itself, as it was asked to
    Failing,      ///< it is ending by itself because of an error; what there is will be finished
    Done,         ///< the report is complete; always the last
};

/// One recording in progress, from Record to the complete file. Its threads hold it by shared pointer and
/// touch nothing else, so that a take whose encoder hangs for ever can be left behind. Commands come from the
/// main thread and never block.
class Take : public std::enable_shared_from_this<Take> {
public:
    /// Called on the take's threads.
    using Listener = std::function<void(TakeEvent)>;

    static std::shared_ptr<Take> create(TakeSetup setup, Listener listener);
    virtual ~Take() = default;

    /// Starts the threads. Whoever holds them joins them after Done, or lets them go after disown().
    virtual std::vector<Worker> start() = 0;

    virtual void pause();
    virtual void resume();
    /// While paused: one frame with this picture, or with the one on show when it is null. `name` is the
    /// file of the still for takes that make one file each.
    virtual void addFrame(PicturePtr picture, const RecordingName& name);
    virtual void stop();
    /// Stops it with nothing more written: for a writer of whose work nothing is wanted any more, which is
    /// not finished.
    virtual void discard();
    /// Goes on in another file from the next picture on (of a sound file, from the next sample). False when
    /// the take is ending, or too many such orders wait.
    bool split();
    /// A marker at this moment of the recording; an empty name becomes "Marker 3". False as above.
    bool mark(const QString& name);

    /// Nothing will be said to the listener any more; the report says that the take was given up.
    void disown();

    RecordStats stats() const;
    /// Complete after Done; before that what is known.
    RecordReport report() const;
    bool isDone() const;
    /// Path of the file that is being written; empty in Encode Test Mode.
    QString currentPath() const;
    /// Files that were begun, and those that were left and finished, since the last call.
    QStringList takeBegunPaths();
    std::vector<FileReport> takeFinishedFiles();
    /// Waits until it is done; false after `timeout` (real time). The listener may hear Done a moment later.
    bool waitDone(Duration timeout) const;
    const TakeSetup& setup() const { return m_setup; }

protected:
    Take(TakeSetup setup, Listener listener);

    Clock& clock() const { return *m_setup.clock; }
    WriterRequest writerRequest() const;
    /// Opens the writer that `request` asks for, as one that can go on in other files.
    std::unique_ptr<MediaWriter> openSplitting(const WriterRequest& request, SplitSetup setup);
    /// Opens the writer of pictures like `first`, with these sound tracks; null when that failed, and then
    /// the take has.
    std::unique_ptr<MediaWriter> openFor(const Picture& first, std::vector<AudioTrackSpec> tracks);
    /// Told by openFor() before the writer opens, where it can be known: pictures may be converted to it from
    /// now on.
    virtual void onFormatKnown(const WriterFormat&) {}
    void tell(TakeEvent event);
    void warn(const QString& text);
    /// Ends the take; the first error is the one that counts.
    void fail(Error error);
    bool hasFailed() const;
    bool isStopping() const;
    bool isDiscarded() const;
    /// Passes on what sources said since the last call.
    void hear(const std::vector<SourceEvent>& events);
    /// The same of the take's own picture: when it has ended, so does the take, at that moment.
    void hearOwn(const std::vector<SourceEvent>& events);
    /// Says which of the sound's sources have had no signal for a while.
    void hearSilence(SoundTaker& sound);
    /// Looks once a second, on the write thread, after what endangers the take: warns when the disk will be
    /// full soon, ends the take while there is room to finish its file, and notes when the machine slept.
    /// `written`: bytes so far.
    void watchOver(std::uint64_t written);
    /// How long the end of a take may last: as long as a stop may, or, of one that nobody stopped and that
    /// runs in no real time, as long as it takes; LimitReached is said when the file is complete then.
    enum class Ending { Bounded, Unhurried };
    /// Completes the file and the report, and says Done. `frames` and `sampleRate` give the duration.
    void conclude(std::unique_ptr<MediaWriter> writer, std::int64_t frames, int sampleRate,
                  Ending ending = Ending::Bounded);
    /// The same for a take whose files are complete already.
    void concludeWritten(std::int64_t frames);
    /// The moment until which a stop may go on with writing, and the one until which it must be over.
    Timestamp drainDeadline() const;
    Timestamp finishDeadline() const;
    void countEncoding(Duration time);
    void countConversion(Duration time);

    TakeSetup m_setup; ///< constant, but for `present`, which the take may let go of
    Waker m_waker;     ///< of the thread that follows the timeline

    mutable std::mutex m_mutex; ///< guards what follows
    TakeTimeline m_timeline;
    RecordStats m_stats;
    RecordReport m_report;
    Timestamp m_stopTime;
    bool m_stopping = false; ///< asked to, at the limit, or failed
    bool m_isDiscarded = false;
    bool m_startPaused = false;

private:
    void stopAt(Timestamp when);
    PartOpener::Open partOpener(const WriterRequest& request);
    void onPartBegun(const QString& path);
    void onPartFinished(const FinishedPart& part);
    void completeFiles();
    void watchSpace(Timestamp now, std::uint64_t written);
    void watchSleep();

    SpaceGuard m_space{m_setup.space};
    Timestamp m_lastWatch;
    Duration m_asleep{}; ///< Clock::timeAsleep() when last looked
    bool m_hasWarnedOfSpace = false;
    const std::shared_ptr<WriterOrders> m_orders = std::make_shared<WriterOrders>();
    int m_markers = 0;
    QString m_currentPath;
    QStringList m_begunPaths;
    std::vector<FileReport> m_finishedFiles;
    mutable std::condition_variable m_doneChanged;
    Listener m_listener;
    bool m_done = false;
    bool m_disowned = false;
    Duration m_encodingTime{};
    std::int64_t m_encodings = 0;
};

} // namespace reelout
