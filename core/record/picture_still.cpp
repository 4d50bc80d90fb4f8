// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/picture_still.h"

#include "encode/still/still_layout.h"
#include "encode/writers.h"
#include "files/file_namer.h"
#include "image/picture_path.h"
#include "media/storage_format.h"

#include <QDir>

namespace reelout {

namespace {

constexpr int kMostTries = 100; ///< against programs that take the same names
constexpr Duration kPatience = std::chrono::minutes(5);

bool isFloat(const PictureStill& still)
{
    if (const auto storage = storageFormat(still.pixelFormat))
        return storage->isFloat();
    return pixelFormatInfo(still.picture->format).isFloat;
}

Result<QString> writeUnder(FileSystem& files, const RecordingName& name, const StillSpec& spec,
                           const PicturePtr& converted)
{
    Result<std::unique_ptr<MediaWriter>> writer =
        openStillWriter(files, name, 1, false, converted->size, spec, Overwrite::Never);
    if (!writer)
        return writer.error();
    REELOUT_TRY((*writer)->writePicture(converted, 0));
    const Result<WrittenFile> written = (*writer)->finish(systemClock().now() + kPatience);
    if (!written)
        return written.error();
    return written->path;
}

} // namespace

Result<QString> writePictureStill(FileSystem& files, const PictureStill& still)
{
    if (!still.picture)
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("save still"),
                         QStringLiteral("there is no picture"));
    StillSpec spec;
    spec.type = isFloat(still) ? QStringLiteral("exr") : QStringLiteral("png");
    spec.pixelFormat = still.pixelFormat;
    spec.inputFormat = still.picture->format;

    PicturePathSpec path;
    path.outputFormat = stillPictureFormat(spec);
    path.outputColour = stillPictureColour(spec);
    const Result<PicturePtr> converted = PicturePath(path).process(still.picture);
    if (!converted)
        return converted.error();

    if (!QDir(still.folder).exists())
        REELOUT_TRY(files.makeFolders(still.folder));
    NamePlan plan;
    plan.firstIndex = 1;
    plan.extension = spec.type;
    const FileExpression expression = [&still](const QString& suffix) -> Result<QString> {
        return QString(still.name + suffix);
    };
    for (int attempt = 0;; ++attempt) {
        const Result<RecordingName> name = nextName(files, plan, expression, still.folder);
        if (!name)
            return name.error();
        Result<QString> written = writeUnder(files, *name, spec, *converted);
        const bool isTaken = !written && written.error().code == ErrorCode::AlreadyExists;
        if (!isTaken || attempt == kMostTries)
            return written;
    }
}

} // namespace reelout
