// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/byte_order.h"
#include "container/file_window.h"

#include <optional>

namespace reelout {

/// One piece of picture or sound of the part that is not closed yet.
struct AviPacket {
    std::uint32_t id = 0;     ///< as the file has it, little-endian
    std::uint32_t offset = 0; ///< of its header, from the type of the movi list
    std::uint32_t size = 0;
    bool isKey = true;
};

struct AviStream {
    std::uint64_t header = 0; ///< offset of the content of strh
    bool isVideo = false;
    bool hasFrameTypes = false; ///< MPEG-4 Part 2: not every frame is a key frame
    std::uint32_t scale = 1;
    std::uint32_t rate = 1;
    std::uint32_t sampleSize = 0; ///< 0 = each packet counts as one
    std::uint64_t superIndex = 0; ///< offset of the indx chunk, or the JUNK in its place; 0 = none
    std::uint32_t indexRoom = 0;  ///< entries it has room for
    std::uint32_t declared = 0;   ///< dwLength as it stands there
    std::uint64_t packets = 0;    ///< counted when the last part is open, as the following are
    std::uint64_t bytes = 0;
    std::uint64_t packetsBefore = 0; ///< those of closed parts
    std::uint64_t bytesBefore = 0;

    /// What dwLength has to be: packets, or samples of the sound.
    std::uint64_t length() const { return sampleSize > 0 ? bytes / sampleSize : packets; }
    std::uint64_t lengthBefore() const { return sampleSize > 0 ? bytesBefore / sampleSize : packetsBefore; }
};

/// A RIFF of the file: the first is "AVI ", further ones of a gigabyte each are "AVIX" (OpenDML AVI file
/// format extensions 1.02).
struct AviPart {
    std::uint64_t offset = 0;
    std::uint64_t movi = 0; ///< offset of the list's type
    std::uint64_t end = 0;  ///< of the list; of the file when the part is open
    bool isClosed = false;  ///< its size and that of its list fit what is there
};

struct AviFile {
    std::uint64_t mainHeader = 0; ///< offset of the content of avih
    std::uint64_t odml = 0;       ///< offset of the list (or JUNK) with dmlh; 0 = none
    std::vector<AviStream> streams;
    std::vector<AviPart> parts;
    std::vector<AviPacket> packets; ///< of the last part
    bool hasIndex = false;          ///< idx1 is there
    std::uint64_t end = 0;          ///< of the last whole packet of the last part
};

/// Walks the chunks, reading their headers only. InvalidData when it has no header or no movi list.
Result<AviFile> scanAvi(FileWindow& window);

} // namespace reelout
