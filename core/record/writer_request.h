// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/writers.h"
#include "record/record_plan.h"

#include <functional>

namespace reelout {

/// Which writer a take needs; of the three specs the one of its kind counts.
struct WriterRequest {
    RecordPlan::Kind kind = RecordPlan::Kind::Movie;
    QString op; ///< name of the recorder
    FileSystem* files = nullptr;
    RecordingName name;
    int leadingZerosDigits = 1;
    Size size; ///< of stills
    MovieSpec movie;
    StillSpec still;
    SoundSpec sound;
    bool testMode = false; ///< everything but a file
    Overwrite overwrite = Overwrite::Never;
};

using OpenWriter = std::function<Result<std::unique_ptr<MediaWriter>>(const WriterRequest&)>;

/// What the writer of a request is going to want; none where only opening it can tell, or it won't open.
using FormatOfWriter = std::function<std::optional<WriterFormat>(const WriterRequest&)>;

/// The real encoders and files. Write thread.
Result<std::unique_ptr<MediaWriter>> openRealWriter(const WriterRequest& request);
/// Of what openRealWriter() opens. Any thread.
std::optional<WriterFormat> formatOfRealWriter(const WriterRequest& request);

} // namespace reelout
