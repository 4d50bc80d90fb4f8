// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/yuv_rows.h"
#include "media/row_bands.h"
#include "media/storage_format.h"

namespace reelout {

/// True for the pairs convertBytes() knows: 8-bit packed RGB to 8-bit packed RGB, planar RGB of any depth and
/// planar or semi-planar Y'CbCr, with or without alpha.
bool canConvertBytes(PixelFormat from, PixelFormat to);

/// The quick way for what screens deliver, in integers and one pass over memory. Parameters as in
/// convertFloat(), `channels` read as storage_format.h says; the transfer must be the same. At least the
/// samples that `columns` of the source bear on are written; others get what a conversion of the whole gives
/// them.
void convertBytes(const Picture& source, unsigned channelMask, StorageFormat::Channels channels,
                  Picture& target, const YuvRowKernels& kernels, const ColumnSpan& columns = {});

/// True when only the arrangement of the samples differs: 8-bit Y'CbCr of the same subsampling.
bool canRearrange(PixelFormat from, PixelFormat to);

/// Copies samples from one arrangement to the other, padding as convertFloat() does.
void rearrange(const Picture& source, Picture& target);

} // namespace reelout
