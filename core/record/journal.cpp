// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/journal.h"

#include "base/error_text.h"
#include "base/log.h"
#include "files/take_manifest.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString kindOf(RecordPlan::Kind kind)
{
    switch (kind) {
    case RecordPlan::Kind::ImageSequence:
        return QStringLiteral("imagesequence");
    case RecordPlan::Kind::Sound:
        return QStringLiteral("sound");
    case RecordPlan::Kind::Image:
    case RecordPlan::Kind::Movie:
    case RecordPlan::Kind::StopFrame:
        break;
    }
    return QStringLiteral("movie");
}

/// Passes everything on and looks after the manifest.
class JournaledWriter final : public MediaWriter {
public:
    JournaledWriter(std::unique_ptr<MediaWriter> writer, std::unique_ptr<OpenManifest> manifest,
                    FileSystem& files, QString path)
        : m_writer(std::move(writer)),
          m_manifest(std::move(manifest)),
          m_files(files),
          m_path(std::move(path))
    {}
    ~JournaledWriter() override
    {
        // A writer that is dropped leaves a file for repair, or none.
        m_writer.reset();
        if (!m_files.exists(m_path))
            forget();
    }

    PixelFormat pictureFormat() const override { return m_writer->pictureFormat(); }
    Size pictureSize() const override { return m_writer->pictureSize(); }
    ColourSpec pictureColour() const override { return m_writer->pictureColour(); }
    Status writePicture(const PicturePtr& picture, std::int64_t index) override
    {
        return m_writer->writePicture(picture, index);
    }
    bool hasCheapRepeats() const override { return m_writer->hasCheapRepeats(); }
    Status repeatPicture(const PicturePtr& picture, std::int64_t index) override
    {
        return m_writer->repeatPicture(picture, index);
    }
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override
    {
        return m_writer->writeAudio(samples, firstFrame);
    }
    Status addMarker(const Marker& marker) override
    {
        if (m_manifest)
            report(m_manifest->addMarker(marker));
        return m_writer->addMarker(marker);
    }
    Result<WrittenFile> finish(Timestamp deadline) override
    {
        Result<WrittenFile> written = m_writer->finish(deadline);
        if (written)
            forget();
        else if (m_manifest)
            report(m_manifest->setProblem(describe(written.error())));
        return written;
    }
    std::uint64_t bytesWritten() const override { return m_writer->bytesWritten(); }

private:
    void forget()
    {
        if (m_manifest)
            report(m_manifest->remove());
        m_manifest.reset();
    }
    static void report(const Status& status)
    {
        if (!status)
            logWarning(QStringLiteral("record"), describeForLog(status.error()));
    }

    std::unique_ptr<MediaWriter> m_writer;
    std::unique_ptr<OpenManifest> m_manifest;
    FileSystem& m_files;
    const QString m_path;
};

/// The first file of a recording, as the writer will call it.
QString firstPath(const WriterRequest& request)
{
    if (request.kind != RecordPlan::Kind::ImageSequence)
        return request.name.path;
    return sequencePath(request.name, 0, request.leadingZerosDigits);
}

} // namespace

OpenWriter journaled(OpenWriter open, const QString& folder)
{
    return [open = std::move(open),
            folder](const WriterRequest& request) -> Result<std::unique_ptr<MediaWriter>> {
        if (request.testMode || request.kind == RecordPlan::Kind::Image)
            return open(request);
        TakeManifest manifest;
        manifest.path = firstPath(request);
        manifest.kind = kindOf(request.kind);
        manifest.op = request.op;
        manifest.begun = QDateTime::currentDateTimeUtc();
        Result<std::unique_ptr<OpenManifest>> journal =
            OpenManifest::create(*request.files, folder, manifest);
        if (!journal) {
            logWarning(request.op,
                       QCoreApplication::translate(
                           "reelout::Take", "If this recording is interrupted, the next start will not "
                                            "offer to finish it: %1")
                           .arg(describeForLog(journal.error())));
            return open(request);
        }
        Result<std::unique_ptr<MediaWriter>> writer = open(request);
        if (!writer) {
            static_cast<void>((*journal)->remove());
            return writer;
        }
        return std::unique_ptr<MediaWriter>(std::make_unique<JournaledWriter>(
            std::move(writer).value(), std::move(journal).value(), *request.files, manifest.path));
    };
}

} // namespace reelout
