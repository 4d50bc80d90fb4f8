// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_inputs.h"

#include <QByteArray>

#include <cerrno>
#include <cstring>

namespace reelout::test {

int FakeInputs::describe(v4l2_input& entry) const
{
    if (entry.index >= all.size())
        return -EINVAL;
    const FakeInput& input = all[entry.index];
    const QByteArray name = input.name.toUtf8().left(31);
    std::memcpy(entry.name, name.constData(), static_cast<std::size_t>(name.size()));
    entry.type = V4L2_INPUT_TYPE_CAMERA;
    entry.capabilities = input.hasTimings ? V4L2_IN_CAP_DV_TIMINGS : 0;
    entry.std = input.standards;
    entry.status = static_cast<int>(entry.index) == current ? input.status : 0;
    return 0;
}

int FakeInputs::select(int index)
{
    if (index < 0 || static_cast<std::size_t>(index) >= all.size())
        return -EINVAL;
    current = index;
    sizes = now().sizes;
    return 0;
}

int FakeInputs::look(v4l2_dv_timings& timings) const
{
    if (now().timingsError < 0)
        return now().timingsError;
    if (now().signal.isEmpty())
        return -ENOLINK;
    timings.bt.width = static_cast<std::uint32_t>(now().signal.width);
    timings.bt.height = static_cast<std::uint32_t>(now().signal.height);
    timings.bt.hfrontporch = 8;
    timings.bt.vsync = 2;
    timings.bt.pixelclock =
        static_cast<std::uint64_t>(now().rate) * (timings.bt.width + 8) * (timings.bt.height + 2);
    return 0;
}

int FakeInputs::takeEvent(v4l2_event& event)
{
    if (events.empty())
        return -ENOENT;
    event = events.front();
    events.pop_front();
    return 0;
}

bool FakeInputs::change(std::size_t index, FakeInput input)
{
    all[index] = std::move(input);
    if (!m_isSubscribed || static_cast<int>(index) != current)
        return false;
    v4l2_event event{};
    event.type = V4L2_EVENT_SOURCE_CHANGE;
    event.u.src_change.changes = V4L2_EVENT_SRC_CH_RESOLUTION;
    events.push_back(event);
    return true;
}

std::optional<int> FakeInputs::handle(unsigned long request, void* argument)
{
    if (all.empty())
        return std::nullopt;
    const bool isTelevision = now().standards != 0;
    switch (request) {
    case VIDIOC_G_INPUT:
        *static_cast<int*>(argument) = current;
        return 0;
    case VIDIOC_S_INPUT:
        return select(*static_cast<int*>(argument));
    case VIDIOC_ENUMINPUT:
        return describe(*static_cast<v4l2_input*>(argument));
    case VIDIOC_QUERY_DV_TIMINGS:
        return now().hasTimings ? look(*static_cast<v4l2_dv_timings*>(argument)) : -ENODATA;
    case VIDIOC_S_DV_TIMINGS: {
        const auto& timings = static_cast<v4l2_dv_timings*>(argument)->bt;
        sizes = {{static_cast<int>(timings.width), static_cast<int>(timings.height)}};
        return now().hasTimings ? 0 : -ENODATA;
    }
    case VIDIOC_G_STD:
        *static_cast<v4l2_std_id*>(argument) = standard;
        return isTelevision ? 0 : -ENODATA;
    case VIDIOC_S_STD:
        standard = *static_cast<v4l2_std_id*>(argument);
        return isTelevision ? 0 : -ENODATA;
    case VIDIOC_QUERYSTD:
        *static_cast<v4l2_std_id*>(argument) = now().seen;
        return isTelevision ? 0 : -ENODATA;
    case VIDIOC_SUBSCRIBE_EVENT:
        m_isSubscribed = hasEvents;
        return hasEvents ? 0 : -EINVAL;
    case VIDIOC_DQEVENT:
        return takeEvent(*static_cast<v4l2_event*>(argument));
    default:
        return std::nullopt;
    }
}

} // namespace reelout::test
