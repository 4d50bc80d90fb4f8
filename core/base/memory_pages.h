// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace reelout {

/// Has the system give memory that is going to be written all of its pages at once. Coming by them one by
/// one, at the first touch of each, takes several times as long, and a picture has thousands. What is in it
/// stays. Where there is no such call they come as they are touched. Any thread.
void takePages(void* memory, std::size_t bytes);

} // namespace reelout
