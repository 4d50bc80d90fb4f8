// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/bc6h_blocks.h"
#include "encode/hap/bc7_blocks.h"
#include "encode/hap/bc_blocks.h"

namespace reelout {
namespace {

/// The encoders for one set of vector operations.
template <class V>
constexpr BlockKernels blockKernelsOf()
{
    return {V::kCount, encodeBc1<V>, encodeBc3<V>, encodeBc4<V>, encodeYCoCg<V>, encodeBc7<V>, encodeBc6h<V>};
}

} // namespace
} // namespace reelout
