// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker.h"
#include "capture/v4l2/video_kernel.h"
#include "capture/wake_descriptor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reelout {

namespace {

QString readLine(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine(256)).trimmed() : QString();
}

// The USB device is some folders above the interface that has the node.
void readUsb(const QString& device, VideoNode& node)
{
    constexpr int kLevels = 4;
    QDir folder(device);
    for (int level = 0; level < kLevels && !folder.isRoot(); ++level) {
        const QString vendor = readLine(folder.filePath(QStringLiteral("idVendor")));
        if (!vendor.isEmpty()) {
            node.vendor = vendor;
            node.product = readLine(folder.filePath(QStringLiteral("idProduct")));
            node.serial = readLine(folder.filePath(QStringLiteral("serial")));
            node.place = folder.dirName();
            return;
        }
        if (!folder.cdUp())
            return;
    }
}

VideoNode readNode(const QString& name)
{
    VideoNode node;
    const QString folder = QStringLiteral("/sys/class/video4linux/") + name;
    node.path = QFile::encodeName(QStringLiteral("/dev/") + name);
    node.name = readLine(folder + QStringLiteral("/name"));
    node.index = readLine(folder + QStringLiteral("/index")).toInt();
    const QString device = QFileInfo(folder + QStringLiteral("/device")).canonicalFilePath();
    node.place = QString(device).remove(0, device.startsWith(QLatin1String("/sys/")) ? 5 : 0);
    if (!device.isEmpty())
        readUsb(device, node);
    struct stat facts {};
    if (::stat(node.path.constData(), &facts) == 0)
        node.incarnation = QStringLiteral("%1:%2:%3.%4")
                               .arg(facts.st_ino)
                               .arg(facts.st_rdev)
                               .arg(facts.st_ctim.tv_sec)
                               .arg(facts.st_ctim.tv_nsec);
    return node;
}

/// Tells of changes in /dev by inotify.
class NodeWatch final : public DeviceWatch {
public:
    explicit NodeWatch(std::function<void()> changed) : m_changed(std::move(changed)) {}
    ~NodeWatch() override
    {
        m_worker.requestStop();
        m_wake.wake();
        m_worker.join();
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    NodeWatch(const NodeWatch&) = delete;
    NodeWatch& operator=(const NodeWatch&) = delete;

    bool begin()
    {
        m_descriptor = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        if (m_descriptor < 0 || !m_wake.isValid() ||
            ::inotify_add_watch(m_descriptor, "/dev", IN_CREATE | IN_DELETE | IN_ATTRIB | IN_MOVED_TO) < 0)
            return false;
        m_worker = Worker("video-nodes", [this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                std::array<pollfd, 2> entries{pollfd{m_wake.descriptor(), POLLIN, 0},
                                              pollfd{m_descriptor, POLLIN, 0}};
                if (::poll(entries.data(), entries.size(), -1) < 0 && errno != EINTR)
                    return;
                if (entries[1].revents != 0 && read())
                    m_changed();
            }
        });
        return true;
    }

private:
    // True when a video node is among what changed.
    bool read() const
    {
        alignas(inotify_event) std::array<char, 4096> buffer{};
        bool isVideo = false;
        for (;;) {
            const ssize_t bytes = ::read(m_descriptor, buffer.data(), buffer.size());
            if (bytes <= 0)
                return isVideo;
            for (const char* at = buffer.data(); at < buffer.data() + bytes;) {
                const auto* event = reinterpret_cast<const inotify_event*>(at);
                isVideo = isVideo || (event->mask & IN_Q_OVERFLOW) != 0 ||
                          (event->len > 0 && std::strncmp(event->name, "video", 5) == 0);
                at += sizeof(inotify_event) + event->len;
            }
        }
    }

    const std::function<void()> m_changed;
    int m_descriptor = -1;
    WakeDescriptor m_wake;
    Worker m_worker;
};

class SystemVideoKernel final : public VideoKernel {
public:
    std::vector<VideoNode> nodes() override
    {
        std::vector<VideoNode> found;
        const QStringList names =
            QDir(QStringLiteral("/dev")).entryList({QStringLiteral("video*")}, QDir::System | QDir::Files);
        for (const QString& name : names) {
            bool isNumber = false;
            name.mid(5).toInt(&isNumber);
            if (isNumber)
                found.push_back(readNode(name));
        }
        std::sort(found.begin(), found.end(), [](const VideoNode& a, const VideoNode& b) {
            return a.path.mid(10).toInt() < b.path.mid(10).toInt();
        });
        return found;
    }

    int open(const QByteArray& path) override
    {
        const int descriptor = ::open(path.constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
        return descriptor >= 0 ? descriptor : -errno;
    }
    void close(int descriptor) override { ::close(descriptor); }

    int control(int descriptor, unsigned long request, void* argument) override
    {
        int result = 0;
        do
            result = ::ioctl(descriptor, request, argument);
        while (result < 0 && errno == EINTR);
        return result < 0 ? -errno : 0;
    }

    void* map(int descriptor, std::size_t bytes, std::int64_t offset) override
    {
        void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, offset);
        return memory == MAP_FAILED ? nullptr : memory;
    }
    void unmap(void* memory, std::size_t bytes) override { ::munmap(memory, bytes); }

    QStringList users(const QByteArray& path) override
    {
        QStringList found;
        const QString wanted = QFile::decodeName(path);
        for (const QString& process : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
            bool isNumber = false;
            const qlonglong id = process.toLongLong(&isNumber);
            if (!isNumber || id == ::getpid())
                continue;
            const QString folder = QStringLiteral("/proc/") + process;
            const QDir descriptors(folder + QStringLiteral("/fd"));
            for (const QString& each :
                 descriptors.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
                if (QFile::symLinkTarget(descriptors.filePath(each)) == wanted) {
                    found << QStringLiteral("%1 (%2)").arg(readLine(folder + QStringLiteral("/comm")),
                                                           process);
                    break;
                }
            }
        }
        return found;
    }

    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override
    {
        auto watch = std::make_unique<NodeWatch>(changed);
        return watch->begin() ? std::move(watch) : nullptr;
    }
};

} // namespace

std::shared_ptr<VideoKernel> systemVideoKernel()
{
    static const std::shared_ptr<VideoKernel> kernel = std::make_shared<SystemVideoKernel>();
    return kernel;
}

} // namespace reelout
