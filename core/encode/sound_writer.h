// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/ditherer.h"
#include "encode/media_writer.h"
#include "encode/recording_file.h"
#include "encode/sound_format.h"

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace reelout {

class SoundLibrary;

/// A sound file of any type through libsndfile. WAV is written as RF64 that ends as an ordinary WAV below
/// 4 GiB. Headers that tell a length are brought up to date each second, and every type is put on the disk as
/// often, so a killed recording can be read. The first error stays and is what every later call returns.
class SoundWriter final : public MediaWriter {
public:
    static Result<std::unique_ptr<SoundWriter>>
    open(FileSystem& files, const QString& path, const SoundSpec& spec, Overwrite overwrite, Clock& clock);
    ~SoundWriter() override;

    PixelFormat pictureFormat() const override { return PixelFormat::None; }
    Size pictureSize() const override { return {}; }
    ColourSpec pictureColour() const override { return {}; }
    Status writePicture(const PicturePtr& picture, std::int64_t index) override;
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override;
    Status addMarker(const Marker& marker) override;
    Result<WrittenFile> finish(Timestamp deadline) override;
    std::uint64_t bytesWritten() const override { return m_bytes.load(std::memory_order_relaxed); }

    QString path() const { return m_path; }
    /// Sample frames this type of file still has room for.
    std::int64_t room() const;

private:
    SoundWriter(const SoundSpec& spec, const SoundFormat& format, std::unique_ptr<RecordingFile> file,
                Clock& clock);
    Status write(std::span<const float> samples, std::int64_t firstFrame);
    Status writeBlock(std::span<const float> block);
    std::int64_t writeIntegers(std::span<const float> block);
    Status reachSecond();
    Status remember(Status status);
    Status writeCues();
    Result<WrittenFile> rescue();

    const SoundFormat m_format;
    const std::size_t m_channels;
    std::unique_ptr<RecordingFile> m_file;
    std::unique_ptr<SoundLibrary> m_library; ///< after the file it writes to
    Clock& m_clock;
    QString m_path;
    std::optional<Ditherer> m_ditherer;
    QStringList m_warnings;
    std::vector<Marker> m_markers;
    std::int64_t m_frames = 0;
    Timestamp m_lastSecond;
    std::vector<std::int32_t> m_integers;
    std::vector<float> m_floats;
    std::atomic<std::uint64_t> m_bytes{0};
    std::optional<Error> m_error;
};

} // namespace reelout
