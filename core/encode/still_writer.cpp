// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bounded_queue.h"
#include "base/worker.h"
#include "encode/codec_catalog.h"
#include "encode/still_file.h"
#include "encode/writers.h"

#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>

namespace reelout {

namespace {

constexpr int kMostThreads = 64;

/// The still or stills of one recording. More than one thread: each encodes and writes a picture of its own,
/// taken from a queue as long as there are threads, so that memory stays bounded; writePicture() blocks while
/// it is full. One thread: everything happens inside writePicture().
class StillWriter final : public MediaWriter {
public:
    StillWriter(FileSystem& files, RecordingName name, int digits, bool isSequence, Size size, StillSpec spec,
                Overwrite overwrite);
    ~StillWriter() override;

    PixelFormat pictureFormat() const override { return stillPictureFormat(m_spec); }
    Size pictureSize() const override { return m_size; }
    ColourSpec pictureColour() const override { return stillPictureColour(m_spec); }
    Status writePicture(const PicturePtr& picture, std::int64_t index) override;
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override;
    Result<WrittenFile> finish(Timestamp deadline) override;
    std::uint64_t bytesWritten() const override { return m_bytes.load(std::memory_order_relaxed); }

private:
    struct Job {
        PicturePtr picture;
        std::int64_t index = 0;
    };
    /// The bytes of the picture encoded last: a screen at rest gives the same one many times.
    struct Encoded {
        PicturePtr picture;
        std::shared_ptr<const StillBytes> bytes;
    };

    QString pathOf(std::int64_t index) const;
    void work();
    Status writeStill(const Job& job);
    Result<std::shared_ptr<const StillBytes>> encoded(const PicturePtr& picture);
    std::optional<Error> hopelessError() const;
    void waitForWorkers(Timestamp deadline);

    FileSystem& m_files;
    const RecordingName m_name;
    const int m_digits;
    const bool m_isSequence;
    const Size m_size;
    const StillSpec m_spec;
    const Overwrite m_overwrite;
    std::int64_t m_nextIndex = 0;
    std::atomic<std::uint64_t> m_bytes = 0;

    mutable std::mutex m_mutex;
    std::condition_variable m_workerDone;
    Encoded m_lastEncoded;
    std::int64_t m_written = 0;
    std::optional<Error> m_firstError;
    std::optional<Error> m_hopeless;
    std::map<std::int64_t, QString> m_failures; ///< by number, so that the report is in order
    std::vector<std::int64_t> m_givenUp;
    bool m_givesUp = false;
    int m_busyWorkers = 0;

    BoundedQueue<Job> m_queue;
    std::vector<Worker> m_workers;
};

/// Errors that every later still would meet too.
bool isHopeless(ErrorCode code)
{
    return code == ErrorCode::DiskFull || code == ErrorCode::PermissionDenied || code == ErrorCode::NotFound;
}

StillWriter::StillWriter(FileSystem& files, RecordingName name, int digits, bool isSequence, Size size,
                         StillSpec spec, Overwrite overwrite)
    : m_files(files),
      m_name(std::move(name)),
      m_digits(digits),
      m_isSequence(isSequence),
      m_size(size),
      m_spec(std::move(spec)),
      m_overwrite(overwrite),
      m_queue(static_cast<std::size_t>(std::clamp(m_spec.maxThreads, 1, kMostThreads)))
{
    if (!isSequence || m_spec.maxThreads <= 1)
        return;
    m_busyWorkers = std::min(m_spec.maxThreads, kMostThreads);
    for (int number = 0; number < m_busyWorkers; ++number)
        m_workers.emplace_back("still " + std::to_string(number), [this](const std::stop_token&) { work(); });
}

StillWriter::~StillWriter()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_givesUp = true;
    }
    m_queue.close();
    m_workers.clear();
}

QString StillWriter::pathOf(std::int64_t index) const
{
    return m_isSequence ? sequencePath(m_name, index, m_digits) : m_name.path;
}

void StillWriter::work()
{
    while (std::optional<Job> job = m_queue.waitPop({})) {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_givesUp) {
                m_givenUp.push_back(job->index);
                continue;
            }
        }
        // What went wrong is kept by writeStill() and told by the next call or finish().
        static_cast<void>(writeStill(*job));
    }
    {
        const std::scoped_lock lock(m_mutex);
        --m_busyWorkers;
    }
    m_workerDone.notify_all();
}

Result<std::shared_ptr<const StillBytes>> StillWriter::encoded(const PicturePtr& picture)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_lastEncoded.picture == picture)
            return m_lastEncoded.bytes;
    }
    Result<StillBytes> bytes =
        encodeStill(*picture, m_spec, m_isSequence ? StillEffort::Quick : StillEffort::Small);
    if (!bytes)
        return bytes.error();
    Encoded retired{picture, std::make_shared<const StillBytes>(std::move(bytes).value())};
    std::shared_ptr<const StillBytes> result = retired.bytes;
    const std::scoped_lock lock(m_mutex);
    std::swap(m_lastEncoded, retired);
    return result;
}

Status StillWriter::writeStill(const Job& job)
{
    Result<std::shared_ptr<const StillBytes>> bytes = encoded(job.picture);
    const Status status =
        bytes ? writeStillFile(m_files, pathOf(job.index), **bytes, m_overwrite) : Status(bytes.error());
    const std::scoped_lock lock(m_mutex);
    if (status) {
        ++m_written;
        m_bytes.fetch_add((*bytes)->size(), std::memory_order_relaxed);
        return status;
    }
    const Error& error = status.error();
    m_failures[job.index] = QStringLiteral("still %1: %2: %3").arg(job.index).arg(error.step, error.detail);
    if (!m_firstError)
        m_firstError = error;
    if (isHopeless(error.code) && !m_hopeless)
        m_hopeless = error;
    return status;
}

std::optional<Error> StillWriter::hopelessError() const
{
    const std::scoped_lock lock(m_mutex);
    return m_hopeless;
}

Status StillWriter::writePicture(const PicturePtr& picture, std::int64_t index)
{
    const QString step = QStringLiteral("write still");
    if (index != m_nextIndex || (!m_isSequence && index > 0))
        return makeError(ErrorCode::Internal, step,
                         QStringLiteral("picture %1 comes where %2 is expected").arg(index).arg(m_nextIndex));
    if (!picture || picture->size != m_size)
        return makeError(ErrorCode::Internal, step, QStringLiteral("picture %1 has another size").arg(index));
    if (std::optional<Error> error = hopelessError())
        return *error;
    ++m_nextIndex;
    Job job{picture, index};
    if (!m_workers.empty()) {
        if (!m_queue.waitPush(job, {}))
            return makeError(ErrorCode::Internal, step, QStringLiteral("the recording is finished already"));
        return {};
    }
    // One still that fails is for the report, unless it is the only one or the rest would fail too.
    const Status status = writeStill(job);
    if (!status && (!m_isSequence || isHopeless(status.error().code)))
        return status;
    return {};
}

Status StillWriter::writeAudio(std::span<const float>, std::int64_t)
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("write sound"),
                     QStringLiteral("stills have no sound"));
}

void StillWriter::waitForWorkers(Timestamp deadline)
{
    const Duration left = std::max(deadline - systemClock().now(), Duration::zero());
    std::unique_lock lock(m_mutex);
    if (!m_workerDone.wait_for(lock, left, [this] { return m_busyWorkers == 0; }))
        m_givesUp = true;
}

Result<WrittenFile> StillWriter::finish(Timestamp deadline)
{
    // Before the queue closes: who sees it closed after its deadline can rely on nothing more being begun.
    if (systemClock().now() >= deadline) {
        const std::scoped_lock lock(m_mutex);
        m_givesUp = true;
    }
    m_queue.close();
    waitForWorkers(deadline);
    m_workers.clear(); // waits for the stills that are being written, never for those in the queue

    WrittenFile result;
    result.path = pathOf(0);
    result.bytes = bytesWritten();
    result.frames = m_written;
    for (const auto& [index, text] : m_failures)
        result.warnings.append(text);
    if (!m_givenUp.empty()) {
        const auto [first, last] = std::minmax_element(m_givenUp.begin(), m_givenUp.end());
        result.warnings.append(
            QStringLiteral("stills %1 to %2: given up, there was no time left").arg(*first).arg(*last));
    }
    if (m_written == 0 && m_firstError)
        return *m_firstError;
    if (m_written > 0)
        REELOUT_TRY(m_files.syncFolder(QFileInfo(result.path).absolutePath()));
    return result;
}

} // namespace

Result<std::unique_ptr<MediaWriter>> openStillWriter(FileSystem& files, const RecordingName& name,
                                                     int leadingZerosDigits, bool isSequence, Size size,
                                                     const StillSpec& spec, Overwrite overwrite)
{
    const QString step = QStringLiteral("open still");
    REELOUT_TRY(checkStill(spec, size));
    const QString first = isSequence ? sequencePath(name, 0, leadingZerosDigits) : name.path;
    if (first.isEmpty())
        return makeError(ErrorCode::InvalidParameter, step, QStringLiteral("the name is empty"));
    if (isSequence && first == sequencePath(name, 1, leadingZerosDigits))
        return makeError(
            ErrorCode::InvalidParameter, step,
            QStringLiteral("the name of an image sequence has to contain me.fileSuffix, else all "
                           "images have the same name: %1")
                .arg(first));
    REELOUT_TRY(files.checkWritable(QFileInfo(first).absolutePath()));
    if (overwrite == Overwrite::Never && files.exists(first))
        return makeError(ErrorCode::AlreadyExists, step, first);
    return std::unique_ptr<MediaWriter>(
        std::make_unique<StillWriter>(files, name, leadingZerosDigits, isSequence, size, spec, overwrite));
}

} // namespace reelout
