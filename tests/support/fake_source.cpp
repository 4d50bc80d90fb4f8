// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_source.h"

namespace reelout::test {

PicturePtr fakePicture(std::uint64_t serial, Timestamp captured, Size size)
{
    static PicturePool pool;
    std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgrx8, size);
    for (int y = 0; y < size.height; ++y)
        std::fill_n(picture->row(0, y), planeRowBytes(PixelFormat::Bgrx8, size, 0),
                    static_cast<std::uint8_t>(serial));
    picture->serial = serial;
    picture->captured = captured;
    return picture;
}

AudioBlock fakeBlock(Timestamp zero, Timestamp captured, int frames, const AudioFormat& format)
{
    AudioBlock block;
    block.captured = captured;
    const double start = toSeconds(captured - zero);
    for (int frame = 0; frame < frames; ++frame) {
        const double time = start + static_cast<double>(frame) / format.sampleRate;
        block.samples.insert(block.samples.end(), static_cast<std::size_t>(format.channels),
                             static_cast<float>(time / kTimeScale));
    }
    return block;
}

namespace {

class FakeCameraSource final : public PictureSource {
public:
    explicit FakeCameraSource(FakeCameras& cameras) : m_cameras(cameras) {}
    Status start(std::shared_ptr<PictureHub> hub) override
    {
        if (m_cameras.openError)
            return *m_cameras.openError;
        m_cameras.hubs.push_back(std::move(hub));
        ++m_cameras.running;
        return {};
    }
    void stop() override { --m_cameras.running; }

private:
    FakeCameras& m_cameras;
};

class FakePictureSource final : public PictureSource {
public:
    explicit FakePictureSource(FakeScreens& screens) : m_screens(screens) {}
    Status start(std::shared_ptr<PictureHub> hub) override
    {
        m_screens.hub = std::move(hub);
        m_screens.hubs.push_back(m_screens.hub);
        ++m_screens.running;
        return {};
    }
    void stop() override { --m_screens.running; }

private:
    FakeScreens& m_screens;
};

class FakeAudioSource final : public AudioSource {
public:
    explicit FakeAudioSource(FakeSounds& sounds) : m_sounds(sounds), m_heardOutput(sounds.heardOutput) {}
    QString heardOutput() const override { return m_heardOutput; }
    AudioFormat format() const override { return m_sounds.format; }
    Status start(std::shared_ptr<AudioHub> hub) override
    {
        m_sounds.hub = std::move(hub);
        ++m_sounds.running;
        return {};
    }
    void stop() override { --m_sounds.running; }

private:
    FakeSounds& m_sounds;
    const QString m_heardOutput;
};

} // namespace

Result<std::vector<DeviceInfo>> FakeScreens::monitors()
{
    return std::vector<DeviceInfo>{
        {QStringLiteral("one"), QStringLiteral("One"), QStringLiteral("monitor"), false, {0, 0, 16, 16}, {}},
        {QStringLiteral("two"), QStringLiteral("Two"), QStringLiteral("monitor"), true, {16, 0, 16, 16}, {}}};
}

Result<std::unique_ptr<PictureSource>> FakeScreens::open(const ScreenSpec& spec)
{
    if (openError)
        return *openError;
    opened.push_back(spec);
    return std::unique_ptr<PictureSource>(std::make_unique<FakePictureSource>(*this));
}

Result<std::vector<DeviceInfo>> FakeCameras::cameras()
{
    const std::scoped_lock lock(m_mutex);
    if (listError)
        return *listError;
    return m_devices;
}

std::unique_ptr<DeviceWatch> FakeCameras::watch(const std::function<void()>& changed)
{
    m_changed = changed;
    return std::make_unique<DeviceWatch>();
}

Result<std::unique_ptr<PictureSource>> FakeCameras::open(const CameraSpec& spec)
{
    opened.push_back(spec);
    return std::unique_ptr<PictureSource>(std::make_unique<FakeCameraSource>(*this));
}

void FakeCameras::setDevices(std::vector<DeviceInfo> devices)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_devices = std::move(devices);
    }
    if (m_changed)
        m_changed();
}

Result<std::vector<DeviceInfo>> FakeSounds::devices()
{
    return std::vector<DeviceInfo>{
        {QStringLiteral("mic"), QStringLiteral("Mic"), QStringLiteral("microphone"), true, {}, {}},
        {QStringLiteral("out"), QStringLiteral("Out"), QStringLiteral("systemsound"), true, {}, {}}};
}

Result<std::unique_ptr<AudioSource>> FakeSounds::open(const SoundDeviceSpec& spec)
{
    if (openError)
        return *openError;
    opened.push_back(spec);
    return std::unique_ptr<AudioSource>(std::make_unique<FakeAudioSource>(*this));
}

} // namespace reelout::test
