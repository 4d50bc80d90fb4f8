// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/camera.h"
#include "media/specs.h"
#include "operators/operator.h"

#include <memory>
#include <optional>
#include <variant>

namespace reelout {

/// What a source operator's parameters ask of the capture layer. Two equal specs mean the same running
/// source.
using PictureSourceSpec = std::variant<ScreenSpec, CameraSpec, TestPatternSpec, PictureFileSpec>;
struct AnySoundSpec;

/// Levels of a source that is a spec itself.
struct AnalyzeSpec {
    LevelsSpec levels;
    std::shared_ptr<const AnySoundSpec> input; ///< never null

    friend bool operator==(const AnalyzeSpec& one, const AnalyzeSpec& other);
};
using AudioSourceSpec = std::variant<SoundDeviceSpec, OscillatorSpec, SoundFileSpec, AnalyzeSpec>;
struct AnySoundSpec {
    AudioSourceSpec spec;
};

/// Reads a picture source's parameters, and nothing else does. Unsupported, with its words, for a type that
/// arrives later; InvalidParameter for one that makes no pictures or is switched off.
Result<PictureSourceSpec> pictureSourceSpec(const Operator& op);
/// True for a source that is read picture by picture, in place of real time.
bool isEveryFrame(const PictureSourceSpec& spec);
/// How a file operator plays by its own parameters; nothing for any other operator.
std::optional<Playback> playbackOf(const Operator& op);
/// How a camera operator's parameters want its controls; nothing for any other operator.
std::optional<CameraControls> cameraControlsOf(const Operator& op);
/// The Movie File In whose playback a sound file follows, or null.
const Operator* followedMovie(const Operator& op);
/// The same for sound.
Result<AudioSourceSpec> audioSourceSpec(const Operator& op);

} // namespace reelout
