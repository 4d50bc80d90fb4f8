// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/sound_writer.h"

namespace reelout {

/// A recording in a type of file that ends at 4 GiB: goes on in another file ("take-2.wav") when one is full,
/// without losing a sample. Each is complete as soon as the next one begins. Write thread.
class SoundSeries final : public MediaWriter {
public:
    static Result<std::unique_ptr<MediaWriter>>
    open(FileSystem& files, const QString& path, const SoundSpec& spec, Overwrite overwrite, Clock& clock);

    PixelFormat pictureFormat() const override { return PixelFormat::None; }
    Size pictureSize() const override { return {}; }
    ColourSpec pictureColour() const override { return {}; }
    Status writePicture(const PicturePtr& picture, std::int64_t index) override;
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override;
    Status addMarker(const Marker& marker) override;
    Result<WrittenFile> finish(Timestamp deadline) override;
    std::uint64_t bytesWritten() const override { return m_bytes.load(std::memory_order_relaxed); }

private:
    SoundSeries(FileSystem& files, SoundSpec spec, std::unique_ptr<SoundWriter> first, Clock& clock);
    Status beginNext();
    /// Adds what a part has become to the whole.
    void add(const WrittenFile& part);

    FileSystem& m_files;
    const SoundSpec m_spec;
    Clock& m_clock;
    const QString m_firstPath;
    std::unique_ptr<SoundWriter> m_part;
    int m_number = 1;
    std::int64_t m_before = 0; ///< sample frames of the parts before this one
    std::int64_t m_inPart = 0;
    WrittenFile m_whole;
    std::atomic<std::uint64_t> m_bytes{0};
    std::optional<Error> m_error;
};

} // namespace reelout
