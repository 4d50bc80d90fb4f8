// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_backends.h"

#include "base/error_text.h"
#include "base/log.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

using Devices = std::vector<DeviceInfo>;

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Camera", source);
}

bool isSameDevice(const DeviceInfo& one, const DeviceInfo& other)
{
    return one.id == other.id || (!one.node.isEmpty() && one.node == other.node);
}

class Watches final : public DeviceWatch {
public:
    explicit Watches(std::vector<std::unique_ptr<DeviceWatch>> all) : m_all(std::move(all)) {}

private:
    std::vector<std::unique_ptr<DeviceWatch>> m_all;
};

class JoinedCameras final : public CameraBackend {
public:
    explicit JoinedCameras(std::vector<std::shared_ptr<CameraBackend>> backends)
        : m_backends(std::move(backends))
    {}

    QString name() const override
    {
        QStringList names;
        for (const auto& backend : m_backends)
            names << backend->name();
        return names.join(QStringLiteral(", "));
    }

    Result<Devices> cameras() override
    {
        std::vector<Devices> found;
        std::optional<Error> error;
        for (const auto& backend : m_backends) {
            Result<Devices> devices = backend->cameras();
            if (!devices) {
                logDebug(QStringLiteral("camera"), describeForLog(devices.error()));
                error = error.value_or(devices.error());
            }
            found.push_back(devices ? std::move(devices).value() : Devices());
        }
        Devices all = joinCameraLists(found);
        if (all.empty() && error)
            return *error;
        return all;
    }

    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override
    {
        std::vector<std::unique_ptr<DeviceWatch>> watches;
        for (const auto& backend : m_backends) {
            if (std::unique_ptr<DeviceWatch> watch = backend->watch(changed))
                watches.push_back(std::move(watch));
        }
        return watches.empty() ? nullptr : std::make_unique<Watches>(std::move(watches));
    }

    Result<std::unique_ptr<PictureSource>> open(const CameraSpec& spec) override
    {
        CameraSpec wanted = spec;
        if (wanted.deviceId.isEmpty()) {
            const Result<Devices> all = cameras();
            if (!all)
                return all.error();
            if (all->empty())
                return makeError(ErrorCode::NotFound, QStringLiteral("open camera"),
                                 sentence("There is no camera or capture card."));
            const auto usable = std::find_if(
                all->begin(), all->end(), [](const DeviceInfo& each) { return each.unavailable.isEmpty(); });
            wanted.deviceId = usable == all->end() ? all->front().id : usable->id;
        }
        for (const auto& backend : m_backends) {
            if (backend->knows(wanted.deviceId))
                return backend->open(wanted);
        }
        return makeError(ErrorCode::NotFound, QStringLiteral("open camera"),
                         sentence("There is no camera of the name %1.").arg(wanted.deviceId));
    }

    bool knows(const QString& id) const override
    {
        return std::any_of(m_backends.begin(), m_backends.end(),
                           [&](const auto& backend) { return backend->knows(id); });
    }

private:
    const std::vector<std::shared_ptr<CameraBackend>> m_backends;
};

} // namespace

std::vector<DeviceInfo> joinCameraLists(const std::vector<std::vector<DeviceInfo>>& found)
{
    Devices all;
    for (const Devices& devices : found) {
        for (const DeviceInfo& device : devices) {
            const auto same = std::find_if(
                all.begin(), all.end(), [&](const DeviceInfo& each) { return isSameDevice(each, device); });
            if (same == all.end())
                all.push_back(device);
            else if (!same->unavailable.isEmpty() && device.unavailable.isEmpty())
                *same = device;
        }
    }
    return all;
}

std::unique_ptr<CameraBackend> joinCameraBackends(std::vector<std::shared_ptr<CameraBackend>> backends)
{
    return std::make_unique<JoinedCameras>(std::move(backends));
}

} // namespace reelout
