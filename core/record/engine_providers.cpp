// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/engine_providers.h"

#include "encode/codec_catalog.h"
#include "encode/hardware_probe.h"
#include "encode/setting_limits.h"
#include "operators/provider_names.h"
#include "record/camera_menus.h"
#include "record/engine.h"
#include "record/record_plan.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString textOf(const Operator& op, const char* name)
{
    return op.params().text(QString::fromLatin1(name));
}

template <typename Rows>
std::vector<MenuItem> itemsOf(const Rows& rows)
{
    std::vector<MenuItem> items;
    for (const auto& row : rows)
        items.push_back({row.token, row.label, row.unavailable});
    return items;
}

std::vector<MenuItem> codecTypes(const Operator& op)
{
    const Codec* codec = CodecCatalog::instance().codec(textOf(op, "videocodec"));
    std::vector<MenuItem> items;
    if (!codec)
        return items;
    for (const CodecType& type : codec->types) {
        // A codec that comes in one flavour has no menu of flavours.
        if (!type.token.isEmpty())
            items.push_back({type.token, type.label, CodecCatalog::obstacle(type)});
    }
    return items;
}

void lookForHardware(const Operator& op)
{
    const Codec* codec = CodecCatalog::instance().codec(textOf(op, "videocodec"));
    if (!codec)
        return;
    for (const CodecType& type : codec->types) {
        if (type.isHardware && type.unavailable.isEmpty())
            HardwareProbe::instance().look(type.encoder);
    }
}

std::vector<MenuItem> pixelFormats(const Operator& op)
{
    std::vector<MenuItem> items;
    const CodecType* type =
        CodecCatalog::instance().type(textOf(op, "videocodec"), textOf(op, "videocodectype"));
    if (!type)
        return items;
    for (const CodecPixelFormat& format : type->pixelFormats)
        items.push_back({format.token, format.label, {}});
    return items;
}

// The fixed menu of sample formats, with the ones the file type can't hold marked.
std::vector<MenuItem> soundCodecs(const Operator& op)
{
    std::vector<MenuItem> items;
    const SoundFileType* type = soundFileType(textOf(op, "filetype"));
    const ParamDescriptor* row = op.params().table().find(QStringLiteral("codec"));
    if (!type || !row)
        return items;
    for (const MenuItem& entry : row->menu) {
        MenuItem item = entry;
        if (!type->codecs.contains(entry.token))
            item.unavailable =
                QCoreApplication::translate("reelout::Engine", "%1 can't hold it").arg(type->label);
        items.push_back(item);
    }
    return items;
}

// A fixed menu of the Settings page, with the entries the encoder can't do marked.
std::vector<MenuItem> settingEntries(const Operator& op, const QString& setting)
{
    const ParamDescriptor* row = op.params().table().find(setting);
    if (!row)
        return {};
    std::vector<MenuItem> items = row->menu;
    const MovieSpec movie = movieSettings(op.params());
    if (const CodecType* type = CodecCatalog::instance().type(movie.codec, movie.codecType)) {
        for (MenuItem& item : items)
            item.unavailable = valueLimit(movie, *type, setting, item.token);
    }
    return items;
}

std::vector<MenuItem> inputChannels(Engine& engine, const Operator& op)
{
    std::vector<MenuItem> items;
    for (int i = 0; i < op.inputCount(); ++i) {
        const Operator* input = op.input(i);
        const std::shared_ptr<AudioHub> hub = input ? engine.runningSound(*input) : nullptr;
        if (!hub)
            continue;
        for (const QString& name : hub->format().channelNames)
            items.push_back({name, name, {}});
    }
    return items;
}

std::vector<MenuItem> deviceItems(const std::vector<DeviceInfo>& devices, const QString& kind)
{
    std::vector<MenuItem> items;
    const auto add = [&](bool isDefault) {
        for (const DeviceInfo& device : devices) {
            const bool fits = kind.isEmpty() || device.kind == kind;
            if (!fits || device.isDefault != isDefault)
                continue;
            const QString label = device.detail.isEmpty()
                                      ? device.label
                                      : QStringLiteral("%1 (%2)").arg(device.label, device.detail);
            items.push_back({device.id, label, {}});
        }
    };
    add(true); // the default one is the menu's first
    add(false);
    return items;
}

std::vector<MenuItem> windowItems(Engine& engine, const Operator& op)
{
    std::vector<DeviceInfo> windows = engine.devices().look(DeviceLists::Kind::Windows).devices;
    if (!op.params().toggle(QStringLiteral("ownwindows")))
        std::erase_if(windows, [](const DeviceInfo& window) { return window.isOwn; });
    return deviceItems(windows, {});
}

// The fixed menu of areas, with what this desktop can't do marked.
std::vector<MenuItem> screenEntries(Engine& engine, const Operator& op)
{
    const ParamDescriptor* row = op.params().table().find(QStringLiteral("area"));
    if (!row)
        return {};
    std::vector<MenuItem> items = row->menu;
    const ScreenBackend::Abilities can = engine.screens().abilities();
    const auto mark = [&](const char* token, bool isThere) {
        for (MenuItem& item : items) {
            if (!isThere && item.token == QLatin1String(token))
                item.unavailable =
                    QCoreApplication::translate("reelout::Engine", "%1 doesn't let it be captured")
                        .arg(engine.screens().name());
        }
    };
    for (const char* token : {"allmonitors", "region", "followmouse"})
        mark(token, can.regions);
    mark("window", can.windows);
    mark("virtual", can.virtualMonitors);
    return items;
}

// In the background: what is known; else asked for the first time.
const std::vector<DeviceInfo>& knownCameras(Engine& engine)
{
    using Kind = DeviceLists::Kind;
    const DeviceLists::List& known = engine.devices().known(Kind::Cameras);
    return known.isKnown ? known.devices : engine.devices().look(Kind::Cameras).devices;
}

} // namespace

std::vector<MenuItem> engineMenu(Engine& engine, Operator& op, const QString& provider)
{
    if (provider == providers::kCodecs)
        return itemsOf(CodecCatalog::instance().codecs());
    if (provider == providers::kCodecTypes) {
        if (engine.services().looksForHardware)
            lookForHardware(op);
        return codecTypes(op);
    }
    if (provider == providers::kCodecPixelFormats)
        return pixelFormats(op);
    if (provider.startsWith(providers::kCodecSettings))
        return settingEntries(op, provider.mid(providers::kCodecSettings.size()));
    if (provider == providers::kStillFormats)
        return itemsOf(stillFormats());
    if (provider == providers::kAudioCodecs)
        return itemsOf(CodecCatalog::instance().audioCodecs());
    if (provider == providers::kSoundFileTypes)
        return itemsOf(soundFileTypes());
    if (provider == providers::kSoundCodecs)
        return soundCodecs(op);
    if (provider == providers::kInputChannels)
        return inputChannels(engine, op);
    if (provider == providers::kScreenAreas)
        return screenEntries(engine, op);
    if (provider == providers::kMonitors)
        return deviceItems(engine.devices().look(DeviceLists::Kind::Monitors).devices, {});
    if (provider == providers::kWindows)
        return windowItems(engine, op);
    if (provider == providers::kSoundDevices)
        return deviceItems(engine.devices().look(DeviceLists::Kind::Sounds).devices, textOf(op, "kind"));
    if (provider == providers::kCameras)
        return cameraItems(engine.devices().look(DeviceLists::Kind::Cameras).devices);
    return cameraModeItems(knownCameras(engine), op, provider).value_or(std::vector<MenuItem>());
}

bool engineFact(Engine& engine, Operator& op, const QString& fact)
{
    if (fact.startsWith(facts::kCamera))
        return hasCameraControl(knownCameras(engine), op, fact.mid(facts::kCamera.size()));
    const ScreenBackend::Abilities screen = engine.screens().abilities();
    if (fact == facts::kCanPickOnScreen)
        return screen.lists;
    if (fact == facts::kDesktopAsks)
        return !screen.lists;
    if (fact == facts::kScreenSeesInput)
        return screen.seesInput;
    if (fact == facts::kScreenHasWindowFrames)
        return screen.windowFrames;
    if (fact == facts::kCodecHasTypes)
        return !codecTypes(op).empty();
    if (fact == facts::kCodecSteeredByQuality) {
        const Codec* codec = CodecCatalog::instance().codec(textOf(op, "videocodec"));
        return codec && codec->steeredByQuality;
    }
    if (fact == facts::kLossyImageType) {
        const StillFormat* format = stillFormat(textOf(op, "imagefiletype"));
        return format && format->isLossy;
    }
    if (fact == facts::kCanCarryMetadata) {
        const StillFormat* format = stillFormat(textOf(op, "imagefiletype"));
        const QString type = textOf(op, "type");
        const bool isStill = type == QLatin1String("image") || type == QLatin1String("imagesequence");
        return !isStill || (format && format->carriesMetadata);
    }
    return true;
}

QString engineLimit(Operator& op, const QString& parameter)
{
    const CodecCatalog& catalog = CodecCatalog::instance();
    const Codec* codec = catalog.codec(textOf(op, "videocodec"));
    const CodecType* type = codec ? catalog.type(codec->token, textOf(op, "videocodectype")) : nullptr;
    if (!type)
        return {};
    const QString limit = settingLimit(*codec, *type, parameter);
    if (limit.isEmpty() ||
        !valueLimit(movieSettings(op.params()), *type, parameter, op.params().text(parameter)).isEmpty())
        return {};
    return limit;
}

} // namespace reelout
