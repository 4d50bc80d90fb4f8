// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/writer_request.h"

#include "encode/codec_catalog.h"
#include "encode/still_codecs.h"
#include "record/discarding_files.h"

namespace reelout {

// What is going to be refused wants no pictures: the words of the refusal are better than those of whoever
// converts them.
std::optional<WriterFormat> formatOfRealWriter(const WriterRequest& request)
{
    switch (request.kind) {
    case RecordPlan::Kind::Movie:
    case RecordPlan::Kind::StopFrame:
        if (!request.testMode &&
            !CodecCatalog::instance().check(request.movie, extensionOf(request.name.path)))
            return std::nullopt;
        return movieWriterFormat(request.movie);
    case RecordPlan::Kind::Image:
    case RecordPlan::Kind::ImageSequence:
        if (!checkStill(request.still, request.size))
            return std::nullopt;
        return stillWriterFormat(request.size, request.still);
    case RecordPlan::Kind::Sound:
        break;
    }
    return std::nullopt;
}

Result<std::unique_ptr<MediaWriter>> openRealWriter(const WriterRequest& request)
{
    FileSystem& files = request.testMode ? discardingFiles() : *request.files;
    switch (request.kind) {
    case RecordPlan::Kind::Movie:
    case RecordPlan::Kind::StopFrame:
        return request.testMode ? openTestWriter(request.movie)
                                : openMovieWriter(files, request.name.path, request.movie, request.overwrite);
    case RecordPlan::Kind::Image:
    case RecordPlan::Kind::ImageSequence:
        return openStillWriter(files, request.name, request.leadingZerosDigits,
                               request.kind == RecordPlan::Kind::ImageSequence, request.size, request.still,
                               request.overwrite);
    case RecordPlan::Kind::Sound:
        return openSoundWriter(files, request.name.path, request.sound, request.overwrite);
    }
    return makeError(ErrorCode::Internal, QStringLiteral("open writer"), request.name.path);
}

} // namespace reelout
