// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/writers.h"

#include <QString>

#include <vector>

namespace reelout::test {

/// What libsndfile reads from a file.
struct SoundReadBack {
    QString error; ///< empty when it could be opened and read to its end
    int format = 0;
    int channels = 0;
    int sampleRate = 0;
    std::int64_t frames = 0;    ///< as the header says
    std::vector<float> samples; ///< interleaved, all that came
};
SoundReadBack readSound(const QString& path, std::int64_t from = 0);

/// One of libsndfile's strings (SF_STR_…) of a file; empty when it has none.
QString soundString(const QString& path, int string);

/// A low sine per channel, of another phase each, at half of full scale.
std::vector<float> tone(int channels, int sampleRate, std::int64_t frames);

/// Chords, drums and air: something an encoder has to work for.
std::vector<float> music(int channels, int sampleRate, double seconds);

/// Writes the samples into a new file in uneven pieces; the finished file or the first error.
Result<WrittenFile> writeSound(FileSystem& files, const QString& path, const SoundSpec& spec,
                               const std::vector<float>& samples);

/// The spec of a file of this type and codec, and its path in `folder`.
SoundSpec soundSpec(const QString& type, const QString& codec, int channels, int sampleRate);
QString soundPath(const QString& folder, const SoundSpec& spec);

} // namespace reelout::test
