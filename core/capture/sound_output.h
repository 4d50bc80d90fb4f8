// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/audio_hub.h"

#include <memory>
#include <optional>
#include <vector>

namespace reelout {

/// A loudspeaker or headphones, as listed to people.
struct SoundOutputInfo {
    QString id; ///< the server's name, stable
    QString label;
    bool isDefault = false;
};

/// Plays what a hub carries through an output, from now on, until stop(). It is one more reader of the hub:
/// whoever records from there never notices it. More than two channels are heard as two, those of odd numbers
/// on the left. Has one thread of its own; its calls come one at
/// a time, from any other.
class SoundOutput {
public:
    virtual ~SoundOutput() = default;
    /// Stable name of the output it plays to: of the default one what that is now.
    virtual QString device() const = 0;
    /// Opens the device; returns within 5 s. Never moved to another output: when its own goes it is over.
    virtual Status start(std::shared_ptr<const AudioHub> hub) = 0;
    /// What is on its way to the loudspeaker is not heard any more.
    virtual void stop() = 0;
    /// 0..1, as people turn knobs: half is about a quarter as loud (cubic). Any thread.
    virtual void setVolume(double volume) = 0;
    virtual void setMuted(bool muted) = 0;
    /// Why it has stopped by itself.
    virtual std::optional<Error> failure() const = 0;
};

/// A way to be heard. Any thread; every call returns within 5 s.
class SoundOutputBackend {
public:
    virtual ~SoundOutputBackend() = default;
    /// NoSoundServer when there is none.
    virtual Result<std::vector<SoundOutputInfo>> outputs() = 0;
    /// NotFound when there is no such output; empty = the default one.
    virtual Result<std::unique_ptr<SoundOutput>> open(const QString& id) = 0;
};

/// The back end of this build; never null.
std::unique_ptr<SoundOutputBackend> makeSoundOutputBackend();

} // namespace reelout
