// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/following.h"

#include <QVariant>

namespace reelout {

namespace {

constexpr auto kMark = "reelout_following";

} // namespace

void tellFollowed(ParamSet& set, const QString& name)
{
    // Who listens may make others follow on its way.
    const QVariant before = set.property(kMark);
    set.setProperty(kMark, true);
    Q_EMIT set.changed(name);
    set.setProperty(kMark, before);
}

bool isFollowing(const ParamSet& set)
{
    return set.property(kMark).toBool();
}

} // namespace reelout
