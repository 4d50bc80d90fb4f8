// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_mode.h"

#include "capture/camera/camera_format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace reelout {

namespace {

constexpr double kFluent = 23.9; ///< pictures a second
constexpr double kEnough = 60.1;
constexpr int kNamed = 8;

int rankOf(const QString& format)
{
    const CameraFormat* found = cameraFormat(format);
    return found ? static_cast<int>(found - cameraFormats().data())
                 : static_cast<int>(cameraFormats().size());
}

auto worth(const CameraMode& mode)
{
    const double rate = mode.rate.toDouble();
    const long long area = static_cast<long long>(mode.size.width) * mode.size.height;
    return std::tuple(rate >= kFluent, area, rate <= kEnough ? rate : kEnough - rate, -rankOf(mode.format));
}

bool fits(const CameraMode& mode, const CameraSpec& spec)
{
    return (spec.format.isEmpty() || mode.format == spec.format) && (!spec.size || mode.size == *spec.size) &&
           (!spec.rate || mode.rate == *spec.rate);
}

QString describeMode(const CameraMode& mode)
{
    const CameraFormat* format = cameraFormat(mode.format);
    return QStringLiteral("%1, %2, %3")
        .arg(cameraSizeLabel(mode.size), cameraRateLabel(mode.rate),
             format ? QString::fromLatin1(format->label) : mode.format);
}

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Camera", source);
}

Error missing(std::vector<CameraMode> offered, const CameraSpec& spec, const QString& device)
{
    const QString step = QStringLiteral("choose camera format");
    if (offered.empty())
        return makeError(ErrorCode::Unsupported, step,
                         sentence("%1 offers no format that can be read here.").arg(device));
    QStringList wanted;
    if (spec.size)
        wanted << cameraSizeLabel(*spec.size);
    if (spec.rate)
        wanted << cameraRateLabel(*spec.rate);
    if (const CameraFormat* format = cameraFormat(spec.format); format || !spec.format.isEmpty())
        wanted << (format ? QString::fromLatin1(format->label) : spec.format);
    std::sort(offered.begin(), offered.end(),
              [](const CameraMode& a, const CameraMode& b) { return worth(a) > worth(b); });
    QStringList there;
    for (const CameraMode& mode : offered) {
        if (there.size() < kNamed)
            there << describeMode(mode);
    }
    return makeError(ErrorCode::Unsupported, step,
                     sentence("%1 does not offer %2. It offers: %3.")
                         .arg(device, wanted.join(QStringLiteral(", ")), there.join(QStringLiteral("; "))));
}

} // namespace

Result<CameraMode> chooseCameraMode(const std::vector<CameraMode>& offered, const CameraSpec& spec,
                                    const QString& device)
{
    const CameraMode* best = nullptr;
    for (const CameraMode& mode : offered) {
        if (fits(mode, spec) && (!best || worth(mode) > worth(*best)))
            best = &mode;
    }
    return best ? Result<CameraMode>(*best) : Result<CameraMode>(missing(offered, spec, device));
}

QString cameraSizeToken(Size size)
{
    return QStringLiteral("%1x%2").arg(size.width).arg(size.height);
}

std::optional<Size> cameraSize(const QString& token)
{
    const QStringList parts = token.split(QLatin1Char('x'));
    bool isWidth = false;
    bool isHeight = false;
    const Size size{parts.value(0).toInt(&isWidth), parts.value(1).toInt(&isHeight)};
    return parts.size() == 2 && isWidth && isHeight && !size.isEmpty() ? std::optional(size) : std::nullopt;
}

QString cameraSizeLabel(Size size)
{
    return QStringLiteral("%1 × %2").arg(size.width).arg(size.height);
}

QString cameraRateLabel(const FrameRate& rate)
{
    constexpr double kPlaces = 100.0;
    return QStringLiteral("%1 fps").arg(std::round(rate.toDouble() * kPlaces) / kPlaces);
}

std::vector<Size> usualCameraSizes(Size smallest, Size largest, Size step)
{
    static constexpr std::array kUsual{Size{320, 240},   Size{640, 360},   Size{640, 480},   Size{720, 480},
                                       Size{720, 576},   Size{800, 600},   Size{960, 540},   Size{1024, 768},
                                       Size{1280, 720},  Size{1280, 960},  Size{1600, 1200}, Size{1920, 1080},
                                       Size{1920, 1200}, Size{2560, 1440}, Size{2592, 1944}, Size{3840, 2160},
                                       Size{4096, 2160}};
    const auto isReached = [](int value, int from, int to, int by) {
        return value >= from && value <= to && (value - from) % std::max(1, by) == 0;
    };
    std::vector<Size> sizes;
    for (const Size& each : kUsual) {
        if (isReached(each.width, smallest.width, largest.width, step.width) &&
            isReached(each.height, smallest.height, largest.height, step.height))
            sizes.push_back(each);
    }
    for (const Size& edge : {smallest, largest}) {
        if (std::find(sizes.begin(), sizes.end(), edge) == sizes.end())
            sizes.push_back(edge);
    }
    return sizes;
}

std::vector<FrameRate> usualCameraRates(const FrameRate& slowest, const FrameRate& fastest)
{
    static const std::array kUsual{
        FrameRate(5, 1),  FrameRate(10, 1),       FrameRate(15, 1), FrameRate(20, 1), FrameRate(24, 1),
        FrameRate(25, 1), FrameRate(30000, 1001), FrameRate(30, 1), FrameRate(50, 1), FrameRate(60000, 1001),
        FrameRate(60, 1), FrameRate(90, 1),       FrameRate(120, 1)};
    std::vector<FrameRate> rates;
    for (const FrameRate& each : kUsual) {
        if (each.toDouble() >= slowest.toDouble() && each.toDouble() <= fastest.toDouble())
            rates.push_back(each);
    }
    if (std::find(rates.begin(), rates.end(), fastest) == rates.end())
        rates.push_back(fastest);
    return rates;
}

} // namespace reelout
