// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_input.h"

#include "base/log.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cerrno>
#include <cmath>

#include <linux/videodev2.h>

namespace reelout {

namespace {

constexpr std::uint32_t kMostInputs = 64;

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Camera", source);
}

QString placeOf(const V4l2Device& device, const V4l2Input& input)
{
    return QStringLiteral("%1, %2").arg(device.label(), input.name);
}

// Lines that a tape can't hold are no absence: what is there is worth recording.
QString absenceOf(std::uint32_t status, const QString& place)
{
    if ((status & V4L2_IN_ST_NO_POWER) != 0)
        return sentence("%1: what is plugged in is off; the last picture holds.").arg(place);
    if ((status & V4L2_IN_ST_NO_ACCESS) != 0)
        return sentence("%1: the signal is protected; the last picture holds.").arg(place);
    if ((status & V4L2_IN_ST_NO_SIGNAL) != 0)
        return sentence("%1: no signal; the last picture holds. Look at the cable and at what it comes from.")
            .arg(place);
    if ((status & V4L2_IN_ST_NO_SYNC) != 0)
        return sentence("%1: the signal is not steady; the last picture holds.").arg(place);
    return {};
}

// Errors of VIDIOC_QUERY_DV_TIMINGS that say something about the signal, as flags.
std::uint32_t statusOf(int number)
{
    switch (-number) {
    case ENOLINK:
        return V4L2_IN_ST_NO_SIGNAL;
    case ENOLCK:
        return V4L2_IN_ST_NO_SYNC;
    default:
        return 0;
    }
}

// Pixel clocks are whole numbers and miss the rates people know by a little.
std::optional<FrameRate> rateOf(const v4l2_bt_timings& timings)
{
    constexpr double kClose = 0.003;
    const std::uint64_t lines = V4L2_DV_BT_FRAME_HEIGHT(&timings);
    const std::uint64_t total = lines * V4L2_DV_BT_FRAME_WIDTH(&timings);
    if (total == 0 || timings.pixelclock == 0)
        return std::nullopt;
    constexpr std::uint32_t kReduced = V4L2_DV_FL_CAN_DETECT_REDUCED_FPS | V4L2_DV_FL_REDUCED_FPS;
    double rate = static_cast<double>(timings.pixelclock) / static_cast<double>(total);
    if ((timings.flags & kReduced) == kReduced)
        rate *= 1000.0 / 1001.0;
    constexpr double kMost = 1000.0;
    if (rate < 1.0 || rate > kMost)
        return std::nullopt;
    const auto whole = static_cast<std::int64_t>(std::ceil(rate - kClose));
    for (const FrameRate& known : {FrameRate(whole, 1), FrameRate(whole * 1000, 1001)}) {
        if (std::abs(known.toDouble() - rate) < kClose)
            return known;
    }
    return FrameRate::fromDouble(rate);
}

V4l2Signal readTimings(const V4l2Device& device, const V4l2Input& input, SignalLock lock)
{
    V4l2Signal signal;
    v4l2_dv_timings timings{};
    if (const int result = device.control(VIDIOC_QUERY_DV_TIMINGS, &timings); result < 0) {
        const QString place = placeOf(device, input);
        signal.absence =
            result == -ERANGE
                ? sentence("%1: the signal is one that the card can't take. Choose another size or "
                           "rate where it comes from; the last picture holds.")
                      .arg(place)
                : absenceOf(statusOf(result), place);
        return signal;
    }
    if (lock == SignalLock::Set) {
        if (const int result = device.control(VIDIOC_S_DV_TIMINGS, &timings); result < 0)
            logInfo(QStringLiteral("camera"), device.failure(result, {}).detail);
    }
    signal.size = {static_cast<int>(timings.bt.width), static_cast<int>(timings.bt.height)};
    signal.rate = rateOf(timings.bt);
    return signal;
}

V4l2Signal readStandard(const V4l2Device& device, const V4l2Input& input, SignalLock lock)
{
    V4l2Signal signal;
    v4l2_std_id standard = 0;
    if (device.control(VIDIOC_G_STD, &standard) < 0)
        standard = 0;
    v4l2_std_id seen = 0;
    // One that can't tell the standard leaves it to who has set it.
    const bool isSeen = device.control(VIDIOC_QUERYSTD, &seen) == 0 && (seen & input.standards) != 0;
    if (isSeen && (seen & standard) == 0) {
        standard = seen & input.standards;
        if (lock == SignalLock::Set) {
            if (const int result = device.control(VIDIOC_S_STD, &standard); result < 0)
                logInfo(QStringLiteral("camera"), device.failure(result, {}).detail);
        }
    }
    constexpr Size kLines525{720, 480};
    constexpr Size kLines625{720, 576};
    if ((standard & V4L2_STD_525_60) != 0) {
        signal = {{}, kLines525, FrameRate(30000, 1001), true};
    } else if ((standard & V4L2_STD_625_50) != 0) {
        signal = {{}, kLines625, FrameRate(25, 1), false};
    }
    return signal;
}

std::vector<V4l2Input>::const_iterator findInput(const std::vector<V4l2Input>& inputs, const QString& wanted)
{
    auto found = std::find_if(inputs.begin(), inputs.end(), [&](const V4l2Input& each) {
        return each.name.compare(wanted, Qt::CaseInsensitive) == 0;
    });
    if (found == inputs.end())
        found = std::find_if(inputs.begin(), inputs.end(),
                             [&](const V4l2Input& each) { return QString::number(each.index) == wanted; });
    return found;
}

} // namespace

std::vector<V4l2Input> v4l2Inputs(const V4l2Device& device)
{
    std::vector<V4l2Input> inputs;
    int current = -1;
    if (device.control(VIDIOC_G_INPUT, &current) < 0)
        return inputs;
    for (std::uint32_t index = 0; index < kMostInputs; ++index) {
        v4l2_input entry{};
        entry.index = index;
        if (device.control(VIDIOC_ENUMINPUT, &entry) < 0)
            break;
        V4l2Input input;
        input.index = index;
        const char* name = reinterpret_cast<const char*>(entry.name);
        input.name =
            QString::fromUtf8(name, static_cast<qsizetype>(qstrnlen(name, sizeof entry.name))).trimmed();
        if (input.name.isEmpty())
            input.name = sentence("Input %1").arg(index);
        const auto isTaken = [&](const QString& wanted) {
            return std::any_of(inputs.begin(), inputs.end(), [&](const V4l2Input& each) {
                return each.name.compare(wanted, Qt::CaseInsensitive) == 0;
            });
        };
        if (isTaken(input.name))
            input.name = QStringLiteral("%1 (%2)").arg(input.name).arg(index);
        input.hasTimings = (entry.capabilities & V4L2_IN_CAP_DV_TIMINGS) != 0;
        input.standards = entry.std;
        input.isCurrent = static_cast<int>(index) == current;
        if (input.isCurrent)
            input.absence = absenceOf(entry.status, placeOf(device, input));
        inputs.push_back(std::move(input));
    }
    return inputs;
}

Result<std::optional<V4l2Input>> selectV4l2Input(const V4l2Device& device, const QString& wanted)
{
    using Selected = std::optional<V4l2Input>;
    std::vector<V4l2Input> inputs = v4l2Inputs(device);
    if (inputs.empty())
        return Selected();
    if (wanted.isEmpty() || inputs.size() == 1) {
        const auto current =
            std::find_if(inputs.begin(), inputs.end(), [](const V4l2Input& each) { return each.isCurrent; });
        return current == inputs.end() ? Selected() : Selected(*current);
    }
    const auto found = findInput(inputs, wanted);
    if (found == inputs.end()) {
        QStringList names;
        for (const V4l2Input& each : inputs)
            names << each.name;
        return makeError(ErrorCode::NotFound, QStringLiteral("choose the card's input"),
                         sentence("%1 has no input “%2”. It has: %3.")
                             .arg(device.label(), wanted, names.join(QStringLiteral(", "))));
    }
    V4l2Input input = *found;
    if (input.isCurrent)
        return Selected(input);
    auto index = static_cast<int>(input.index);
    if (const int result = device.control(VIDIOC_S_INPUT, &index); result < 0)
        return device.failure(result, QStringLiteral("choose the card's input"));
    input.isCurrent = true;
    input.absence = v4l2Absence(device, input);
    return Selected(input);
}

V4l2Signal readV4l2Signal(const V4l2Device& device, const std::optional<V4l2Input>& input, SignalLock lock)
{
    if (!input)
        return {};
    V4l2Signal signal;
    if (input->hasTimings)
        signal = readTimings(device, *input, lock);
    else if (input->standards != 0)
        signal = readStandard(device, *input, lock);
    if (signal.absence.isEmpty())
        signal.absence = v4l2Absence(device, *input);
    return signal;
}

QString v4l2Absence(const V4l2Device& device, const V4l2Input& input)
{
    v4l2_input entry{};
    entry.index = input.index;
    return device.control(VIDIOC_ENUMINPUT, &entry) < 0 ? QString()
                                                        : absenceOf(entry.status, placeOf(device, input));
}

} // namespace reelout
