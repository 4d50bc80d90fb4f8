// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/source_specs.h"

#include "capture/camera/camera_levels.h"
#include "capture/camera/camera_mode.h"
#include "operators/project.h"
#include "operators/provider_names.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace reelout {

namespace {

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::SourceSpecs", source);
}

QString param(const char* name)
{
    return QString::fromLatin1(name);
}

Error refusal(ErrorCode code, const QString& detail)
{
    return makeError(code, QStringLiteral("start source"), detail);
}

Status checkUsable(const Operator& op, Family family)
{
    if (op.type().family != family || op.type().isSink)
        return refusal(ErrorCode::InvalidParameter, family == Family::Top
                                                        ? sentence("%1 makes no pictures.").arg(op.name())
                                                        : sentence("%1 makes no sound.").arg(op.name()));
    if (!op.isActive())
        return refusal(ErrorCode::InvalidParameter,
                       sentence("%1 is switched off. Switch it on in its menu in the list.").arg(op.name()));
    return {};
}

// A dynamic menu left empty means "the default when it is opened", which is not the same as today's default.
QString deviceOf(const ParamSet& params, const char* name)
{
    const QString key = param(name);
    if (params.mode(key) == ParamMode::Constant)
        return params.constant(key).toString();
    return params.text(key);
}

Size sizeOf(const ParamSet& params, const char* width, const char* height)
{
    return {params.integer(param(width)), params.integer(param(height))};
}

// What doesn't matter to the area keeps its default, so that changing it changes no running source.
void readArea(const ParamSet& params, ScreenSpec& spec)
{
    using Area = ScreenSpec::Area;
    static const std::map<QString, Area> areas{
        {QStringLiteral("monitor"), Area::Monitor},
        {QStringLiteral("allmonitors"), Area::AllMonitors},
        {QStringLiteral("region"), Area::Region},
        {QStringLiteral("window"), Area::Window},
        {QStringLiteral("followmouse"), Area::FollowMouse},
        {QStringLiteral("virtual"), Area::Virtual},
    };
    const auto area = areas.find(params.text(param("area")));
    if (area != areas.end())
        spec.area = area->second;
    const auto size = [&] { return sizeOf(params, "sizew", "sizeh"); };
    switch (spec.area) {
    case Area::AllMonitors:
    case Area::Virtual:
        break;
    case Area::Monitor:
        spec.monitorId = deviceOf(params, "monitor");
        break;
    case Area::Region:
        spec.region = {params.integer(param("positionx")), params.integer(param("positiony")), size().width,
                       size().height};
        break;
    case Area::Window:
        spec.windowId = deviceOf(params, "window");
        spec.windowFrame = params.toggle(param("windowframe"));
        spec.holdsClosedWindow = params.text(param("windowclosed")) == QLatin1String("hold");
        break;
    case Area::FollowMouse:
        spec.region = {0, 0, size().width, size().height};
        if (params.text(param("follow")) == QLatin1String("edge"))
            spec.follow = ScreenSpec::Follow::Edge;
        spec.followSeconds = params.number(param("followtime"));
        break;
    }
}

ScreenSpec screenSpec(const ParamSet& params)
{
    ScreenSpec spec;
    readArea(params, spec);
    spec.cursor = params.toggle(param("cursor"));
    if (spec.cursor)
        spec.cursorScale = params.number(param("cursorscale"));
    spec.clickRings = params.toggle(param("clicks"));
    const QString keys = params.text(param("keys"));
    if (keys == QLatin1String("shortcuts"))
        spec.keys = ScreenSpec::Keys::Shortcuts;
    else if (keys == QLatin1String("all"))
        spec.keys = ScreenSpec::Keys::All;
    spec.rate = FrameRate::fromDouble(params.number(param("fps")));
    return spec;
}

CameraControls cameraControls(const ParamSet& params)
{
    using Flicker = CameraControls::Flicker;
    const auto isByHand = [&](const char* name) {
        return params.text(param(name)) == QLatin1String("manual");
    };
    CameraControls controls;
    controls.isSet = params.toggle(param("setcontrols"));
    if (!controls.isSet)
        return controls; // so that nothing changes for who turns the others
    controls.autoExposure = !isByHand("exposuremode");
    controls.exposure = params.number(param("exposure"));
    controls.autoFocus = !isByHand("focusmode");
    controls.focus = params.number(param("focus"));
    controls.autoWhiteBalance = !isByHand("whitebalancemode");
    controls.whiteBalance = params.number(param("whitebalance"));
    const QString flicker = params.text(param("flicker"));
    if (flicker == QLatin1String("off"))
        controls.flicker = Flicker::Off;
    else if (flicker != QLatin1String("auto"))
        controls.flicker = flicker == QLatin1String("50hz") ? Flicker::Hz50 : Flicker::Hz60;
    for (const CameraLevelName& each : cameraLevelNames())
        controls.level(each.level) = params.number(param(each.name));
    return controls;
}

// The best, when nothing is chosen, is the source's to find.
QString modeOf(const ParamSet& params, const char* name)
{
    const QString token = deviceOf(params, name);
    return token == providers::kBestMode ? QString() : token;
}

Result<CameraSpec> cameraSpec(const Operator& op)
{
    const ParamSet& params = op.params();
    CameraSpec spec;
    spec.deviceId = deviceOf(params, "device");
    spec.input = deviceOf(params, "input");
    if (spec.input == providers::kInputAsItIs)
        spec.input.clear();
    spec.format = modeOf(params, "pixelformat");
    if (const QString size = modeOf(params, "size"); !size.isEmpty()) {
        spec.size = cameraSize(size);
        if (!spec.size)
            return refusal(ErrorCode::InvalidParameter,
                           sentence("%1: “%2” is no size. Write it as 1280x720.").arg(op.name(), size));
    }
    if (const QString rate = modeOf(params, "rate"); !rate.isEmpty()) {
        const Result<FrameRate> parsed = FrameRate::parse(rate);
        if (!parsed)
            return parsed.error();
        spec.rate = *parsed;
    }
    spec.controls = cameraControls(params);
    return spec;
}

TestPatternSpec patternSpec(const ParamSet& params)
{
    using Pattern = TestPatternSpec::Pattern;
    static const std::map<QString, Pattern> patterns{
        {QStringLiteral("bars"), Pattern::Bars},           {QStringLiteral("ramp"), Pattern::Ramp},
        {QStringLiteral("noise"), Pattern::Noise},         {QStringLiteral("checker"), Pattern::Checker},
        {QStringLiteral("zoneplate"), Pattern::ZonePlate}, {QStringLiteral("black"), Pattern::Black},
        {QStringLiteral("white"), Pattern::White},
    };
    TestPatternSpec spec;
    const auto pattern = patterns.find(params.text(param("pattern")));
    if (pattern != patterns.end())
        spec.pattern = pattern->second;
    spec.size = sizeOf(params, "resolutionw", "resolutionh");
    spec.rate = FrameRate::fromDouble(params.number(param("fps")));
    spec.frameNumber = params.toggle(param("framenumber"));
    spec.flash = params.toggle(param("flash"));
    const QString depth = params.text(param("depth"));
    if (depth == QLatin1String("16fixed"))
        spec.depth = TestPatternSpec::Depth::Fixed16;
    else if (depth == QLatin1String("16float"))
        spec.depth = TestPatternSpec::Depth::Float16;
    else if (depth == QLatin1String("32float"))
        spec.depth = TestPatternSpec::Depth::Float32;
    spec.alpha = params.toggle(param("alpha"));
    spec.everyFrame = params.toggle(param("everyframe"));
    return spec;
}

SoundDeviceSpec deviceSpec(const ParamSet& params)
{
    SoundDeviceSpec spec;
    const QString kind = params.text(param("kind"));
    if (kind == QLatin1String("systemsound"))
        spec.kind = SoundDeviceSpec::Kind::SystemSound;
    else if (kind == QLatin1String("application"))
        spec.kind = SoundDeviceSpec::Kind::Application;
    spec.deviceId = deviceOf(params, "device");
    spec.sampleRate = params.integer(param("rate"));
    spec.channels = params.integer(param("channels"));
    return spec;
}

OscillatorSpec oscillatorSpec(const ParamSet& params)
{
    OscillatorSpec spec;
    const QString wave = params.text(param("wave"));
    if (wave == QLatin1String("square"))
        spec.wave = OscillatorSpec::Wave::Square;
    else if (wave == QLatin1String("noise"))
        spec.wave = OscillatorSpec::Wave::Noise;
    else if (wave == QLatin1String("beep"))
        spec.wave = OscillatorSpec::Wave::Beep;
    spec.frequency = params.number(param("frequency"));
    spec.amplitude = params.number(param("amplitude"));
    spec.sampleRate = params.integer(param("rate"));
    spec.channels = params.integer(param("channels"));
    return spec;
}

// A relative name is taken from the project's folder, as with tables.
Result<QString> fileOf(const Operator& op)
{
    const QString path = op.params().text(param("file"));
    if (path.isEmpty())
        return refusal(ErrorCode::InvalidParameter,
                       sentence("%1 has no file yet: choose one as File, or drop one there.").arg(op.name()));
    const QString project = op.project().path();
    const QDir folder = project.isEmpty() ? QDir::current() : QFileInfo(project).absoluteDir();
    return folder.absoluteFilePath(path);
}

// The rows movies and sounds have in common.
Playback playbackOf(const ParamSet& params)
{
    Playback playback;
    playback.plays = params.toggle(param("play"));
    playback.loops = params.toggle(param("loop"));
    playback.speed = params.number(param("speed"));
    const QString unit = params.text(param("placeunit"));
    if (unit == QLatin1String("pictures"))
        playback.unit = Playback::Unit::Pictures;
    else if (unit == QLatin1String("fraction"))
        playback.unit = Playback::Unit::Fraction;
    playback.position = params.number(param("position"));
    playback.isTrimmed = params.toggle(param("trim"));
    if (playback.isTrimmed) {
        playback.in = params.number(param("trimstart"));
        playback.out = params.number(param("trimend"));
    }
    return playback;
}

Result<PictureFileSpec> pictureFileSpec(const Operator& op)
{
    const Result<QString> path = fileOf(op);
    if (!path)
        return path.error();
    PictureFileSpec spec;
    spec.path = *path;
    spec.playback = playbackOf(op.params());
    spec.everyFrame = op.params().toggle(param("everyframe"));
    spec.sequenceRate = FrameRate::fromDouble(op.params().number(param("fps")));
    return spec;
}

Result<SoundFileSpec> soundFileSpec(const Operator& op)
{
    const ParamSet& params = op.params();
    SoundFileSpec spec;
    spec.volume = params.number(param("volume"));
    const Operator* movie = followedMovie(op);
    if (!movie && !params.text(param("movie")).isEmpty())
        return refusal(ErrorCode::NotFound, sentence("Movie of %1: there is no Movie File In called \"%2\".")
                                                .arg(op.name(), params.text(param("movie"))));
    const Result<QString> path = fileOf(movie ? *movie : op);
    if (!path)
        return path.error();
    spec.path = *path;
    spec.followsPictures = movie != nullptr;
    spec.isClip = !movie && params.text(param("mode")) == QLatin1String("clip");
    spec.playback = playbackOf(movie ? movie->params() : params);
    return spec;
}

LevelsSpec levelsSpec(const Operator& op)
{
    const ParamSet& params = op.params();
    LevelsSpec spec;
    const QString function = params.text(param("function"));
    if (function == QLatin1String("peak"))
        spec.function = LevelsSpec::Function::Peak;
    else if (function == QLatin1String("minimum"))
        spec.function = LevelsSpec::Function::Minimum;
    else if (function == QLatin1String("maximum"))
        spec.function = LevelsSpec::Function::Maximum;
    spec.threshold = params.number(param("threshold"));
    spec.hysteresis = params.number(param("hysteresis"));
    spec.hold = params.number(param("hold"));
    spec.gateName = params.text(param("gatename"));
    spec.rate = op.project().rate();
    return spec;
}

Result<AnalyzeSpec> analyzeSpec(const Operator& op)
{
    const Operator* input = op.input(0);
    if (!input)
        return refusal(ErrorCode::InvalidParameter,
                       sentence("Nothing is wired to %1. Drag a source onto it in the list of operators.")
                           .arg(op.name()));
    const Result<AudioSourceSpec> measured = audioSourceSpec(*input);
    if (!measured)
        return measured.error();
    return AnalyzeSpec{levelsSpec(op), std::make_shared<const AnySoundSpec>(AnySoundSpec{*measured})};
}

template <typename Spec>
Result<AudioSourceSpec> widened(Result<Spec> spec)
{
    return spec ? Result<AudioSourceSpec>(AudioSourceSpec(std::move(spec).value()))
                : Result<AudioSourceSpec>(spec.error());
}

} // namespace

bool operator==(const AnalyzeSpec& one, const AnalyzeSpec& other)
{
    return one.levels == other.levels && one.input->spec == other.input->spec;
}

Result<PictureSourceSpec> pictureSourceSpec(const Operator& op)
{
    REELOUT_TRY(checkUsable(op, Family::Top));
    if (op.type().token == QLatin1String("screengrab"))
        return PictureSourceSpec(screenSpec(op.params()));
    if (op.type().token == QLatin1String("videodevicein")) {
        const Result<CameraSpec> camera = cameraSpec(op);
        return camera ? Result<PictureSourceSpec>(PictureSourceSpec(*camera))
                      : Result<PictureSourceSpec>(camera.error());
    }
    if (op.type().token == QLatin1String("testpattern"))
        return PictureSourceSpec(patternSpec(op.params()));
    if (op.type().token == QLatin1String("moviefilein")) {
        const Result<PictureFileSpec> file = pictureFileSpec(op);
        return file ? Result<PictureSourceSpec>(PictureSourceSpec(*file))
                    : Result<PictureSourceSpec>(file.error());
    }
    return refusal(ErrorCode::Unsupported, op.name());
}

const Operator* followedMovie(const Operator& op)
{
    if (op.type().token != QLatin1String("audiofilein"))
        return nullptr;
    const Operator* movie = op.project().find(op.params().text(param("movie")));
    return movie && movie->type().token == QLatin1String("moviefilein") ? movie : nullptr;
}

std::optional<Playback> playbackOf(const Operator& op)
{
    const bool plays =
        op.type().token == QLatin1String("moviefilein") || op.type().token == QLatin1String("audiofilein");
    return plays ? std::optional(playbackOf(op.params())) : std::nullopt;
}

std::optional<CameraControls> cameraControlsOf(const Operator& op)
{
    const bool isCamera = op.type().token == QLatin1String("videodevicein");
    return isCamera ? std::optional(cameraControls(op.params())) : std::nullopt;
}

bool isEveryFrame(const PictureSourceSpec& spec)
{
    if (const auto* pattern = std::get_if<TestPatternSpec>(&spec))
        return pattern->everyFrame;
    const auto* file = std::get_if<PictureFileSpec>(&spec);
    return file != nullptr && file->everyFrame;
}

Result<AudioSourceSpec> audioSourceSpec(const Operator& op)
{
    REELOUT_TRY(checkUsable(op, Family::Chop));
    if (op.type().token == QLatin1String("audiodevicein"))
        return AudioSourceSpec(deviceSpec(op.params()));
    if (op.type().token == QLatin1String("audiooscillator"))
        return AudioSourceSpec(oscillatorSpec(op.params()));
    if (op.type().token == QLatin1String("audiofilein"))
        return widened(soundFileSpec(op));
    if (op.type().token == QLatin1String("analyze"))
        return widened(analyzeSpec(op));
    return refusal(ErrorCode::Unsupported, op.name());
}

} // namespace reelout
