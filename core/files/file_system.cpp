// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file_system.h"

namespace reelout {

Status OutputFile::reserve(std::uint64_t /*end*/)
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("reserve room"), path());
}

} // namespace reelout
