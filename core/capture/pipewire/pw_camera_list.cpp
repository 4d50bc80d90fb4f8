// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_camera_list.h"

#include "base/worker.h"
#include "capture/pipewire/pw_camera_format.h"
#include "capture/pipewire/pw_connection.h"

#include <pipewire/pipewire.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <ctime>
#include <map>
#include <mutex>
#include <set>

namespace reelout {

namespace {

QString valueOf(const spa_dict* properties, const char* key)
{
    const char* value = properties ? spa_dict_lookup(properties, key) : nullptr;
    return value ? QString::fromUtf8(value) : QString();
}

// Screens that are shared are video sources, too.
bool isCamera(const char* type, const spa_dict* properties)
{
    if (std::strcmp(type, PW_TYPE_INTERFACE_Node) != 0 ||
        valueOf(properties, PW_KEY_MEDIA_CLASS) != QLatin1String("Video/Source"))
        return false;
    const QString role = valueOf(properties, PW_KEY_MEDIA_ROLE);
    return role.isEmpty()
               ? !valueOf(properties, PW_KEY_NODE_NAME).startsWith(QLatin1String("xdg-desktop-portal"))
               : role == QLatin1String("Camera");
}

/// Looks once: first which nodes there are, then what each offers.
class Listing {
public:
    Result<std::vector<PwCameraNode>> run(Duration patience);
    ~Listing();

private:
    struct Node {
        PwCameraNode camera;
        pw_proxy* proxy = nullptr;
        spa_hook hook{};
    };
    void onGlobal(std::uint32_t id, const char* type, const spa_dict* properties);
    Status roundTrip(timespec& deadline);

    std::unique_ptr<PwConnection> m_connection;
    spa_hook m_coreHook{};
    spa_hook m_registryHook{};
    pw_core_events m_coreEvents{};
    pw_registry_events m_registryEvents{};
    pw_node_events m_nodeEvents{};
    std::map<std::uint32_t, std::unique_ptr<Node>> m_nodes;
    int m_pending = 0;
    bool m_isDone = false;
    QString m_error;
};

Listing::~Listing()
{
    if (!m_connection)
        return;
    m_connection->stop();
    for (auto& [id, node] : m_nodes) {
        if (node->proxy)
            pw_proxy_destroy(node->proxy);
    }
}

void Listing::onGlobal(std::uint32_t id, const char* type, const spa_dict* properties)
{
    if (!isCamera(type, properties))
        return;
    auto node = std::make_unique<Node>();
    node->camera.id = id;
    node->camera.name = valueOf(properties, PW_KEY_NODE_NAME);
    node->camera.label = valueOf(properties, PW_KEY_NODE_DESCRIPTION);
    if (node->camera.label.isEmpty())
        node->camera.label = valueOf(properties, PW_KEY_NODE_NICK);
    if (node->camera.label.isEmpty())
        node->camera.label = node->camera.name;
    node->proxy = static_cast<pw_proxy*>(
        pw_registry_bind(m_connection->registry(), id, PW_TYPE_INTERFACE_Node, PW_VERSION_NODE, 0));
    if (!node->proxy)
        return;
    auto* proxy = reinterpret_cast<pw_node*>(node->proxy);
    pw_node_add_listener(proxy, &node->hook, &m_nodeEvents, node.get());
    pw_node_enum_params(proxy, 0, SPA_PARAM_EnumFormat, 0, UINT32_MAX, nullptr);
    m_nodes[id] = std::move(node);
}

// Everything that was asked before it has been answered when it returns. The thread is still.
Status Listing::roundTrip(timespec& deadline)
{
    m_isDone = false;
    m_pending = pw_core_sync(m_connection->core(), PW_ID_CORE, 0);
    while (!m_isDone && m_error.isEmpty()) {
        if (pw_thread_loop_timed_wait_full(m_connection->loop(), &deadline) < 0)
            return makeError(ErrorCode::TimedOut, QStringLiteral("list PipeWire's cameras"), {});
    }
    return m_error.isEmpty() ? Status() : Status(pipeWireUnreachable(m_error));
}

Result<std::vector<PwCameraNode>> Listing::run(Duration patience)
{
    Result<std::unique_ptr<PwConnection>> connection = PwConnection::open("pw-cameras", -1);
    if (!connection)
        return connection.error();
    m_connection = std::move(connection).value();
    m_coreEvents.version = PW_VERSION_CORE_EVENTS;
    m_coreEvents.done = [](void* self, uint32_t, int sequence) {
        auto& listing = *static_cast<Listing*>(self);
        listing.m_isDone = listing.m_isDone || sequence == listing.m_pending;
        pw_thread_loop_signal(listing.m_connection->loop(), false);
    };
    m_coreEvents.error = [](void* self, uint32_t id, int, int result, const char* message) {
        auto& listing = *static_cast<Listing*>(self);
        // A node may go while it is asked.
        if (id == PW_ID_CORE)
            listing.m_error = QStringLiteral("%1 (%2)").arg(QString::fromUtf8(message)).arg(result);
        pw_thread_loop_signal(listing.m_connection->loop(), false);
    };
    m_nodeEvents.version = PW_VERSION_NODE_EVENTS;
    m_nodeEvents.info = [](void* node, const pw_node_info* info) {
        auto& own = *static_cast<Node*>(node);
        if (info->props)
            own.camera.devicePath = valueOf(info->props, "api.v4l2.path");
    };
    m_nodeEvents.param = [](void* node, int, uint32_t id, uint32_t, uint32_t, const spa_pod* param) {
        if (id != SPA_PARAM_EnumFormat)
            return;
        std::vector<CameraMode>& modes = static_cast<Node*>(node)->camera.modes;
        for (CameraMode& mode : readCameraModes(param)) {
            if (std::find(modes.begin(), modes.end(), mode) == modes.end())
                modes.push_back(std::move(mode));
        }
    };
    m_registryEvents.version = PW_VERSION_REGISTRY_EVENTS;
    m_registryEvents.global = [](void* self, uint32_t id, uint32_t, const char* type, uint32_t,
                                 const spa_dict* properties) {
        static_cast<Listing*>(self)->onGlobal(id, type, properties);
    };
    pw_core_add_listener(m_connection->core(), &m_coreHook, &m_coreEvents, this);
    pw_registry_add_listener(m_connection->registry(), &m_registryHook, &m_registryEvents, this);
    REELOUT_TRY(m_connection->run());
    const PwLock lock(*m_connection);
    timespec deadline{};
    pw_thread_loop_get_time(m_connection->loop(), &deadline, patience.count());
    for (int trip = 0; trip < 2; ++trip)
        REELOUT_TRY(roundTrip(deadline));
    std::vector<PwCameraNode> cameras;
    for (const auto& [id, node] : m_nodes)
        cameras.push_back(node->camera);
    return cameras;
}

/// Keeps a connection for the sake of what it says, and makes a new one when that breaks.
class PwCameraWatch final : public DeviceWatch {
public:
    explicit PwCameraWatch(std::function<void()> changed) : m_changed(std::move(changed))
    {
        m_worker = Worker("pw-camera-watch", [this](const std::stop_token& stop) { body(stop); });
    }
    ~PwCameraWatch() override { m_worker.stop(); }
    PwCameraWatch(const PwCameraWatch&) = delete;
    PwCameraWatch& operator=(const PwCameraWatch&) = delete;

private:
    struct Line {
        explicit Line(PwCameraWatch& of) : watch(of) {}
        ~Line()
        {
            if (connection)
                connection->stop();
        }
        Line(const Line&) = delete;
        Line& operator=(const Line&) = delete;
        bool begin();

        PwCameraWatch& watch;
        std::unique_ptr<PwConnection> connection;
        spa_hook core{};
        spa_hook registry{};
        pw_core_events ofCore{};
        pw_registry_events ofRegistry{};
        std::set<std::uint32_t> cameras;
    };

    void body(const std::stop_token& stop)
    {
        constexpr std::chrono::seconds kRetry(3);
        while (!stop.stop_requested()) {
            Line line(*this);
            setBroken(false);
            const bool isThere = line.begin();
            std::unique_lock lock(m_mutex);
            if (isThere)
                m_woken.wait(lock, stop, [this] { return m_isBroken; });
            else
                m_woken.wait_for(lock, stop, kRetry, [] { return false; });
            lock.unlock();
            if (isThere && !stop.stop_requested())
                m_changed();
        }
    }

    void setBroken(bool isBroken)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isBroken = isBroken;
        }
        m_woken.notify_all();
    }

    const std::function<void()> m_changed;
    std::mutex m_mutex; ///< guards m_isBroken
    std::condition_variable_any m_woken;
    bool m_isBroken = false;
    Worker m_worker;
};

bool PwCameraWatch::Line::begin()
{
    Result<std::unique_ptr<PwConnection>> made = PwConnection::open("pw-camera-watch", -1);
    if (!made)
        return false;
    connection = std::move(made).value();
    ofCore.version = PW_VERSION_CORE_EVENTS;
    ofCore.error = [](void* self, uint32_t id, int, int, const char*) {
        if (id == PW_ID_CORE)
            static_cast<Line*>(self)->watch.setBroken(true);
    };
    ofRegistry.version = PW_VERSION_REGISTRY_EVENTS;
    ofRegistry.global = [](void* self, uint32_t id, uint32_t, const char* type, uint32_t,
                           const spa_dict* properties) {
        auto& line = *static_cast<Line*>(self);
        if (!isCamera(type, properties))
            return;
        line.cameras.insert(id);
        line.watch.m_changed();
    };
    ofRegistry.global_remove = [](void* self, uint32_t id) {
        auto& line = *static_cast<Line*>(self);
        if (line.cameras.erase(id) > 0)
            line.watch.m_changed();
    };
    pw_core_add_listener(connection->core(), &core, &ofCore, this);
    pw_registry_add_listener(connection->registry(), &registry, &ofRegistry, this);
    return connection->run().hasValue();
}

} // namespace

Result<std::vector<PwCameraNode>> listPwCameras(Duration patience)
{
    return Listing().run(patience);
}

std::unique_ptr<DeviceWatch> watchPwCameras(const std::function<void()>& changed)
{
    return std::make_unique<PwCameraWatch>(changed);
}

} // namespace reelout
