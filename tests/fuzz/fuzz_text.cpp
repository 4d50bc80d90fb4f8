// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

// One libFuzzer program for each target: REELOUT_FUZZ_TARGET is the function's name.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    reelout::fuzz::REELOUT_FUZZ_TARGET({data, size});
    return 0;
}
