// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sync_probe.h"

#include "support/media_probe.h"
#include "support/process.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reelout::test {

namespace {

double nearestOffset(double flash, const std::vector<double>& beeps)
{
    double nearest = std::numeric_limits<double>::quiet_NaN();
    for (const double beep : beeps) {
        if (std::abs(beep - flash) <= 0.5 && !(std::abs(beep - flash) >= std::abs(nearest)))
            nearest = beep - flash;
    }
    return nearest;
}

} // namespace

std::vector<double> SyncProbe::offsets() const
{
    std::vector<double> result;
    for (const double flash : flashes) {
        if (const double offset = nearestOffset(flash, beeps); !std::isnan(offset))
            result.push_back(offset);
    }
    return result;
}

double SyncProbe::medianOffset(double from, double to) const
{
    SyncProbe part;
    part.beeps = beeps;
    std::copy_if(flashes.begin(), flashes.end(), std::back_inserter(part.flashes),
                 [&](double flash) { return flash >= from && flash <= to; });
    std::vector<double> found = part.offsets();
    if (found.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::sort(found.begin(), found.end());
    return found[found.size() / 2];
}

SyncProbe probeSync(const QString& path, double framesPerSecond)
{
    SyncProbe probe;
    const ProcessResult grey = runProcess(
        QStringLiteral("ffmpeg"),
        {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"), path, QStringLiteral("-vf"),
         QStringLiteral("scale=8:8:flags=area"), QStringLiteral("-fps_mode"), QStringLiteral("passthrough"),
         QStringLiteral("-f"), QStringLiteral("rawvideo"), QStringLiteral("-pix_fmt"), QStringLiteral("gray"),
         QStringLiteral("-")});
    bool wasBright = true;
    for (qsizetype frame = 0; frame < grey.out.size() / 64; ++frame) {
        int sum = 0;
        for (qsizetype i = 0; i < 64; ++i)
            sum += static_cast<unsigned char>(grey.out[frame * 64 + i]);
        const bool isBright = sum > 64 * 128;
        if (isBright && !wasBright)
            probe.flashes.push_back((static_cast<double>(frame) - 0.5) / framesPerSecond);
        wasBright = isBright;
    }
    const std::vector<float> sound = decodeSound(path);
    double lastLoud = -1.0;
    for (std::size_t at = 0; at < sound.size(); ++at) {
        if (std::abs(sound[at]) < 0.1F)
            continue;
        const double time = static_cast<double>(at) / 48000.0;
        if (time - lastLoud > 0.3)
            probe.beeps.push_back(time);
        lastLoud = time;
    }
    return probe;
}

} // namespace reelout::test
