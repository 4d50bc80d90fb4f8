// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/device_problems.h"

#include "base/error_text.h"
#include "operators/provider_names.h"

namespace reelout {

namespace {

bool isListOf(const QString& provider, DeviceLists::Kind kind)
{
    switch (kind) {
    case DeviceLists::Kind::Monitors:
        return provider == providers::kMonitors;
    case DeviceLists::Kind::Windows:
        return provider == providers::kWindows;
    case DeviceLists::Kind::Sounds:
        return provider == providers::kSoundDevices;
    case DeviceLists::Kind::Cameras:
        return provider == providers::kCameras;
    case DeviceLists::Kind::Outputs:
        break; // of no operator
    }
    return false;
}

} // namespace

void showDeviceProblems(Operator& op, DeviceLists::Kind kind, const DeviceLists& lists)
{
    bool isConcerned = false;
    for (const ParamDescriptor& row : op.type().table->rows()) {
        if (!isListOf(row.provider, kind))
            continue;
        isConcerned = true;
        const DeviceLists::List& list = lists.known(kind);
        op.params().setProblem(row.name, list.error ? describe(*list.error) : QString());
    }
    if (isConcerned)
        op.params().refresh();
}

} // namespace reelout
