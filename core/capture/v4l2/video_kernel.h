// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace reelout {

/// One video node as the system knows it without opening it.
struct VideoNode {
    QByteArray path; ///< "/dev/video0"
    QString name;    ///< what the driver calls it; may be empty
    QString vendor;  ///< USB: four hexadecimal digits, as product; empty on other buses
    QString product;
    QString serial;      ///< of the USB device; many have none
    QString place;       ///< the plug it is at, or the device's own path on other buses
    int index = 0;       ///< of the nodes of one device
    QString incarnation; ///< another one each time the node is made

    friend bool operator==(const VideoNode&, const VideoNode&) = default;
};

/// What of the system V4L2 needs, so that tests can be a machine with other cameras. Any thread. Numbers of
/// errors come back negative, as the kernel has them.
class VideoKernel {
public:
    virtual ~VideoKernel() = default;
    virtual std::vector<VideoNode> nodes() = 0;
    /// A descriptor that poll() sees as readable when there is a picture, an event or an end.
    virtual int open(const QByteArray& path) = 0;
    virtual void close(int descriptor) = 0;
    virtual int control(int descriptor, unsigned long request, void* argument) = 0;
    /// Null when it can't be had.
    virtual void* map(int descriptor, std::size_t bytes, std::int64_t offset) = 0;
    virtual void unmap(void* memory, std::size_t bytes) = 0;
    /// Programs that have the node open, other than this one, as people know them ("firefox (1234)"); as far
    /// as that may be looked at.
    virtual QStringList users(const QByteArray& path) = 0;
    /// Calls `changed` whenever nodes came, went or got other permissions; null where that isn't told.
    virtual std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) = 0;
};

/// This machine's.
std::shared_ptr<VideoKernel> systemVideoKernel();

} // namespace reelout
