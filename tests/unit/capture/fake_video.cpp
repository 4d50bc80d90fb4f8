// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_video.h"

#include "capture/v4l2/v4l2_format.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <sys/eventfd.h>
#include <unistd.h>

namespace reelout::test {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 60s;
constexpr std::uint32_t kOffsetUnit = 4096;
constexpr std::uint32_t kMostPieces = 3;

} // namespace

struct FakeVideo::Device {
    explicit Device(FakeCamera from) : camera(std::move(from)) {}

    int handle(unsigned long request, void* argument);
    int describeFormat(v4l2_fmtdesc& entry) const;
    int describeSize(v4l2_frmsizeenum& entry) const;
    int describeInterval(v4l2_frmivalenum& entry) const;
    int setFormat(v4l2_format& format);
    int request(v4l2_requestbuffers& wanted);
    int query(v4l2_buffer& buffer) const;
    int take(v4l2_buffer& buffer);
    int queryControl(v4l2_queryctrl& entry) const;
    int setControl(const v4l2_control& wanted);
    void drain(std::size_t calls) const;
    void forget();
    std::uint32_t fieldFor(std::uint32_t wanted) const;
    const FakeCamera::Format* formatOf(std::uint32_t fourcc) const;
    bool isMultiPlanar() const { return (camera.capabilities & V4L2_CAP_VIDEO_CAPTURE_MPLANE) != 0; }
    std::size_t pieceBytes(int piece) const;
    int rowBytes(int piece) const;

    FakeCamera camera;
    int descriptor = -1;
    bool isGone = false;
    bool isStreaming = false;
    std::uint32_t fourcc = 0;
    Size size;
    v4l2_fract interval{1, 30};
    std::vector<std::vector<std::vector<std::uint8_t>>> memory; ///< buffers, their pieces
    std::deque<std::uint32_t> queued;
    struct Filled {
        std::uint32_t index;
        std::vector<std::uint32_t> used;
        std::int64_t captured;
        std::uint32_t sequence;
        std::uint32_t flags;
        std::uint32_t field;
    };
    std::deque<Filled> filled;
    std::uint32_t sequence = 0;
    std::vector<std::uint32_t> written;
};

const FakeCamera::Format* FakeVideo::Device::formatOf(std::uint32_t wanted) const
{
    const auto found = std::find_if(camera.formats.begin(), camera.formats.end(),
                                    [&](const FakeCamera::Format& each) { return each.fourcc == wanted; });
    return found == camera.formats.end() ? nullptr : &*found;
}

int FakeVideo::Device::rowBytes(int piece) const
{
    const V4l2Fourcc* known = v4l2Fourcc(fourcc);
    if (!known || cameraFormat(known->layout).isCompressed)
        return 0;
    const PixelFormat picture = cameraFormat(known->layout).picture;
    const bool isPlanar = pixelFormatInfo(picture).planes > 1;
    const int tight = known->layout == CameraLayout::Y210
                          ? (size.width + 1) / 2 * 8
                          : static_cast<int>(planeRowBytes(picture, size, isPlanar ? piece : 0));
    return tight + camera.rowPadding;
}

std::size_t FakeVideo::Device::pieceBytes(int) const
{
    return static_cast<std::size_t>(size.width * 8 + camera.rowPadding * 2) *
               static_cast<std::size_t>(size.height * 2) +
           65536;
}

int FakeVideo::Device::describeFormat(v4l2_fmtdesc& entry) const
{
    if (entry.index >= camera.formats.size())
        return -EINVAL;
    entry.pixelformat = camera.formats[entry.index].fourcc;
    return 0;
}

int FakeVideo::Device::describeSize(v4l2_frmsizeenum& entry) const
{
    const FakeCamera::Format* format = formatOf(entry.pixel_format);
    if (!format || entry.index >= (format->isStepwise ? 1 : format->sizes.size()))
        return -EINVAL;
    if (format->isStepwise) {
        entry.type = V4L2_FRMSIZE_TYPE_STEPWISE;
        entry.stepwise = {static_cast<std::uint32_t>(format->sizes[0].width),
                          static_cast<std::uint32_t>(format->sizes[1].width),
                          2,
                          static_cast<std::uint32_t>(format->sizes[0].height),
                          static_cast<std::uint32_t>(format->sizes[1].height),
                          2};
        return 0;
    }
    entry.type = V4L2_FRMSIZE_TYPE_DISCRETE;
    entry.discrete = {static_cast<std::uint32_t>(format->sizes[entry.index].width),
                      static_cast<std::uint32_t>(format->sizes[entry.index].height)};
    return 0;
}

int FakeVideo::Device::describeInterval(v4l2_frmivalenum& entry) const
{
    const FakeCamera::Format* format = formatOf(entry.pixel_format);
    if (!format || entry.index >= (format->isStepwise ? 1 : format->intervals.size()))
        return -EINVAL;
    if (format->isStepwise) {
        entry.type = V4L2_FRMIVAL_TYPE_STEPWISE;
        entry.stepwise.min = format->intervals[0];
        entry.stepwise.max = format->intervals[1];
        return 0;
    }
    entry.type = V4L2_FRMIVAL_TYPE_DISCRETE;
    entry.discrete = format->intervals[entry.index];
    return 0;
}

int FakeVideo::Device::setFormat(v4l2_format& format)
{
    if (camera.formatError < 0)
        return camera.formatError;
    const std::uint32_t wanted = isMultiPlanar() ? format.fmt.pix_mp.pixelformat : format.fmt.pix.pixelformat;
    fourcc = formatOf(wanted) ? wanted : camera.formats.front().fourcc;
    size = isMultiPlanar()
               ? Size{static_cast<int>(format.fmt.pix_mp.width), static_cast<int>(format.fmt.pix_mp.height)}
               : Size{static_cast<int>(format.fmt.pix.width), static_cast<int>(format.fmt.pix.height)};
    if (!camera.givesInstead.isEmpty())
        size = camera.givesInstead;
    if (isMultiPlanar()) {
        v4l2_pix_format_mplane& pix = format.fmt.pix_mp;
        pix.width = static_cast<std::uint32_t>(size.width);
        pix.height = static_cast<std::uint32_t>(size.height);
        pix.pixelformat = fourcc;
        pix.field = fieldFor(pix.field);
        pix.num_planes = static_cast<std::uint8_t>(camera.pieces);
        pix.colorspace = camera.colorspace;
        for (int piece = 0; piece < camera.pieces; ++piece)
            pix.plane_fmt[piece].bytesperline = static_cast<std::uint32_t>(rowBytes(piece));
        return 0;
    }
    v4l2_pix_format& pix = format.fmt.pix;
    pix.width = static_cast<std::uint32_t>(size.width);
    pix.height = static_cast<std::uint32_t>(size.height);
    pix.pixelformat = fourcc;
    pix.field = fieldFor(pix.field);
    pix.bytesperline = static_cast<std::uint32_t>(rowBytes(0));
    pix.colorspace = camera.colorspace;
    pix.priv = V4L2_PIX_FMT_PRIV_MAGIC;
    return 0;
}

// What the program is called for and does not fetch.
void FakeVideo::Device::drain(std::size_t calls) const
{
    std::uint64_t one = 0;
    for (std::size_t i = 0; i < calls && descriptor >= 0; ++i)
        static_cast<void>(::read(descriptor, &one, sizeof one));
}

void FakeVideo::Device::forget()
{
    drain(filled.size());
    queued.clear();
    filled.clear();
}

std::uint32_t FakeVideo::Device::fieldFor(std::uint32_t wanted) const
{
    const bool has = std::find(camera.fields.begin(), camera.fields.end(), wanted) != camera.fields.end();
    return has ? wanted : camera.fields.front();
}

int FakeVideo::Device::request(v4l2_requestbuffers& wanted)
{
    forget();
    const auto pieces = static_cast<std::size_t>(camera.pieces);
    memory.assign(wanted.count, std::vector<std::vector<std::uint8_t>>(pieces));
    for (auto& buffer : memory) {
        for (std::size_t piece = 0; piece < pieces; ++piece)
            buffer[piece].assign(pieceBytes(static_cast<int>(piece)), 0xEE);
    }
    return 0;
}

int FakeVideo::Device::query(v4l2_buffer& buffer) const
{
    if (buffer.index >= memory.size())
        return -EINVAL;
    for (std::uint32_t piece = 0; piece < static_cast<std::uint32_t>(camera.pieces); ++piece) {
        const std::uint32_t offset = (buffer.index * kMostPieces + piece) * kOffsetUnit;
        const auto bytes = static_cast<std::uint32_t>(memory[buffer.index][piece].size());
        if (isMultiPlanar()) {
            buffer.m.planes[piece].m.mem_offset = offset;
            buffer.m.planes[piece].length = bytes;
        } else {
            buffer.m.offset = offset;
            buffer.length = bytes;
        }
    }
    return 0;
}

int FakeVideo::Device::take(v4l2_buffer& buffer)
{
    if (isGone)
        return -ENODEV;
    if (filled.empty())
        return -EAGAIN;
    drain(1);
    const Filled next = filled.front();
    filled.pop_front();
    buffer.index = next.index;
    buffer.sequence = next.sequence;
    buffer.field = next.field;
    buffer.flags = next.flags |
                   (next.captured > 0 ? V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC : V4L2_BUF_FLAG_TIMESTAMP_UNKNOWN);
    buffer.timestamp.tv_sec = next.captured / 1'000'000'000;
    buffer.timestamp.tv_usec = next.captured / 1000 % 1'000'000;
    for (std::size_t piece = 0; piece < next.used.size(); ++piece) {
        if (isMultiPlanar())
            buffer.m.planes[piece].bytesused = next.used[piece];
        else
            buffer.bytesused = next.used[piece];
    }
    return 0;
}

int FakeVideo::Device::queryControl(v4l2_queryctrl& entry) const
{
    const auto found = camera.controls.find(entry.id);
    if (found == camera.controls.end())
        return -EINVAL;
    entry.minimum = found->second.least;
    entry.maximum = found->second.most;
    entry.step = found->second.step;
    entry.default_value = found->second.usual;
    return 0;
}

int FakeVideo::Device::setControl(const v4l2_control& wanted)
{
    const auto found = camera.controls.find(wanted.id);
    if (found == camera.controls.end())
        return -EINVAL;
    if (wanted.value < found->second.least || wanted.value > found->second.most)
        return -ERANGE;
    found->second.value = wanted.value;
    written.push_back(wanted.id);
    return 0;
}

int FakeVideo::Device::handle(unsigned long request, void* argument)
{
    if (isGone)
        return -ENODEV;
    if (const std::optional<int> answer = camera.inputs.handle(request, argument)) {
        if (request == VIDIOC_DQEVENT && *answer == 0)
            drain(1);
        for (FakeCamera::Format& format : camera.formats)
            format.sizes = camera.inputs.sizes.empty() ? format.sizes : camera.inputs.sizes;
        return *answer;
    }
    switch (request) {
    case VIDIOC_QUERYCAP: {
        auto& facts = *static_cast<v4l2_capability*>(argument);
        const QByteArray card = camera.card.toUtf8().left(31);
        std::memcpy(facts.card, card.constData(), static_cast<std::size_t>(card.size()));
        facts.capabilities = camera.capabilities | V4L2_CAP_DEVICE_CAPS;
        facts.device_caps = camera.capabilities;
        return 0;
    }
    case VIDIOC_ENUM_FMT:
        return describeFormat(*static_cast<v4l2_fmtdesc*>(argument));
    case VIDIOC_ENUM_FRAMESIZES:
        return describeSize(*static_cast<v4l2_frmsizeenum*>(argument));
    case VIDIOC_ENUM_FRAMEINTERVALS:
        return describeInterval(*static_cast<v4l2_frmivalenum*>(argument));
    case VIDIOC_S_FMT:
        return setFormat(*static_cast<v4l2_format*>(argument));
    case VIDIOC_S_PARM:
        interval = static_cast<v4l2_streamparm*>(argument)->parm.capture.timeperframe;
        return 0;
    case VIDIOC_REQBUFS:
        return this->request(*static_cast<v4l2_requestbuffers*>(argument));
    case VIDIOC_QUERYBUF:
        return query(*static_cast<v4l2_buffer*>(argument));
    case VIDIOC_QBUF:
        queued.push_back(static_cast<v4l2_buffer*>(argument)->index);
        return 0;
    case VIDIOC_DQBUF:
        return take(*static_cast<v4l2_buffer*>(argument));
    case VIDIOC_STREAMON:
        isStreaming = camera.streamError == 0;
        return camera.streamError;
    case VIDIOC_STREAMOFF:
        isStreaming = false;
        forget();
        return 0;
    case VIDIOC_QUERYCTRL:
        return queryControl(*static_cast<v4l2_queryctrl*>(argument));
    case VIDIOC_QUERYMENU: {
        const auto& entry = *static_cast<v4l2_querymenu*>(argument);
        const auto found = camera.controls.find(entry.id);
        const bool isThere = found != camera.controls.end() &&
                             std::count(found->second.entries.begin(), found->second.entries.end(),
                                        static_cast<int>(entry.index)) > 0;
        return isThere ? 0 : -EINVAL;
    }
    case VIDIOC_S_CTRL:
        return setControl(*static_cast<v4l2_control*>(argument));
    default:
        return -ENOTTY;
    }
}

class FakeVideo::Watch final : public DeviceWatch {
public:
    Watch(FakeVideo& video, std::function<void()> changed) : m_video(video), m_told(std::move(changed))
    {
        const std::scoped_lock lock(m_video.m_mutex);
        m_video.m_watches.push_back(&m_told);
    }
    ~Watch() override
    {
        const std::scoped_lock lock(m_video.m_mutex);
        std::erase(m_video.m_watches, &m_told);
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

private:
    FakeVideo& m_video;
    std::function<void()> m_told;
};

std::shared_ptr<FakeVideo::Device> FakeVideo::find(const QByteArray& path)
{
    const auto found = std::find_if(m_devices.begin(), m_devices.end(),
                                    [&](const auto& each) { return each->camera.node.path == path; });
    return found == m_devices.end() ? nullptr : *found;
}

// What is told only sets a mark and wakes somebody up.
void FakeVideo::tellWatches()
{
    for (const std::function<void()>* told : m_watches)
        (*told)();
}

void FakeVideo::plug(FakeCamera camera)
{
    const std::scoped_lock lock(m_mutex);
    camera.node.incarnation = QString::number(++m_plugs);
    m_devices.push_back(std::make_shared<Device>(std::move(camera)));
    tellWatches();
}

void FakeVideo::unplug(const QByteArray& path)
{
    const std::scoped_lock lock(m_mutex);
    const std::shared_ptr<Device> device = find(path);
    if (!device)
        return;
    device->isGone = true;
    std::erase(m_devices, device);
    const std::uint64_t forEver = 1'000'000'000;
    if (device->descriptor >= 0)
        static_cast<void>(::write(device->descriptor, &forEver, sizeof forEver));
    m_changed.notify_all();
    tellWatches();
}

bool FakeVideo::send(const QByteArray& path, const Frame& frame)
{
    std::unique_lock lock(m_mutex);
    std::shared_ptr<Device> device;
    const bool isReady = m_changed.wait_for(lock, kPatience, [&] {
        device = find(path);
        return device && device->isStreaming && !device->queued.empty();
    });
    if (!isReady)
        return false;
    const std::uint32_t index = device->queued.front();
    device->queued.pop_front();
    device->sequence = frame.sequence.value_or(device->sequence + 1);
    Device::Filled filled{index, {}, frame.captured, device->sequence, frame.flags, frame.field};
    for (int piece = 0; piece < device->camera.pieces; ++piece) {
        std::vector<std::uint8_t>& memory = device->memory[index][static_cast<std::size_t>(piece)];
        filled.used.push_back(
            frame.paint ? static_cast<std::uint32_t>(frame.paint(piece, memory.data(), memory.size())) : 0);
    }
    device->filled.push_back(filled);
    const std::uint64_t one = 1;
    return ::write(device->descriptor, &one, sizeof one) == sizeof one;
}

bool FakeVideo::waitUntilStreaming(const QByteArray& path)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, kPatience, [&] {
        const std::shared_ptr<Device> device = find(path);
        return device && device->isStreaming;
    });
}

void FakeVideo::change(const QByteArray& path, std::size_t input, FakeInput now)
{
    const std::scoped_lock lock(m_mutex);
    const std::shared_ptr<Device> device = find(path);
    const std::uint64_t one = 1;
    // Told by way of what streams; what doesn't looks by itself.
    if (device->camera.inputs.change(input, std::move(now)) && device->descriptor >= 0)
        static_cast<void>(::write(device->descriptor, &one, sizeof one));
}

void FakeVideo::setStatus(const QByteArray& path, std::uint32_t status)
{
    const std::scoped_lock lock(m_mutex);
    FakeInputs& inputs = find(path)->camera.inputs;
    inputs.all[static_cast<std::size_t>(inputs.current)].status = status;
}

bool FakeVideo::waitUntilTaken(const QByteArray& path)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, kPatience, [&] {
        const std::shared_ptr<Device> device = find(path);
        return device && device->filled.empty();
    });
}

FakeInputs FakeVideo::inputs(const QByteArray& path)
{
    const std::scoped_lock lock(m_mutex);
    return find(path)->camera.inputs;
}

FakeCamera::Control FakeVideo::control(const QByteArray& path, std::uint32_t id)
{
    const std::scoped_lock lock(m_mutex);
    return find(path)->camera.controls[id];
}

std::vector<std::uint32_t> FakeVideo::written(const QByteArray& path)
{
    const std::scoped_lock lock(m_mutex);
    return find(path)->written;
}

v4l2_fract FakeVideo::interval(const QByteArray& path)
{
    const std::scoped_lock lock(m_mutex);
    return find(path)->interval;
}

std::uint32_t FakeVideo::fourcc(const QByteArray& path)
{
    const std::scoped_lock lock(m_mutex);
    return find(path)->fourcc;
}

int FakeVideo::opened(const QByteArray& path)
{
    const std::scoped_lock lock(m_mutex);
    return m_opened[path];
}

int FakeVideo::openNow()
{
    const std::scoped_lock lock(m_mutex);
    return static_cast<int>(m_open.size());
}

std::vector<VideoNode> FakeVideo::nodes()
{
    const std::scoped_lock lock(m_mutex);
    std::vector<VideoNode> all;
    for (const auto& device : m_devices)
        all.push_back(device->camera.node);
    return all;
}

int FakeVideo::open(const QByteArray& path)
{
    const std::scoped_lock lock(m_mutex);
    ++m_opened[path];
    const std::shared_ptr<Device> device = find(path);
    if (!device)
        return -ENOENT;
    if (device->camera.openError < 0)
        return device->camera.openError;
    const int descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE);
    m_open[descriptor] = device;
    return descriptor;
}

void FakeVideo::close(int descriptor)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_open.find(descriptor);
    if (found == m_open.end())
        return;
    if (found->second->descriptor == descriptor) {
        found->second->descriptor = -1;
        found->second->isStreaming = false;
    }
    m_open.erase(found);
    ::close(descriptor);
}

int FakeVideo::control(int descriptor, unsigned long request, void* argument)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_open.find(descriptor);
    if (found == m_open.end())
        return -EBADF;
    if (request == VIDIOC_STREAMON)
        found->second->descriptor = descriptor;
    const int result = found->second->handle(request, argument);
    m_changed.notify_all();
    return result;
}

void* FakeVideo::map(int descriptor, std::size_t bytes, std::int64_t offset)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_open.find(descriptor);
    if (found == m_open.end())
        return nullptr;
    const auto place = static_cast<std::size_t>(offset / kOffsetUnit);
    std::vector<std::uint8_t>& memory = found->second->memory[place / kMostPieces][place % kMostPieces];
    return bytes == memory.size() ? memory.data() : nullptr;
}

QStringList FakeVideo::users(const QByteArray& path)
{
    const std::scoped_lock lock(m_mutex);
    const std::shared_ptr<Device> device = find(path);
    return device ? device->camera.users : QStringList();
}

std::unique_ptr<DeviceWatch> FakeVideo::watch(const std::function<void()>& changed)
{
    return std::make_unique<Watch>(*this, changed);
}

} // namespace reelout::test
