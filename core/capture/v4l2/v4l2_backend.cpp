// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_backend.h"

#include "base/error_text.h"
#include "base/log.h"
#include "capture/v4l2/v4l2_controls.h"
#include "capture/v4l2/v4l2_session.h"
#include "capture/v4l2/video_identity.h"

#include <QCoreApplication>
#include <QFile>

#include <map>
#include <mutex>

namespace reelout {

namespace {

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Camera", source);
}

class V4l2Backend final : public CameraBackend {
public:
    V4l2Backend(std::shared_ptr<VideoKernel> kernel, Clock& clock, const CameraSource::Patience& patience)
        : m_kernel(std::move(kernel)),
          m_clock(clock),
          m_patience(patience)
    {}

    QString name() const override { return QStringLiteral("Video4Linux"); }

    Result<std::vector<DeviceInfo>> cameras() override
    {
        std::vector<DeviceInfo> found;
        const std::vector<VideoNode> nodes = m_kernel->nodes();
        const std::vector<QString> identities = videoIdentities(nodes);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            std::optional<DeviceInfo> info = describeNode(nodes[i]);
            if (!info)
                continue;
            info->id = identities[i];
            found.push_back(std::move(*info));
        }
        return found;
    }

    bool knows(const QString& id) const override
    {
        return id.startsWith(QLatin1String("usb:")) || id.startsWith(QLatin1String("bus:")) ||
               id.startsWith(QLatin1Char('/'));
    }

    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override
    {
        return m_kernel->watch(changed);
    }

    Result<std::unique_ptr<PictureSource>> open(const CameraSpec& spec) override
    {
        CameraAccess access;
        CameraSpec own = spec;
        if (own.deviceId.isEmpty())
            own.deviceId = firstUsable();
        access.open = [kernel = m_kernel, own, clock = &m_clock]() {
            using Opened = Result<std::unique_ptr<CameraSession>>;
            const std::vector<VideoNode> nodes = kernel->nodes();
            const VideoNode* node = findVideoNode(nodes, own.deviceId);
            // A path may be one that the system does not list (a program that plays camera).
            const VideoNode unlisted{QFile::encodeName(own.deviceId), {}, {}, {}, {}, {}, 0, {}};
            if (!node && own.deviceId.startsWith(QLatin1Char('/')))
                node = &unlisted;
            if (!node)
                return Opened(makeError(ErrorCode::DeviceLost, QStringLiteral("open camera"),
                                        own.deviceId.isEmpty()
                                            ? sentence("There is no camera.")
                                            : sentence("The camera %1 is not connected.").arg(own.deviceId)));
            return V4l2Session::open(kernel, *node, own, *clock);
        };
        access.watch = [kernel = m_kernel](const std::function<void()>& changed) {
            return kernel->watch(changed);
        };
        return std::unique_ptr<PictureSource>(
            std::make_unique<CameraSource>(own, std::move(access), m_clock, m_patience));
    }

private:
    /// What a node was the last time it was opened to be listed; opening wakes the device up.
    struct Known {
        VideoNode node;
        std::optional<DeviceInfo> info;
    };

    std::optional<DeviceInfo> describeNode(const VideoNode& node)
    {
        {
            const std::scoped_lock lock(m_mutex);
            const auto known = m_known.find(node.path);
            if (known != m_known.end() && known->second.node == node)
                return known->second.info;
        }
        const Result<std::unique_ptr<V4l2Device>> device = V4l2Device::open(m_kernel, node);
        DeviceInfo info;
        info.kind = QStringLiteral("camera");
        info.label = node.name.isEmpty() ? QFile::decodeName(node.path) : node.name;
        info.detail = QFile::decodeName(node.path);
        info.node = info.detail;
        if (!device) {
            // One that no one may look into is still one; what captures nothing is none.
            if (device.error().code != ErrorCode::PermissionDenied)
                return remember(node, std::nullopt, device.error().code == ErrorCode::Unsupported);
            info.unavailable = describe(device.error());
            return info;
        }
        info.label = (*device)->label();
        info.modes = (*device)->modes();
        if (info.modes.empty())
            return remember(node, std::nullopt, true);
        info.controls = v4l2Controls(**device);
        // What is plugged into an HDMI input changes what it offers.
        return remember(node, info, !(*device)->followsSignal());
    }

    std::optional<DeviceInfo> remember(const VideoNode& node, std::optional<DeviceInfo> info, bool isCertain)
    {
        if (isCertain) {
            const std::scoped_lock lock(m_mutex);
            m_known[node.path] = {node, info};
        }
        return info;
    }

    QString firstUsable()
    {
        const Result<std::vector<DeviceInfo>> all = cameras();
        if (!all || all->empty())
            return {};
        for (const DeviceInfo& each : *all) {
            if (each.unavailable.isEmpty())
                return each.id;
        }
        return all->front().id;
    }

    const std::shared_ptr<VideoKernel> m_kernel;
    Clock& m_clock;
    const CameraSource::Patience m_patience;
    std::mutex m_mutex; ///< guards m_known
    std::map<QByteArray, Known> m_known;
};

} // namespace

std::unique_ptr<CameraBackend> makeV4l2Backend(std::shared_ptr<VideoKernel> kernel, Clock& clock,
                                               const CameraSource::Patience& patience)
{
    return std::make_unique<V4l2Backend>(std::move(kernel), clock, patience);
}

} // namespace reelout
