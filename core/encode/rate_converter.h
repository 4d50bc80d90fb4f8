// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <memory>
#include <span>
#include <vector>

namespace reelout {

/// Changes the sample rate of a stream by a fixed factor, better than 120 dB below what it is given, through
/// libswresample (with soxr's engine where it was built in). Frame j of the result is at j / `to` seconds of
/// the stream; it comes out some ten milliseconds after what it is made of went in. One thread.
class RateConverter {
public:
    /// `channels` 1..64, rates 1..768000. Unsupported when the library can't.
    static Result<std::unique_ptr<RateConverter>> create(int channels, int from, int to);
    ~RateConverter();
    RateConverter(const RateConverter&) = delete;
    RateConverter& operator=(const RateConverter&) = delete;

    /// Whole interleaved frames in; what is ready is added to `out`.
    Status convert(std::span<const float> samples, std::vector<float>& out);
    /// The stream has ended: adds the rest of it. Once.
    Status finish(std::vector<float>& out);

private:
    struct Library;
    explicit RateConverter(std::unique_ptr<Library> library);
    Status run(const float* samples, int frames, std::vector<float>& out);
    std::unique_ptr<Library> m_library;
};

} // namespace reelout
