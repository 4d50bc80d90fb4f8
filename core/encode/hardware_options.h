// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/encoder_plan.h"

#include <optional>

namespace reelout {

/// The makers of hardware encoders, by FFmpeg's suffix ("h264_nvenc").
enum class HardwareFamily { Nvenc, Vaapi, Qsv, Amf, VideoToolbox };
std::optional<HardwareFamily> hardwareFamily(const QString& encoder);

/// Parameters of the Settings page a family can follow for "h264", "h265" or "av1".
QStringList hardwareSettings(HardwareFamily family, const QString& codec);

/// Quantiser of a quality 0..1 for H.264 and H.265: 40 at 0, 14 at 1, linear between, as x264's CRF.
int hardwareQuantiser(double quality);
/// The same of AV1, 0..255 (base_q_idx, AV1 bitstream specification 5.9.12): 220 at 0, 60 at 1.
int hardwareAv1Quantiser(double quality);

// The settings as options of each family. Pure. Key frames come every keyFrameInterval frames: deciding them
// by scene is off. H.265 and AV1 go without B-frames, which many of the chips don't have.

/// Presets p1 (none, fast) to p7; Quality is the constant-quality mode (`cq`); HQ rates take two passes.
EncoderPlan nvencPlan(const EncoderRequest& request);
/// Quality is a constant quantiser, the one mode every driver has.
EncoderPlan vaapiPlan(const EncoderRequest& request);
/// Presets veryfast to veryslow; Quality is "intelligent constant quality" (ICQ).
EncoderPlan qsvPlan(const EncoderRequest& request);
/// Presets speed, balanced and quality; Quality is a constant quantiser.
EncoderPlan amfPlan(const EncoderRequest& request);
/// Quality is Apple's own 0..1.
EncoderPlan videoToolboxPlan(const EncoderRequest& request);

} // namespace reelout
