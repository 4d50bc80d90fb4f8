// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/camera_menus.h"

#include "capture/camera/camera_format.h"
#include "capture/camera/camera_mode.h"
#include "operators/provider_names.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

// As they are set; "best" and "asis" are nothing in particular.
QString chosen(const Operator& op, const char* name)
{
    const QString key = QString::fromLatin1(name);
    const ParamSet& params = op.params();
    const QString text =
        params.mode(key) == ParamMode::Constant ? params.constant(key).toString() : params.text(key);
    return text == providers::kBestMode || text == providers::kInputAsItIs ? QString() : text;
}

const DeviceInfo* deviceOf(const std::vector<DeviceInfo>& cameras, const Operator& op)
{
    const QString id = chosen(op, "device");
    const auto found = std::find_if(cameras.begin(), cameras.end(), [&](const DeviceInfo& each) {
        if (id.isEmpty())
            return each.unavailable.isEmpty();
        return each.id == id || (!each.node.isEmpty() && each.node == id);
    });
    return found == cameras.end() || (found->modes.empty() && found->inputs.size() < 2) ? nullptr : &*found;
}

// Of an input that the device is not set to nothing is known.
bool isSetTo(const DeviceInfo& device, const QString& input)
{
    if (input.isEmpty() || device.inputs.size() < 2)
        return true;
    return std::any_of(device.inputs.begin(), device.inputs.end(), [&](const CameraInput& each) {
        return each.isCurrent && each.name.compare(input, Qt::CaseInsensitive) == 0;
    });
}

std::vector<MenuItem> inputItems(const DeviceInfo& device)
{
    std::vector<MenuItem> items{
        {providers::kInputAsItIs, QCoreApplication::translate("reelout::Camera", "As It Is"), {}}};
    for (const CameraInput& input : device.inputs)
        items.push_back(
            {input.name,
             input.hasNoSignal
                 ? QCoreApplication::translate("reelout::Camera", "%1 (no signal)").arg(input.name)
                 : input.name,
             {}});
    return items;
}

MenuItem best()
{
    return {providers::kBestMode, QCoreApplication::translate("reelout::Camera", "Best"), {}};
}

void addOnce(std::vector<MenuItem>& items, const QString& token, const QString& label)
{
    if (std::none_of(items.begin(), items.end(), [&](const MenuItem& each) { return each.token == token; }))
        items.push_back({token, label, {}});
}

std::vector<MenuItem> formatItems(const DeviceInfo& device)
{
    std::vector<MenuItem> items{best()};
    for (const CameraFormat& format : cameraFormats()) {
        const QString token = QString::fromLatin1(format.token);
        for (const CameraMode& mode : device.modes) {
            if (mode.format == token)
                addOnce(items, token, QString::fromLatin1(format.label));
        }
    }
    return items;
}

std::vector<CameraMode> modesWith(const DeviceInfo& device, const QString& format, const QString& size)
{
    std::vector<CameraMode> modes = device.modes;
    std::erase_if(modes, [&](const CameraMode& mode) {
        return (!format.isEmpty() && mode.format != format) ||
               (!size.isEmpty() && cameraSizeToken(mode.size) != size);
    });
    return modes;
}

std::vector<MenuItem> sizeItems(const DeviceInfo& device, const QString& format)
{
    std::vector<CameraMode> modes = modesWith(device, format, {});
    std::stable_sort(modes.begin(), modes.end(), [](const CameraMode& a, const CameraMode& b) {
        return 1LL * a.size.width * a.size.height > 1LL * b.size.width * b.size.height;
    });
    std::vector<MenuItem> items{best()};
    for (const CameraMode& mode : modes)
        addOnce(items, cameraSizeToken(mode.size), cameraSizeLabel(mode.size));
    return items;
}

std::vector<MenuItem> rateItems(const DeviceInfo& device, const QString& format, const QString& size)
{
    std::vector<CameraMode> modes = modesWith(device, format, size);
    std::stable_sort(modes.begin(), modes.end(), [](const CameraMode& a, const CameraMode& b) {
        return a.rate.toDouble() > b.rate.toDouble();
    });
    std::vector<MenuItem> items{best()};
    for (const CameraMode& mode : modes)
        addOnce(items, mode.rate.toString(), cameraRateLabel(mode.rate));
    return items;
}

} // namespace

std::vector<MenuItem> cameraItems(const std::vector<DeviceInfo>& cameras)
{
    std::vector<MenuItem> items;
    for (const DeviceInfo& camera : cameras)
        items.push_back(
            {camera.id, QStringLiteral("%1 (%2)").arg(camera.label, camera.detail), camera.unavailable});
    return items;
}

std::optional<std::vector<MenuItem>> cameraModeItems(const std::vector<DeviceInfo>& cameras,
                                                     const Operator& op, const QString& provider)
{
    const bool isFormats = provider == providers::kCameraFormats;
    const bool isSizes = provider == providers::kCameraSizes;
    const bool isInputs = provider == providers::kCameraInputs;
    if (!isInputs && !isFormats && !isSizes && provider != providers::kCameraRates)
        return std::nullopt;
    const DeviceInfo* device = deviceOf(cameras, op);
    if (!device)
        return std::vector<MenuItem>();
    if (isInputs)
        return inputItems(*device);
    if (!isSetTo(*device, chosen(op, "input")))
        return std::vector<MenuItem>();
    if (isFormats)
        return formatItems(*device);
    const QString format = chosen(op, "pixelformat");
    return isSizes ? sizeItems(*device, format) : rateItems(*device, format, chosen(op, "size"));
}

bool hasCameraControl(const std::vector<DeviceInfo>& cameras, const Operator& op, const QString& control)
{
    const DeviceInfo* device = deviceOf(cameras, op);
    if (device && control == facts::kCameraInputs.mid(facts::kCamera.size()))
        return device->inputs.size() > 1;
    return !device || device->controls.contains(control);
}

} // namespace reelout
