// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record_project.h"

#include "base/json_file.h"
#include "encode/codec_catalog.h"
#include "files/file_namer.h"
#include "preset/preset_store.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

Error usageError(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read the command line"), detail);
}

QString typesOf(Family family)
{
    QStringList tokens;
    for (const OperatorType& type : operatorTypes()) {
        if (type.family == family && !type.isSink)
            tokens += type.token;
    }
    return tokens.join(QStringLiteral(", "));
}

Result<Operator*> addSource(Project& project, const QString& token, Family family, const QString& option)
{
    const OperatorType* type = operatorType(token);
    if (type == nullptr || type->family != family || type->isSink)
        return usageError(QStringLiteral("%1 %2: there is no such source; choose one of %3")
                              .arg(option, token, typesOf(family)));
    return project.add(token);
}

bool isSilent(const RecordRequest& request)
{
    return !request.audio.isEmpty() && request.audio.back() == QLatin1String("none");
}

bool wantsSoundFile(const RecordRequest& request)
{
    if (soundFileTypeForExtension(extensionOf(request.output)) != nullptr)
        return true;
    for (const QString& setting : request.settings) {
        if (setting.startsWith(QLatin1String("audiofileout")))
            return true;
    }
    return request.output.isEmpty() && request.video.isEmpty() && !request.audio.isEmpty() &&
           !isSilent(request);
}

/// The sources of --audio, in its order; "none" takes back those before it.
Result<std::vector<Operator*>> addSounds(Project& project, const QStringList& types)
{
    std::vector<Operator*> sources;
    for (const QString& type : types.mid(types.lastIndexOf(QStringLiteral("none")) + 1)) {
        Result<Operator*> source = addSource(project, type, Family::Chop, QStringLiteral("--audio"));
        if (!source)
            return source.error();
        sources.push_back(*source);
    }
    return sources;
}

Status buildSound(Engine& engine, const RecordRequest& request)
{
    Project& project = engine.project();
    if (isSilent(request))
        return usageError(QStringLiteral("--audio none: a sound file needs a sound source"));
    if (!request.video.isEmpty())
        return usageError(QStringLiteral("--video %1: a sound file has no picture; name a movie as --output")
                              .arg(request.video));
    const QStringList types =
        request.audio.isEmpty() ? QStringList{QStringLiteral("audiodevicein")} : request.audio;
    const Result<std::vector<Operator*>> sources = addSounds(project, types);
    if (!sources)
        return sources.error();
    Result<Operator*> sink = project.add(QStringLiteral("audiofileout"));
    if (!sink)
        return sink.error();
    // The extension of --output says what to write, as long as nothing else does.
    if (const SoundFileType* type = soundFileTypeForExtension(extensionOf(request.output)))
        REELOUT_TRY((*sink)->params().set(QStringLiteral("filetype"), type->token));
    for (std::size_t input = 0; input < sources->size(); ++input)
        REELOUT_TRY(project.connectInput(**sink, static_cast<int>(input), (*sources)[input]));
    return {};
}

Status addMovieSound(Engine& engine, const RecordRequest& request, Operator& sink, const QString& videoType,
                     QStringList* notices)
{
    Project& project = engine.project();
    QStringList types = request.audio;
    const bool isDefault = types.isEmpty();
    const QString container = extensionOf(request.output);
    const bool isSilentContainer = !usualCodec(container).isEmpty() && usualAudioCodec(container).isEmpty();
    if (isDefault && !isSilentContainer && videoType == QLatin1String("screengrab")) {
        if (Result<std::vector<DeviceInfo>> devices = engine.sounds().devices(); !devices)
            notices->append(QStringLiteral("No sound: %1").arg(devices.error().detail));
        else
            types << QStringLiteral("audiodevicein");
    }
    if (types.isEmpty() || isSilent(request))
        return sink.params().set(QStringLiteral("audiochop"), QString());
    const Result<std::vector<Operator*>> sources = addSounds(project, types);
    if (!sources)
        return sources.error();
    if (isDefault)
        REELOUT_TRY(sources->front()->params().set(QStringLiteral("kind"), QStringLiteral("systemsound")));
    REELOUT_TRY(sink.params().set(QStringLiteral("audiochop"), sources->front()->name()));
    QVariantList further;
    for (std::size_t i = 1; i < sources->size(); ++i)
        further << QVariantMap{{QStringLiteral("chop"), (*sources)[i]->name()}};
    return sink.params().set(QStringLiteral("audiosources"), further);
}

// The extension of --output says what to write, as long as nothing else does.
Status chooseCodecs(const RecordRequest& request, Operator& sink)
{
    const QString container = extensionOf(request.output);
    ParamSet& params = sink.params();
    if (const QString codec = usualCodec(container); !codec.isEmpty())
        REELOUT_TRY(params.set(QStringLiteral("videocodec"), codec));
    if (const QString codec = usualAudioCodec(container); !codec.isEmpty())
        return params.set(QStringLiteral("audiocodec"), codec);
    return {};
}

Status buildPicture(Engine& engine, const RecordRequest& request, QStringList* notices)
{
    Project& project = engine.project();
    const QString videoType = request.video.isEmpty() ? QStringLiteral("screengrab") : request.video;
    Result<Operator*> source = addSource(project, videoType, Family::Top, QStringLiteral("--video"));
    if (!source)
        return source.error();
    Result<Operator*> sink = project.add(QStringLiteral("moviefileout"));
    if (!sink)
        return sink.error();
    REELOUT_TRY(project.connectInput(**sink, 0, *source));

    const StillFormat* still = stillFormatForExtension(extensionOf(request.output));
    if (still != nullptr) {
        REELOUT_TRY((*sink)->params().set(QStringLiteral("type"), QStringLiteral("image")));
        REELOUT_TRY((*sink)->params().set(QStringLiteral("imagefiletype"), still->token));
    } else {
        REELOUT_TRY(chooseCodecs(request, **sink));
    }
    return addMovieSound(engine, request, **sink, videoType, notices);
}

/// One recorder with the preset's settings, wired to the sources of the options.
Status buildFromPreset(Engine& engine, const Preset& preset, const RecordRequest& request,
                       QStringList* notices)
{
    const OperatorType* type = operatorType(preset.type);
    if (type == nullptr || !type->isSink)
        return makeError(
            ErrorCode::InvalidData, QStringLiteral("read preset"),
            QStringLiteral("\"%1\" is the preset of a %2, not of a recorder").arg(preset.name, preset.type));
    const bool isSound = type->family == Family::Chop;
    REELOUT_TRY(isSound ? buildSound(engine, request) : buildPicture(engine, request, notices));
    Operator* sink = engine.project().find(preset.type + QLatin1Char('1'));
    if (sink == nullptr)
        return makeError(ErrorCode::Internal, QStringLiteral("read preset"), preset.name);
    return applyPreset(preset, *sink, notices);
}

Status loadFile(Engine& engine, const RecordRequest& request, QStringList* notices)
{
    const QString path = QFileInfo(request.file).absoluteFilePath();
    RecordRequest sources = request;
    sources.file.clear();
    if (!QFileInfo::exists(path)) {
        const Result<Preset> preset = PresetStore(defaultPresetsFolder()).find(request.file);
        return preset ? buildFromPreset(engine, *preset, sources, notices)
                      : makeError(ErrorCode::NotFound, QStringLiteral("open project"),
                                  QStringLiteral("%1: no such file, and no preset of that name "
                                                 "(reelout-cli list presets)")
                                      .arg(request.file));
    }
    const Result<QJsonObject> json = readJsonFile(path, QStringLiteral("open project"));
    if (!json)
        return json.error();
    if (json->contains(QStringLiteral("operators")))
        return engine.project().load(path, notices);
    if (!json->contains(QStringLiteral("type")))
        return makeError(ErrorCode::InvalidData, QStringLiteral("open project"),
                         QStringLiteral("%1 is neither a project nor a preset").arg(request.file));
    const Result<Preset> preset = presetIn(*json, path);
    return preset ? buildFromPreset(engine, *preset, sources, notices) : preset.error();
}

// The program clamps what a slider sends; what a person wrote is refused when it can't be done.
Status setChecked(Operator& op, const QString& parameter, const QString& text)
{
    const ParamDescriptor* row = op.params().table().find(parameter);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    const bool isNumeric = row != nullptr && (row->kind == ParamKind::Int || row->kind == ParamKind::Float);
    if (isNumeric && isNumber &&
        (number < row->range.minimum.value_or(number) || number > row->range.maximum.value_or(number)))
        return usageError(
            QStringLiteral("%1.%2 = %3 is out of range: %4 to %5")
                .arg(op.name(), row->name, text,
                     row->range.minimum ? QString::number(*row->range.minimum) : QStringLiteral("…"),
                     row->range.maximum ? QString::number(*row->range.maximum) : QStringLiteral("…")));
    return op.params().setFromText(parameter, text);
}

/// OPERATOR.PARAMETER=VALUE.
struct SettingParts {
    QString op;
    QString parameter;
    QString value;
};

Result<SettingParts> partsOf(const QString& setting)
{
    const qsizetype equals = setting.indexOf(QLatin1Char('='));
    const qsizetype dot = setting.indexOf(QLatin1Char('.'));
    if (equals < 0 || dot <= 0 || dot > equals)
        return usageError(QStringLiteral("--set %1: write OPERATOR.PARAMETER=VALUE").arg(setting));
    return SettingParts{setting.left(dot), setting.mid(dot + 1, equals - dot - 1), setting.mid(equals + 1)};
}

Status applySetting(Project& project, const QString& setting, const SettingParts& parts)
{
    Operator* op = project.find(parts.op);
    if (op == nullptr) {
        QStringList names;
        for (const Operator* candidate : project.operators())
            names += candidate->name();
        return usageError(QStringLiteral("--set %1: there is no operator \"%2\"; there are %3")
                              .arg(setting, parts.op, names.join(QStringLiteral(", "))));
    }
    if (parts.parameter == QLatin1String("active")) {
        op->setActive(parts.value == QLatin1String("1") || parts.value == QLatin1String("on"));
        return {};
    }
    return setChecked(*op, parts.parameter, parts.value);
}

enum class Setting { Value, Switch };

/// A switch begins with the values there are, so it comes after them.
Setting kindOf(const QString& parameter)
{
    return parameter == QLatin1String("replay") ? Setting::Switch : Setting::Value;
}

Status applySettings(Project& project, const std::vector<Operator*>& sinks, const RecordRequest& request,
                     Setting kind)
{
    for (Operator* sink : sinks) {
        for (const auto& [parameter, text] : request.recorderOptions) {
            if (kindOf(parameter) == kind && sink->params().table().find(parameter) != nullptr)
                REELOUT_TRY(setChecked(*sink, parameter, text));
        }
    }
    for (const QString& setting : request.settings) {
        const Result<SettingParts> parts = partsOf(setting);
        if (!parts)
            return parts.error();
        if (kindOf(parts->parameter) == kind)
            REELOUT_TRY(applySetting(project, setting, *parts));
    }
    return {};
}

Status applyOutput(Operator& sink, const QString& output)
{
    const QString path = QDir::current().absoluteFilePath(output);
    const bool isSequence = !sink.params().table().rows().empty() &&
                            sink.params().text(QStringLiteral("type")) == QLatin1String("imagesequence");
    if (!isSequence || extensionOf(path).isEmpty())
        return sink.params().set(QStringLiteral("file"), path);
    // A sequence needs the number in its names.
    QString stem = path.left(path.lastIndexOf(QLatin1Char('.')));
    stem.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('\''), QStringLiteral("\\'"));
    return sink.params().setExpression(QStringLiteral("file"),
                                       QStringLiteral("'%1' + me.fileSuffix").arg(stem));
}

Status applyDuration(Operator& sink, double seconds)
{
    ParamSet& params = sink.params();
    // A still is over when it is written.
    if (params.text(QStringLiteral("type")) == QLatin1String("image"))
        return {};
    REELOUT_TRY(params.set(QStringLiteral("limitlength"), true));
    if (sink.type().family == Family::Chop)
        return params.set(QStringLiteral("length"), seconds);
    // In frames, because Length in seconds begins at one.
    REELOUT_TRY(params.set(QStringLiteral("lengthunit"), QStringLiteral("indices")));
    const double frames = std::round(seconds * params.number(QStringLiteral("fps")));
    return params.set(QStringLiteral("length"), std::max(frames, 1.0));
}

} // namespace

Result<std::vector<Operator*>> prepareRecording(Engine& engine, const RecordRequest& request,
                                                QStringList* notices)
{
    Project& project = engine.project();
    if (!request.file.isEmpty())
        REELOUT_TRY(loadFile(engine, request, notices));
    else
        REELOUT_TRY(wantsSoundFile(request) ? buildSound(engine, request)
                                            : buildPicture(engine, request, notices));

    std::vector<Operator*> sinks;
    for (Operator* op : project.operators()) {
        if (op->type().isSink)
            sinks.push_back(op);
    }
    if (sinks.empty())
        return usageError(QStringLiteral("%1 has no recorder").arg(request.file));
    if (sinks.size() > 1 && !request.output.isEmpty())
        return usageError(QStringLiteral("--output %1: the project has %2 recorders; use --set NAME.file=…")
                              .arg(request.output)
                              .arg(sinks.size()));

    REELOUT_TRY(applySettings(project, sinks, request, Setting::Value));
    std::vector<Operator*> active;
    for (Operator* sink : sinks) {
        if (!request.output.isEmpty())
            REELOUT_TRY(applyOutput(*sink, request.output));
        if (request.duration > 0.0)
            REELOUT_TRY(applyDuration(*sink, request.duration));
        if (sink->isActive())
            active.push_back(sink);
    }
    REELOUT_TRY(applySettings(project, sinks, request, Setting::Switch));
    if (active.empty())
        return usageError(QStringLiteral("every recorder is switched off (active = 0)"));
    return active;
}

} // namespace reelout
