// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "media/audio_hub.h"
#include "media/camera.h"
#include "media/picture_hub.h"
#include "media/specs.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace reelout {

/// A running maker of pictures: a screen, a camera, a generator. Created, started, stopped and destroyed by
/// its owner, on any thread but one at a time; has one thread of its own. start() opens the device and
/// returns within 5 s with the first picture's size and format known; from then on pictures go to the hub
/// until stop(). Where a person is asked first (a desktop portal, a system's consent) start() returns at
/// once, says so by a Notice, and a refusal is Ended. A device that goes is reported through the hub, and
/// taken back by the source itself when the same one returns.
class PictureSource {
public:
    virtual ~PictureSource() = default;
    virtual Status start(std::shared_ptr<PictureHub> hub) = 0;
    virtual void stop() = 0;
};

/// Pictures one after the other, for recordings that take each exactly once and don't run in real time. Made
/// and destroyed anywhere, used by one thread.
class PictureReader {
public:
    virtual ~PictureReader() = default;
    /// The next picture, `serial` counting from 1 and `captured` at its place on a time line that begins at
    /// zero; null after the last.
    virtual Result<PicturePtr> next() = 0;
    /// Pictures in all, as far as it can be known without reading them: 0 = not, or without end.
    virtual std::int64_t length() const = 0;
    /// Pictures a second.
    virtual FrameRate rate() const = 0;
};

/// The same for sound. The format is known before start(), which makes the hub possible.
class AudioSource {
public:
    virtual ~AudioSource() = default;
    virtual AudioFormat format() const = 0;
    /// What people call it ("Built-in Microphone"); empty when nothing is better than its operator's name.
    virtual QString label() const { return {}; }
    /// Stable name of the output whose own sound this is (capture/sound_output.h); empty for any other.
    virtual QString heardOutput() const { return {}; }
    virtual Status start(std::shared_ptr<AudioHub> hub) = 0;
    virtual void stop() = 0;
};

/// One thing that can be captured, as listed to people.
struct DeviceInfo {
    QString id;    ///< stable: the same device has it again after replugging and in the next session
    QString label; ///< for people
    QString kind;  ///< "monitor", "window", "microphone", "systemsound", "application", "camera"
    bool isDefault = false;
    Rect area;          ///< monitors, windows: place on the desktop in physical pixels; empty = not shown
    QString detail;     ///< "1920 × 1080, 60 Hz", "Firefox, 800 × 600", "2 channels, 48000 Hz"
    bool isOwn = false; ///< windows: of this program
    // Cameras.
    std::vector<CameraInput> inputs{}; ///< of a capture card; a camera has one or none
    std::vector<CameraMode> modes{};   ///< all it offers, at its current input, of what can be read here
    QStringList controls{};            ///< it has: names of capture/camera/camera_levels.h
    QString node{};        ///< what two back ends call the same device by ("/dev/video0"); may be empty
    QString unavailable{}; ///< why it can't be opened, and what would help; empty when it can

    friend bool operator==(const DeviceInfo&, const DeviceInfo&) = default;
};

/// Says that lists of devices may have changed, as long as it lives.
class DeviceWatch {
public:
    virtual ~DeviceWatch() = default;
};

/// A way to see the screen: X11 here; Wayland, Windows and macOS fill the same interface. Any thread, also
/// several at once; every call returns within 5 s.
class ScreenBackend {
public:
    /// What can be done here at all, known without asking anybody.
    struct Abilities {
        bool lists = true;        ///< monitors and windows can be named in advance; false: the system's own
                                  ///< dialog has people choose when a source opens
        bool windows = true;      ///< Area::Window
        bool regions = true;      ///< Region, AllMonitors, FollowMouse
        bool seesInput = true;    ///< clickRings, keys
        bool windowFrames = true; ///< windowFrame
        bool virtualMonitors = false; ///< Area::Virtual
    };

    virtual ~ScreenBackend() = default;
    virtual QString name() const = 0;
    /// OK, or what this session lacks and how to get it. Blocks on nothing.
    virtual Status availability() const { return {}; }
    virtual Abilities abilities() const { return {}; }
    /// NoDisplay when there is none.
    virtual Result<std::vector<DeviceInfo>> monitors() = 0;
    /// From the one in front to the one behind all others; hidden ones last. Unsupported where windows can't
    /// be listed.
    virtual Result<std::vector<DeviceInfo>> windows();
    /// Calls `changed`, on any thread, whenever monitors or windows came, went or moved in the order; null
    /// where only looking again tells.
    virtual std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed);
    virtual Result<std::unique_ptr<PictureSource>> open(const ScreenSpec& spec) = 0;
    /// Where people choose in the system's own dialog: the next source of this kind asks again.
    virtual Status forgetChoice(const ScreenSpec& spec);
};

/// One picture of what `spec` means, as it is now. Up to 5 s. As open() and start(); TimedOut when no picture
/// came.
Result<PicturePtr> snapshot(ScreenBackend& backend, const ScreenSpec& spec);

/// A way to see through cameras and capture cards. Any thread, also several at once; every call returns
/// within 5 s.
class CameraBackend {
public:
    virtual ~CameraBackend() = default;
    virtual QString name() const = 0;
    /// Empty where there are none; Unsupported, PermissionDenied where that can't even be known.
    virtual Result<std::vector<DeviceInfo>> cameras() = 0;
    /// Calls `changed`, on any thread, whenever one came or went; null where only looking again tells.
    virtual std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) = 0;
    /// The device is opened by the source's start(): PermissionDenied with what would help, DeviceLost when
    /// it isn't there, Unsupported when it has no such mode, IoFailed when another program uses it.
    virtual Result<std::unique_ptr<PictureSource>> open(const CameraSpec& spec) = 0;
    /// True for an identity of the kind it gives, also of a device that isn't there now.
    virtual bool knows(const QString& id) const = 0;
};

/// A way to hear: PulseAudio's protocol here (PulseAudio and PipeWire speak it).
class SoundBackend {
public:
    virtual ~SoundBackend() = default;
    virtual QString name() const = 0;
    /// NoSoundServer when there is none.
    virtual Result<std::vector<DeviceInfo>> devices() = 0;
    virtual Result<std::unique_ptr<AudioSource>> open(const SoundDeviceSpec& spec) = 0;
};

/// The back ends of this build and session; never null (one that explains what is missing stands in).
std::unique_ptr<ScreenBackend> makeScreenBackend();
std::unique_ptr<SoundBackend> makeSoundBackend();
std::unique_ptr<CameraBackend> makeCameraBackend();

/// Generators run on the given clock; flash and beep share its whole seconds.
std::unique_ptr<PictureSource> makeTestPattern(const TestPatternSpec& spec, Clock& clock);
std::unique_ptr<PictureReader> makeTestPatternReader(const TestPatternSpec& spec);
std::unique_ptr<AudioSource> makeOscillator(const OscillatorSpec& spec, Clock& clock);

/// The pictures of a movie, a still or an image sequence, in order of presentation and without loss: the
/// file's own format where there is one of ours, else one that holds it. NotFound, InvalidData, Unsupported
/// for a file without pictures.
Result<std::unique_ptr<PictureReader>> openPictureFile(const PictureFileSpec& spec);
/// The same, playing from the moment of start().
Result<std::unique_ptr<PictureSource>> makePictureFile(const PictureFileSpec& spec, Clock& clock);
/// The first picture of `reader`, standing: what is to be seen of a source that is read picture by picture.
std::unique_ptr<PictureSource> makeStandingPicture(std::unique_ptr<PictureReader> reader, Clock& clock);

/// A file that plays from the moment of start(), or stands as a clip; the file is opened (a clip decoded)
/// here. NotFound, InvalidData, Unsupported for one without sound.
Result<std::unique_ptr<AudioSource>> makeSoundFile(const SoundFileSpec& spec, Clock& clock);
/// The levels of what `input` carries.
std::unique_ptr<AudioSource> makeLevels(const LevelsSpec& spec, std::shared_ptr<const AudioHub> input,
                                        Clock& clock);

} // namespace reelout
