// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/v4l2/video_kernel.h"

#include <QString>

namespace reelout {

/// The name under which the same device is known after replugging and in the next session. USB: vendor,
/// product and serial number, "usb:046d:0825:8C4A1F20"; without a serial number the plug stands for it,
/// "usb:046d:0825@1-4.2". Other buses: the place, "bus:pci0000:00/…". A further node of one device has its
/// index behind it, "#1".
QString videoIdentity(const VideoNode& node);
/// The same of all nodes there are: those that can't be told apart are numbered, "~2".
std::vector<QString> videoIdentities(const std::vector<VideoNode>& nodes);

/// The node that `identity` means: the very one, and of devices without a serial number else the only one of
/// its make, at whatever plug. A path is that node. Null = it isn't there.
const VideoNode* findVideoNode(const std::vector<VideoNode>& nodes, const QString& identity);

} // namespace reelout
