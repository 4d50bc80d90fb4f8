// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_output.h"
#include "app/cli_runner.h"
#include "app/encoder_trials.h"
#include "capture/source.h"
#include "encode/codec_catalog.h"
#include "operators/operator.h"
#include "params/param_tsv.h"
#include "preset/preset_store.h"

#include <QJsonArray>
#include <QJsonObject>

namespace reelout {

namespace {

QJsonArray modesToJson(const std::vector<CameraMode>& modes)
{
    QJsonArray list;
    for (const CameraMode& mode : modes)
        list.append(QJsonObject{{QStringLiteral("pixelFormat"), mode.format},
                                {QStringLiteral("size"), QJsonArray{mode.size.width, mode.size.height}},
                                {QStringLiteral("rate"), mode.rate.toString()}});
    return list;
}

QJsonArray inputsToJson(const std::vector<CameraInput>& inputs)
{
    QJsonArray list;
    for (const CameraInput& input : inputs) {
        QJsonObject json{{QStringLiteral("name"), input.name}, {QStringLiteral("current"), input.isCurrent}};
        if (input.isCurrent)
            json[QStringLiteral("signal")] = !input.hasNoSignal;
        list.append(json);
    }
    return list;
}

QJsonObject toJson(const DeviceInfo& device)
{
    QJsonObject json{{QStringLiteral("id"), device.id},
                     {QStringLiteral("label"), device.label},
                     {QStringLiteral("kind"), device.kind},
                     {QStringLiteral("default"), device.isDefault},
                     {QStringLiteral("detail"), device.detail}};
    if (!device.inputs.empty())
        json[QStringLiteral("inputs")] = inputsToJson(device.inputs);
    if (!device.modes.empty())
        json[QStringLiteral("modes")] = modesToJson(device.modes);
    if (!device.controls.isEmpty())
        json[QStringLiteral("controls")] = QJsonArray::fromStringList(device.controls);
    if (!device.unavailable.isEmpty())
        json[QStringLiteral("unavailable")] = device.unavailable;
    if (!device.area.isEmpty())
        json[QStringLiteral("area")] =
            QJsonArray{device.area.x, device.area.y, device.area.width, device.area.height};
    return json;
}

void printDevice(const DeviceInfo& device)
{
    printOut(QStringLiteral("%1\t%2\t%3%4\t%5")
                 .arg(device.kind, device.id, device.label,
                      device.isDefault ? QStringLiteral(" (default)") : QString(),
                      device.unavailable.isEmpty() ? device.detail : device.unavailable));
}

// What can't be listed is said on standard error; the rest is still a list.
void collect(Result<std::vector<DeviceInfo>> found, std::vector<DeviceInfo>& devices)
{
    if (!found) {
        printError(QStringLiteral("reelout-cli: ") + describe(found.error()));
        return;
    }
    devices.insert(devices.end(), found->begin(), found->end());
}

int listSources(bool json)
{
    std::vector<DeviceInfo> devices;
    const std::unique_ptr<ScreenBackend> screens = makeScreenBackend();
    const Result<std::vector<DeviceInfo>> monitors = screens->monitors();
    collect(monitors, devices);
    // Where there is no desktop, one sentence about it will do.
    if (monitors && screens->abilities().windows)
        collect(screens->windows(), devices);
    collect(makeSoundBackend()->devices(), devices);
    collect(makeCameraBackend()->cameras(), devices);
    if (!json) {
        for (const DeviceInfo& device : devices)
            printDevice(device);
        return 0;
    }
    QJsonArray list;
    for (const DeviceInfo& device : devices)
        list.append(toJson(device));
    printJson(QJsonDocument(list));
    return 0;
}

QJsonObject toJson(const CodecType& type)
{
    QJsonArray formats;
    for (const CodecPixelFormat& format : type.pixelFormats)
        formats.append(format.token);
    return {{QStringLiteral("type"), type.token},
            {QStringLiteral("label"), type.label},
            {QStringLiteral("encoder"), type.encoder},
            {QStringLiteral("pixelFormats"), formats},
            {QStringLiteral("containers"), QJsonArray::fromStringList(type.containers)},
            {QStringLiteral("settings"), QJsonArray::fromStringList(type.settings)},
            {QStringLiteral("hardware"), type.isHardware},
            {QStringLiteral("unavailable"), CodecCatalog::finalObstacle(type)}};
}

void printCodec(const Codec& codec)
{
    for (const CodecType& type : codec.types) {
        QStringList formats;
        for (const CodecPixelFormat& format : type.pixelFormats)
            formats += format.token;
        const QString obstacle = CodecCatalog::finalObstacle(type);
        const QString reason = obstacle.isEmpty() ? codec.unavailable : obstacle;
        printOut(QStringLiteral("%1\t%2\t%3\t%4\t%5")
                     .arg(codec.token, type.token, formats.join(QLatin1Char(',')),
                          type.containers.join(QLatin1Char(',')),
                          reason.isEmpty() ? QStringLiteral("available") : reason));
    }
}

int listCodecs(bool json)
{
    const EncoderTrials trials;
    const CodecCatalog& catalog = CodecCatalog::instance();
    if (!json) {
        for (const Codec& codec : catalog.codecs())
            printCodec(codec);
        for (const AudioCodec& codec : catalog.audioCodecs())
            printOut(QStringLiteral("%1\t(sound)\t\t%2\t%3")
                         .arg(codec.token, codec.containers.join(QLatin1Char(',')),
                              codec.unavailable.isEmpty() ? QStringLiteral("available") : codec.unavailable));
        return 0;
    }
    QJsonArray video;
    for (const Codec& codec : catalog.codecs()) {
        QJsonArray types;
        for (const CodecType& type : codec.types)
            types.append(toJson(type));
        video.append(QJsonObject{{QStringLiteral("codec"), codec.token},
                                 {QStringLiteral("label"), codec.label},
                                 {QStringLiteral("unavailable"), codec.unavailable},
                                 {QStringLiteral("types"), types}});
    }
    QJsonArray audio;
    for (const AudioCodec& codec : catalog.audioCodecs())
        audio.append(QJsonObject{{QStringLiteral("codec"), codec.token},
                                 {QStringLiteral("label"), codec.label},
                                 {QStringLiteral("containers"), QJsonArray::fromStringList(codec.containers)},
                                 {QStringLiteral("unavailable"), codec.unavailable}});
    printJson(QJsonDocument(QJsonObject{{QStringLiteral("video"), video}, {QStringLiteral("audio"), audio}}));
    return 0;
}

int listOperators(bool json)
{
    QJsonArray list;
    for (const OperatorType& type : operatorTypes()) {
        if (json)
            list.append(QJsonObject{{QStringLiteral("type"), type.token},
                                    {QStringLiteral("label"), type.label},
                                    {QStringLiteral("family"), familyName(type.family)},
                                    {QStringLiteral("inputs"), type.maximumInputs},
                                    {QStringLiteral("records"), type.isSink}});
        else
            printOut(QStringLiteral("%1\t%2\t%3").arg(type.token, familyName(type.family), type.label));
    }
    if (json)
        printJson(QJsonDocument(list));
    return 0;
}

int listPresets(bool json)
{
    QJsonArray list;
    QStringList problems;
    for (const Preset& preset : PresetStore(defaultPresetsFolder()).presets({}, &problems)) {
        if (json)
            list.append(QJsonObject{{QStringLiteral("preset"), preset.name},
                                    {QStringLiteral("type"), preset.type},
                                    {QStringLiteral("extension"), preset.extension},
                                    {QStringLiteral("description"), preset.description},
                                    {QStringLiteral("ofTheProgram"), preset.isFactory()},
                                    {QStringLiteral("settings"), preset.settings}});
        else
            printOut(QStringLiteral("%1\t%2\t%3\t%4")
                         .arg(preset.name, preset.type, preset.extension, preset.description));
    }
    for (const QString& problem : problems)
        printError(QStringLiteral("reelout-cli: ") + problem);
    if (json)
        printJson(QJsonDocument(list));
    return 0;
}

void printParams(const OperatorType& type)
{
    for (const ParamDescriptor& row : type.table->rows())
        printOut(QStringLiteral("%1.%2 (%3): %4\n    %5")
                     .arg(type.token, row.name, paramKindName(row.kind), row.label, row.help));
}

} // namespace

int runListCommand(const QStringList& arguments)
{
    QStringList rest = arguments.mid(1);
    const bool json = rest.removeAll(QStringLiteral("--json")) > 0;
    const QString what = rest.value(0);
    if (rest.size() == 1 && what == QLatin1String("sources"))
        return listSources(json);
    if (rest.size() == 1 && what == QLatin1String("codecs"))
        return listCodecs(json);
    if (rest.size() == 1 && what == QLatin1String("operators"))
        return listOperators(json);
    if (rest.size() == 1 && what == QLatin1String("presets"))
        return listPresets(json);
    const QString usage = QStringLiteral("Usage: reelout-cli list sources|codecs|operators|presets [--json]");
    if (what == QLatin1String("--help")) {
        printOut(usage);
        return 0;
    }
    printError(usage);
    return kExitUsage;
}

int runParamsCommand(const QStringList& arguments)
{
    QStringList rest = arguments.mid(1);
    const bool tsv = rest.removeAll(QStringLiteral("--tsv")) > 0;
    if (rest.contains(QStringLiteral("--help"))) {
        printOut(QStringLiteral("Usage: reelout-cli params [TYPE] [--tsv]\n\n"
                                "The parameters of the two recorders, or of one operator type."));
        return 0;
    }
    if (rest.size() > 1 || (rest.size() == 1 && operatorType(rest[0]) == nullptr)) {
        printError(QStringLiteral(
                       "reelout-cli: there is no operator type \"%1\"; `reelout-cli list operators` has them")
                       .arg(rest.join(QLatin1Char(' '))));
        return kExitUsage;
    }
    if (tsv)
        printOut(tsvHeader(8));
    for (const OperatorType& type : operatorTypes()) {
        const bool wanted = rest.isEmpty() ? type.isSink : type.token == rest[0];
        if (!wanted)
            continue;
        if (!tsv) {
            printParams(type);
            continue;
        }
        for (const ParamDescriptor& row : type.table->rows())
            printOut(tsvRow(type.token, row, 8));
    }
    return 0;
}

} // namespace reelout
