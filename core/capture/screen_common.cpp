// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/source.h"

namespace reelout {

Result<std::vector<DeviceInfo>> ScreenBackend::windows()
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("list windows"),
                     name() + QStringLiteral(" can't list windows"));
}

Status ScreenBackend::forgetChoice(const ScreenSpec&)
{
    return {};
}

std::unique_ptr<DeviceWatch> ScreenBackend::watch(const std::function<void()>& /*changed*/)
{
    return nullptr;
}

Result<PicturePtr> snapshot(ScreenBackend& backend, const ScreenSpec& spec)
{
    constexpr Duration kPatience = std::chrono::seconds(3);
    Result<std::unique_ptr<PictureSource>> source = backend.open(spec);
    if (!source)
        return source.error();
    const auto hub = std::make_shared<PictureHub>();
    REELOUT_TRY((*source)->start(hub));
    const PicturePtr picture = hub->waitNewerThan(0, kPatience, {});
    (*source)->stop();
    if (!picture)
        return makeError(ErrorCode::TimedOut, QStringLiteral("take a picture of the screen"), {});
    return picture;
}

} // namespace reelout
