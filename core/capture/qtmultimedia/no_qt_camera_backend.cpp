// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/qtmultimedia/qt_camera_backend.h"

#include <QCoreApplication>

namespace reelout {

namespace {

/// Stands in where Qt Multimedia was not there to build with.
class NoQtCameras final : public CameraBackend {
public:
    QString name() const override { return QStringLiteral("Qt Multimedia"); }
    Result<std::vector<DeviceInfo>> cameras() override { return missing(); }
    std::unique_ptr<DeviceWatch> watch(const std::function<void()>&) override { return nullptr; }
    bool knows(const QString& id) const override { return id.startsWith(QLatin1String("qt:")); }
    Result<std::unique_ptr<PictureSource>> open(const CameraSpec&) override { return missing(); }

private:
    static Error missing()
    {
        return makeError(
            ErrorCode::Unsupported, QStringLiteral("look for cameras"),
            QCoreApplication::translate("reelout::Camera", "This program was built without Qt Multimedia."));
    }
};

} // namespace

std::shared_ptr<CameraBackend> makeQtCameraBackend(Clock&, const CameraSource::Patience&)
{
    return std::make_shared<NoQtCameras>();
}

} // namespace reelout
