// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/first_picture.h"

#include <QCoreApplication>

namespace reelout {

Result<PicturePtr> awaitFirstPicture(const PictureHub& hub, const QString& op,
                                     const std::function<bool()>& isStopping, Duration patience)
{
    constexpr Duration kLook =
        std::chrono::milliseconds(50); // between two looks at whether somebody said stop
    const QString step = QStringLiteral("await the first picture");
    for (Duration waited{}; !isStopping();) {
        if (PicturePtr first = hub.waitNewerThan(0, kLook, {}))
            return first;
        if (hub.hasEnded())
            return makeError(ErrorCode::DeviceLost, step, hub.lossText());
        if (hub.isAsking())
            continue;
        waited += kLook;
        if (waited > patience)
            return makeError(
                ErrorCode::TimedOut, step,
                QCoreApplication::translate("reelout::Take", "The source of %1 shows no picture.").arg(op));
    }
    return PicturePtr();
}

} // namespace reelout
