// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include <QCoreApplication>

// One libFuzzer program for each target: REELOUT_FUZZ_TARGET is the function's name.

// Qt's script engine wants one.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv)
{
    static QCoreApplication application(*argc, *argv);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    reelout::fuzz::REELOUT_FUZZ_TARGET({data, size});
    return 0;
}
