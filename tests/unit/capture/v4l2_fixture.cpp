// SPDX-License-Identifier: GPL-3.0-or-later
#include "v4l2_fixture.h"

#include <QTest>

#include <cstring>

namespace reelout::test {

using namespace std::chrono_literals;

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

FakeCamera::Format format(std::uint32_t fourcc, std::vector<Size> sizes, std::vector<v4l2_fract> intervals)
{
    return {fourcc, std::move(sizes), std::move(intervals), false};
}

FakeCamera webcam(const QByteArray& path)
{
    FakeCamera camera;
    camera.node.path = path;
    camera.node.name = q("Test Camera");
    camera.node.vendor = q("046d");
    camera.node.product = q("0825");
    camera.node.serial = q("8C4A1F20");
    camera.node.place = q("1-4");
    camera.formats = {format(V4L2_PIX_FMT_YUYV, {{64, 48}, {128, 96}}, {{1, 30}, {1, 15}}),
                      format(V4L2_PIX_FMT_NV12, {{64, 48}}, {{1001, 30000}})};
    return camera;
}

FakeVideo::Frame marked(std::int64_t captured, std::uint8_t value)
{
    FakeVideo::Frame frame;
    frame.captured = captured;
    frame.paint = [value](int, std::uint8_t* memory, std::size_t bytes) {
        std::memset(memory, value, bytes);
        return bytes;
    };
    return frame;
}

std::int64_t nowNs()
{
    return systemClock().now().time_since_epoch().count() / 1000 * 1000; // as the kernel tells it
}

void V4l2Fixture::init()
{
    m_video = std::make_shared<FakeVideo>();
    // Nobody counts as silent on a machine that is busy with something else.
    m_patience = {1h, 1h, 1h, 20ms};
    m_hub = std::make_shared<PictureHub>();
    m_serial = 0;
}

void V4l2Fixture::cleanup()
{
    if (m_source)
        m_source->stop();
    m_source.reset();
    m_backend.reset();
    QCOMPARE(m_video->openNow(), 0);
}

CameraBackend& V4l2Fixture::backend()
{
    if (!m_backend)
        m_backend = makeV4l2Backend(m_video, systemClock(), m_patience);
    return *m_backend;
}

Status V4l2Fixture::start(const CameraSpec& spec)
{
    Result<std::unique_ptr<PictureSource>> source = backend().open(spec);
    if (!source)
        return source.error();
    if (m_source)
        m_source->stop();
    m_source = std::move(source).value();
    return m_source->start(m_hub);
}

PicturePtr V4l2Fixture::next()
{
    PicturePtr picture = m_hub->waitNewerThan(m_serial, std::chrono::milliseconds(kPatience), {});
    m_serial = picture ? picture->serial : m_serial;
    return picture;
}

bool V4l2Fixture::hasEvent(SourceEventKind kind, const QString& says) const
{
    for (const SourceEvent& event : m_hub->eventsAfter(0)) {
        if (event.kind == kind && event.text.contains(says))
            return true;
    }
    return false;
}

bool V4l2Fixture::waitForEvent(SourceEventKind kind, const QString& says) const
{
    return QTest::qWaitFor([&] { return hasEvent(kind, says); }, kPatience);
}

} // namespace reelout::test
