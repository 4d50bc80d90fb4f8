// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/finisher.h"
#include "encode/recording_file.h"
#include "ffmpeg/av_ptr.h"

#include <span>
#include <vector>

namespace reelout {

/// libavformat's view of a RecordingFile: a seekable AVIOContext whose every write goes through OutputFile,
/// and past a FragmentCollector when there is one. Owned by the muxer; write thread.
class AvioFile {
public:
    /// `collector` may be null; both must outlive this.
    static Result<std::unique_ptr<AvioFile>> create(RecordingFile& file, FragmentCollector* collector);

    AVIOContext* context() const { return m_io.get(); }
    /// Keeps the first bytes in memory until releaseHeader(), so that they can be changed.
    void holdHeader() { m_isHolding = true; }
    /// What has been held; the buffer is flushed into it first.
    std::span<const std::byte> heldHeader();
    /// Writes a header in place of the held one. It may be longer: what follows moves back by as much, which
    /// the muxer does not notice. From then on the muxer may not go back into the header.
    Status releaseHeader(std::span<const std::byte> header);

    /// Writes out the buffer. The file's own error when writing failed.
    Status flush();
    /// The collector has seen all bytes and understood them.
    bool isCollected() const { return m_collected; }

private:
    AvioFile(RecordingFile& file, FragmentCollector* collector) : m_file(file), m_collector(collector) {}

    int hold(std::span<const std::byte> bytes);
    Status writeThrough(std::uint64_t position, std::span<const std::byte> bytes);
    std::uint64_t filePosition() const { return m_position + m_growth; }
    std::uint64_t muxerEnd() const;

    static int read(void* self, std::uint8_t* buffer, int size);
#if REELOUT_AV_CONST_WRITE_CALLBACK
    static int write(void* self, const std::uint8_t* buffer, int size);
#else
    static int write(void* self, std::uint8_t* buffer, int size);
#endif
    static std::int64_t seek(void* self, std::int64_t offset, int whence);

    RecordingFile& m_file;
    FragmentCollector* m_collector;
    AvIoPtr m_io;
    std::uint64_t m_position = 0; ///< as the muxer counts
    std::uint64_t m_growth = 0;   ///< of the released header
    std::vector<std::byte> m_held;
    bool m_isHolding = false;
    bool m_collected = true;
};

} // namespace reelout
