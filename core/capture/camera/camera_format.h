// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/picture.h"

#include <span>
#include <vector>

namespace reelout {

/// How a camera's picture lies in memory, whatever the system calls it.
enum class CameraLayout {
    Nv12,
    Nv21,
    Nv16,
    I420,
    Yv12,
    I422,
    Yuyv,
    Uyvy,
    Yvyu,
    Vyuy,
    P010,
    Y210, ///< packed 4:2:2, 10 bits at the top of 16
    Grey,
    Grey16,
    Rgb24,
    Bgr24,
    Bgrx,
    Rgbx,
    Mjpeg,
    H264,
};

struct CameraFormat {
    CameraLayout layout = CameraLayout::Nv12;
    const char* token = "";                  ///< CameraMode::format
    const char* label = "";                  ///< for people
    PixelFormat picture = PixelFormat::None; ///< what it becomes; None: what the decoder gives
    bool isCompressed = false;
};

/// From those that need no work and have the most colour to those that were compressed.
std::span<const CameraFormat> cameraFormats();
/// Null for a token that is none.
const CameraFormat* cameraFormat(const QString& token);
const CameraFormat& cameraFormat(CameraLayout layout);

/// One piece of memory of a picture as the system hands it over.
struct CameraMemory {
    const std::uint8_t* data = nullptr;
    std::size_t bytes = 0;     ///< that may be read
    std::ptrdiff_t stride = 0; ///< from row to row of its first plane; 0 = rows without padding
    /// Of planes behind the first one in the same memory, where the system says so; else 0: half the first's
    /// where chroma has a plane for each component, the same where they share one.
    std::ptrdiff_t chromaStride = 0;
};

/// Copies a picture that isn't compressed out of the system's memory: one piece for all planes, or one for
/// each. `picture` has the format and the size. InvalidData when the memory is shorter than the picture.
Status copyCameraPicture(CameraLayout layout, std::span<const CameraMemory> memory, Picture& picture);

/// Lays a picture of that format and size over the system's memory in place of a copy, where its planes lie
/// as in a PicturePool; what it is made of is only to be read. False when it must be copied. `margin`: bytes
/// that may be read behind the memory.
bool layCameraPicture(CameraLayout layout, std::span<const CameraMemory> memory, std::size_t margin,
                      Picture& picture);

/// Bytes a picture without padding takes; 0 for compressed layouts.
std::size_t cameraPictureBytes(CameraLayout layout, Size size);

} // namespace reelout
