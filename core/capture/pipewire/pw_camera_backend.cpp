// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_camera_backend.h"

#include "capture/pipewire/pw_camera_list.h"
#include "capture/pipewire/pw_camera_session.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kPatience = 3s; ///< with a server that does not answer
constexpr QLatin1String kPrefix("pipewire:");

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Camera", source);
}

Result<std::unique_ptr<CameraSession>> openNode(const CameraSpec& spec, Clock& clock)
{
    const Result<std::vector<PwCameraNode>> nodes = listPwCameras(kPatience);
    if (!nodes)
        return nodes.error();
    const auto node = std::find_if(nodes->begin(), nodes->end(), [&](const PwCameraNode& each) {
        return spec.deviceId.isEmpty() || kPrefix + each.name == spec.deviceId;
    });
    if (node == nodes->end())
        return makeError(ErrorCode::DeviceLost, QStringLiteral("open camera"),
                         sentence("The camera %1 is not connected.").arg(spec.deviceId));
    return PwCameraSession::open(*node, spec, clock);
}

class PwCameraBackend final : public CameraBackend {
public:
    PwCameraBackend(Clock& clock, const CameraSource::Patience& patience)
        : m_clock(clock),
          m_patience(patience)
    {}

    QString name() const override { return QStringLiteral("PipeWire"); }

    Result<std::vector<DeviceInfo>> cameras() override
    {
        const Result<std::vector<PwCameraNode>> nodes = listPwCameras(kPatience);
        // A session without PipeWire has no cameras of PipeWire's.
        if (!nodes && nodes.error().code == ErrorCode::Unsupported)
            return std::vector<DeviceInfo>();
        if (!nodes)
            return nodes.error();
        std::vector<DeviceInfo> found;
        for (const PwCameraNode& node : *nodes) {
            if (node.modes.empty())
                continue;
            DeviceInfo info;
            info.id = kPrefix + node.name;
            info.label = node.label;
            info.kind = QStringLiteral("camera");
            info.detail = QStringLiteral("PipeWire");
            info.modes = node.modes;
            info.node = node.devicePath;
            found.push_back(std::move(info));
        }
        return found;
    }

    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override
    {
        return watchPwCameras(changed);
    }

    bool knows(const QString& id) const override { return id.startsWith(kPrefix); }

    Result<std::unique_ptr<PictureSource>> open(const CameraSpec& spec) override
    {
        CameraAccess access;
        access.open = [spec, clock = &m_clock] { return openNode(spec, *clock); };
        access.watch = [](const std::function<void()>& changed) { return watchPwCameras(changed); };
        return std::unique_ptr<PictureSource>(
            std::make_unique<CameraSource>(spec, std::move(access), m_clock, m_patience));
    }

private:
    Clock& m_clock;
    const CameraSource::Patience m_patience;
};

} // namespace

std::unique_ptr<CameraBackend> makePwCameraBackend(Clock& clock, const CameraSource::Patience& patience)
{
    return std::make_unique<PwCameraBackend>(clock, patience);
}

} // namespace reelout
