// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/audio_hub.h"
#include "media/colour.h"
#include "media/frame_rate.h"
#include "media/geometry.h"
#include "media/pixel_format.h"

#include <QString>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace reelout {

// What the engine is told. These are values made by pure functions from parameters (record/record_plan.h) or
// by a test; nothing below core/record ever reads a parameter.

/// What of the screen to capture.
struct ScreenSpec {
    enum class Area {
        Monitor,
        AllMonitors,
        Region,
        Window,
        FollowMouse,
        Virtual, ///< a monitor that only this source sees, made for it
    };
    enum class Follow {
        Centre, ///< the pointer is in the middle
        Edge,   ///< the region moves when the pointer comes near its edge
    };
    enum class Keys {
        None,
        Shortcuts, ///< with Ctrl, Alt or Super, and keys that write nothing: never what is typed
        All,
    };
    Area area = Area::Monitor;
    QString monitorId;        ///< stable identity as listed; empty = the primary monitor
    Rect region;              ///< Region: physical pixels of the whole desktop; FollowMouse: its size counts
    QString windowId;         ///< capture/window_identity.h; empty = the window in front that isn't ours
    bool windowFrame = false; ///< with what the window manager draws around it
    bool holdsClosedWindow = false; ///< a closed window leaves its last picture, in place of ending the take
    Follow follow = Follow::Centre;
    double followSeconds = 0.3; ///< how long the region takes to come after the pointer; 0 = at once
    bool cursor = true;
    double cursorScale = 1.0; ///< 1 = as it is
    bool clickRings = false;
    Keys keys = Keys::None;
    FrameRate rate;

    friend bool operator==(const ScreenSpec&, const ScreenSpec&) = default;
};

/// The built-in test picture.
struct TestPatternSpec {
    enum class Pattern { Bars, Ramp, Noise, Checker, ZonePlate, Black, White };
    enum class Depth { Fixed8, Fixed16, Float16, Float32 };
    Pattern pattern = Pattern::Bars;
    Size size{1920, 1080};
    FrameRate rate;
    bool frameNumber = true; ///< burnt in, readable by people and programs (capture/generators/frame_code.h)
    bool flash = true;       ///< whole picture white for one frame at each whole second of the clock
    Depth depth = Depth::Fixed8; ///< Float16, Float32: ramp and noise from -0.5 to 1.5
    bool alpha = false;          ///< transparent at the upper edge to opaque at the lower one
    bool everyFrame = false;     ///< read picture by picture from frame 0, in place of real time

    friend bool operator==(const TestPatternSpec&, const TestPatternSpec&) = default;
};

/// How a file plays. All of it may change while it does (media/playhead.h).
struct Playback {
    enum class Unit {
        Seconds,
        Pictures, ///< counted from 0
        Fraction, ///< of the whole file, 0..1
    };
    bool plays = true; ///< false: it stands
    bool loops = true;
    double speed = 1.0; ///< 0..100 times the file's own, in steps of 0.001
    Unit unit = Unit::Seconds;
    double position = 0.0; ///< in `unit`: where it begins, and where it goes when this changes
    bool isTrimmed = false;
    double in = 0.0;  ///< in `unit`: the first of it that plays
    double out = 0.0; ///< in `unit`: the first that doesn't any more; 0 = the file's end

    friend bool operator==(const Playback&, const Playback&) = default;
};

class Playhead;

/// A movie, a still or an image sequence as a source.
struct PictureFileSpec {
    QString path; ///< of a sequence: its first picture
    Playback playback;
    bool everyFrame = false; ///< read picture by picture, in place of real time
    FrameRate sequenceRate;  ///< pictures a second of an image sequence; movies have their own
    /// Who says what is shown when; null = one of the source's own, that goes by `playback`.
    std::shared_ptr<Playhead> playhead;

    /// The same file read in the same way: how it plays is the playhead's, and only in a file that is read
    /// picture by picture it makes another one.
    friend bool operator==(const PictureFileSpec& one, const PictureFileSpec& other)
    {
        return one.path == other.path && one.everyFrame == other.everyFrame &&
               one.sequenceRate == other.sequenceRate && (!one.everyFrame || one.playback == other.playback);
    }
};

struct SoundDeviceSpec {
    enum class Kind { Microphone, SystemSound, Application };
    Kind kind = Kind::Microphone;
    QString deviceId;   ///< as listed; empty = the default at the time of opening (applications have none)
    int sampleRate = 0; ///< 0 = the device's
    int channels = 0;   ///< 0 = the device's

    friend bool operator==(const SoundDeviceSpec&, const SoundDeviceSpec&) = default;
};

struct OscillatorSpec {
    enum class Wave { Sine, Square, Noise, Beep };
    Wave wave = Wave::Sine;
    double frequency = 440.0; ///< Hz
    double amplitude = 0.5;   ///< 0..1
    int sampleRate = 48000;
    int channels = 2;

    friend bool operator==(const OscillatorSpec&, const OscillatorSpec&) = default;
};

/// A sound file, or the sound of a movie, as a source.
struct SoundFileSpec {
    QString path;
    bool isClip = false; ///< the whole file as one block, in place of playing
    double volume = 1.0;
    /// Its zero is that of the movie's pictures, so that both are in step.
    bool followsPictures = false;
    Playback playback;
    std::shared_ptr<Playhead> playhead; ///< as PictureFileSpec's

    friend bool operator==(const SoundFileSpec& one, const SoundFileSpec& other)
    {
        return one.path == other.path && one.isClip == other.isClip && one.volume == other.volume &&
               one.followsPictures == other.followsPictures;
    }
};

/// The level of another sound, as channels at the project's rate.
struct LevelsSpec {
    enum class Function { Rms, Peak, Minimum, Maximum };
    Function function = Function::Rms;
    double threshold = 0.05; ///< the gate opens at this level …
    double hysteresis = 0.0; ///< … and stays open as long as less than this is missing
    double hold = 1.0;       ///< seconds the gate stays open after that
    QString gateName = QStringLiteral("gate");
    FrameRate rate;

    friend bool operator==(const LevelsSpec&, const LevelsSpec&) = default;
};

using Metadata = std::vector<std::pair<QString, QString>>;

/// Sound track of a movie.
struct AudioTrackSpec {
    QString codec = QStringLiteral("aac"); ///< token of `audiocodec`
    int bitRate = 192000;                  ///< bits a second, lossy codecs
    int sampleRate = 48000;                ///< of the samples handed to the writer
    int channels = 2;
    QString name{}; ///< for people, written where the container can; empty = none
};

/// A movie to be written. Tokens are those of the parameter table.
struct MovieSpec {
    QString codec = QStringLiteral("h264");
    QString codecType;   ///< "x264" …; empty = first of the codec
    QString pixelFormat; ///< "yuv420" …; empty = first of codec and type
    double quality = 0.9;
    FrameRate rate;
    Size size; ///< of the pictures handed over, before padding to a legal size
    double pixelAspect = 1.0;

    QString profile = QStringLiteral("autoselect");
    QString preset = QStringLiteral("balanced");
    QString bitRateMode = QStringLiteral("quality");
    double averageBitRate = 8000; ///< kb/s
    double peakBitRate = 10000;   ///< kb/s
    int keyFrameInterval = 15;
    int maxBFrames = 2;
    QString motionPrediction = QStringLiteral("default");
    int slices = 0; ///< 0 = no frame slicing
    QString entropyMode = QStringLiteral("autoselect");
    bool secondaryCompression = true;
    bool softwareFallback = false; ///< a hardware encoder that does not start may be replaced, loudly

    std::vector<AudioTrackSpec> sounds; ///< its sound tracks, all of one sample rate; empty = a silent movie
    Metadata metadata;
};

/// Channels of one picture in a file of several: a picture of another operator beside a still's own.
struct StillLayer {
    QString op;                      ///< name of the operator, for messages
    std::array<QString, 4> channels; ///< names of its R, G, B and A in the file; empty = left out
};

/// A still to be written.
struct StillSpec {
    QString type = QStringLiteral("png");             ///< token of `imagefiletype`
    QString pixelFormat = QStringLiteral("useinput"); ///< token of `format`
    PixelFormat inputFormat = PixelFormat::None;      ///< of the recorder's input: what "useinput" follows
    double quality = 0.9;
    int maxThreads = 2;
    Metadata metadata;

    QString exrCompression = QStringLiteral("piz"); ///< token of `exrcompression`
    double dwaLevel = 45.0;                         ///< loss of DWA, OpenEXR's own scale
    bool pointCloud = false;
    std::array<QString, 4> channelNames{QStringLiteral("R"), QStringLiteral("G"), QStringLiteral("B"),
                                        QStringLiteral("A")}; ///< EXR: of the still's own picture
    std::vector<StillLayer> layers;                           ///< EXR: of the pictures beside it
    FrameRate rate;                                           ///< EXR: of the recording
    /// Unix time at zero of the clock that stamps the pictures, for the date of capture; nothing = unknown.
    std::optional<Duration> wallTimeAtZero;

    QString ddsCompression = QStringLiteral("none"); ///< token of `ddscompression`
    bool mipMaps = false;
    bool webpLossless = false;
};

/// An audio file to be written.
struct SoundSpec {
    QString fileType = QStringLiteral("wav"); ///< token of `filetype`
    QString codec = QStringLiteral("pcm16");
    int bitRate = 192000;
    int sampleRate = 48000;
    int channels = 2;
    QStringList channelNames;
    Metadata metadata;
    bool dither = true;    ///< where whole numbers of 16 or 24 bits take the place of finer samples
    bool plainWav = false; ///< WAV with the oldest header there is; RF64 that ends as WAV otherwise
    std::uint64_t splitBytes =
        0; ///< where a type that ends at 4 GiB goes on in another file; 0 = just before
};

} // namespace reelout
