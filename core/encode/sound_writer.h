// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/media_writer.h"
#include "encode/recording_file.h"
#include "media/specs.h"

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace reelout {

/// A WAV file through libsndfile. Written as RF64 that ends as an ordinary WAV below 4 GiB; its header is
/// brought up to date and put on the disk each second, so a killed recording can be read. The first error
/// stays and is what every later call returns.
class SoundWriter final : public MediaWriter {
public:
    static Result<std::unique_ptr<MediaWriter>>
    open(FileSystem& files, const QString& path, const SoundSpec& spec, Overwrite overwrite, Clock& clock);
    ~SoundWriter() override;

    PixelFormat pictureFormat() const override { return PixelFormat::None; }
    Size pictureSize() const override { return {}; }
    ColourSpec pictureColour() const override { return {}; }
    Status writePicture(const PicturePtr& picture, std::int64_t index) override;
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override;
    Result<WrittenFile> finish(Timestamp deadline) override;
    std::uint64_t bytesWritten() const override { return m_bytes.load(std::memory_order_relaxed); }

private:
    struct Library; ///< libsndfile's handle and its view of the file

    SoundWriter(const SoundSpec& spec, std::unique_ptr<RecordingFile> file, Clock& clock);
    Status openLibrary(const SoundSpec& spec);
    Status setMetadata(const Metadata& metadata);
    Status write(std::span<const float> samples, std::int64_t firstFrame);
    Status writeBlock(std::span<const float> block);
    Status updateHeader();
    Status writeFactChunk();
    Status failure(const char* step) const;
    Status remember(Status status);
    Result<WrittenFile> rescue();

    std::unique_ptr<RecordingFile> m_file;
    std::unique_ptr<Library> m_library;
    Clock& m_clock;
    QString m_path;
    int m_channels;
    int m_bits; ///< of a PCM codec, 0 for the others
    bool m_isFloat = false;
    bool m_isAdpcm = false;
    std::uint64_t m_mostBytes = 0; ///< the type's own limit, 0 = none
    std::int64_t m_frames = 0;
    Timestamp m_lastHeader;
    std::vector<std::int32_t> m_integers;
    std::vector<float> m_floats;
    std::atomic<std::uint64_t> m_bytes{0};
    std::optional<Error> m_error;
};

} // namespace reelout
