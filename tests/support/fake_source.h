// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace reelout::test {

/// A small picture that is its serial and its time; Bgrx8, 16 × 16.
PicturePtr fakePicture(std::uint64_t serial, Timestamp captured, Size size = {16, 16});

/// A sound block whose samples are the time at which they were captured: (seconds since `zero`) / kTimeScale
/// on every channel. So whatever comes out of a recording can be read like a clock.
inline constexpr double kTimeScale = 1024.0;
AudioBlock fakeBlock(Timestamp zero, Timestamp captured, int frames, const AudioFormat& format);

/// Screens whose sources do nothing but remember their hub; the test publishes.
class FakeScreens final : public ScreenBackend {
public:
    QString name() const override { return QStringLiteral("fake"); }
    Result<std::vector<DeviceInfo>> monitors() override;
    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec& spec) override;

    std::optional<Error> openError;
    std::shared_ptr<PictureHub> hub; ///< of the source started last
    std::vector<std::shared_ptr<PictureHub>> hubs;
    std::vector<ScreenSpec> opened;
    int running = 0;
};

/// The same for cameras.
class FakeCameras final : public CameraBackend {
public:
    QString name() const override { return QStringLiteral("fake"); }
    Result<std::vector<DeviceInfo>> cameras() override;
    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override;
    Result<std::unique_ptr<PictureSource>> open(const CameraSpec& spec) override;
    bool knows(const QString&) const override { return true; }
    /// What is listed from now on; says so.
    void setDevices(std::vector<DeviceInfo> devices);

    std::optional<Error> listError;
    std::optional<Error> openError;
    std::vector<std::shared_ptr<PictureHub>> hubs; ///< of the sources started, in their order
    std::vector<CameraSpec> opened;
    int running = 0;

private:
    std::mutex m_mutex; ///< guards what threads ask for
    std::vector<DeviceInfo> m_devices;
    std::function<void()> m_changed;
};

/// The same for sound.
class FakeSounds final : public SoundBackend {
public:
    QString name() const override { return QStringLiteral("fake"); }
    Result<std::vector<DeviceInfo>> devices() override;
    Result<std::unique_ptr<AudioSource>> open(const SoundDeviceSpec& spec) override;

    std::optional<Error> openError;
    AudioFormat format{48000, 2, {}};
    QString heardOutput;           ///< of sources opened from now on
    std::shared_ptr<AudioHub> hub; ///< of the source started last
    std::vector<SoundDeviceSpec> opened;
    int running = 0;
};

} // namespace reelout::test
