// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_backend.h"

#include "base/error_text.h"
#include "base/log.h"
#include "capture/v4l2/v4l2_controls.h"
#include "capture/v4l2/v4l2_input.h"
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

/// Who wants to know that a device offers something else. Any thread.
class OfferWatchers {
public:
    using Told = std::function<void()>;

    void add(const Told* told)
    {
        const std::scoped_lock lock(m_mutex);
        m_all.push_back(told);
    }
    void remove(const Told* told)
    {
        const std::scoped_lock lock(m_mutex);
        std::erase(m_all, told);
    }
    // Locked, so that nobody is told who has gone: they only set a mark.
    void tell()
    {
        const std::scoped_lock lock(m_mutex);
        for (const Told* told : m_all)
            (*told)();
    }

private:
    std::mutex m_mutex; ///< guards m_all
    std::vector<const Told*> m_all;
};

/// Tells of nodes that come and go, and of what they offer.
class ListWatch final : public DeviceWatch {
public:
    ListWatch(VideoKernel& kernel, std::shared_ptr<OfferWatchers> offers, std::function<void()> changed)
        : m_offers(std::move(offers)),
          m_changed(std::move(changed)),
          m_nodes(kernel.watch(m_changed))
    {
        m_offers->add(&m_changed);
    }
    ~ListWatch() override { m_offers->remove(&m_changed); }
    ListWatch(const ListWatch&) = delete;
    ListWatch& operator=(const ListWatch&) = delete;

private:
    const std::shared_ptr<OfferWatchers> m_offers;
    const std::function<void()> m_changed;
    const std::unique_ptr<DeviceWatch> m_nodes;
};

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
        return std::make_unique<ListWatch>(*m_kernel, m_offers, changed);
    }

    Result<std::unique_ptr<PictureSource>> open(const CameraSpec& spec) override
    {
        CameraAccess access;
        CameraSpec own = spec;
        if (own.deviceId.isEmpty())
            own.deviceId = firstUsable();
        access.open = [kernel = m_kernel, offers = m_offers, own, clock = &m_clock]() {
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
            return V4l2Session::open(kernel, *node, {own, [offers] { offers->tell(); }}, *clock);
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
        const std::vector<V4l2Input> inputs = v4l2Inputs(**device);
        std::optional<V4l2Input> current;
        for (const V4l2Input& input : inputs) {
            info.inputs.push_back({input.name, input.isCurrent, !input.absence.isEmpty()});
            if (input.isCurrent)
                current = input;
        }
        const V4l2Signal signal = readV4l2Signal(**device, current, SignalLock::Look);
        for (CameraInput& input : info.inputs)
            input.hasNoSignal = input.isCurrent && !signal.absence.isEmpty();
        info.modes = (*device)->modes(signal);
        if (info.modes.empty() && inputs.size() < 2)
            return remember(node, std::nullopt, true);
        info.controls = v4l2Controls(**device);
        // What is plugged in, and where others take the picture from, changes what it offers.
        return remember(node, info, inputs.size() < 2 && (!current || !current->hasTimings));
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
    const std::shared_ptr<OfferWatchers> m_offers = std::make_shared<OfferWatchers>();
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
