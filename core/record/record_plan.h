// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "files/file_namer.h"
#include "image/picture_path.h"
#include "media/picture.h"
#include "media/specs.h"
#include "operators/operator.h"
#include "record/picture_size.h"
#include "record/recording_defaults.h"
#include "record/split_limits.h"

#include <optional>

namespace reelout {

/// What several sources of a movie's sound become.
enum class SoundTracks { Mixed, Separate };

/// Everything a recording needs to know from its operator's parameters, as a value. Made once when Record
/// goes on; the engine never looks at a parameter again.
struct RecordPlan {
    enum class Kind { Movie, Image, ImageSequence, StopFrame, Sound };

    Kind kind = Kind::Movie;
    NamePlan name;

    // Pictures
    FrameRate rate;
    MovieSpec movie; ///< without size, pixel aspect, sound rate and channels: specFor() adds them
    StillSpec still;
    PictureSizePlan size;
    Smoothness smoothness = Smoothness::Linear;
    unsigned channelMask = 0xF;
    std::optional<StorageFormat> storage; ///< none = the input's own

    // Sound
    QStringList soundOperators; ///< movie: names of the CHOPs, each once; empty = no sound track
    SoundTracks soundTracks = SoundTracks::Mixed; ///< movie: what several of them become
    QString soundCodec;                           ///< movie: token of the track's codec
    int soundBitRate = 192000;                    ///< movie: bits a second
    SoundSpec sound;                              ///< sound file: without rate, channels and names
    QString scope;                                ///< sound file: pattern of channel names
    QString rateMatch;                            ///< sound file: "first", "max", "min" or "err"
    bool timeSlice = true; ///< sound file: false = the input's block as it stands, once

    // The take
    std::optional<std::int64_t> limitFrames; ///< frames of the movie
    std::optional<Duration> limitTime;       ///< sound file: recorded time
    SplitLimits split;                       ///< when it goes on in another file by itself
    bool stallForOpen = true;
    bool testMode = false;
    QStringList notices; ///< what was asked for and can't be followed, for the report

    FileKind fileKind() const
    {
        return kind == Kind::Sound ? FileKind::Sound : isStill() ? FileKind::Still : FileKind::Movie;
    }
    bool hasPictures() const { return kind != Kind::Sound; }
    bool isStill() const { return kind == Kind::Image || kind == Kind::ImageSequence; }
    bool writesMovie() const { return kind == Kind::Movie || kind == Kind::StopFrame; }
    bool hasSound() const
    {
        return kind == Kind::Sound || (kind == Kind::Movie && !soundOperators.isEmpty());
    }
};

/// Reads a sink's parameters, and nothing else does. Pure but for expressions, which are evaluated.
/// InvalidParameter for an operator that is no sink, Unsupported for a choice this build cannot write.
Result<RecordPlan> makeRecordPlan(const Operator& sink, double resolutionMultiplier);

/// Names of the operators a movie recorder takes its sound from, in the order of its parameters, each once.
QStringList soundSourceNames(const ParamSet& movieParams);
/// The operators whose sound a recorder takes, in its order; null where a movie's names nobody.
std::vector<Operator*> soundOperators(const Operator& sink, const RecordPlan& plan);

/// What can be checked without opening anything: extension against codec, container and file type, codec,
/// pixel format, profile, and size and sound tracks when they are known (empty = not yet). The detail names
/// what would fit.
Status checkPlan(const RecordPlan& plan, const QString& path, std::optional<Size> inputSize,
                 const std::vector<AudioTrackSpec>& tracks);

/// Codec, type, pixel format and the Settings page of a moviefileout.
MovieSpec movieSettings(const ParamSet& params);

/// The movie for pictures like `input` with these sound tracks.
MovieSpec movieSpecFor(const RecordPlan& plan, const Picture& input, std::vector<AudioTrackSpec> tracks);
/// The stills of pictures like `input`.
StillSpec stillSpecFor(const RecordPlan& plan, const Picture& input);
/// The way of pictures like `input` into a writer's format.
PicturePathSpec picturePathFor(const RecordPlan& plan, const Picture& input, PixelFormat format, Size size,
                               ColourSpec colour);

/// The sample rate of a track made from sources of these rates: the first, greatest or least of them by
/// `rateMatch`, moved to the nearest one above (else below) that `legal` allows; empty `legal` = any.
/// InvalidParameter when `rateMatch` is "err" and they differ.
Result<int> trackRateFor(const std::vector<int>& rates, const QString& rateMatch,
                         const std::vector<int>& legal);

} // namespace reelout
